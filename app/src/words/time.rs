use super::{Telling3, WaitingFor};

/// How much time there is, and what takes long.
#[derive(Debug)]
pub struct TimeWords {
    /// The part's name, for ears.
    pub title: &'static str,
    /// Less than so many minutes are left; one means that the last has begun.
    pub left: fn(u64) -> String,
    /// Beside that, where the bank's page is open as well.
    pub at_bank: &'static str,
    /// The button.
    pub more: &'static str,
    /// More time was given: until then.
    pub given: fn(&str) -> String,
    /// No more time is to be had: what to do once it is over. Shop.
    pub no_more: fn(&str) -> String,
    /// The button did nothing, as when the connection is cut.
    pub failed: &'static str,
    /// Without JavaScript: until when the page is open.
    pub until: fn(&str) -> String,
    /// Without JavaScript: the way to the button.
    pub need_more: &'static str,
    /// The page waits, and for longer than it usually does. Empty where it waits for days.
    pub slow: fn(WaitingFor) -> &'static str,
    /// Who does not find their bank in the list.
    pub unlisted: Telling3,
    /// The same where nothing else is offered: shop.
    pub unlisted_only: fn(&str) -> String,
    /// After the end, where the shop's own link begins the payment anew.
    pub begin_anew: &'static str,
}
