//! At which instant the server is killed.

use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use crate::dice::Dice;
use crate::house::lock;

/// An instant worth dying at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aim {
    /// Whenever it falls.
    Anytime,
    /// A request is on its way.
    Asked,
    /// An answer has just arrived.
    Answered,
    /// It is on disk, and the answer has not left.
    Committed,
    /// The program is starting.
    Starting,
}

impl Aim {
    pub(super) const ALL: [Aim; 5] = [
        Aim::Anytime,
        Aim::Asked,
        Aim::Answered,
        Aim::Committed,
        Aim::Starting,
    ];

    /// One by chance.
    pub(super) fn at_random(dice: &mut Dice) -> Aim {
        match dice.below(10) {
            0 | 1 => Aim::Anytime,
            2 | 3 => Aim::Asked,
            4 | 5 => Aim::Answered,
            6..=8 => Aim::Committed,
            _ => Aim::Starting,
        }
    }
}

impl fmt::Display for Aim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Aim::Anytime => "at any instant",
            Aim::Asked => "right after a request was sent",
            Aim::Answered => "right after an answer",
            Aim::Committed => "between commit and answer",
            Aim::Starting => "while starting",
        })
    }
}

/// What those who ask the server are to do to it; the first who can does.
#[derive(Debug, Default)]
pub(super) struct Trigger(Mutex<Option<Shot>>);

/// When, and how much later.
#[derive(Debug, Clone, Copy)]
struct Shot {
    aim: Aim,
    after: Duration,
}

impl Trigger {
    pub(super) fn cock(&self, aim: Aim, after: Duration) {
        *lock(&self.0) = Some(Shot { aim, after });
    }

    pub(super) fn uncock(&self) {
        *lock(&self.0) = None;
    }

    /// Whether it is for the caller to pull now; then how long to wait before that.
    pub(super) fn is_for(&self, aim: Aim) -> Option<Duration> {
        let mut shot = lock(&self.0);
        let after = shot.filter(|shot| shot.aim == aim)?.after;
        *shot = None;
        Some(after)
    }
}
