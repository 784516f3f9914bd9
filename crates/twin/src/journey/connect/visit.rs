use std::{collections::HashMap, time::Duration};

use flinks::step::Step;
use jiff::Timestamp;
use maud::{Markup, html};
use payment::Locale;
use uuid::Uuid;

use super::{
    parameters::Parameters,
    screen::{Screen, Trouble},
};
use crate::{
    journey::{Institution, MOST_REFUSALS, Notice, Patience, message::Message},
    link::{LinkedAccount, Login, institution_word},
};

/// How long a visit may take. Assumption: as long as the key to it works.
const LIFETIME: Duration = Duration::from_secs(30 * 60);

/// Every visit of a customer in Connect that is not over. They do not survive a restart, as
/// the keys to them do not.
#[derive(Debug, Default)]
pub(crate) struct Visits(HashMap<Uuid, Visit>);

impl Visits {
    /// Takes a visit out of the book, to go on with it.
    pub(super) fn take(&mut self, id: Uuid, now: Timestamp) -> Option<Visit> {
        self.0.remove(&id).filter(|visit| visit.until > now)
    }

    /// Puts a visit into the book. Those whose time is up go out.
    pub(super) fn keep(&mut self, visit: Visit, now: Timestamp) {
        self.0.retain(|_, visit| visit.until > now);
        self.0.insert(visit.id, visit);
    }
}

/// One customer's way through the frame.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) id: Uuid,
    pub(super) parameters: Parameters,
    pub(super) screen: Screen,
    /// The language that the customer has switched to.
    pub(super) locale: Option<Locale>,
    pub(super) institution: Option<Institution>,
    /// The user name that was typed at the bank.
    pub(super) user: Option<String>,
    /// How often the bank has said no in a row.
    pub(super) refusals: u8,
    /// What was wrong with the last form, shown once.
    pub(super) notice: Option<Notice>,
    /// What was linked.
    pub(super) login: Option<Login>,
    /// Which of the accounts was picked.
    pub(super) account: Option<Uuid>,
    /// What the next page tells the page around it.
    pub(super) untold: Vec<Message>,
    until: Timestamp,
}

impl Visit {
    /// A visit that begins now.
    pub(super) fn begin(id: Uuid, parameters: Parameters, now: Timestamp) -> Self {
        let mut visit = Self {
            id,
            screen: Screen::Consent,
            locale: None,
            institution: None,
            user: None,
            refusals: 0,
            notice: None,
            login: None,
            account: None,
            untold: Vec::new(),
            until: now.saturating_add(LIFETIME).unwrap_or(Timestamp::MAX),
            parameters,
        };
        visit.tell(&Step::AppMounted);
        if visit.parameters.consent.is_on() {
            visit.tell(&Step::ComponentLoadConsent);
        } else {
            visit.go(Screen::Bank);
            visit.tell(&Step::ComponentLoadInstitutionSelector);
        }
        visit
    }

    /// The language of the pages.
    pub(super) fn locale(&self) -> Locale {
        self.locale.unwrap_or(self.parameters.locale)
    }

    /// The address of a part of the frame.
    pub(super) fn address(&self, part: &str) -> String {
        format!("/v2/{part}?visit={}", self.id)
    }

    /// The form of the screen.
    pub(super) fn form(&self, content: &Markup) -> Markup {
        html! {
            form method="post" action=(self.address(self.screen.slug())) { (content) }
        }
    }

    /// The name of the merchant, where it was given.
    pub(super) fn merchant(&self) -> Option<&str> {
        self.parameters.customer_name.as_deref()
    }

    /// The account that was picked.
    pub(super) fn chosen(&self) -> Option<&LinkedAccount> {
        let accounts = &self.login.as_ref()?.accounts;
        accounts
            .iter()
            .find(|account| Some(account.id) == self.account)
    }

    /// Goes to a screen.
    pub(super) fn go(&mut self, screen: Screen) {
        self.screen = screen;
        self.refusals = 0;
        self.notice = None;
    }

    /// The bank says no. The third time in a row it means it.
    pub(super) fn refuse(&mut self, notice: Notice) -> Patience {
        self.refusals += 1;
        self.notice = Some(notice);
        if self.refusals >= MOST_REFUSALS {
            Patience::Lost
        } else {
            Patience::Left(MOST_REFUSALS - self.refusals)
        }
    }

    /// The bank does not let the customer in.
    pub(super) fn fail(&mut self, trouble: Trouble) {
        self.go(Screen::Trouble(trouble));
        let told = self.complete(Message::of_code(trouble.code()));
        self.untold.push(told);
    }

    /// Tells a step with the next page that is shown.
    pub(super) fn tell(&mut self, step: &Step) {
        self.tell_with(Message::of_connect(step));
    }

    /// Tells a step that says more.
    pub(super) fn tell_with(&mut self, message: Message) {
        let told = self.complete(message);
        self.untold.push(told);
    }

    /// Every message says about which bank it is, once there is one.
    fn complete(&self, message: Message) -> Message {
        message
            .with_some("institution", self.institution.map(institution_word))
            .with_some("requestId", self.parameters.request_id.clone())
    }
}
