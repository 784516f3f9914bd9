use std::time::Duration;

use http::StatusCode;

use super::{
    courier::Reply,
    order::Change,
    trial::{Expected, Trial},
    verdict::Verdict,
};

/// What was seen of one trial.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) trial: Trial,
    pub(super) reply: Reply,
    pub(super) order: Change,
    pub(super) took: Duration,
}

/// Says of each trial what the endpoint did. One answer says little by itself; what it means
/// follows from the others.
pub(super) fn judge(seen: &[Seen]) -> Vec<Verdict> {
    let all = All(seen);
    seen.iter().map(|one| all.verdict(one)).collect()
}

struct All<'a>(&'a [Seen]);

impl All<'_> {
    fn verdict(&self, seen: &Seen) -> Verdict {
        let status = match seen.reply {
            Reply::Status(status) => status,
            Reply::TimedOut => return Verdict::TooSlow,
            Reply::Unreachable | Reply::Lost => return Verdict::NoAnswer,
        };
        if status.is_redirection() {
            return Verdict::Redirects;
        }
        match (seen.trial.expected(), status.is_success()) {
            (Expected::Taken, true) => Self::effect(seen),
            (Expected::Taken, false) => self.refused(seen.trial, status),
            (Expected::Refused, true) => self.taken(seen.trial),
            (Expected::Refused, false) => self.rightly_refused(seen, status),
        }
    }

    /// What was done with a good one that was taken. Only the first of them may do anything.
    fn effect(seen: &Seen) -> Verdict {
        match seen.order {
            Change::NotWatched | Change::Same => Verdict::Right,
            Change::Changed if seen.trial == Trial::Valid => Verdict::Right,
            Change::Changed => Verdict::ActsAgain,
            Change::Hidden => Verdict::HidesOrder,
        }
    }

    /// Why a good one was refused.
    fn refused(&self, trial: Trial, status: StatusCode) -> Verdict {
        if status == StatusCode::GONE {
            return Verdict::Gone;
        }
        if !self.takes(Trial::Valid) {
            return self.refuses_all(status);
        }
        match trial {
            Trial::Repeated => Verdict::RefusesRepeats,
            Trial::OutOfOrder => Verdict::RefusesDisorder,
            Trial::TwoSecrets | Trial::OtherKindFirst => Verdict::ReadsOneSignature,
            // Breaking at the spelling of the body is something else than refusing it.
            Trial::Sorted | Trial::Spaced if status.is_client_error() => Verdict::Reserialises,
            Trial::UnknownType => Verdict::RefusesUnknown,
            Trial::Dribbled => Verdict::Impatient,
            Trial::Large => Verdict::RefusesLarge,
            Trial::Valid
            | Trial::Sorted
            | Trial::Spaced
            | Trial::Unsigned
            | Trial::Bare
            | Trial::Forged
            | Trial::OtherBody
            | Trial::OtherId
            | Trial::Redated
            | Trial::Late
            | Trial::Future
            | Trial::Replayed => Verdict::Breaks,
        }
    }

    /// Why even the plain one was refused.
    fn refuses_all(&self, status: StatusCode) -> Verdict {
        let is_away = self.takes(Trial::Late) != self.takes(Trial::Future);
        if is_away && !self.takes(Trial::Forged) {
            Verdict::ClockOff
        } else if self.takes(Trial::Sorted) || self.takes(Trial::Spaced) {
            Verdict::Reserialises
        } else if matches!(
            status,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
        ) {
            Verdict::NotThere
        } else if status.is_client_error() {
            Verdict::RefusesGood
        } else {
            Verdict::Breaks
        }
    }

    /// What it means that a bad one was taken.
    fn taken(&self, trial: Trial) -> Verdict {
        if self.takes(Trial::Forged) {
            return Verdict::NeverVerifies;
        }
        match trial {
            Trial::Unsigned | Trial::Bare => Verdict::TakesUnsigned,
            Trial::Forged => Verdict::NeverVerifies,
            Trial::Late | Trial::Replayed if self.clock_is_off() => Verdict::ClockOff,
            Trial::Future if self.clock_is_off() => Verdict::ClockOff,
            Trial::Late | Trial::Replayed => Verdict::IgnoresAge,
            Trial::Future => Verdict::IgnoresFuture,
            Trial::OtherBody
            | Trial::OtherId
            | Trial::Redated
            | Trial::Valid
            | Trial::Repeated
            | Trial::OutOfOrder
            | Trial::TwoSecrets
            | Trial::OtherKindFirst
            | Trial::Sorted
            | Trial::Spaced
            | Trial::UnknownType
            | Trial::Dribbled
            | Trial::Large => Verdict::VerifiesInPart,
        }
    }

    fn clock_is_off(&self) -> bool {
        !self.takes(Trial::Valid) && self.takes(Trial::Late) != self.takes(Trial::Future)
    }

    fn rightly_refused(&self, seen: &Seen, status: StatusCode) -> Verdict {
        match seen.order {
            Change::Changed => return Verdict::ActsOnRefused,
            Change::Hidden => return Verdict::HidesOrder,
            Change::NotWatched | Change::Same => {}
        }
        if self.takes_nothing() {
            Verdict::Moot
        } else if status.is_client_error() {
            Verdict::Right
        } else {
            Verdict::Stumbles
        }
    }

    fn takes(&self, trial: Trial) -> bool {
        let of = |seen: &&Seen| seen.trial == trial;
        self.0.iter().find(of).is_some_and(Seen::is_taken)
    }

    fn takes_nothing(&self) -> bool {
        !self.0.iter().any(Seen::is_taken)
    }
}

impl Seen {
    fn is_taken(&self) -> bool {
        match self.reply {
            Reply::Status(status) => status.is_success(),
            Reply::TimedOut | Reply::Unreachable | Reply::Lost => false,
        }
    }
}

#[cfg(test)]
mod tests;
