//! What every part of a checkout's page draws from.

use flinks::return_code::{Decision, ReturnCode};
use payment::{
    AgreementLink, Attempt, AttemptState, Checkout, Delivery, End, Field, Linking, Locale, Method,
    Money, Reading, Rejection, Screen, TextFault, Theme, Timestamp, screen,
};

use super::{PageInput, Refused};
use crate::{
    brand::{Brand, Schemes},
    desk::{Anew, CheckoutView},
    format::{self, Clock},
    part::look_again,
    words::{Bounds, Facts, Taken, Telling, WaitingFor, Words, words},
};

/// A checkout's page while it is being made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'a> {
    pub(crate) input: &'a PageInput,
    pub(crate) words: &'static Words,
    pub(crate) screen: Screen,
}

impl<'a> Page<'a> {
    pub(crate) fn new(input: &'a PageInput) -> Self {
        Self {
            input,
            words: words(input.locale),
            screen: screen(&input.view.checkout),
        }
    }

    pub(crate) const fn view(&self) -> &'a CheckoutView {
        &self.input.view
    }

    pub(crate) const fn locale(&self) -> Locale {
        self.input.locale
    }

    pub(crate) const fn brand(&self) -> &'a Brand {
        &self.input.view.brand
    }

    pub(crate) const fn refused(&self) -> Option<&'a Refused> {
        self.input.refused.as_ref()
    }

    /// Whether the form of the account was sent without one.
    pub(crate) const fn is_account_missing(&self) -> bool {
        self.input.account_missing
    }

    /// The attempt that the page is about: the one that paid, else the last.
    pub(crate) fn attempt(&self) -> Option<&'a Attempt> {
        attempt(self.view())
    }

    /// The methods that can be started now, in the merchant's order.
    pub(crate) fn methods(&self) -> impl Iterator<Item = Method> {
        let CheckoutView { checkout, now, .. } = self.view();
        let methods = checkout.order.methods.iter().copied();
        methods.filter(|method| is_open_to(checkout, *method, *now))
    }

    /// Whether this method is one of them.
    pub(crate) fn offers(&self, method: Method) -> bool {
        self.methods().any(|offered| offered == method)
    }

    /// Whether the customer can pay by another method than the last one.
    pub(crate) fn has_another_way(&self) -> bool {
        let last = self.attempt().map(|attempt| attempt.method);
        self.methods().any(|method| Some(method) != last)
    }

    /// How the payment can be begun anew after the end: not as long as money may have come.
    pub(crate) fn anew(&self) -> Option<&'a Anew> {
        let view = self.view();
        match Taken::of(&view.checkout) {
            Taken::Nothing => view.anew.as_ref(),
            Taken::NothingSeen | Taken::Something | Taken::Returned => None,
        }
    }

    /// The page's own address in this language, with more of a query.
    pub(crate) fn address(&self, more: &str) -> String {
        format!(
            "/c/{}?lang={}{more}",
            self.view().token.as_str(),
            self.locale()
        )
    }

    /// What its addresses ask for while it does not look again by itself.
    pub(crate) const fn still(&self) -> &'static str {
        look_again::still(self.input.still)
    }

    /// An address below the page's own.
    pub(crate) fn below(&self, name: &str) -> String {
        format!(
            "/c/{}/{name}?lang={}",
            self.view().token.as_str(),
            self.locale()
        )
    }

    pub(crate) fn money(&self, amount: Money) -> String {
        format::money(amount, self.locale())
    }

    /// What is wrong with a field of the form.
    pub(crate) fn fault(&self, field: Field, fault: TextFault) -> String {
        let (least, most) = self.bounds();
        let (least, most) = (least.as_str(), most.as_str());
        (self.words.fault)(field, fault, &Bounds { least, most })
    }

    /// The least and the most that can be paid.
    pub(crate) fn bounds(&self) -> (String, String) {
        let limits = &self.view().limits;
        (self.money(limits.minimum()), self.money(limits.maximum()))
    }

    pub(crate) fn clock(&self) -> Clock {
        clock(self.view())
    }

    /// A time of day; with its date where that is another day than today.
    pub(crate) fn when(&self, at: Timestamp) -> String {
        when(self.view(), at, self.locale())
    }

    /// The amount to be paid, once it is known.
    pub(crate) fn amount(&self) -> Option<Money> {
        let order = &self.view().checkout.order;
        order
            .amount
            .or_else(|| self.attempt().map(|attempt| attempt.amount))
    }

    /// Whether many banks allow less than that amount in one transfer.
    pub(crate) fn is_over_usual(&self) -> bool {
        let usual = self.view().usual_transfer;
        self.amount().is_some_and(|amount| amount > usual)
    }

    pub(crate) fn method(&self, method: Method) -> &'static str {
        (self.words.method)(method).name
    }

    /// What the screen tells.
    pub(crate) fn telling(&self, screen: Screen) -> Telling {
        let telling = (self.words.telling)(screen, &self.facts());
        match self.brand().words.title(screen, self.locale()) {
            Some(own) => Telling {
                title: own,
                ..telling
            },
            None => telling,
        }
    }

    /// What the screen tells in our own words alone: on papers that others rely on.
    pub(crate) fn plain_telling(&self) -> Telling {
        (self.words.telling)(self.screen, &self.facts())
    }

    /// By which light it is shown: what the order says, else what the brand does.
    pub(crate) const fn schemes(&self) -> Schemes {
        match self.view().checkout.order.theme {
            Theme::Auto => self.brand().schemes,
            Theme::Light => Schemes::Light,
            Theme::Dark => Schemes::Dark,
        }
    }

    fn facts(&self) -> Facts<'a> {
        let checkout = &self.view().checkout;
        let payment = checkout.payment();
        let customer = &checkout.order.customer;
        let amount = payment.map(|payment| payment.amount).or(self.amount());
        let last = self.attempt().map(|attempt| attempt.method);
        Facts {
            shop: &self.brand().name,
            amount: amount.map(|amount| self.money(amount)).unwrap_or_default(),
            method: self.attempt().map(|attempt| attempt.method),
            guaranteed: payment.is_some_and(|payment| payment.guaranteed),
            waiting_for: waiting_for(self.attempt()),
            returned: decision(match (checkout.returned(), &checkout.last_failure) {
                (Some(case), _) => case.detail.as_deref(),
                (None, Some(last)) => last.failure.detail.as_deref(),
                (None, None) => None,
            }),
            name_from_shop: customer.first_name.is_some() && customer.last_name.is_some(),
            other_methods: self.has_another_way(),
            anew: self.anew().is_some(),
            unheard: self.attempt().is_some_and(is_unheard),
            still: self.input.still,
            taken: Taken::of(checkout),
            debit: self.debit_days(),
            over_usual: last == Some(Method::ETransfer) && self.is_over_usual(),
        }
    }
}

/// A time of day on the customer's wall; with its date where that is another day than today.
pub(crate) fn when(view: &CheckoutView, at: Timestamp, locale: Locale) -> String {
    clock(view).when(at, view.now, locale)
}

/// What a page about that attempt waits for, where it waits.
pub(crate) fn waiting_for(attempt: Option<&Attempt>) -> WaitingFor {
    let Some(attempt) = attempt else {
        return WaitingFor::Payment;
    };
    if attempt.stop_asked.is_some() {
        return WaitingFor::Stop;
    }
    match &attempt.state {
        AttemptState::Opening => match attempt.delivery {
            Delivery::Page => WaitingFor::Page,
            Delivery::Email => WaitingFor::Mail,
        },
        AttemptState::Linking(linking) => match linking {
            Linking::SignIn | Linking::Reading { .. } | Linking::Choosing { .. } => {
                WaitingFor::Accounts
            }
            Linking::Chosen | Linking::DebitAsked => WaitingFor::Debit,
        },
        AttemptState::Live if attempt.reading == Some(Reading::Scheduled) => WaitingFor::Day,
        AttemptState::Live if attempt.account.is_some() && attempt.agreement.is_none() => {
            WaitingFor::Debit
        }
        AttemptState::Live | AttemptState::Ended { .. } => WaitingFor::Payment,
    }
}

/// Whether a method can be paid by, as far as the requests before it leave it open. The page
/// tells by itself when the whole checkout is not.
fn is_open_to(checkout: &Checkout, method: Method, now: Timestamp) -> bool {
    match checkout.may_start(method, Delivery::Page, now) {
        Err(Rejection::MayBeSent | Rejection::MayBeDebited) => false,
        Ok(()) | Err(_) => true,
    }
}

/// The attempt that a view is about: the one that paid, else the last.
pub(crate) fn attempt(view: &CheckoutView) -> Option<&Attempt> {
    let checkout = &view.checkout;
    match checkout.payment() {
        Some(payment) => checkout.attempt(&payment.attempt),
        None => checkout.attempts.last(),
    }
}

/// What the bank's code for a returned debit asks for, where it is one.
pub(crate) fn decision(code: Option<&str>) -> Option<Decision> {
    let code: ReturnCode = code?.parse().ok()?;
    Some(code.decision())
}

/// Whether the customer may hold a link of which we never heard.
pub(crate) fn may_be_mailed(checkout: &Checkout) -> bool {
    checkout.attempts.iter().any(is_unheard_mail)
}

/// Whether the provider was asked for something that the customer could pay by, and never
/// answered.
pub(crate) fn is_unheard(attempt: &Attempt) -> bool {
    is_unheard_mail(attempt) || is_unheard_debit(attempt)
}

fn is_unheard_mail(attempt: &Attempt) -> bool {
    attempt.delivery == Delivery::Email && !attempt.is_live() && attempt.misses_session()
}

fn is_unheard_debit(attempt: &Attempt) -> bool {
    let was_unanswered = match attempt.end() {
        Some(End::Failed(failure)) => failure.is_unanswered(),
        Some(End::Paid { .. } | End::Canceled(_) | End::Superseded) | None => false,
    };
    was_unanswered && attempt.session.is_none() && attempt.debit_asked_at.is_some()
}

/// Where the attempt's debit agreement is signed, where that is a page of its own.
pub(crate) fn agreement(view: &CheckoutView) -> Option<&AgreementLink> {
    attempt(view)?.agreement.as_ref()
}

/// The clock on the customer's wall.
pub(crate) fn clock(view: &CheckoutView) -> Clock {
    let address = view.checkout.order.customer.address.as_ref();
    Clock::of(address.map(|address| &address.province))
}

/// The origins of the pages that may show this one, as an attribute. Nobody's page has nothing
/// to tell.
pub(crate) fn embedders(view: &CheckoutView) -> Option<String> {
    (!view.embedders.is_empty()).then(|| view.embedders.join(" "))
}

/// Where a merchant's stylesheet is served.
pub(crate) fn brand_href(view: &CheckoutView) -> String {
    let checkout = &view.checkout;
    view.brand.href(&checkout.merchant, checkout.order.mode)
}

/// An address that a merchant gave, if a browser may follow it.
pub(crate) fn link(address: Option<&String>) -> Option<String> {
    address
        .filter(|address| address.starts_with("https://") || address.starts_with("http://"))
        .cloned()
}
