//! One attempt, as far as any rule can tell.

use payment::{
    Api, Attempt, AttemptState, Delivery, End, Locale, Method, Reading, Session, Timestamp,
};

use super::{Live, Lost, NOW, price};
use crate::setup::{id, payer, session};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Try {
    Live(Live),
    Unpaid {
        session: Found,
        said: LastWord,
    },
    Paid {
        session: Option<Api>,
        is_returned: bool,
    },
}

/// What is known of the session of an attempt that brought no money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Found {
    Session(Api),
    Never(Lost),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LastWord {
    Awaited,
    Said,
    Returned,
}

impl Try {
    pub(super) fn of(attempt: &Attempt, now: Timestamp) -> Self {
        let api = attempt.session.as_ref().map(|session| session.api);
        match attempt.end() {
            None => Self::Live(Live::of(attempt, now)),
            Some(End::Paid { .. }) => Self::Paid {
                session: api,
                is_returned: matches!(attempt.reading, Some(Reading::Returned { .. })),
            },
            Some(end @ (End::Failed(_) | End::Canceled(_) | End::Superseded)) => Self::Unpaid {
                session: api
                    .map_or_else(|| Found::Never(Lost::of(attempt, end, now)), Found::Session),
                said: match &attempt.reading {
                    Some(Reading::Returned { .. }) => LastWord::Returned,
                    Some(reading) if reading.is_final() => LastWord::Said,
                    Some(_) | None => LastWord::Awaited,
                },
            },
        }
    }

    pub(super) fn attempt(&self, n: u8) -> Attempt {
        let mut attempt = Attempt {
            id: id(n),
            method: Method::GuaranteedEft,
            amount: price(),
            payer: payer(),
            locale: Locale::EnCa,
            delivery: Delivery::Page,
            started_at: NOW,
            account: None,
            debit_asked_at: None,
            session: None,
            agreement: None,
            guarantee: None,
            state: AttemptState::Opening,
            steps: Vec::new(),
            claim: None,
            reading: None,
            stop_asked: None,
        };
        let ended = |end| AttemptState::Ended { end, at: NOW };
        let returned = Reading::Returned { code: "901".into() };
        match self {
            Self::Live(live) => live.put(&mut attempt, n),
            Self::Paid {
                session,
                is_returned,
            } => {
                attempt.session = session.map(|api| session_of(api, n));
                attempt.state = ended(End::Paid {
                    amount: price(),
                    guaranteed: true,
                });
                attempt.reading = Some(if *is_returned {
                    returned
                } else {
                    Reading::Paid {
                        amount: None,
                        guaranteed: true,
                    }
                });
            }
            Self::Unpaid { session, said } => {
                attempt.state = ended(End::Superseded);
                match session {
                    Found::Session(api) => attempt.session = Some(session_of(*api, n)),
                    Found::Never(lost) => lost.put(&mut attempt),
                }
                attempt.reading = match said {
                    LastWord::Awaited => None,
                    LastWord::Said => Some(Reading::Canceled),
                    LastWord::Returned => Some(returned),
                };
            }
        }
        attempt
    }
}

pub(super) fn session_of(api: Api, n: u8) -> Session {
    match api {
        Api::V2 | Api::ETransferV1 => Session::v2(session(n)),
        Api::EftV1 => Session {
            id: session(n),
            api,
            request: format!("request-{n}").parse().ok(),
        },
    }
}
