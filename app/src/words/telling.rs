//! What a screen tells, and the facts that its sentences rest on.

use flinks::return_code::Decision;
use payment::{Checkout, Method, Reading};

use crate::page::around::is_unheard;

/// What a screen tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// What happened.
    pub title: String,
    /// What it means.
    pub lead: String,
    /// What to do next.
    pub next: String,
}

impl Telling {
    /// A telling of three sentences.
    pub(crate) fn new(
        title: impl Into<String>,
        lead: impl Into<String>,
        next: impl Into<String>,
    ) -> Self {
        Self {
            title: title.into(),
            lead: lead.into(),
            next: next.into(),
        }
    }
}

/// What the sentences of a screen may say.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The shop's name.
    pub shop: &'a str,
    /// The amount that was paid, or that is to be paid, as the language writes it.
    pub amount: String,
    /// The method of the attempt that the screen is about.
    pub method: Option<Method>,
    /// Whether the provider stands behind the payment.
    pub guaranteed: bool,
    /// What the page waits for, where it waits.
    pub waiting_for: WaitingFor,
    /// What the bank's code for a returned debit asks for, where it is known.
    pub returned: Option<Decision>,
    /// Whether the payer's name is the merchant's to mend.
    pub name_from_shop: bool,
    /// Whether the customer can pay another way.
    pub other_methods: bool,
    /// Whether the payment can be begun anew after the page has expired.
    pub anew: bool,
    /// Whether the provider never answered when it was asked to mail a link, or for a debit.
    pub unheard: bool,
    /// Whether the page does not look again by itself, as somebody without scripts has asked.
    pub still: bool,
    /// Whether money may have moved.
    pub taken: Taken,
    /// The days of its debit, where the attempt is one.
    pub debit: Option<DebitDays>,
    /// Whether many banks allow less than the amount in one transfer.
    pub over_usual: bool,
}

/// The days of a debit, as the language writes them.
#[derive(Clone, Debug)]
pub struct DebitDays {
    /// How far it is.
    pub standing: DebitStanding,
    /// The earliest day on which the bank is expected to take it.
    pub taken: String,
    /// Around which day the shop sees the money; `None` once that day has passed, and where
    /// nobody knows whether the bank took it.
    pub seen: Option<String>,
    /// Until which day, at the least, a person can dispute it.
    pub disputable: String,
    /// Whether that day is over.
    pub is_settled: bool,
}

/// How far a debit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebitStanding {
    /// The bank takes it on a day to come.
    ToCome,
    /// Its day has come, and nobody tells whether the bank has taken it.
    Due,
    /// The provider reports it accepted.
    Accepted,
}

impl DebitStanding {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::ToCome, Self::Due, Self::Accepted];
}

/// The least and the most that can be paid, as the language writes amounts.
#[derive(Clone, Debug)]
pub struct Bounds<'a> {
    /// The least.
    pub least: &'a str,
    /// The most.
    pub most: &'a str,
}

/// What a page waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingFor {
    /// The bank's page, to be opened.
    Page,
    /// A debit from the linked account, to be prepared for its signature.
    Debit,
    /// The e-mail with the link, to be sent.
    Mail,
    /// The linked account, to be read.
    Accounts,
    /// Word that the attempt has been stopped.
    Stop,
    /// The day on which the bank takes the debit.
    Day,
    /// Word on the payment.
    Payment,
}

impl WaitingFor {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Page,
        Self::Debit,
        Self::Mail,
        Self::Accounts,
        Self::Stop,
        Self::Day,
        Self::Payment,
    ];
}

/// Whose page stands in the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framed {
    /// The provider's, on which the customer pays.
    Bank,
    /// The provider's, on which the customer links an account.
    Link,
    /// The debit agreement's, on which the customer signs.
    Agreement,
}

/// Whether money may have moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The provider has spoken its last word on every session, and none was paid.
    Nothing,
    /// A session has not been heard to its end: nothing was seen, which is less than certain.
    NothingSeen,
    /// Money came.
    Something,
    /// Money came, and the bank took it back.
    Returned,
}

impl Taken {
    /// What the log of a checkout allows to be said.
    #[must_use]
    pub fn of(checkout: &Checkout) -> Self {
        if checkout.is_returned() {
            return Self::Returned;
        }
        if checkout.payment().is_some() || !checkout.cases.is_empty() {
            return Self::Something;
        }
        // Without a session there was nothing that the customer could have paid by.
        let is_over = |reading: &Option<Reading>| reading.as_ref().is_some_and(Reading::is_final);
        let all_over = checkout.attempts.iter().all(|attempt| {
            let had_nothing = attempt.session.is_none() && !is_unheard(attempt);
            !attempt.is_live() && (had_nothing || is_over(&attempt.reading))
        });
        if all_over {
            Self::Nothing
        } else {
            Self::NothingSeen
        }
    }
}
