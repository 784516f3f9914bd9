/// A debit whose money moves later than it is agreed.
#[derive(Debug)]
pub struct DebitWords {
    /// Before the amount.
    pub amount: &'static str,
    /// Before the day on which it leaves the account.
    pub taken: &'static str,
    /// Not before that day.
    pub taken_on: fn(&str) -> String,
    /// Before the day on which the shop sees it.
    pub seen: &'static str,
    /// Around that day.
    pub seen_on: fn(&str) -> String,
    /// Before the day until which a person can dispute it.
    pub disputable: &'static str,
    /// Until that day, at the least, of a person's account; a business's has less time.
    pub disputable_on: fn(&str) -> String,
    /// Whoever signs today sees it leave the account from that day on.
    pub signed_today: fn(&str) -> String,
}
