//! Every word that a person reads, in both languages. A string that is missing in one of
//! them does not compile.

mod connect;
mod en;
mod fr;
mod signing;

use payment::{Locale, Money};

pub(crate) use connect::Connect;
pub(crate) use signing::Signing;

/// One language's words.
pub(crate) struct Words {
    pub(crate) locale: Locale,
    /// An amount of dollars, as the language writes it.
    pub(crate) money: fn(Money) -> String,
    pub(crate) frame: Frame,
    pub(crate) label: Label,
    pub(crate) hint: Hint,
    pub(crate) consent: Consent,
    pub(crate) confirm: Confirm,
    pub(crate) bank: Bank,
    pub(crate) sign_in: SignIn,
    pub(crate) question: Question,
    pub(crate) account: Account,
    pub(crate) amount: Amount,
    pub(crate) offer: Offer,
    pub(crate) waiting: Waiting,
    pub(crate) review: Review,
    pub(crate) agreement: Agreement,
    pub(crate) unsigned: Unsigned,
    pub(crate) approve: Approve,
    pub(crate) close: Close,
    pub(crate) done: Done,
    pub(crate) ended: Ended,
    pub(crate) missing: Missing,
    pub(crate) inactive: Inactive,
    pub(crate) own_window: OwnWindow,
    pub(crate) connect: Connect,
    pub(crate) signing: Signing,
    pub(crate) home: Home,
}

/// What surrounds every page.
pub(crate) struct Frame {
    pub(crate) tag: &'static str,
    pub(crate) note: &'static str,
    /// The name of the other language, in that language.
    pub(crate) other_language: &'static str,
    pub(crate) close: &'static str,
    pub(crate) back: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) stage: fn(u8, u8) -> String,
    /// Goes before the title of a page with a fault.
    pub(crate) fault: &'static str,
}

/// What stands beside a value.
pub(crate) struct Label {
    pub(crate) amount: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) reference: &'static str,
    pub(crate) merchant: &'static str,
}

/// Help for whoever tests.
pub(crate) struct Hint {
    pub(crate) title: &'static str,
    pub(crate) user: &'static str,
    pub(crate) password: &'static str,
    pub(crate) any_user: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) leave: &'static str,
    pub(crate) press_close: &'static str,
}

pub(crate) struct Consent {
    pub(crate) title: &'static str,
    pub(crate) title_with_amount: fn(&str) -> String,
    pub(crate) lead: &'static str,
    pub(crate) points: [(&'static str, &'static str); 3],
    /// What the balance is for where nothing is guaranteed.
    pub(crate) balance_unguaranteed: &'static str,
    pub(crate) assurance: &'static str,
    pub(crate) agree: &'static str,
}

pub(crate) struct Confirm {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) choose: &'static str,
}

pub(crate) struct Bank {
    pub(crate) title: &'static str,
    pub(crate) search: &'static str,
    pub(crate) find: &'static str,
    pub(crate) none: &'static str,
    pub(crate) list: &'static str,
    pub(crate) pick: &'static str,
}

pub(crate) struct SignIn {
    pub(crate) title: fn(&str) -> String,
    pub(crate) user: &'static str,
    pub(crate) password: &'static str,
    pub(crate) submit: &'static str,
    pub(crate) give_up: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) wrong: fn(u8) -> String,
}

pub(crate) struct Question {
    pub(crate) title: &'static str,
    pub(crate) lead: fn(&str) -> String,
    pub(crate) city: &'static str,
    pub(crate) country: &'static str,
    pub(crate) shape: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) wrong: fn(u8) -> String,
}

pub(crate) struct Account {
    pub(crate) title: &'static str,
    pub(crate) holder: fn(&str) -> String,
    pub(crate) available: &'static str,
    pub(crate) missing: &'static str,
}

pub(crate) struct Amount {
    pub(crate) title: &'static str,
    pub(crate) locked: &'static str,
    pub(crate) enter: &'static str,
    pub(crate) wrong: fn(&str, &str) -> String,
}

pub(crate) struct Offer {
    pub(crate) title: &'static str,
    pub(crate) lead: fn(&str, &str) -> String,
    pub(crate) accept: fn(&str) -> String,
    pub(crate) decline: &'static str,
}

pub(crate) struct Waiting {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) again: &'static str,
}

pub(crate) struct Review {
    pub(crate) title: &'static str,
    pub(crate) guaranteed: &'static str,
    pub(crate) submit: &'static str,
}

pub(crate) struct Agreement {
    pub(crate) title: &'static str,
    pub(crate) lead: fn(&str) -> String,
    pub(crate) category: (&'static str, &'static str),
    pub(crate) timing: (&'static str, &'static str),
    pub(crate) notice: (&'static str, &'static str),
    pub(crate) cancel: (&'static str, &'static str),
    pub(crate) recourse: (&'static str, &'static str),
    pub(crate) contact: (&'static str, &'static str),
    pub(crate) sign: fn(&str) -> String,
    pub(crate) submit: fn(&str) -> String,
    pub(crate) not_now: &'static str,
    pub(crate) missing: &'static str,
}

pub(crate) struct Unsigned {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) back: &'static str,
}

pub(crate) struct Approve {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) approve: &'static str,
    pub(crate) decline: &'static str,
}

pub(crate) struct Close {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) confirm: &'static str,
    pub(crate) back: &'static str,
}

pub(crate) struct Done {
    pub(crate) debit: (&'static str, &'static str),
    /// A debit that nobody guarantees.
    pub(crate) unguaranteed: (&'static str, &'static str),
    pub(crate) transfer: (&'static str, &'static str),
    pub(crate) back: &'static str,
}

pub(crate) struct Ended {
    pub(crate) sign_in: (&'static str, &'static str),
    pub(crate) not_guaranteed: (&'static str, &'static str),
    pub(crate) name_mismatch: (&'static str, &'static str),
    pub(crate) low_balance: (&'static str, &'static str),
    pub(crate) declined: (&'static str, &'static str),
    pub(crate) unstated: (&'static str, &'static str),
    pub(crate) canceled: (&'static str, &'static str),
    pub(crate) expired: (&'static str, &'static str),
    pub(crate) another_way: &'static str,
    pub(crate) go_on_there: &'static str,
    pub(crate) back: &'static str,
}

pub(crate) struct Missing {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
}

/// A payment that the merchant has not activated yet.
pub(crate) struct Inactive {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) again: &'static str,
}

/// The window of the bank that does not open.
pub(crate) struct OwnWindow {
    pub(crate) blocked: &'static str,
}

/// The front page.
pub(crate) struct Home {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) scenarios: &'static str,
    pub(crate) scenarios_lead: &'static str,
    pub(crate) name: &'static str,
    pub(crate) payer: &'static str,
    pub(crate) any_payer: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) ours: &'static str,
    pub(crate) outcomes: Outcomes,
    pub(crate) control: &'static str,
    pub(crate) control_lead: &'static str,
    pub(crate) control_rows: [(&'static str, &'static str); 9],
}

/// What each scenario comes to.
pub(crate) struct Outcomes {
    pub(crate) happy1: &'static str,
    pub(crate) happy2: &'static str,
    pub(crate) happy3: &'static str,
    pub(crate) unhappy1: &'static str,
    pub(crate) wrong_name: &'static str,
    pub(crate) low_balance: &'static str,
    pub(crate) stop: &'static str,
    pub(crate) accept: &'static str,
    pub(crate) decline: &'static str,
    pub(crate) expire: &'static str,
    pub(crate) close: &'static str,
    pub(crate) name_mismatch: &'static str,
}

impl Words {
    /// The words of a language.
    pub(crate) const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::EnCa => &en::WORDS,
            Locale::FrCa => &fr::WORDS,
        }
    }

    /// An amount of dollars, as the language writes it.
    pub(crate) fn money(&self, amount: Money) -> String {
        (self.money)(amount)
    }
}

/// Dollars in groups of three digits, and cents.
fn grouped(amount: Money, group: &str, point: &str) -> String {
    let text = amount.to_string();
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let first = whole.len() % 3;
    let mut written = whole[..first].to_owned();
    for start in (first..whole.len()).step_by(3) {
        if !written.is_empty() {
            written.push_str(group);
        }
        written.push_str(&whole[start..start + 3]);
    }
    format!("{written}{point}{cents}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_each_language_writes_them() {
        let amount = |cents| Money::from_cents(cents).expect("not negative");
        let [english, french] = [Locale::EnCa, Locale::FrCa].map(Words::of);
        assert_eq!(english.money(amount(125_000)), "$1,250.00");
        assert_eq!(english.money(amount(99_905)), "$999.05");
        assert_eq!(
            french.money(amount(123_456_789)),
            "1\u{a0}234\u{a0}567,89\u{a0}$"
        );
    }
}
