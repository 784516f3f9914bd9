//! Where time comes in. The edges and the workers ask; everything behind them is told.

pub(crate) mod mark;
mod ratchet;

use std::{
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use payment::Timestamp;
use tokio::sync::watch;

use self::ratchet::Ratchet;
pub(crate) use self::ratchet::{BELIEVED, FOLLOWED, Heard, Teller};

/// What time it is, and how to wait for later. Clones tell the same time, which never goes
/// back.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    Manual(Arc<watch::Sender<Timestamp>>),
}

impl Clock {
    /// The machine's own clock, which may be set back: then time goes on from where it was, at
    /// half its pace, until the machine has caught up.
    #[must_use]
    pub const fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that stands still until it is told to go on: with it a server lives through a
    /// month in a moment. Calls to the provider take the time that they take.
    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self(Kind::Manual(Arc::new(watch::Sender::new(start))))
    }

    /// The moment it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Kind::System => system_now(),
            Kind::Manual(time) => *time.borrow(),
        }
    }

    /// Lets time pass, and wakes whoever waited for it. The machine's own clock takes no
    /// orders: there it does nothing.
    pub fn advance(&self, by: Duration) {
        match &self.0 {
            Kind::System => {}
            Kind::Manual(time) => time.send_modify(|now| *now = now.plus(by)),
        }
    }

    /// Tells no earlier moment from now on than one that was told elsewhere: by this program
    /// before it was started again, or by another server.
    pub(crate) fn hear(&self, teller: Teller, elsewhere: Timestamp) -> Heard {
        match &self.0 {
            Kind::System => with_ratchet(|time| time.hear(teller, elsewhere, machine_now())),
            Kind::Manual(time) => {
                let mut heard = Heard::Past;
                time.send_if_modified(|now| {
                    let mut ratchet = Ratchet::new();
                    heard = ratchet.hear(teller, elsewhere, *now);
                    *now = ratchet.tell(*now, Duration::ZERO);
                    heard == Heard::Followed
                });
                heard
            }
        }
    }

    /// The moment it is by the machine's clock, wherever the time that is told has gone on to:
    /// for whoever compares it with a clock of their own, such as a merchant's server with the
    /// moment that a notification says it was signed at.
    pub(crate) fn of_the_machine(&self) -> Timestamp {
        match &self.0 {
            Kind::System => machine_now(),
            Kind::Manual(time) => *time.borrow(),
        }
    }

    /// How far the machine's clock is behind the time that is told.
    pub(crate) fn machine_is_behind(&self) -> Duration {
        match &self.0 {
            Kind::System => self.now().since(machine_now()),
            Kind::Manual(_) => Duration::ZERO,
        }
    }

    /// Waits for so long by this clock.
    pub async fn sleep(&self, duration: Duration) {
        match &self.0 {
            Kind::System => tokio::time::sleep(duration).await,
            Kind::Manual(time) => {
                let mut time = time.subscribe();
                let until = time.borrow().plus(duration);
                // The sender lives in `self`.
                drop(time.wait_for(|now| *now >= until).await);
            }
        }
    }
}

/// One for the whole process: its parts must not disagree.
fn with_ratchet<T>(f: impl FnOnce(&mut Ratchet) -> T) -> T {
    static TIME: Mutex<Ratchet> = Mutex::new(Ratchet::new());
    f(&mut TIME.lock().unwrap_or_else(PoisonError::into_inner))
}

fn system_now() -> Timestamp {
    static BEGINNING: LazyLock<Instant> = LazyLock::new(Instant::now);
    with_ratchet(|time| time.tell(machine_now(), BEGINNING.elapsed()))
}

fn machine_now() -> Timestamp {
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_micros(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
}

/// The machine's clock says a moment before this program was written: it was never set, or has
/// lost its battery. Nothing that such a clock dates can be put right afterwards.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the machine's clock is not set: it says a moment before the year 2026")]
pub(crate) struct ClockNotSet;

/// Whether the machine's clock can be right.
pub(crate) fn check() -> Result<(), ClockNotSet> {
    /// 2026-01-01T00:00:00Z.
    const WRITTEN: Timestamp = Timestamp::from_micros(1_767_225_600_000_000);
    if machine_now() < WRITTEN {
        return Err(ClockNotSet);
    }
    Ok(())
}

/// The moment it is by the machine's own clock: for commands that run and end.
pub(crate) fn now() -> Timestamp {
    system_now()
}

/// A moment as the API writes it: RFC 3339, UTC, whole seconds.
pub(crate) fn rfc3339(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.as_micros()).map_or_else(
        |_| String::from("9999-12-30T22:00:00Z"),
        |at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}

/// A moment as the standard library has it; the beginning of its time for what came before.
pub(crate) fn system_time(at: Timestamp) -> SystemTime {
    let micros = u64::try_from(at.as_micros()).unwrap_or_default();
    UNIX_EPOCH + Duration::from_micros(micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_stands_behind_what_was_told_elsewhere_moves_up_to_it() {
        let clock = Clock::manual(Timestamp::from_micros(1_000_000));
        assert_eq!(
            clock.hear(Teller::Before, Timestamp::from_micros(900_000)),
            Heard::Past
        );
        let later = Timestamp::from_micros(5_000_000);
        assert_eq!(clock.hear(Teller::Before, later), Heard::Followed);
        assert_eq!(clock.now(), later);
    }

    #[tokio::test]
    async fn a_manual_clock_wakes_who_waited_and_nobody_else() {
        let clock = Clock::manual(Timestamp::from_micros(0));
        let sleeper = clock.clone();
        let sleeping = tokio::spawn(async move { sleeper.sleep(Duration::from_secs(3600)).await });
        tokio::task::yield_now().await;
        clock.advance(Duration::from_secs(3599));
        tokio::task::yield_now().await;
        assert!(!sleeping.is_finished());
        clock.advance(Duration::from_secs(1));
        sleeping.await.expect("it wakes");
        assert_eq!(clock.now().as_micros(), 3_600_000_000);
    }
}
