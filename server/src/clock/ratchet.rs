use std::time::Duration;

use payment::Timestamp;

/// How far ahead of the machine's clock a moment that was told elsewhere may be and still be
/// believed: as far as a time zone that was set wrong. What is further ahead comes from a
/// clock that was wrong itself, and whoever followed it would live in the future for good.
pub(crate) const BELIEVED: Duration = Duration::from_secs(24 * 60 * 60);

/// How far ahead of the time that is told here a server may be that is at work at the same
/// moment, and still be followed. Machines that keep time are seconds apart; whoever followed
/// one that does not would close with it what is still open.
pub(crate) const FOLLOWED: Duration = Duration::from_secs(2 * 60);

/// Who told a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Teller {
    /// Whoever was last at work here, before this server was.
    Before,
    /// A server that is at work at the same time.
    Beside,
}

/// Time that never goes back. Where the machine's clock does, time goes on at half its pace
/// until the machine has caught up: it neither stands still nor stays ahead for ever.
#[derive(Debug)]
pub(super) struct Ratchet {
    told: Timestamp,
    steady: Duration,
}

/// What became of a moment that was told elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// It is past here too.
    Past,
    /// Time goes on from it.
    Followed,
    /// It is too far ahead of the machine's clock, by so much.
    Disbelieved(Duration),
}

impl Ratchet {
    pub(super) const fn new() -> Self {
        Self {
            told: Timestamp::from_micros(i64::MIN),
            steady: Duration::ZERO,
        }
    }

    /// What time it is, where the machine's clock says `machine` and so much has passed since
    /// a beginning that does not change.
    pub(super) fn tell(&mut self, machine: Timestamp, steady: Duration) -> Timestamp {
        let passed = steady.saturating_sub(self.steady);
        self.steady = self.steady.max(steady);
        self.told = machine.max(self.told.plus(passed / 2));
        self.told
    }

    /// Lets no earlier moment be told than one that was told elsewhere.
    pub(super) fn hear(
        &mut self,
        teller: Teller,
        elsewhere: Timestamp,
        machine: Timestamp,
    ) -> Heard {
        let here = self.told.max(machine);
        let (ahead, leap) = (elsewhere.since(machine), elsewhere.since(here));
        let is_too_far = match teller {
            Teller::Before => ahead > BELIEVED,
            Teller::Beside => ahead > BELIEVED || leap > FOLLOWED,
        };
        if elsewhere <= here {
            Heard::Past
        } else if is_too_far {
            Heard::Disbelieved(ahead)
        } else {
            self.told = elsewhere;
            Heard::Followed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    const fn after(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_clock_that_is_right_is_followed() {
        let mut time = Ratchet::new();
        assert_eq!(time.tell(at(1_000), after(0)), at(1_000));
        assert_eq!(time.tell(at(1_001), after(1)), at(1_001));
        assert_eq!(
            time.tell(at(9_000), after(2)),
            at(9_000),
            "the machine slept"
        );
    }

    #[test]
    fn a_clock_that_jumps_back_is_waited_for_at_half_the_pace() {
        let mut time = Ratchet::new();
        time.tell(at(1_000), after(0));
        assert_eq!(time.tell(at(900), after(0)), at(1_000));
        assert_eq!(time.tell(at(950), after(50)), at(1_025));
        assert_eq!(time.tell(at(1_100), after(200)), at(1_100), "caught up");
        assert_eq!(time.tell(at(1_101), after(201)), at(1_101));
    }

    #[test]
    fn what_was_told_before_a_restart_is_not_told_again() {
        let mut time = Ratchet::new();
        assert_eq!(
            time.hear(Teller::Before, at(1_000), at(400)),
            Heard::Followed
        );
        assert_eq!(time.tell(at(400), after(0)), at(1_000));
        assert_eq!(time.hear(Teller::Before, at(999), at(401)), Heard::Past);
    }

    #[test]
    fn a_moment_of_the_far_future_is_not_followed() {
        let mut time = Ratchet::new();
        let machine = at(1_000);
        let day = i64::try_from(BELIEVED.as_secs()).expect("small");
        assert_eq!(
            time.hear(Teller::Before, at(1_001 + day), machine),
            Heard::Disbelieved(after(1) + BELIEVED)
        );
        assert_eq!(time.tell(machine, after(0)), machine);
        assert_eq!(
            time.hear(Teller::Before, at(1_000 + day), machine),
            Heard::Followed
        );
    }

    #[test]
    fn a_server_beside_this_one_is_followed_by_a_little_and_no_further() {
        let mut time = Ratchet::new();
        let two_minutes = i64::try_from(FOLLOWED.as_secs()).expect("small");
        let far = at(1_001 + two_minutes);
        let heard = time.hear(Teller::Beside, far, at(1_000));
        assert_eq!(heard, Heard::Disbelieved(after(1) + FOLLOWED));
        assert_eq!(time.tell(at(1_000), after(0)), at(1_000));
        let heard = time.hear(Teller::Beside, at(1_000 + two_minutes), at(1_000));
        assert_eq!(heard, Heard::Followed);
    }

    #[test]
    fn servers_that_went_on_from_the_same_moment_follow_each_other_from_there() {
        let mut time = Ratchet::new();
        assert_eq!(
            time.hear(Teller::Before, at(9_000), at(1_000)),
            Heard::Followed
        );
        assert_eq!(
            time.hear(Teller::Beside, at(9_030), at(1_000)),
            Heard::Followed
        );
        let heard = time.hear(Teller::Beside, at(9_200), at(1_000));
        assert_eq!(heard, Heard::Disbelieved(after(8_200)));
    }
}
