use crate::words::{LetterWords, OutboxWords, Telling};

pub(super) const WORDS: LetterWords = LetterWords {
    receipt: |amount, shop| format!("Receipt: your payment of {amount} to {shop}"),
    short: |amount, shop| format!("Part of your order is paid: {amount} to {shop}"),
    debit: |amount, shop| format!("Your debit of {amount} for {shop}"),
    twice: |amount, shop| {
        Telling::new(
            "A second payment arrived",
            format!(
                "Another {amount} reached {shop} for an order that was paid already. It does not count for this order, and {shop} has been told."
            ),
            format!("Ask {shop} for it back and quote the payment number."),
        )
    },
    late: |amount, shop| {
        Telling::new(
            "A payment arrived late",
            format!(
                "{amount} reached {shop} after the payment page had closed. It is not lost, and {shop} has been told."
            ),
            format!("Ask {shop} what happens with it and quote the payment number."),
        )
    },
    taken_back: |amount, shop| {
        Telling::new(
            "Your bank took a payment back",
            format!("Your bank has taken {amount} back from {shop}, and {shop} has been told."),
            format!("Ask {shop} how to settle it and quote the payment number."),
        )
    },
    amount: "Amount",
    receipt_link: "See the receipt",
    page_link: "See the payment",
    attached: "The receipt is attached as a PDF.",
    why: |shop| {
        format!("You get this message because this address was given for a payment to {shop}.")
    },
    answers: |shop| format!("If you reply, {shop} gets your message."),
    no_answers: "Nobody reads replies to this message.",
    no_payment: "This message asks you for no payment.",
    safe: "Never give a password or a banking code because of a message.",
    send: "Send the receipt by email",
    send_to: |address| format!("It goes to the address that was given for the payment: {address}."),
    on_its_way: "The receipt is about to be sent. If it is not in your inbox in a few minutes, check your junk or spam folder.",
    delayed: "The receipt could not be sent yet, and is tried again. You can also download it here.",
    sent: "The receipt was sent. If it is not in your inbox in a few minutes, check your junk or spam folder.",
    not_sent: "The receipt could not be sent to this address. Download it here instead.",
    too_many: "The receipt was asked for several times today. Check your junk or spam folder, or download it here.",
};

pub(super) const OUTBOX: OutboxWords = OutboxWords {
    title: "Outbox",
    lead: "What customers of this demonstration are written. Nothing leaves this machine.",
    empty: "Nothing yet. Pay for an order in the shop, and the receipt turns up here.",
    from: "From",
    to: "To",
    at: "When",
    attached: |file| format!("Download {file}"),
    whole: "Download the whole message",
    shown: "As a mail program shows it",
    plain: "As plain text",
    back: "All messages",
    shop: "Back to the shop",
    news: |count| {
        if count == 1 {
            "1 new message".to_owned()
        } else {
            format!("{count} new messages")
        }
    },
};
