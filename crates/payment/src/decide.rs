use crate::{
    Attempt, AttemptId, AttemptState, CanceledBy, CaseKind, Checkout, CloseReason, Command, End,
    Event, Evidence, Failure, FailureCode, Money, Order, Phase, Proof, Reading, Recorded,
    Rejection, Said, Timestamp, work::CLOSE_GRACE,
};

/// The most attempts one checkout takes.
pub const MAX_ATTEMPTS: usize = 50;

/// The most steps that are kept of one attempt: hints come from a browser, and a browser
/// can send what it likes.
pub const MAX_STEPS: usize = 64;

/// The event that makes a checkout.
#[must_use]
pub fn create(order: Order, expires_at: Timestamp, now: Timestamp) -> Recorded {
    Recorded {
        at: now,
        evidence: Evidence::Merchant,
        event: Event::CheckoutCreated {
            order: Box::new(order),
            expires_at,
        },
    }
}

/// What a command leads to. No events means that it is already so.
pub fn decide(
    checkout: &Checkout,
    command: Command,
    now: Timestamp,
) -> Result<Vec<Recorded>, Rejection> {
    match command {
        Command::Start {
            attempt,
            method,
            amount,
            payer,
            locale,
        } => {
            if checkout.attempt(&attempt).is_some() {
                return Ok(Vec::new());
            }
            if checkout.phase != Phase::Open {
                return Err(Rejection::NotOpen(checkout.status()));
            }
            if now >= checkout.expires_at {
                return Err(Rejection::NotOpen(crate::Status::Expired));
            }
            if !checkout.order.methods.contains(&method) {
                return Err(Rejection::MethodNotOffered(method));
            }
            if checkout.attempts.len() >= MAX_ATTEMPTS {
                return Err(Rejection::TooManyAttempts);
            }
            // A price that the merchant set is never the customer's to change.
            let amount = checkout
                .order
                .amount
                .or(amount)
                .ok_or(Rejection::AmountMissing)?;
            let by_customer = facts(Evidence::Browser, now);
            let superseded = checkout.live().map(|live| Event::AttemptEnded {
                attempt: live.id.clone(),
                end: End::Superseded,
            });
            let started = Event::AttemptStarted {
                attempt,
                method,
                amount,
                payer,
                locale,
            };
            Ok(superseded
                .into_iter()
                .chain([started])
                .map(by_customer)
                .collect())
        }

        Command::Opened { attempt, session } => {
            let known = find(checkout, &attempt)?;
            match &known.session {
                Some(has) if *has == session => Ok(Vec::new()),
                Some(_) => Err(Rejection::OtherSession),
                // Even for an attempt that has ended: its session exists and can be paid,
                // so it must be watched.
                None => Ok(vec![fact(
                    Evidence::StatusRead,
                    now,
                    Event::SessionOpened { attempt, session },
                )]),
            }
        }

        Command::NotOpened { attempt, failure } => {
            let known = find(checkout, &attempt)?;
            if known.state != AttemptState::Opening {
                return Ok(Vec::new());
            }
            let end = Event::AttemptEnded {
                attempt,
                end: End::Failed(failure),
            };
            Ok(and_close(
                checkout,
                vec![fact(Evidence::StatusRead, now, end)],
                now,
            ))
        }

        Command::Hint {
            attempt,
            step,
            claim,
        } => {
            let known = find(checkout, &attempt)?;
            if !known.is_live()
                || known.last_step() == Some(&step)
                || known.steps.len() >= MAX_STEPS
            {
                return Ok(Vec::new());
            }
            Ok(vec![fact(
                Evidence::Browser,
                now,
                Event::StepSeen {
                    attempt,
                    step,
                    claim,
                },
            )])
        }

        Command::Notice { attempt, said } => {
            find(checkout, &attempt)?;
            Ok(vec![fact(
                Evidence::Webhook,
                now,
                Event::WebhookReceived { attempt, said },
            )])
        }

        Command::Read {
            attempt,
            reading,
            said,
            proof,
        } => {
            let known = find(checkout, &attempt)?;
            // After its last word, only money is news from a session.
            let is_stale = known.is_settled() && !matches!(reading, Reading::Paid { .. });
            if known.is_paid() || is_stale || known.reading.as_ref() == Some(&reading) {
                return Ok(Vec::new());
            }
            let mut events = consequences(checkout, known, &reading, &said, proof, now);
            events.insert(
                0,
                fact(
                    proof.into(),
                    now,
                    Event::ReadingChanged {
                        attempt,
                        reading,
                        said,
                    },
                ),
            );
            Ok(events)
        }

        Command::AskStop { attempt, by } => {
            let known = find(checkout, &attempt)?;
            if !known.is_live() {
                return Err(Rejection::AttemptOver);
            }
            if known.stop_asked.is_some() {
                return Ok(Vec::new());
            }
            Ok(vec![fact(
                evidence_of(by),
                now,
                Event::StopAsked { attempt, by },
            )])
        }

        Command::Stop { attempt } => {
            let known = find(checkout, &attempt)?;
            if !known.is_live() {
                return Ok(Vec::new());
            }
            let by = known.stop_asked.unwrap_or(CanceledBy::Customer);
            let end = Event::AttemptEnded {
                attempt,
                end: End::Canceled(by),
            };
            Ok(and_close(
                checkout,
                vec![fact(evidence_of(by), now, end)],
                now,
            ))
        }

        Command::Cancel => match checkout.phase {
            Phase::Open => Ok(begin_close(checkout, CloseReason::Canceled, now)),
            Phase::Closing {
                reason: CloseReason::Canceled,
                ..
            }
            | Phase::Canceled { .. } => Ok(Vec::new()),
            Phase::Closing { .. } | Phase::Paid(_) | Phase::Expired { .. } => {
                Err(Rejection::NotOpen(checkout.status()))
            }
        },

        Command::Tick => Ok(match checkout.phase {
            Phase::Open if now >= checkout.expires_at => {
                begin_close(checkout, CloseReason::Expired, now)
            }
            Phase::Closing { reason, since } if now >= since.plus(CLOSE_GRACE) => {
                let clock = facts(Evidence::Clock, now);
                let ended = checkout.live().map(|live| Event::AttemptEnded {
                    attempt: live.id.clone(),
                    end: End::Canceled(closed_by(reason)),
                });
                ended
                    .into_iter()
                    .chain([Event::CheckoutClosed { reason }])
                    .map(clock)
                    .collect()
            }
            Phase::Open
            | Phase::Closing { .. }
            | Phase::Paid(_)
            | Phase::Canceled { .. }
            | Phase::Expired { .. } => Vec::new(),
        }),
    }
}

/// What a new answer of the provider does beyond being noted.
fn consequences(
    checkout: &Checkout,
    attempt: &Attempt,
    reading: &Reading,
    said: &Said,
    proof: Proof,
    now: Timestamp,
) -> Vec<Recorded> {
    let known = facts(proof.into(), now);
    let end = match reading {
        Reading::Undecided | Reading::AgreementMissing => return Vec::new(),
        Reading::Paid { amount, guaranteed } => {
            return money(
                checkout,
                attempt,
                amount.unwrap_or(attempt.amount),
                *guaranteed,
            )
            .into_iter()
            .map(known)
            .collect();
        }
        Reading::Failed(failure) => End::Failed(failure.clone()),
        Reading::Canceled => End::Canceled(attempt.stop_asked.unwrap_or(CanceledBy::Customer)),
        Reading::Expired => End::Failed(Failure {
            code: FailureCode::SessionExpired,
            detail: said.detail.clone(),
        }),
    };
    if !attempt.is_live() {
        return Vec::new();
    }
    let ended = Event::AttemptEnded {
        attempt: attempt.id.clone(),
        end,
    };
    and_close(checkout, vec![known(ended)], now)
}

/// Money came. The first that is proved counts, whichever attempt brought it; any other
/// opens a case. Nothing is dropped and nothing is merged.
fn money(checkout: &Checkout, attempt: &Attempt, amount: Money, guaranteed: bool) -> Vec<Event> {
    let id = &attempt.id;
    let ended = Event::AttemptEnded {
        attempt: id.clone(),
        end: End::Paid { amount, guaranteed },
    };
    let case = |kind| Event::CaseOpened {
        kind,
        attempt: id.clone(),
        amount,
    };
    match checkout.phase {
        Phase::Open | Phase::Closing { .. } => {
            let others =
                checkout
                    .live()
                    .filter(|live| live.id != *id)
                    .map(|live| Event::AttemptEnded {
                        attempt: live.id.clone(),
                        end: End::Superseded,
                    });
            [ended]
                .into_iter()
                .chain(others)
                .chain([Event::CheckoutPaid {
                    attempt: id.clone(),
                }])
                .collect()
        }
        Phase::Paid(_) => vec![ended, case(CaseKind::DuplicatePayment)],
        Phase::Canceled { .. } | Phase::Expired { .. } => vec![ended, case(CaseKind::LatePayment)],
    }
}

/// Ends the checkout, or starts to where an attempt is live and could still be paid.
fn begin_close(checkout: &Checkout, reason: CloseReason, now: Timestamp) -> Vec<Recorded> {
    let by = closed_by(reason);
    let decided = facts(evidence_of(by), now);
    match checkout.live() {
        None => vec![decided(Event::CheckoutClosed { reason })],
        Some(live) => {
            let stop = live.stop_asked.is_none().then(|| Event::StopAsked {
                attempt: live.id.clone(),
                by,
            });
            [Event::ClosingBegan { reason }]
                .into_iter()
                .chain(stop)
                .map(decided)
                .collect()
        }
    }
}

/// `events` end the live attempt; a checkout that waited for that ends too.
fn and_close(checkout: &Checkout, mut events: Vec<Recorded>, now: Timestamp) -> Vec<Recorded> {
    if let Phase::Closing { reason, .. } = checkout.phase {
        events.push(fact(
            evidence_of(closed_by(reason)),
            now,
            Event::CheckoutClosed { reason },
        ));
    }
    events
}

const fn closed_by(reason: CloseReason) -> CanceledBy {
    match reason {
        CloseReason::Expired => CanceledBy::Clock,
        CloseReason::Canceled => CanceledBy::Merchant,
    }
}

const fn evidence_of(by: CanceledBy) -> Evidence {
    match by {
        CanceledBy::Customer => Evidence::Browser,
        CanceledBy::Merchant => Evidence::Merchant,
        CanceledBy::Clock => Evidence::Clock,
    }
}

fn find<'a>(checkout: &'a Checkout, id: &AttemptId) -> Result<&'a Attempt, Rejection> {
    checkout.attempt(id).ok_or(Rejection::NoSuchAttempt)
}

const fn fact(evidence: Evidence, at: Timestamp, event: Event) -> Recorded {
    Recorded {
        at,
        evidence,
        event,
    }
}

fn facts(evidence: Evidence, at: Timestamp) -> impl Fn(Event) -> Recorded {
    move |event| fact(evidence, at, event)
}
