use metrics::counter;
use payment::{CheckoutId, Event, Recorded};

use super::metric;

/// Notes one fact that was appended to a checkout's log: what happened, how it is known,
/// and to which attempt. Never its content, which can be personal.
pub(crate) fn fact(checkout: &CheckoutId, recorded: &Recorded) {
    let event = recorded.event.name();
    let evidence = recorded.evidence.as_str();
    let attempt = recorded.event.attempt();
    tracing::info!(
        checkout_id = %checkout,
        attempt_id = attempt.map(tracing::field::display),
        event,
        evidence,
        step = step(&recorded.event),
        "fact"
    );
    counter!(metric::FACTS, "event" => event, "evidence" => evidence).increment(1);
}

/// A step's name tells where a customer is stuck. It is capital letters, digits and
/// underscores, whoever sent it.
fn step(event: &Event) -> Option<&str> {
    match event {
        Event::StepSeen { step, .. } => Some(step.as_str()),
        Event::CheckoutCreated { .. }
        | Event::AttemptStarted { .. }
        | Event::LinkingBegan { .. }
        | Event::LoginReceived { .. }
        | Event::AccountsAsked { .. }
        | Event::AccountsRead { .. }
        | Event::AccountChosen { .. }
        | Event::DebitAsked { .. }
        | Event::SessionOpened { .. }
        | Event::AgreementOffered { .. }
        | Event::GuaranteeAnswered { .. }
        | Event::WebhookReceived { .. }
        | Event::ReadingChanged { .. }
        | Event::StopAsked { .. }
        | Event::AttemptEnded { .. }
        | Event::CheckoutPaid { .. }
        | Event::CaseOpened { .. }
        | Event::CheckoutExtended { .. }
        | Event::ClosingBegan { .. }
        | Event::CheckoutClosed { .. }
        | Event::CheckoutClaimed { .. } => None,
    }
}
