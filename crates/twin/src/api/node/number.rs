use std::ops::RangeInclusive;

use flinks::limits;
use payment::Money;
use serde_json::Value;

use super::Node;
use crate::{amount, problem::Faults};

impl Node<'_> {
    pub(in crate::api) fn whole_number(
        &self,
        bounds: RangeInclusive<i64>,
        faults: &mut Faults,
    ) -> Option<i64> {
        let number = self.value?.as_i64().filter(|n| bounds.contains(n));
        let fault = format!(
            "must be a whole number from {} to {}",
            bounds.start(),
            bounds.end()
        );
        self.check(number.is_some(), &fault, faults);
        number
    }

    pub(in crate::api) fn amount(&self, faults: &mut Faults) -> Option<Money> {
        let Value::Number(number) = self.value? else {
            faults.add(&self.path, "must be a number");
            return None;
        };
        self.bounded(amount::read(number), faults)
    }

    /// The same, where a string of the digits is tolerated.
    pub(in crate::api) fn amount_or_text(&self, faults: &mut Faults) -> Option<Money> {
        match self.value? {
            Value::String(digits) => self.bounded(Money::parse_decimal(digits).ok(), faults),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_) => self.amount(faults),
        }
    }

    fn bounded(&self, amount: Option<Money>, faults: &mut Faults) -> Option<Money> {
        let bounds = limits::MIN_AMOUNT_CENTS..=limits::MAX_AMOUNT_CENTS;
        let amount = amount.filter(|amount| bounds.contains(&amount.cents()));
        if amount.is_none() {
            faults.add(
                &self.path,
                "must be between 0.01 and 99999.99 with at most two decimals",
            );
        }
        amount
    }
}
