//! The words of the pages on which a customer links a bank account.

mod en;
mod fr;

pub(super) use en::CONNECT as EN;
pub(super) use fr::CONNECT as FR;

pub(crate) struct Connect {
    pub(crate) consent: LinkConsent,
    pub(crate) bank: LinkBank,
    pub(crate) question: LinkQuestion,
    pub(crate) account: LinkAccount,
    pub(crate) sign_in: LinkSignIn,
    pub(crate) done: LinkDone,
    pub(crate) closed: LinkClosed,
    pub(crate) trouble: Trouble,
    pub(crate) refused: Refused,
}

pub(crate) struct LinkConsent {
    pub(crate) title: &'static str,
    /// With the merchant's name, if it was given.
    pub(crate) lead: fn(Option<&str>) -> String,
    pub(crate) points: [(&'static str, &'static str); 3],
    pub(crate) assurance: fn(Option<&str>) -> String,
    pub(crate) terms: &'static str,
    pub(crate) agree: &'static str,
    pub(crate) decline: &'static str,
}

pub(crate) struct LinkBank {
    /// A bank that cannot be linked at the moment.
    pub(crate) closed: fn(&str) -> String,
}

pub(crate) struct LinkSignIn {
    /// The consent that a bank asks for itself.
    pub(crate) own_consent: fn(&str) -> String,
    pub(crate) forgotten: &'static str,
    pub(crate) forgotten_help: &'static str,
    pub(crate) users: &'static str,
}

/// Help beside the security question: what is clicked, and what it then says.
pub(crate) struct LinkQuestion {
    pub(crate) why: (&'static str, &'static str),
    pub(crate) stuck: (&'static str, &'static str),
}

pub(crate) struct LinkAccount {
    pub(crate) title: &'static str,
    pub(crate) foreign: &'static str,
    pub(crate) foreign_title: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) help: &'static str,
    pub(crate) help_text: &'static str,
}

pub(crate) struct LinkDone {
    pub(crate) title: &'static str,
    pub(crate) lead: fn(Option<&str>) -> String,
    pub(crate) slow: &'static str,
    pub(crate) account: &'static str,
    pub(crate) go_on: &'static str,
}

pub(crate) struct LinkClosed {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
}

/// What a bank may answer instead of letting somebody in.
pub(crate) struct Trouble {
    pub(crate) disabled: (&'static str, &'static str),
    pub(crate) unavailable: (&'static str, &'static str),
    pub(crate) sign_in: (&'static str, &'static str),
    pub(crate) again: &'static str,
    pub(crate) other_bank: &'static str,
}

/// Why the frame does not open.
pub(crate) struct Refused {
    pub(crate) title: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) unusable: &'static str,
    pub(crate) over: &'static str,
}
