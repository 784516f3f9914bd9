//! Time passes: every boundary that a rule looks at, one at a time, in any order that two
//! clocks and a slow machine could bring about.

use super::place::{Age, Answer, Expiry, Found, Frame, Live, Lost, Place, Stage, Try, Way};

/// The places where one more boundary has passed.
pub(super) fn passings(place: &Place) -> Vec<(&'static str, Place)> {
    let mut all = Vec::new();
    let phase = match place.phase {
        Stage::Open(Expiry::Ahead) => {
            all.push((
                "the end came near",
                Place {
                    phase: Stage::Open(Expiry::Near),
                    ..*place
                },
            ));
            // Where all the time is given that there is, it never does.
            Some(("the page's time is up", Stage::Open(Expiry::Passed)))
        }
        Stage::Open(Expiry::Near) => Some(("the page's time is up", Stage::Open(Expiry::Passed))),
        Stage::Open(Expiry::Passed) => Some((
            "a debit's day is no longer waited for",
            Stage::Open(Expiry::LongPassed),
        )),
        Stage::Closing {
            reason,
            is_grace_over: false,
        } => Some((
            "the last word is no longer waited for",
            Stage::Closing {
                reason,
                is_grace_over: true,
            },
        )),
        Stage::Open(Expiry::LongPassed)
        | Stage::Closing {
            is_grace_over: true,
            ..
        }
        | Stage::Paid(_)
        | Stage::Ended(_) => None,
    };
    if let Some((what, phase)) = phase {
        all.push((what, Place { phase, ..*place }));
    }
    for n in 0..2 {
        let older = match &place.attempts[n] {
            Some(Try::Live(live)) => live_passings(live)
                .into_iter()
                .map(|(what, live)| (what, Try::Live(live)))
                .collect(),
            Some(Try::Unpaid {
                session: Found::Never(lost),
                said,
            }) => lost_passings(*lost)
                .into_iter()
                .map(|(what, lost)| {
                    let session = Found::Never(lost);
                    (
                        what,
                        Try::Unpaid {
                            session,
                            said: *said,
                        },
                    )
                })
                .collect(),
            Some(Try::Unpaid { .. } | Try::Paid { .. }) | None => Vec::new(),
        };
        for (what, attempt) in older {
            let mut next = *place;
            next.attempts[n] = Some(attempt);
            all.push((what, next));
        }
    }
    all
}

fn live_passings(live: &Live) -> Vec<(&'static str, Live)> {
    let mut all = Vec::new();
    let age = match (live.way, live.age) {
        (Way::Session(_), _) | (_, Age::PastWatch) => None,
        (Way::Chosen | Way::DebitAsked { .. }, Age::Young | Age::PastGrace) => {
            live.is_by_email.then_some(Age::PastWatch)
        }
        (_, Age::Young) => Some(Age::PastGrace),
        (_, Age::PastGrace) => live.is_by_email.then_some(Age::PastWatch),
    };
    if let Some(age) = age {
        all.push(("the attempt grew older", Live { age, ..*live }));
    }
    if live.way == (Way::DebitAsked { is_old: false }) {
        let way = Way::DebitAsked { is_old: true };
        all.push(("the debit was asked for long ago", Live { way, ..*live }));
    }
    if (live.frame, live.answer) == (Frame::Done, Answer::AgreementMissing) {
        let frame = Frame::DoneForLong;
        all.push(("the frame said so for long", Live { frame, ..*live }));
    }
    all
}

fn lost_passings(lost: Lost) -> Vec<(&'static str, Lost)> {
    let mut all = Vec::new();
    if lost.is_awaited {
        let is_awaited = false;
        all.push(("no session is on its way", Lost { is_awaited, ..lost }));
    } else if lost.may_be_sent {
        let may_be_sent = false;
        all.push((
            "no link is on its way",
            Lost {
                may_be_sent,
                ..lost
            },
        ));
    }
    if lost.may_be_debited {
        let may_be_debited = false;
        all.push((
            "no debit is on its way",
            Lost {
                may_be_debited,
                ..lost
            },
        ));
    }
    all
}
