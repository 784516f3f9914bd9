//! The days of the debit that a page is about.

use jiff::civil::Date;
use payment::{Api, Attempt, Method, Payment, Province, Reading};

use super::around::Page;
use crate::{
    debit::Debit,
    format,
    words::{DebitDays, DebitStanding},
};

impl Page<'_> {
    /// The days of the attempt's debit; `None` where it is none, or none that can be known.
    pub(crate) fn debit_days(&self) -> Option<DebitDays> {
        let attempt = self.attempt()?;
        match attempt.method {
            Method::GuaranteedEft | Method::Eft => {}
            Method::ETransfer => return None,
        }
        let debit = match self.view().checkout.payment() {
            Some(payment) => self.of_payment(attempt, payment),
            None if attempt.is_live() => self.of_attempt(attempt),
            None => return None,
        };
        Some(self.written(debit, self.standing(attempt, &debit)))
    }

    /// The day from which a bank takes a debit that is agreed to today, as the language
    /// writes it.
    pub(crate) fn debit_from(&self) -> String {
        format::weekday(self.agreed_today().taken, self.locale())
    }

    fn of_payment(&self, attempt: &Attempt, payment: &Payment) -> Debit {
        match attempt.debit_asked_at {
            Some(at) => Debit::asked(at, self.province()),
            None => self.debit_agreed(payment),
        }
    }

    /// The debit of a payment, counted from the day on which it counted as one.
    pub(crate) fn debit_agreed(&self, payment: &Payment) -> Debit {
        Debit::agreed(self.clock().day(payment.paid_at), self.province())
    }

    /// An agreement that is signed later than the debit was asked for moves nothing before
    /// the next day.
    fn of_attempt(&self, attempt: &Attempt) -> Debit {
        let asked = attempt
            .debit_asked_at
            .map(|at| Debit::asked(at, self.province()));
        match (asked, &attempt.reading) {
            (Some(asked), Some(Reading::Scheduled)) => asked,
            (Some(asked), _) if asked.taken > self.agreed_today().taken => asked,
            (Some(_) | None, _) => self.agreed_today(),
        }
    }

    fn agreed_today(&self) -> Debit {
        Debit::agreed(self.today(), self.province())
    }

    fn today(&self) -> Date {
        self.clock().day(self.view().now)
    }

    fn standing(&self, attempt: &Attempt, debit: &Debit) -> DebitStanding {
        let api = attempt.session.as_ref().map(|session| session.api);
        let is_paid = self.view().checkout.payment().is_some();
        match api {
            // It counts only once the provider reports it accepted.
            Some(Api::EftV1) if is_paid => DebitStanding::Accepted,
            Some(Api::EftV1 | Api::V2 | Api::ETransferV1) | None => {
                if self.today() <= debit.taken {
                    DebitStanding::ToCome
                } else {
                    DebitStanding::Due
                }
            }
        }
    }

    fn written(&self, debit: Debit, standing: DebitStanding) -> DebitDays {
        let locale = self.locale();
        let is_expected = standing != DebitStanding::Due && self.today() <= debit.seen;
        DebitDays {
            standing,
            taken: format::weekday(debit.taken, locale),
            seen: is_expected.then(|| format::weekday(debit.seen, locale)),
            disputable: format::date(debit.disputable, locale),
            is_settled: debit.disputable < self.today(),
        }
    }

    fn province(&self) -> Option<&Province> {
        let address = self.view().checkout.order.customer.address.as_ref();
        address.map(|address| &address.province)
    }
}
