//! Where a checkout stands, and what is shown of it.

use payment::{Api, Attempt, CLOSE_GRACE, Command, Phase, Screen, Status, screen};

use super::{Held, Step, holds};

impl Step<'_> {
    pub(super) fn final_is_final(&self) -> Held {
        if !self.before.status().is_final() {
            return Ok(());
        }
        holds(self.before.phase == self.after.phase, "an end was changed")?;
        holds(
            self.before.attempts.len() == self.after.attempts.len(),
            "an attempt was started after the end",
        )
    }

    pub(super) fn screen_fits(&self) -> Held {
        let shown = screen(self.after);
        let status = self.after.status();
        for (screen, of) in [
            (Screen::Paid, Status::Paid),
            (Screen::Expired, Status::Expired),
            (Screen::CanceledByShop, Status::Canceled),
        ] {
            holds((shown == screen) == (status == of), "another end is shown")?;
        }
        let has = |is: fn(&Attempt) -> bool| self.after.live().is_some_and(is);
        let fits = match shown {
            Screen::Bank | Screen::Sent => has(|live| live.session.is_some()),
            // A debit from a linked account is signed on a page that the provider tells of.
            Screen::Agreement => has(|live| {
                let is_debit = live.session.as_ref().map(|it| it.api == Api::EftV1);
                is_debit.is_some_and(|is_debit| !is_debit || live.agreement.is_some())
            }),
            Screen::Link | Screen::Account => has(|live| live.linking().is_some()),
            Screen::Opening | Screen::Checking => self.after.live().is_some(),
            Screen::Paid | Screen::Expired | Screen::CanceledByShop => true,
            Screen::Choose
            | Screen::NotGuaranteed
            | Screen::LowBalance
            | Screen::NameMismatch
            | Screen::SignInFailed
            | Screen::Declined
            | Screen::SessionExpired
            | Screen::Unavailable
            | Screen::Returned
            | Screen::Failed
            | Screen::CanceledByYou => self.after.live().is_none(),
        };
        holds(fits, "a screen of another state")
    }

    pub(super) fn one_live_attempt(&self) -> Held {
        let live = self.after.attempts.iter().filter(|it| it.is_live()).count();
        holds(live <= 1, "two attempts are live")?;
        let attempts = &self.after.attempts;
        let is_new = |n: usize| !attempts[..n].iter().any(|it| it.id == attempts[n].id);
        holds(
            (0..attempts.len()).all(is_new),
            "an attempt was started twice",
        )?;
        holds(
            live == 0 || !self.after.status().is_final(),
            "an attempt is live after the end",
        )
    }

    pub(super) fn dated_now(&self) -> Held {
        let is_due = match (self.command, &self.before.phase) {
            (Command::Tick, Phase::Open) => self.now >= self.before.expires_at,
            (Command::Tick, Phase::Closing { since, .. }) => self.now >= since.plus(CLOSE_GRACE),
            _ => true,
        };
        holds(is_due, "the clock ended it before its time")?;
        holds(
            self.events.iter().all(|fact| fact.at == self.now) && self.after.as_of == self.now,
            "a fact of another day",
        )
    }
}
