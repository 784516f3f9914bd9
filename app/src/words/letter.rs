use super::Telling;

/// The letters to customers, and what the receipt's page says of them.
#[derive(Debug)]
pub struct LetterWords {
    /// The subject of a receipt: amount, shop.
    pub receipt: fn(&str, &str) -> String,
    /// The same where less was paid than the order asks for: amount, shop.
    pub short: fn(&str, &str) -> String,
    /// The subject of the receipt of a debit that nobody guarantees: amount, shop.
    pub debit: fn(&str, &str) -> String,
    /// Money came twice: amount, shop.
    pub twice: fn(&str, &str) -> Telling,
    /// Money came late: amount, shop.
    pub late: fn(&str, &str) -> Telling,
    /// The bank took money back: amount, shop.
    pub taken_back: fn(&str, &str) -> Telling,
    /// Before an amount that has no receipt.
    pub amount: &'static str,
    /// The link to the receipt.
    pub receipt_link: &'static str,
    /// The link to a checkout that has no receipt.
    pub page_link: &'static str,
    /// That the receipt is in the attached file.
    pub attached: &'static str,
    /// Why the customer gets it: shop.
    pub why: fn(&str) -> String,
    /// Who reads an answer: shop.
    pub answers: fn(&str) -> String,
    /// That nobody reads an answer.
    pub no_answers: &'static str,
    /// That it asks for no money, where it does not.
    pub no_payment: &'static str,
    /// What nobody should give because of a letter.
    pub safe: &'static str,
    /// Sends the receipt to the payer's address.
    pub send: &'static str,
    /// Where it goes: the payer's address, most of it hidden.
    pub send_to: fn(&str) -> String,
    /// It is about to be sent.
    pub on_its_way: &'static str,
    /// It could not be sent yet.
    pub delayed: &'static str,
    /// It was sent.
    pub sent: &'static str,
    /// It could not be sent at all.
    pub not_sent: &'static str,
    /// It was asked for too often.
    pub too_many: &'static str,
}

/// The demonstration's outbox.
#[derive(Debug)]
pub struct OutboxWords {
    /// The heading, and the link to it.
    pub title: &'static str,
    /// What it is.
    pub lead: &'static str,
    /// There is nothing in it yet.
    pub empty: &'static str,
    /// Before the sender's name.
    pub from: &'static str,
    /// Before the address of the one who gets it.
    pub to: &'static str,
    /// Before the moment.
    pub at: &'static str,
    /// The attached file of that name.
    pub attached: fn(&str) -> String,
    /// The whole message as a file.
    pub whole: &'static str,
    /// The heading of the letter as a mail program shows it.
    pub shown: &'static str,
    /// The heading of its plain text.
    pub plain: &'static str,
    /// Back to the list.
    pub back: &'static str,
    /// Back to the shop.
    pub shop: &'static str,
    /// So many letters are new, for ears.
    pub news: fn(usize) -> String,
}
