//! Where time comes in. The edges and the workers ask; everything behind them is told.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use payment::Timestamp;
use tokio::sync::watch;

/// What time it is, and how to wait for later. Clones tell the same time.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    Manual(Arc<watch::Sender<Timestamp>>),
}

impl Clock {
    /// The machine's own clock.
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

fn system_now() -> Timestamp {
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_micros(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
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

#[cfg(test)]
mod tests {
    use super::*;

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
