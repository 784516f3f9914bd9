use crate::words::{Right, RightsWords};

pub(super) const WORDS: RightsWords = RightsWords {
    title: "What a pre-authorized debit is, and your rights",
    what: Right {
        name: "What it is",
        says: |shop, amount| {
            format!(
                "You allow {shop} to take money from your bank account. This agreement is for one debit of {amount}, and ends with it."
            )
        },
    },
    agreement: Right {
        name: "What you sign",
        says: "The agreement names the account, the amount, the day or what brings the debit about, and whether it is personal or for a business. It bears the date and your signature. Keep your copy.",
    },
    notice: Right {
        name: "Notice",
        says: "As a rule you are told the amount and the day 10 calendar days before a debit. An agreement can shorten that or do without; it then says so where you cannot miss it.",
    },
    sooner: "This debit can come sooner than 10 calendar days after you are told of it: the agreement shortens that notice, or does without.",
    cancel: Right {
        name: "How to cancel",
        says: |shop| {
            format!(
                "Tell {shop} before the debit is taken; the agreement says how long before, 30 days at most. Your bank and payments.ca have a sample form. What you owe {shop} stays owed."
            )
        },
    },
    recourse: Right {
        name: "If a debit is wrong",
        says: "You have certain recourse rights if a debit does not comply with the agreement. For example, you have the right to be reimbursed for a debit that you did not authorize or that is not consistent with the agreement. Ask your bank within 90 days of the debit; for a business account, within 10 business days. To learn more about your recourse rights, contact your financial institution or visit payments.ca.",
    },
    contact: Right {
        name: "Whom to ask",
        says: |shop| {
            format!("{shop}, about the debit and this agreement, which says how to reach it.")
        },
    },
    more: "Pre-authorized debits at Payments Canada",
    more_at: "https://www.payments.ca/resources/payment-guides/business-guides/pre-authorized-debit",
};
