//! What a screen tells, and the facts that its sentences rest on.

use payment::{Checkout, Method, Reading};

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
    /// Whether the attempt is being stopped.
    pub stopping: bool,
    /// Whether the payer's name is the merchant's to mend.
    pub name_from_shop: bool,
    /// Whether the customer can pay another way.
    pub other_methods: bool,
    /// Whether money may have moved.
    pub taken: Taken,
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
}

impl Taken {
    /// What the log of a checkout allows to be said.
    #[must_use]
    pub fn of(checkout: &Checkout) -> Self {
        if checkout.payment().is_some() || !checkout.cases.is_empty() {
            return Self::Something;
        }
        // Without a session there was nothing that the customer could have paid by.
        let is_over = |reading: &Option<Reading>| reading.as_ref().is_some_and(Reading::is_final);
        let all_over = checkout.attempts.iter().all(|attempt| {
            !attempt.is_live() && (attempt.session.is_none() || is_over(&attempt.reading))
        });
        if all_over {
            Self::Nothing
        } else {
            Self::NothingSeen
        }
    }
}
