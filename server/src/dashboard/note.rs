//! What the audit log says of what somebody does here.

use payment::{AuditId, MerchantId, Mode, Timestamp};
use store::{Action, Actor, Membership, NewAudit, SignInEmail};

use super::Signed;
use crate::random;

impl Signed {
    /// They did this to that, in their merchant's log. `subject` is an id, or an address of one
    /// of the merchant's people: nothing of a customer.
    pub(crate) fn note(
        &self,
        action: Action,
        mode: Option<Mode>,
        subject: impl Into<Option<String>>,
        at: Timestamp,
    ) -> NewAudit {
        let who = Actor::Person(self.person.email.clone());
        line(&self.merchant, who, action, mode, subject.into(), at)
    }
}

/// Somebody did something about themselves: it stands in the log of every merchant to which they
/// have access.
pub(super) fn about_oneself(
    memberships: &[Membership],
    email: &SignInEmail,
    action: Action,
    at: Timestamp,
) -> Vec<NewAudit> {
    memberships
        .iter()
        .map(|membership| {
            let who = Actor::Person(email.clone());
            line(&membership.merchant, who, action, None, None, at)
        })
        .collect()
}

/// A line of a merchant's log.
pub(crate) fn line(
    merchant: &MerchantId,
    who: Actor,
    action: Action,
    mode: Option<Mode>,
    subject: Option<String>,
    at: Timestamp,
) -> NewAudit {
    NewAudit {
        id: AuditId::from_bytes(random::ordered()),
        merchant: merchant.clone(),
        at,
        who,
        action,
        mode,
        subject,
    }
}
