//! The first version of EFT: one transaction that becomes a schedule, a payment request and,
//! for a debit, an agreement to sign `[E1-*, E-setup]`. The page of the agreement reads with
//! [`Debits::by_pad`] and signs with [`Debits::sign`].

mod contact;
mod order;
mod standing;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use contact::{Contact, ContactAccount, ContactAddress, ContactType, Party};
pub(crate) use order::{BankAccount, DebitOrder, Frequency, Way};
pub(crate) use standing::{Standing, Target};

use crate::random::Random;

/// Every transaction and every contact.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Debits {
    debits: Vec<Debit>,
    contacts: Vec<Contact>,
}

/// One transaction, in either direction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Debit {
    /// The id of its payment request.
    pub(crate) id: Uuid,
    /// The id of its schedule.
    pub(crate) schedule: Uuid,
    /// The `padId`. Told with the schedule, not when the transaction is made `[E1-tx]`.
    pub(crate) pad: Uuid,
    /// Whose account it is.
    pub(crate) contact: Uuid,
    pub(crate) order: DebitOrder,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) signed_at: Option<Timestamp>,
    standing: Standing,
}

/// What came of the attempt to sign an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signing {
    /// It is signed now.
    Signed,
    /// It was signed before; nothing changed.
    Already,
    /// The debit is over: called off or failed.
    TooLate,
}

impl Debit {
    /// Where the payment stands.
    pub(crate) fn standing(&self) -> Standing {
        self.standing
    }

    /// Whether there is an agreement to sign: a debit has one, a credit has none.
    pub(crate) fn needs_agreement(&self) -> bool {
        self.order.way == Way::Debit
    }

    /// The agreement's `status`. `Active` is the one word that is documented `[E1-pad]`.
    ///
    /// Assumption: it means signed, and one that is not signed is `Pending`.
    pub(crate) fn pad_word(&self) -> &'static str {
        match self.signed_at {
            Some(_) => "Active",
            None => "Pending",
        }
    }

    /// Moves the payment.
    pub(crate) fn enter(&mut self, standing: Standing, now: Timestamp) {
        if self.standing != standing {
            self.standing = standing;
            self.updated_at = now;
        }
    }

    /// Moves the payment as the control plane asks, wherever it is.
    pub(crate) fn drive(&mut self, Target(to): Target, now: Timestamp) {
        self.signed_at = match to {
            Standing::Initiated | Standing::Processing => None,
            Standing::Cancelled | Standing::Failed => self.signed_at,
            Standing::Accepted
            | Standing::Processed
            | Standing::Settled
            | Standing::Returned(_) => self.signed_at.or(Some(now)),
        };
        self.enter(to, now);
    }

    /// Signs the agreement.
    ///
    /// Assumption: the payment is accepted at once; how long the provider takes between
    /// `Initiated`, `Processing` and `Accepted` is not documented.
    fn sign(&mut self, now: Timestamp) -> Signing {
        if self.signed_at.is_some() {
            return Signing::Already;
        }
        if !self.standing.is_unsigned() {
            return Signing::TooLate;
        }
        self.signed_at = Some(now);
        self.enter(Standing::Accepted, now);
        Signing::Signed
    }

    /// Moves the payment as the clock does.
    fn go_on(&mut self, now: Timestamp) -> bool {
        let next = self.standing.at(&self.order, now);
        let moved = next != self.standing;
        self.enter(next, now);
        moved
    }
}

impl Debits {
    /// Every transaction, oldest first.
    pub(crate) fn list(&self) -> &[Debit] {
        &self.debits
    }

    /// Makes a transaction of a checked order.
    pub(crate) fn open(
        &mut self,
        order: DebitOrder,
        contact: Uuid,
        random: &mut Random,
        now: Timestamp,
    ) -> &Debit {
        // Money that goes out needs nobody's signature [E1-tx].
        let standing = match order.way {
            Way::Debit => Standing::Initiated,
            Way::Credit => Standing::Accepted,
        };
        self.debits.push(Debit {
            id: random.uuid(),
            schedule: random.uuid(),
            pad: random.uuid(),
            contact,
            order,
            created_at: now,
            updated_at: now,
            signed_at: None,
            standing,
        });
        &self.debits[self.debits.len() - 1]
    }

    /// The transaction whose payment request or schedule that is.
    pub(crate) fn by_either(&self, id: Uuid) -> Option<&Debit> {
        let mut debits = self.debits.iter();
        debits.find(|debit| debit.id == id || debit.schedule == id)
    }

    /// The transaction whose payment request that is.
    pub(crate) fn by_request(&self, id: Uuid) -> Option<&Debit> {
        self.debits.iter().find(|debit| debit.id == id)
    }

    /// The same, to be changed.
    pub(crate) fn by_request_mut(&mut self, id: Uuid) -> Option<&mut Debit> {
        self.debits.iter_mut().find(|debit| debit.id == id)
    }

    /// The transaction whose schedule that is.
    pub(crate) fn by_schedule_mut(&mut self, id: Uuid) -> Option<&mut Debit> {
        self.debits.iter_mut().find(|debit| debit.schedule == id)
    }

    /// The debit whose agreement that is.
    pub(crate) fn by_pad(&self, pad: Uuid) -> Option<&Debit> {
        let mut debits = self.debits.iter();
        debits.find(|debit| debit.pad == pad && debit.needs_agreement())
    }

    /// Signs an agreement. `None` when there is no such agreement.
    pub(crate) fn sign(&mut self, pad: Uuid, now: Timestamp) -> Option<Signing> {
        let mut debits = self.debits.iter_mut();
        let debit = debits.find(|debit| debit.pad == pad && debit.needs_agreement())?;
        Some(debit.sign(now))
    }

    /// Moves every payment whose time has come. Says whether there was any.
    pub(crate) fn go_on(&mut self, now: Timestamp) -> bool {
        let mut any = false;
        for debit in &mut self.debits {
            any |= debit.go_on(now);
        }
        any
    }

    /// Keeps a contact.
    pub(crate) fn add_contact(&mut self, contact: Contact) {
        self.contacts.push(contact);
    }

    /// The contact of that id.
    pub(crate) fn contact(&self, id: Uuid) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }

    /// The same, to be changed.
    pub(crate) fn contact_mut(&mut self, id: Uuid) -> Option<&mut Contact> {
        self.contacts.iter_mut().find(|contact| contact.id == id)
    }

    /// Forgets a contact. Says whether there was one.
    pub(crate) fn remove_contact(&mut self, id: Uuid) -> bool {
        let before = self.contacts.len();
        self.contacts.retain(|contact| contact.id != id);
        self.contacts.len() < before
    }

    /// An account of a contact.
    pub(crate) fn account(&self, id: Uuid) -> Option<&ContactAccount> {
        let accounts = self.contacts.iter().flat_map(|contact| &contact.accounts);
        accounts.into_iter().find(|account| account.id == id)
    }
}
