//! An attempt that can still be paid.

use std::time::Duration;

use payment::{
    Api, Attempt, AttemptState, CanceledBy, Claim, Delivery, GuaranteeAnswer, Linking, Method,
    OPENING_GRACE, Reading, Timestamp, WATCH_WINDOW,
};

use super::{NOW, attempt::session_of};
use crate::setup::account;

/// How long a frame that says "done" is believed against the provider.
pub(crate) const FRAME_PATIENCE: Duration = Duration::from_secs(60);

/// The steps of a frame: one that says "done", and any other.
pub(crate) const DONE_STEP: &str = "SUCCESS";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Live {
    pub(crate) way: Way,
    pub(crate) is_by_email: bool,
    pub(crate) age: Age,
    /// By the customer, or by another.
    pub(crate) stop: Option<Stop>,
    pub(crate) answer: Answer,
    pub(crate) frame: Frame,
    pub(crate) has_agreement: bool,
    pub(crate) guarantee: Option<GuaranteeAnswer>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Stop {
    Customer,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Way {
    Opening,
    SignIn,
    Reading { is_collected: bool },
    Choosing,
    Chosen,
    DebitAsked { is_old: bool },
    Session(Api),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Age {
    Young,
    PastGrace,
    PastWatch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Answer {
    Nothing,
    AgreementMissing,
    Scheduled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Frame {
    Underway,
    Done,
    /// It said so for longer than it is believed.
    DoneForLong,
    /// It said so, and was wrong or spoke of another session.
    DoneBefore,
}

impl Live {
    pub(super) fn of(attempt: &Attempt, now: Timestamp) -> Self {
        let is_by_email = attempt.delivery == Delivery::Email;
        let way = match &attempt.state {
            AttemptState::Opening | AttemptState::Ended { .. } => Way::Opening,
            AttemptState::Live => Way::Session(
                attempt
                    .session
                    .as_ref()
                    .map_or(Api::ETransferV1, |session| session.api),
            ),
            AttemptState::Linking(linking) => match linking {
                Linking::SignIn => Way::SignIn,
                Linking::Reading { request, .. } => Way::Reading {
                    is_collected: request.is_some(),
                },
                Linking::Choosing { .. } => Way::Choosing,
                Linking::Chosen => Way::Chosen,
                Linking::DebitAsked => Way::DebitAsked {
                    is_old: attempt
                        .debit_asked_at
                        .is_none_or(|at| now.since(at) >= WATCH_WINDOW),
                },
            },
        };
        let passed = now.since(attempt.started_at);
        let is_past_watch = is_by_email && passed >= WATCH_WINDOW;
        let age = match way {
            Way::Session(_) => Age::Young,
            Way::Chosen | Way::DebitAsked { .. } if is_past_watch => Age::PastWatch,
            Way::Chosen | Way::DebitAsked { .. } => Age::Young,
            Way::Opening | Way::SignIn | Way::Reading { .. } | Way::Choosing => {
                if is_past_watch {
                    Age::PastWatch
                } else if passed >= OPENING_GRACE {
                    Age::PastGrace
                } else {
                    Age::Young
                }
            }
        };
        let answer = match &attempt.reading {
            Some(Reading::AgreementMissing) => Answer::AgreementMissing,
            Some(Reading::Scheduled) => Answer::Scheduled,
            _ => Answer::Nothing,
        };
        let is_done = attempt
            .last_step()
            .is_some_and(|it| it.as_str() == DONE_STEP);
        let said_at = attempt.steps.last().map(|(_, at)| *at);
        let frame = match (is_done, attempt.claim) {
            (true, Some(Claim::Done))
                if answer == Answer::AgreementMissing
                    && said_at.is_some_and(|at| now.since(at) >= FRAME_PATIENCE) =>
            {
                Frame::DoneForLong
            }
            (true, Some(Claim::Done)) => Frame::Done,
            (true, Some(Claim::Underway | Claim::Over) | None) => Frame::DoneBefore,
            (false, _) => Frame::Underway,
        };
        Self {
            way,
            is_by_email,
            age,
            stop: attempt.stop_asked.map(|by| match by {
                CanceledBy::Customer => Stop::Customer,
                CanceledBy::Merchant | CanceledBy::Clock => Stop::Other,
            }),
            answer,
            frame,
            has_agreement: attempt.agreement.is_some(),
            guarantee: attempt.guarantee,
        }
    }

    pub(super) fn put(&self, attempt: &mut Attempt, n: u8) {
        if self.is_by_email {
            attempt.method = Method::ETransfer;
            attempt.delivery = Delivery::Email;
        }
        attempt.started_at = match self.age {
            Age::Young => NOW,
            Age::PastGrace => NOW.minus(OPENING_GRACE),
            Age::PastWatch => NOW.minus(WATCH_WINDOW),
        };
        attempt.state = match self.way {
            Way::Opening => AttemptState::Opening,
            Way::SignIn => AttemptState::Linking(Linking::SignIn),
            Way::Reading { is_collected } => AttemptState::Linking(Linking::Reading {
                login: "login".parse().expect("valid"),
                picked: None,
                since: NOW,
                request: is_collected.then(|| "request".parse().expect("valid")),
            }),
            Way::Choosing => AttemptState::Linking(Linking::Choosing {
                accounts: vec![account(0)],
                proposed: Some(account(0).id),
            }),
            Way::Chosen => {
                attempt.account = Some(account(0));
                AttemptState::Linking(Linking::Chosen)
            }
            Way::DebitAsked { is_old } => {
                attempt.account = Some(account(0));
                attempt.debit_asked_at = Some(if is_old { NOW.minus(WATCH_WINDOW) } else { NOW });
                AttemptState::Linking(Linking::DebitAsked)
            }
            Way::Session(api) => {
                attempt.session = Some(session_of(api, n));
                AttemptState::Live
            }
        };
        attempt.stop_asked = self.stop.map(|stop| match stop {
            Stop::Customer => CanceledBy::Customer,
            Stop::Other => CanceledBy::Merchant,
        });
        attempt.reading = match self.answer {
            Answer::Nothing => None,
            Answer::AgreementMissing => Some(Reading::AgreementMissing),
            Answer::Scheduled => Some(Reading::Scheduled),
        };
        let done_at = match self.frame {
            Frame::Underway => None,
            Frame::Done | Frame::DoneBefore => Some(NOW),
            Frame::DoneForLong => Some(NOW.minus(FRAME_PATIENCE)),
        };
        if let Some(at) = done_at {
            attempt.steps = vec![(DONE_STEP.parse().expect("valid"), at)];
        }
        attempt.claim = match self.frame {
            Frame::Underway | Frame::DoneBefore => None,
            Frame::Done | Frame::DoneForLong => Some(Claim::Done),
        };
        attempt.agreement = self
            .has_agreement
            .then(|| "https://pay.example/pad/1".parse().expect("valid"));
        attempt.guarantee = self.guarantee;
    }
}
