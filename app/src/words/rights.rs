/// What a pre-authorised debit is, and what its payer has a right to: the elements that an
/// agreement must have `[H1]`, summarised. The agreement itself is the provider's.
#[derive(Debug)]
pub struct RightsWords {
    /// The disclosure.
    pub title: &'static str,
    /// What it is: shop, amount.
    pub what: Right<fn(&str, &str) -> String>,
    /// What the agreement says.
    pub agreement: Right<&'static str>,
    /// That a debit is announced.
    pub notice: Right<&'static str>,
    /// That this debit can come before a notice of the usual length: never folded.
    pub sooner: &'static str,
    /// How it is cancelled: shop.
    pub cancel: Right<fn(&str) -> String>,
    /// What to do about a debit that is wrong.
    pub recourse: Right<&'static str>,
    /// Whom to ask: shop.
    pub contact: Right<fn(&str) -> String>,
    /// The way to the rules.
    pub more: &'static str,
    /// Where that leads.
    pub more_at: &'static str,
}

/// A heading and what stands below it.
#[derive(Clone, Copy, Debug)]
pub struct Right<T> {
    /// The heading.
    pub name: &'static str,
    /// What is said.
    pub says: T,
}
