use app::{
    desk::CheckoutView,
    format::{self, Clock},
    receipt::Receipt,
    words::Telling,
};
use payment::{Case, CaseKind, Letter, Locale, Standing};
use store::ClaimedLetter;

use super::words;

/// What a letter says, in the order in which it is read.
pub(super) struct Content {
    pub(super) locale: Locale,
    pub(super) subject: String,
    /// That no money moves, where none does.
    pub(super) test: Option<&'static str>,
    pub(super) shop: String,
    pub(super) domain: Option<String>,
    pub(super) title: String,
    pub(super) lead: String,
    /// What to do, where there is anything.
    pub(super) next: Option<String>,
    /// How much it is about.
    pub(super) amount: String,
    /// Names and what they stand for.
    pub(super) facts: Vec<(&'static str, String)>,
    /// What is open, in sentences.
    pub(super) open: Vec<String>,
    /// What the customer may do about a debit.
    pub(super) rights: Option<&'static str>,
    /// The code by which others can check the receipt, and what it is called.
    pub(super) code: Option<(&'static str, String)>,
    /// Where to read on, and what that is called.
    pub(super) link: (&'static str, String),
    /// Whom to ask, and how.
    pub(super) help: (String, Vec<String>),
    /// The small print: why it came, who reads answers, what it never asks for.
    pub(super) small: Vec<String>,
}

impl Content {
    /// What that letter says of the checkout as it stands now; `None` where it has nothing to say
    /// any more.
    pub(super) fn of(
        claimed: &ClaimedLetter,
        view: &CheckoutView,
        receipt: Option<&Receipt>,
        locale: Locale,
        url: &str,
    ) -> Option<Self> {
        let words = &words(locale).letter;
        match claimed.letter {
            Letter::Paid => {
                // That it was taken back since is told in a letter of its own.
                let receipt = receipt.filter(|it| it.standing != Standing::Returned)?;
                Some(Self::of_receipt(view, receipt, url))
            }
            Letter::Again => Some(Self::of_receipt(view, receipt?, url)),
            Letter::PaidTwice => {
                let case = case(claimed, view, CaseKind::DuplicatePayment)?;
                let told = Self::of_case(view, receipt, case, words.twice, locale, url);
                Some(told.without_payment())
            }
            Letter::PaidLate => {
                let case = case(claimed, view, CaseKind::LatePayment)?;
                let told = Self::of_case(view, receipt, case, words.late, locale, url);
                Some(told.without_payment())
            }
            Letter::TakenBack => {
                let case = case(claimed, view, CaseKind::ReturnedPayment)?;
                Some(Self::of_case(
                    view,
                    receipt,
                    case,
                    words.taken_back,
                    locale,
                    url,
                ))
            }
        }
    }

    /// What the letter says that brings a receipt.
    pub(super) fn of_receipt(view: &CheckoutView, receipt: &Receipt, url: &str) -> Self {
        let own = &words(receipt.locale).letter;
        let shop = &receipt.shop.name;
        let subject = match receipt.standing {
            Standing::Paid => (own.receipt)(&receipt.amount, shop),
            Standing::Debit => (own.debit)(&receipt.amount, shop),
            Standing::Short => (own.short)(&receipt.amount, shop),
            Standing::Returned => (own.taken_back)(&receipt.amount, shop).title,
        };
        let facts = receipt
            .facts
            .iter()
            .map(|fact| (fact.name, fact.value.clone()))
            .collect();
        let called = words(receipt.locale).receipt.code;
        let told = Self {
            title: receipt.state.clone(),
            lead: receipt.told.clone(),
            next: None,
            amount: receipt.amount.clone(),
            facts,
            open: receipt.open.clone(),
            rights: receipt.rights,
            code: receipt.code.clone().map(|code| (called, code)),
            link: (own.receipt_link, address(view, receipt.locale, url, true)),
            ..Self::around(view, receipt.locale, subject)
        };
        match receipt.standing {
            Standing::Paid => told.without_payment(),
            // Something is open, and may have to be paid yet.
            Standing::Debit | Standing::Short | Standing::Returned => told,
        }
    }

    fn of_case(
        view: &CheckoutView,
        receipt: Option<&Receipt>,
        case: &Case,
        tell: fn(&str, &str) -> Telling,
        locale: Locale,
        url: &str,
    ) -> Self {
        let all = words(locale);
        let amount = format::money(case.amount, locale);
        let shop = &view.brand.name;
        let Telling { title, lead, next } = tell(&amount, shop);
        let checkout = &view.checkout;
        let province = checkout.order.customer.address.as_ref();
        let clock = Clock::of(province.map(|it| &it.province));
        let reference = checkout.order.reference.as_ref().map(ToString::to_string);
        let mut facts = vec![
            (all.letter.amount, amount.clone()),
            (all.end.at, clock.moment(case.at, locale)),
        ];
        facts.extend(reference.map(|it| (all.order.reference, it)));
        facts.push((all.receipt.number, checkout.id.to_string()));
        let label = if receipt.is_some() {
            all.letter.receipt_link
        } else {
            all.letter.page_link
        };
        let subject = format!("{title} · {shop}");
        Self {
            title,
            lead,
            next: Some(next),
            amount,
            facts,
            link: (label, address(view, locale, url, receipt.is_some())),
            ..Self::around(view, locale, subject)
        }
    }

    /// What every letter has around what it says.
    fn around(view: &CheckoutView, locale: Locale, subject: String) -> Self {
        let (all, brand) = (words(locale), &view.brand);
        let shop = brand.name.clone();
        let ways = [
            brand.support_email.clone(),
            brand.support_phone.clone(),
            brand.support_url.clone(),
        ];
        Self {
            locale,
            subject,
            test: view.test.then_some(all.around.test),
            domain: brand.domain.clone(),
            title: String::new(),
            lead: String::new(),
            next: None,
            amount: String::new(),
            facts: Vec::new(),
            open: Vec::new(),
            rights: None,
            code: None,
            link: ("", String::new()),
            help: (
                (all.around.help)(&shop),
                ways.into_iter().flatten().collect(),
            ),
            small: vec![(all.letter.why)(&shop), all.letter.safe.to_owned()],
            shop,
        }
    }

    /// Says who reads answers, where anybody does.
    pub(super) fn with_answers(mut self, are_read: bool) -> Self {
        let words = &words(self.locale).letter;
        let answers = if are_read {
            (words.answers)(&self.shop)
        } else {
            words.no_answers.to_owned()
        };
        self.small.push(answers);
        self
    }

    /// Says that it asks for no money.
    fn without_payment(mut self) -> Self {
        let words = words(self.locale).letter.no_payment;
        // Before what nobody should give.
        self.small.insert(1, words.to_owned());
        self
    }

    /// Says that a file is attached.
    pub(super) fn with_attachment(mut self) -> Self {
        let attached = words(self.locale).letter.attached;
        self.small.insert(0, attached.to_owned());
        self
    }
}

/// What the letter is about: the newest of that kind that the attempt brought.
fn case<'a>(claimed: &ClaimedLetter, view: &'a CheckoutView, kind: CaseKind) -> Option<&'a Case> {
    let mut cases = view.checkout.cases.iter().rev();
    cases.find(|case| case.kind == kind && case.attempt == claimed.attempt)
}

fn address(view: &CheckoutView, locale: Locale, url: &str, receipt: bool) -> String {
    let page = if receipt { "/receipt" } else { "" };
    format!("{url}/c/{}{page}?lang={locale}", view.token.as_str())
}
