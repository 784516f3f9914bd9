use super::Telling;

/// The page of a payment link.
#[derive(Debug)]
pub struct PaymentLinkWords {
    /// The heading where the merchant did not say what it is for: shop.
    pub title: fn(&str) -> String,
    /// What happens next, where the amount is given: amount, shop.
    pub fixed: fn(&str, &str) -> String,
    /// The same where the customer says how much: shop.
    pub open: fn(&str) -> String,
    /// The main button.
    pub submit: &'static str,
    /// Before what it is for.
    pub purpose: &'static str,
    /// So many at once that this one has to try again.
    pub crowded: &'static str,
    /// Every use is taken, some by payments that are under way: shop.
    pub taken: fn(&str) -> Telling,
    /// It was paid as often as it can be: shop.
    pub used_up: fn(&str) -> Telling,
    /// Its time was up at that moment: shop, moment.
    pub expired: fn(&str, &str) -> Telling,
    /// The merchant has switched it off: shop.
    pub inactive: fn(&str) -> Telling,
}
