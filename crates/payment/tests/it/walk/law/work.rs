//! What is done later, and what is asked of the provider.

use payment::{
    Attempt, Command, Delivery, End, Event, GuaranteeAnswer, Linking, Method, Phase, WATCH_WINDOW,
};

use super::{Held, Step, holds};
use crate::walk::works::Task;

impl Step<'_> {
    pub(super) fn work_is_written_down(&self) -> Held {
        holds(
            self.works.missing(self.after).is_none(),
            "work that is needed is not written down",
        )?;
        for (attempt, n) in self.after.attempts.iter().zip(0..) {
            let is_about = |event: &Event| event.attempt() == Some(&attempt.id);
            let is_open = attempt.session.is_some() && !attempt.is_settled();
            let is_let_go = self.count(|event| {
                is_about(event)
                    && match event {
                        Event::StopAsked { .. } | Event::SessionOpened { .. } => {
                            !attempt.is_live() || attempt.stop_asked.is_some()
                        }
                        Event::AttemptEnded { end, .. } => {
                            matches!(end, End::Superseded | End::Canceled(_))
                                && !matches!(self.command, Command::Stop { .. } | Command::Tick)
                        }
                        _ => false,
                    }
            });
            holds(
                is_let_go == 0 || !is_open || self.works.has(Task::Cancel(n)),
                "a session that nobody wants is not cancelled",
            )?;
            let chosen =
                self.count(|event| is_about(event) && matches!(event, Event::AccountChosen { .. }));
            holds(
                chosen == 0 || self.works.has(Task::Debit(n)),
                "a debit that was agreed to is not asked for",
            )?;
        }
        Ok(())
    }

    pub(super) fn asked_for_once(&self) -> Held {
        for fact in self.events {
            match &fact.event {
                Event::DebitAsked { attempt } => {
                    let may = self.before.attempt(attempt).is_some_and(|it| {
                        it.linking() == Some(&Linking::Chosen) && it.debit_asked_at.is_none()
                    });
                    holds(may, "a debit was asked for twice, or of nobody's choice")?;
                }
                Event::SessionOpened { attempt, session } => {
                    let is_another = self
                        .before
                        .attempt(attempt)
                        .and_then(|it| it.session.as_ref())
                        .is_some_and(|known| known.id != session.id);
                    holds(!is_another, "another session took the place of the first")?;
                }
                Event::AttemptStarted { method, .. } => {
                    let lost = |it: &Attempt| {
                        let was_refused =
                            matches!(it.end(), Some(End::Failed(why)) if !why.is_unanswered());
                        it.session.is_none() && !was_refused && !it.is_paid()
                    };
                    let recent = |at| self.now.since(at) < WATCH_WINDOW;
                    let sent = self.before.attempts.iter().any(|it| {
                        lost(it) && it.delivery == Delivery::Email && recent(it.started_at)
                    });
                    holds(
                        *method != Method::ETransfer || !sent,
                        "a second link while one may be on its way",
                    )?;
                    let debited = self
                        .before
                        .attempts
                        .iter()
                        .any(|it| lost(it) && it.debit_asked_at.is_some_and(recent));
                    holds(
                        *method != Method::Eft || !debited,
                        "a second debit while one may be made",
                    )?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn guarantee(&self) -> Held {
        for fact in self.events {
            if let Event::GuaranteeAnswered { attempt, answer } = &fact.event {
                let is_wanted = self.before.attempt(attempt).is_some_and(|it| {
                    it.is_live()
                        && it.stop_asked.is_none()
                        && self.before.phase == Phase::Open
                        && self.now < self.before.expires_at
                });
                holds(
                    *answer == GuaranteeAnswer::Refused || is_wanted,
                    "a guarantee was accepted that nobody wants",
                )?;
            }
        }
        Ok(())
    }
}
