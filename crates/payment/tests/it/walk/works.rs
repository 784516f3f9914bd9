//! The work that is written down, and what a worker does with it.

use payment::{
    AttemptId, AttemptState, CanceledBy, Checkout, Command, Event, Failure, Linking, Reading, Work,
    work_after,
};

/// The tasks of a checkout with two attempts. A task is there once, however often it was
/// asked for, and when it is due does not matter here: a worker may be late, early, or two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Works(u16);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    Read(usize),
    Cancel(usize),
    Fetch(usize),
    Debit(usize),
    GiveUp(usize),
    Tick,
    Deliver,
}

impl Task {
    pub(super) const ALL: [Self; 12] = [
        Self::Read(0),
        Self::Cancel(0),
        Self::Fetch(0),
        Self::Debit(0),
        Self::GiveUp(0),
        Self::Read(1),
        Self::Cancel(1),
        Self::Fetch(1),
        Self::Debit(1),
        Self::GiveUp(1),
        Self::Tick,
        Self::Deliver,
    ];

    fn bit(self) -> u16 {
        let place = Self::ALL.iter().position(|task| *task == self);
        1 << place.expect("every task is listed")
    }

    /// Whether doing it could still lead to anything. What could not is done without effect.
    fn is_of_use_to(self, checkout: &Checkout) -> bool {
        let attempt = |n: usize| checkout.attempts.get(n);
        match self {
            Self::Tick => !checkout.status().is_final(),
            Self::Deliver => checkout.attempts.is_empty(),
            Self::Read(n) => attempt(n).is_some_and(|it| {
                let is_debit = it
                    .session
                    .as_ref()
                    .is_some_and(|session| session.api == payment::Api::EftV1);
                let is_back = matches!(it.reading, Some(Reading::Returned { .. }));
                let may_go_back = it.is_paid() && is_debit && !is_back;
                it.session.is_some() && (!it.is_settled() || may_go_back)
            }),
            Self::Cancel(n) => attempt(n).is_some_and(|it| {
                let is_let_go = it.is_live() && it.stop_asked == Some(CanceledBy::Customer);
                !it.is_settled() && (it.session.is_some() || is_let_go)
            }),
            Self::Fetch(n) => {
                attempt(n).is_some_and(|it| matches!(it.linking(), Some(Linking::Reading { .. })))
            }
            Self::Debit(n) => attempt(n).is_some_and(|it| {
                matches!(it.linking(), Some(Linking::Chosen | Linking::DebitAsked))
            }),
            Self::GiveUp(n) => attempt(n).is_some_and(|it| it.state == AttemptState::Opening),
        }
    }

    /// Whether it must be written down, or what is undecided stays so.
    fn is_needed_by(self, checkout: &Checkout) -> bool {
        match self {
            Self::Tick | Self::Read(_) | Self::Fetch(_) | Self::GiveUp(_) => {
                self.is_of_use_to(checkout)
            }
            // A choice that came too late is left to the clock, which ends it at once.
            Self::Debit(n) => checkout
                .attempts
                .get(n)
                .is_some_and(|it| it.linking() == Some(&Linking::DebitAsked)),
            // Whether it was asked for is looked at where it is: see `law`. A provider may say
            // that it cannot, and the reads go on.
            Self::Cancel(_) | Self::Deliver => false,
        }
    }
}

/// What a worker may do with a task: say a command, if any, and be done with the task or not.
pub(super) struct CarriedOut {
    pub(super) command: Option<Command>,
    pub(super) is_done: bool,
}

impl Works {
    pub(super) fn with(self, task: Task) -> Self {
        Self(self.0 | task.bit())
    }

    pub(super) fn without(self, task: Task) -> Self {
        Self(self.0 & !task.bit())
    }

    pub(super) fn has(self, task: Task) -> bool {
        self.0 & task.bit() != 0
    }

    pub(super) fn tasks(self) -> impl Iterator<Item = Task> {
        Task::ALL.into_iter().filter(move |task| self.has(*task))
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These and what the event makes necessary.
    pub(super) fn after(self, checkout: &Checkout, event: &Event) -> Self {
        let number = |id: &AttemptId| checkout.attempts.iter().position(|it| it.id == *id);
        work_after(checkout, event)
            .into_iter()
            .filter_map(|(work, _)| {
                Some(match work {
                    Work::ReadStatus { attempt } => Task::Read(number(&attempt)?),
                    Work::CancelSession { attempt } => Task::Cancel(number(&attempt)?),
                    Work::FetchAccounts { attempt } => Task::Fetch(number(&attempt)?),
                    Work::OpenDebit { attempt } => Task::Debit(number(&attempt)?),
                    Work::GiveUpOpening { attempt } => Task::GiveUp(number(&attempt)?),
                    Work::Tick => Task::Tick,
                    Work::Deliver => Task::Deliver,
                    // It tells the provider something and the checkout nothing.
                    Work::ConfirmGuarantee { .. } | Work::TakeWebhooks => return None,
                    // It tells the customer something and the checkout nothing.
                    Work::SendLetter { .. } => return None,
                })
            })
            .fold(self, Self::with)
    }

    pub(super) fn of_use_to(self, checkout: &Checkout) -> Self {
        self.tasks()
            .filter(|task| task.is_of_use_to(checkout))
            .fold(Self::default(), Self::with)
    }

    /// A task that is needed and that nobody has written down.
    pub(super) fn missing(self, checkout: &Checkout) -> Option<Task> {
        Task::ALL
            .into_iter()
            .find(|task| task.is_needed_by(checkout) && !self.has(*task))
    }
}

/// What a worker may do with `task` where the provider answers nothing that helps. Its
/// answers are commands of the alphabet, and a task that an answer has settled is of no use
/// any more.
pub(super) fn carry_out(task: Task, checkout: &Checkout) -> Vec<CarriedOut> {
    let known = |n: usize| checkout.attempts.get(n);
    let done = |command| CarriedOut {
        command,
        is_done: true,
    };
    let again = |command| CarriedOut {
        command,
        is_done: false,
    };
    match task {
        Task::Read(_) => vec![again(None)],
        // The provider cannot cancel it, or there is nothing to cancel; or it is silent, and
        // whoever waits is let go on.
        Task::Cancel(n) => {
            let stop = || {
                known(n)
                    .filter(|it| it.stop_asked == Some(CanceledBy::Customer))
                    .map(|it| Command::Stop {
                        attempt: it.id.clone(),
                    })
            };
            vec![done(stop()), again(stop())]
        }
        // The accounts were read for too long.
        Task::Fetch(n) => vec![done(known(n).map(|it| Command::NotOpened {
            attempt: it.id.clone(),
            failure: super::alphabet::refused(),
        }))],
        Task::Debit(n) => {
            let Some(it) = known(n) else {
                return Vec::new();
            };
            let attempt = it.id.clone();
            if it.linking() == Some(&Linking::DebitAsked) {
                // Asked once: whoever finds it asked has lost the answer.
                let failure = Failure::unanswered();
                return vec![done(Some(Command::NotOpened { attempt, failure }))];
            }
            // A crash between the asking and the answer leaves it to be found. One who comes
            // when nobody wants it any more, by their clock, asks nothing.
            vec![again(Some(Command::AskDebit { attempt })), done(None)]
        }
        Task::GiveUp(n) => vec![done(known(n).map(|it| Command::GiveUpOpening {
            attempt: it.id.clone(),
        }))],
        Task::Tick => vec![again(Some(Command::Tick))],
        Task::Deliver => vec![done(Some(super::alphabet::deliver(checkout)))],
    }
}
