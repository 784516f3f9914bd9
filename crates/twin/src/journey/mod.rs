//! The hosted page: a bank journey of plain forms that works without JavaScript. What the
//! customer has done so far is kept with the session, so a reload goes on where it was.

mod account;
mod agreement;
mod amount;
mod approve;
mod bank;
mod close;
mod confirm;
pub(crate) mod connect;
mod consent;
mod done;
mod effects;
mod ended;
mod holding;
mod hosted;
mod inactive;
mod institution;
mod message;
mod missing;
mod offer;
pub(crate) mod page;
mod part;
mod policy;
mod question;
mod review;
mod screen;
mod sign_in;
mod signing;
mod telling;
mod unsigned;
mod visit;
mod waiting;

use axum::Router;
use flinks::step::Step;
use payment::{Locale, Money, StepName};
use serde::{Deserialize, Serialize};

pub(crate) use holding::{AccountKind, Holding};
pub(crate) use institution::Institution;
pub(crate) use screen::Screen;

use crate::Twin;

/// Everything that customers see.
pub(crate) fn router() -> Router<Twin> {
    visit::router()
        .merge(connect::router())
        .merge(signing::router())
}

/// How far the customer is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Journey {
    pub(crate) screen: Screen,
    /// Where "no, go on" leads from the screen that asks whether to cancel.
    before_close: Option<Screen>,
    opened: Opened,
    /// The language that the customer has switched to.
    pub(crate) locale: Option<Locale>,
    pub(crate) institution: Option<Institution>,
    /// The user name that was typed at the bank.
    pub(crate) user: Option<String>,
    /// How often the bank has said no in a row.
    refusals: u8,
    /// What was wrong with the last form, shown once.
    notice: Option<Notice>,
    pub(crate) account: Option<AccountKind>,
    /// The lower amount that would be guaranteed.
    pub(crate) offered: Option<Money>,
    /// The steps that the next page tells the page around it.
    untold: Vec<StepName>,
}

/// Whether the hosted page was ever opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Opened {
    Never,
    Before,
}

/// What was wrong with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Notice {
    /// Something that has to be filled in or picked was not.
    Missing,
    /// User name and password do not belong together.
    WrongPassword,
    /// The answer to the security question is not the right one.
    WrongAnswer,
    /// The amount cannot be read, or is out of bounds.
    WrongAmount,
}

/// After so many refusals in a row the bank lets nobody in.
const MOST_REFUSALS: u8 = 3;

impl Journey {
    /// A journey that begins at that screen and that nobody has begun.
    pub(crate) fn at(screen: Screen) -> Self {
        Self {
            screen,
            before_close: None,
            opened: Opened::Never,
            locale: None,
            institution: None,
            user: None,
            refusals: 0,
            notice: None,
            account: None,
            offered: None,
            untold: Vec::new(),
        }
    }

    /// Goes to a screen.
    fn go(&mut self, screen: Screen) {
        self.screen = screen;
        self.refusals = 0;
        self.notice = None;
    }

    /// Stays, and says what was wrong.
    fn stay(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }

    /// The bank says no. The third time in a row it means it.
    fn refuse(&mut self, notice: Notice) -> Patience {
        self.refusals += 1;
        self.notice = Some(notice);
        if self.refusals >= MOST_REFUSALS {
            Patience::Lost
        } else {
            Patience::Left(MOST_REFUSALS - self.refusals)
        }
    }

    /// Tells the page around the frame, with the next page that is shown.
    fn tell(&mut self, step: &Step) {
        if let Ok(name) = step.name().parse() {
            self.untold.push(name);
        }
    }

    /// Tells that there is no guarantee.
    pub(crate) fn tell_guarantee_failed(&mut self) {
        self.tell(&Step::GuaranteeFailed);
    }

    /// Tells that the app was loaded, before anything else.
    fn tell_mounted(&mut self) {
        if let Ok(name) = Step::AppMounted.name().parse() {
            self.untold.insert(0, name);
        }
    }
}

/// Whether the bank lets the customer try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Patience {
    /// So many times more.
    Left(u8),
    /// No.
    Lost,
}
