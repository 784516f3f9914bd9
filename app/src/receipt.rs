//! What a receipt says, in words of one language and without any markup: the page, the paper
//! and the letter are made from it.

use payment::{AttemptId, CaseKind, Locale, Method, Payment, Standing};

use crate::{
    brand::Brand,
    desk::CheckoutView,
    format,
    page::{
        PageInput,
        around::{Page, decision},
    },
    words::DebitStanding,
};

/// A receipt for a payment that counts, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The language of its words.
    pub locale: Locale,
    /// How the payment stands.
    pub standing: Standing,
    /// Its heading.
    pub title: &'static str,
    /// That no money moves, where none does.
    pub test: Option<&'static str>,
    /// Who was paid, and whom to ask.
    pub shop: Shop,
    /// How much was paid, with its dollar sign; Canadian dollars.
    pub amount: String,
    /// How the payment stands, in a word or two.
    pub state: String,
    /// The same in a sentence that the evidence bears.
    pub told: String,
    /// What else there is to know of it, in the order in which it is read.
    pub facts: Vec<Fact>,
    /// What the payment leaves open, in sentences.
    pub open: Vec<String>,
    /// What the customer may do about a debit, where it was one.
    pub rights: Option<&'static str>,
    /// The number to quote.
    pub number: String,
    /// The shop's own name for the order.
    pub reference: Option<String>,
    /// The code by which others can check all this, with its parts told apart by hyphens.
    pub code: Option<String>,
}

/// Who was paid, and whom to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// The name that its customers know.
    pub name: String,
    /// The name behind it: the one who was paid.
    pub payee: String,
    /// Its domain.
    pub domain: Option<String>,
    /// Before the ways to reach it.
    pub help: String,
    /// Where to write.
    pub email: Option<String>,
    /// Whom to call.
    pub phone: Option<String>,
    /// Its own page for help.
    pub url: Option<String>,
}

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: &'static str,
    /// What is so.
    pub value: String,
}

impl Receipt {
    /// The receipt of that checkout with that code; `None` before it is paid.
    #[must_use]
    pub fn of(view: &CheckoutView, locale: Locale, code: Option<String>) -> Option<Self> {
        let payment = view.checkout.payment()?;
        // A receipt starts nothing.
        let input = PageInput::of(view.clone(), locale, AttemptId::from_bytes([0; 16]));
        let page = Page::new(&input);
        let telling = page.plain_telling();
        let checkout = &view.checkout;
        let standing = checkout.standing()?;
        let mut open = open(&page, payment);
        if standing == Standing::Debit {
            open.insert(0, keep(&page, telling.next));
        }
        Some(Self {
            locale,
            standing,
            title: page.words.receipt.title,
            test: view.test.then_some(page.words.around.test),
            shop: Shop::of(&view.brand, (page.words.around.help)(&view.brand.name)),
            amount: page.money(payment.amount),
            state: telling.title,
            told: telling.lead,
            facts: facts(&page, payment),
            open,
            rights: match payment.method {
                Method::Eft | Method::GuaranteedEft => Some(page.words.receipt.rights),
                Method::ETransfer => None,
            },
            number: checkout.id.to_string(),
            reference: checkout.order.reference.as_ref().map(ToString::to_string),
            code,
        })
    }

    /// Its name as a file: without a name of anybody's, for it is seen by whoever sees the
    /// folder.
    #[must_use]
    pub fn file_name(&self) -> String {
        let name = crate::words::words(self.locale).receipt.file;
        let number: String = self.number.chars().rev().take(6).collect();
        let number: String = number.chars().rev().collect();
        format!("{name}-{number}.pdf")
    }
}

impl Shop {
    fn of(brand: &Brand, help: String) -> Self {
        Self {
            name: brand.name.clone(),
            payee: payee(brand).to_owned(),
            domain: brand.domain.clone(),
            help,
            email: brand.support_email.clone(),
            phone: brand.support_phone.clone(),
            url: brand.support_url.clone(),
        }
    }

    /// Whether it can be asked at all.
    #[must_use]
    pub const fn is_reachable(&self) -> bool {
        self.email.is_some() || self.phone.is_some() || self.url.is_some()
    }
}

/// Who is paid: the name behind the shop, else the shop's own.
#[must_use]
pub fn payee(brand: &Brand) -> &str {
    brand.legal.as_deref().unwrap_or(&brand.name)
}

/// What the payer of a debit has to do until it has gone through. `next` is what the page says
/// of one whose day has come.
fn keep(page: &Page<'_>, next: String) -> String {
    let (shop, say) = (&page.brand().name, page.words.receipt.keep);
    match page.debit_days() {
        Some(days) => match days.standing {
            DebitStanding::ToCome | DebitStanding::Accepted => say(shop, days.seen.as_deref()),
            DebitStanding::Due => next,
        },
        None => say(shop, None),
    }
}

fn facts(page: &Page<'_>, payment: &Payment) -> Vec<Fact> {
    let (words, checkout) = (page.words, &page.view().checkout);
    let moment = |at| page.clock().moment(at, page.locale());
    let payer = checkout.attempt(&payment.attempt).map(|attempt| {
        let payer = &attempt.payer;
        format!("{} {}", payer.first_name.as_str(), payer.last_name.as_str())
    });
    let asked = checkout.shortfall().and(checkout.order.amount);
    // What was taken back is guaranteed no more, whatever was said before.
    let guarantee = match (checkout.returned(), payment.guaranteed) {
        (Some(_), _) => None,
        (None, true) => Some(words.end.guaranteed),
        (None, false) => Some(words.receipt.not_guaranteed),
    };
    let days = page
        .debit_days()
        .filter(|_| checkout.standing() == Some(Standing::Debit));
    let not_yet = days
        .as_ref()
        .filter(|days| days.standing == DebitStanding::ToCome);
    let rows = [
        (words.order.pay_to, Some(payee(page.brand()).to_owned())),
        (words.order.payer, payer),
        (words.receipt.asked, asked.map(|amount| page.money(amount))),
        (words.end.at, Some(moment(payment.paid_at))),
        (
            words.receipt.returned_at,
            checkout.returned().map(|case| moment(case.at)),
        ),
        (
            words.end.method,
            Some(page.method(payment.method).to_owned()),
        ),
        (words.end.guarantee, guarantee.map(str::to_owned)),
        (
            words.debit.taken,
            not_yet.map(|days| (words.debit.taken_on)(&days.taken)),
        ),
        (
            words.debit.seen,
            days.as_ref()
                .and_then(|days| Some((words.debit.seen_on)(days.seen.as_ref()?))),
        ),
        (
            words.order.reference,
            checkout.order.reference.as_ref().map(ToString::to_string),
        ),
        (words.receipt.number, Some(checkout.id.to_string())),
    ];
    rows.into_iter()
        .filter_map(|(name, value)| {
            let value = value?;
            Some(Fact { name, value })
        })
        .collect()
}

fn open(page: &Page<'_>, payment: &Payment) -> Vec<String> {
    let (words, checkout) = (page.words, &page.view().checkout);
    let shop = &page.brand().name;
    let (locale, back) = (page.locale(), checkout.returned());
    let mut open = Vec::new();
    if let Some(case) = back {
        let why = (words.returned)(decision(case.detail.as_deref())).why;
        open.push((words.end.returned)(&page.money(case.amount), shop, why));
    }
    if let (Some(asked), Some(short)) = (checkout.order.amount, checkout.shortfall()) {
        open.push((words.end.shortfall)(
            &page.money(asked),
            &page.money(short),
            shop,
        ));
    }
    if checkout.standing() == Some(Standing::Debit) {
        let day = page.clock().date(payment.paid_at, locale);
        // A debit is told of without its days only where nobody knows of its attempt.
        let until = match page.debit_days() {
            Some(days) => days.disputable,
            None => format::date(page.debit_agreed(payment).disputable, locale),
        };
        open.push((words.receipt.may_return)(&until, &day));
    }
    for case in checkout.cases.iter().filter(|case| Some(*case) != back) {
        let amount = page.money(case.amount);
        open.push(match case.kind {
            CaseKind::DuplicatePayment => (words.end.duplicate)(&amount, shop),
            CaseKind::LatePayment => (words.end.late)(&amount, shop),
            CaseKind::ReturnedPayment => {
                let why = (words.returned)(decision(case.detail.as_deref())).why;
                (words.end.returned)(&amount, shop, why)
            }
        });
    }
    open
}
