use payment::{Checkout, Method};

/// What lists show and are narrowed by of what became of a checkout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    method: Option<Method>,
    paid: Option<(i64, i64)>,
    cases: i64,
}

impl Outline {
    pub(crate) fn of(checkout: &Checkout) -> Self {
        let payment = checkout.payment();
        let last = checkout.attempts.last();
        Self {
            method: payment
                .map(|payment| payment.method)
                .or(last.map(|attempt| attempt.method)),
            paid: payment.map(|payment| (payment.amount.cents(), payment.paid_at.as_micros())),
            cases: i64::try_from(checkout.cases.len()).unwrap_or(i64::MAX),
        }
    }

    /// The method of the attempt that paid, else of the last.
    pub(crate) fn method(&self) -> Option<&'static str> {
        self.method.map(Method::as_str)
    }

    /// How much was paid, in cents.
    pub(crate) fn paid(&self) -> Option<i64> {
        self.paid.map(|(cents, _)| cents)
    }

    /// When that was known, in microseconds.
    pub(crate) fn paid_at(&self) -> Option<i64> {
        self.paid.map(|(_, at)| at)
    }

    /// How many cases there are.
    pub(crate) const fn cases(&self) -> i64 {
        self.cases
    }
}
