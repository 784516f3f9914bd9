use payment::Method;

use super::Bounds;

/// What holds for a method: how long it takes, how much it carries, who stands behind it.
#[derive(Debug)]
pub struct TermsWords {
    /// How long it takes; the day is the one from which a bank takes a debit agreed today.
    pub time: fn(Method, &str) -> String,
    /// The most that can be paid by it.
    pub limit: fn(&str) -> String,
    /// What banks themselves allow, which is not known of the customer's own: that much a
    /// transfer.
    pub usual_limit: fn(&str) -> String,
    /// Whether the shop can count on the money.
    pub guarantee: fn(Method) -> &'static str,
    /// The amount is more than many banks send in one transfer: the amount, and the name of a
    /// method without that limit where one is offered.
    pub over_usual: fn(&str, Option<&str>) -> String,
    /// The shop's account takes no such amount, by any method: amount, limits, shop.
    pub beyond: fn(&str, &Bounds<'_>, &str) -> String,
}
