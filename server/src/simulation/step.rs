//! What a server is asked for: one thing at a time.

use std::{fmt, pin::Pin};

use app::desk::{Desk as _, Start};
use axum::{Router, body::Body};
use http::Request;
use payment::{
    AttemptId, CheckoutId, Command, Fulfilment, LinkedAccountId, LoginId, OrderId, PageToken,
    Proof, Reading, Rejection, Said, StepName, Timestamp, Work,
};
use store::Claimed;
use tower::ServiceExt as _;

use super::post::Letter;
use crate::{
    clock,
    desk::{ActError, Ordered},
    provider,
    state::AppState,
    worker,
};

/// One thing that somebody asks the server to do, or that it does by itself.
#[derive(Debug)]
pub(super) enum Step {
    Create(Box<Ordered>),
    Start(PageToken, Box<Start>),
    Stop(PageToken, AttemptId),
    Extend(PageToken),
    Hint(PageToken, AttemptId, StepName),
    Login(PageToken, AttemptId, LoginId),
    Choose(PageToken, AttemptId, LinkedAccountId),
    CallOff(CheckoutId),
    Claim(CheckoutId, OrderId),
    Take(Box<Letter>),
    /// Takes somebody's word for money, as no server should.
    Believe(CheckoutId, AttemptId),
    Work(Box<Claimed>),
    /// Writes down how far time has come.
    Mark,
}

/// A step on its way.
pub(super) struct Taking(pub(super) Pin<Box<dyn Future<Output = Answer> + Send>>);

impl fmt::Debug for Taking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Taking")
    }
}

/// What whoever asked was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is so.
    Done,
    /// The payment is claimed for that order, and has been since then.
    Claimed(OrderId, Timestamp),
    /// The payment cannot be claimed.
    NotClaimed(Rejection),
    /// The webhook's status.
    Status(u16),
    /// Why not.
    Not(String),
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("done"),
            Self::Claimed(order, at) => write!(f, "claimed for {order} at {}", at.as_micros()),
            Self::NotClaimed(rejection) => write!(f, "{rejection}"),
            Self::Status(status) => write!(f, "{status}"),
            Self::Not(why) => f.write_str(why),
        }
    }
}

impl Step {
    /// Whether everything that it does is done by whoever polls it, so that it can be stopped
    /// right where something of it is written.
    pub(super) const fn is_of_one_piece(&self) -> bool {
        !matches!(self, Self::Start(..))
    }

    /// What it is.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Create(_) => "create",
            Self::Start(..) => "start",
            Self::Stop(..) => "stop",
            Self::Extend(_) => "extend",
            Self::Hint(..) => "message",
            Self::Login(..) => "login",
            Self::Choose(..) => "choose",
            Self::CallOff(_) => "call off",
            Self::Claim(..) => "claim",
            Self::Take(_) => "webhook",
            Self::Believe(..) => "believe",
            Self::Work(task) => match &task.work {
                Work::ReadStatus { .. } => "read",
                Work::CancelSession { .. } => "cancel",
                Work::Deliver => "deliver",
                Work::FetchAccounts { .. } => "fetch accounts",
                Work::OpenDebit { .. } => "open debit",
                Work::ConfirmGuarantee { .. } => "confirm",
                Work::GiveUpOpening { .. } => "give up opening",
                Work::TakeWebhooks => "take webhooks",
                Work::SendLetter { .. } => "send letter",
                Work::Tick => "tick",
            },
            Self::Mark => "mark",
        }
    }

    /// Does it.
    pub(super) fn take(self, state: AppState) -> Taking {
        Taking(Box::pin(async move {
            let (desk, now) = (&state.desk, state.clock.now());
            match self {
                Self::Create(ordered) => told(desk.create(*ordered, None, now).await),
                Self::Start(token, start) => told(desk.start(&token, *start).await),
                Self::Stop(token, attempt) => told(desk.cancel(&token, &attempt).await),
                Self::Extend(token) => told(desk.extend(&token).await),
                Self::Hint(token, attempt, step) => told(desk.hint(&token, &attempt, step).await),
                Self::Login(token, attempt, login) => {
                    told(desk.link(&token, &attempt, login, None).await)
                }
                Self::Choose(token, attempt, account) => {
                    told(desk.choose_account(&token, &attempt, account).await)
                }
                Self::CallOff(id) => told(desk.cancel_checkout(&id, now, |_| None).await),
                Self::Claim(id, order) => match desk.claim(&id, order, now, |_| None).await {
                    Ok(acted) => match acted.checkout.fulfilment {
                        Some(Fulfilment { order, claimed_at }) => {
                            Answer::Claimed(order, claimed_at)
                        }
                        None => Answer::Not("claimed for nothing".to_owned()),
                    },
                    Err(ActError::Rejected(rejection)) => Answer::NotClaimed(rejection),
                    Err(error) => Answer::Not(error.to_string()),
                },
                Self::Take(letter) => take(state, *letter).await,
                Self::Believe(id, attempt) => {
                    let paid = Command::Read {
                        attempt,
                        reading: Reading::Paid {
                            amount: None,
                            guaranteed: false,
                        },
                        said: Said::default(),
                        proof: Proof::StatusRead,
                    };
                    told(desk.act(&id, paid, now).await)
                }
                Self::Work(task) => {
                    worker::work(&state, &task).await;
                    Answer::Done
                }
                Self::Mark => told(
                    clock::mark::Mark::default()
                        .keep(&state.store, &state.clock)
                        .await,
                ),
            }
        }))
    }
}

/// A webhook comes in by its own door.
async fn take(state: AppState, letter: Letter) -> Answer {
    let Letter {
        path,
        headers,
        body,
    } = letter;
    let mut request = Request::post(path);
    if let Some(all) = request.headers_mut() {
        *all = headers;
    }
    let door: Router = provider::router().with_state(state);
    match request.body(Body::from(body)) {
        Ok(request) => match door.oneshot(request).await {
            Ok(answer) => Answer::Status(answer.status().as_u16()),
            Err(never) => match never {},
        },
        Err(error) => Answer::Not(error.to_string()),
    }
}

fn told<T, E: fmt::Display>(done: Result<T, E>) -> Answer {
    match done {
        Ok(_) => Answer::Done,
        Err(error) => Answer::Not(error.to_string()),
    }
}
