//! Everything that can be said to a checkout: each command with as many values as the rules
//! can tell apart.

use payment::{
    AttemptId, CanceledBy, Checkout, Claim, Command, Failure, FailureCode, Method, Money, Proof,
    Reading, Said,
};

use super::place::{DONE_STEP, Names};
use crate::setup::{
    PRICE, accounts_read, choose, debit, id, login, opened, order_id, paid, read, send, session,
    start,
};

/// The number of a session that is no attempt's.
const OTHER: u8 = 9;

/// The commands about both attempts, and about none.
pub(super) fn commands(names: Names) -> Vec<Command> {
    let mut all = vec![
        Command::Cancel,
        Command::Withdraw,
        Command::Extend,
        Command::Tick,
        Command::Claim { order: order_id(0) },
        Command::Claim { order: order_id(1) },
        deliver(&crate::setup::Till::open().checkout),
    ];
    for n in names {
        all.extend(Method::ALL.map(|method| start(n, method)));
        all.push(send(n));
        all.extend(linking(n));
        all.extend(opening(n));
        all.extend(guarantee(n));
        all.extend(rumours(n));
        all.extend(readings(n));
        all.extend(stops(n));
    }
    all
}

fn linking(n: u8) -> Vec<Command> {
    let attempt = id(n);
    vec![
        Command::BeginLinking {
            attempt: attempt.clone(),
        },
        login(n, None),
        Command::AccountsAsked {
            attempt: attempt.clone(),
            request: "request".parse().expect("valid"),
        },
        accounts_read(n, &[]),
        accounts_read(n, &[0]),
        choose(n, 0),
        choose(n, 1),
        Command::AskDebit {
            attempt: attempt.clone(),
        },
        Command::OfferAgreement {
            attempt,
            link: "https://pay.example/pad/1".parse().expect("valid"),
        },
    ]
}

fn opening(n: u8) -> Vec<Command> {
    let attempt = id(n);
    vec![
        opened(n),
        debit(n),
        Command::Opened {
            attempt: attempt.clone(),
            session: payment::Session::v2(session(OTHER)),
        },
        Command::Adopt {
            attempt: attempt.clone(),
            session: session(n),
        },
        Command::NotOpened {
            attempt: attempt.clone(),
            failure: refused(),
        },
        Command::NotOpened {
            attempt: attempt.clone(),
            failure: Failure::unanswered(),
        },
        Command::GiveUpOpening { attempt },
    ]
}

fn guarantee(n: u8) -> Vec<Command> {
    [None, Some(PRICE), Some(PRICE + 1)]
        .map(|cents| Command::GuaranteeIssued {
            attempt: id(n),
            amount: cents.and_then(|cents| Money::from_cents(cents).ok()),
        })
        .into()
}

fn rumours(n: u8) -> Vec<Command> {
    let hint = |step: &str, claim| Command::Hint {
        attempt: id(n),
        step: step.parse().expect("valid"),
        claim,
    };
    let notice = |status: &str| Command::Notice {
        attempt: id(n),
        said: Said {
            status: status.into(),
            detail: Some("EFT0301".into()),
        },
    };
    vec![
        hint("BANK", Claim::Underway),
        hint("EXIT", Claim::Over),
        hint(DONE_STEP, Claim::Done),
        notice("Completed"),
        notice("Failed"),
    ]
}

fn readings(n: u8) -> Vec<Command> {
    let failed = FailureCode::ALL.map(|code| Reading::Failed(Failure { code, detail: None }));
    let mut all: Vec<_> = [
        Reading::Undecided,
        Reading::AgreementMissing,
        Reading::Scheduled,
        paid(PRICE),
        paid(PRICE - 1),
        Reading::Paid {
            amount: None,
            guaranteed: false,
        },
        Reading::Canceled,
        Reading::Expired,
        Reading::Returned { code: "901".into() },
    ]
    .into_iter()
    .chain(failed)
    .map(|reading| read(n, reading))
    .collect();
    for reading in [paid(PRICE), Reading::Returned { code: "902".into() }] {
        all.push(Command::Read {
            attempt: id(n),
            reading,
            said: Said::default(),
            proof: Proof::Report,
        });
    }
    all
}

fn stops(n: u8) -> Vec<Command> {
    let ask = |by| Command::AskStop { attempt: id(n), by };
    vec![
        ask(CanceledBy::Customer),
        ask(CanceledBy::Merchant),
        ask(CanceledBy::Clock),
        Command::Stop { attempt: id(n) },
    ]
}

/// What the provider says when it makes no session and no secret of it.
pub(super) fn refused() -> Failure {
    Failure {
        code: FailureCode::ProviderRefused,
        detail: None,
    }
}

/// The attempt that a checkout starts by itself.
pub(super) fn deliver(checkout: &Checkout) -> Command {
    let mut command = send(0);
    if let Command::Start { attempt, .. } = &mut command {
        *attempt = AttemptId::of_delivery(&checkout.id);
    }
    command
}

/// The attempt that a command is about.
pub(super) fn attempt_of(command: &Command) -> Option<&AttemptId> {
    match command {
        Command::Start { attempt, .. }
        | Command::BeginLinking { attempt }
        | Command::Login { attempt, .. }
        | Command::AccountsAsked { attempt, .. }
        | Command::AccountsRead { attempt, .. }
        | Command::ChooseAccount { attempt, .. }
        | Command::AskDebit { attempt }
        | Command::Opened { attempt, .. }
        | Command::Adopt { attempt, .. }
        | Command::OfferAgreement { attempt, .. }
        | Command::GuaranteeIssued { attempt, .. }
        | Command::NotOpened { attempt, .. }
        | Command::GiveUpOpening { attempt }
        | Command::Hint { attempt, .. }
        | Command::Notice { attempt, .. }
        | Command::Read { attempt, .. }
        | Command::AskStop { attempt, .. }
        | Command::Stop { attempt } => Some(attempt),
        Command::Cancel
        | Command::Withdraw
        | Command::Extend
        | Command::Claim { .. }
        | Command::Tick => None,
    }
}

/// Whether it is about what the rules keep apart from money, or a value like another.
pub(super) fn is_apart(command: &Command) -> bool {
    match command {
        Command::GuaranteeIssued { .. } | Command::OfferAgreement { .. } => true,
        Command::Read {
            reading: Reading::Failed(failure),
            ..
        } => failure.code != FailureCode::Unknown,
        Command::Notice { said, .. } => said.status != "Completed",
        _ => false,
    }
}

/// Whether it opens, stops or settles an attempt.
pub(super) fn is_core(command: &Command) -> bool {
    match command {
        Command::Opened { .. } | Command::Stop { .. } => true,
        Command::AskStop { by, .. } => *by == CanceledBy::Customer,
        Command::Read { reading, proof, .. } => {
            let is_core = matches!(
                reading,
                Reading::Paid { .. } | Reading::Returned { .. } | Reading::Canceled
            );
            is_core && *proof == Proof::StatusRead
        }
        _ => false,
    }
}

/// Whether it tells of a session that is not the attempt's.
pub(super) fn is_of_other_session(command: &Command) -> bool {
    matches!(command, Command::Opened { session: told, .. } if told.id == session(OTHER))
}
