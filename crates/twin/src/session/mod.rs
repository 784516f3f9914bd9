//! One session: what the merchant asked for, how far the customer is, and what became of it.

mod drive;
mod order;
mod phase;
mod transfer;

use jiff::Timestamp;
use payment::{Locale, Money};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use drive::{Drive, Target};
pub(crate) use order::{
    Account, Address, Consent, Delivery, Direction, Language, Limits, Options, Order, Payor,
    Redirect,
};
pub(crate) use phase::{Cause, Phase};
pub(crate) use transfer::Transfer;

use crate::{
    journey::{Journey, Screen},
    name,
    scenario::Scenario,
};

/// What kind of payment a session is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Product {
    /// A guaranteed debit: `EFT` with the guarantee on.
    GuaranteedEft,
    /// An Interac e-Transfer request.
    ETransfer,
}

impl Product {
    /// The session's `type`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::GuaranteedEft => "EFT",
            Self::ETransfer => "e-Transfer",
        }
    }
}

/// One session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) product: Product,
    pub(crate) order: Order,
    phase: Phase,
    transfer: Option<Transfer>,
    /// What is being paid, once that is known.
    pub(crate) amount: Option<Money>,
    pub(crate) journey: Journey,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// The `aggregationRequestId`, `padId` and transaction id of the details.
    pub(crate) marks: Marks,
}

/// Identifiers that appear in the details only.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Marks {
    pub(crate) aggregation: Uuid,
    pub(crate) agreement: Uuid,
    pub(crate) transaction: Uuid,
}

/// What a session says of itself to the merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) status: &'static str,
    pub(crate) details: Option<&'static str>,
}

impl Session {
    /// A session that nobody has opened yet.
    pub(crate) fn open(
        id: Uuid,
        marks: Marks,
        product: Product,
        order: Order,
        created_at: Timestamp,
        expires_at: Timestamp,
    ) -> Self {
        Self {
            id,
            product,
            phase: Phase::Initiated,
            transfer: None,
            amount: order.amount,
            journey: Journey::at(Screen::first(product, order.options.consent)),
            order,
            created_at,
            expires_at,
            marks,
        }
    }

    /// Where the session stands.
    pub(crate) fn phase(&self) -> Phase {
        self.phase
    }

    /// Where the e-Transfer itself stands, once the customer has been sent to a bank.
    pub(crate) fn transfer(&self) -> Option<Transfer> {
        self.transfer
    }

    /// What the merchant is told.
    pub(crate) fn said(&self) -> Said {
        Said {
            status: self.phase.status(self.product),
            details: self.phase.details(self.product),
        }
    }

    /// Moves the session; an e-Transfer's transaction moves with it.
    pub(crate) fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        if self.product == Product::ETransfer {
            self.transfer = phase.transfer(self.transfer);
        }
    }

    /// Moves an e-Transfer's transaction alone.
    pub(crate) fn transfer_to(&mut self, transfer: Transfer) {
        self.transfer = Some(transfer);
    }

    /// Ends the session if its time is up. One whose bank account is confirmed waits for the
    /// agreement without a limit (assumption: how long the provider waits is not documented).
    pub(crate) fn expire_if_due(&mut self, now: Timestamp) -> bool {
        let due = now >= self.expires_at && self.phase.is_unfinished();
        if due {
            self.enter(Phase::Expired);
        }
        due
    }

    /// Which story the session plays: its reference's, else that of the user at the bank.
    pub(crate) fn scenario(&self) -> Option<Scenario> {
        self.named_scenario().or_else(|| {
            let user = self.journey.user.as_deref()?;
            Scenario::by_user(user)
        })
    }

    /// The story that the session's reference names.
    pub(crate) fn named_scenario(&self) -> Option<Scenario> {
        let reference = self.order.reference.as_deref()?;
        Scenario::by_reference(self.product, reference)
    }

    /// The name on the bank account.
    pub(crate) fn holder(&self) -> String {
        self.scenario()
            .and_then(Scenario::holder)
            .map_or_else(|| self.order.payor.name(), str::to_owned)
    }

    /// Whether the account belongs to the payer.
    pub(crate) fn holder_is_payor(&self) -> bool {
        let payor = &self.order.payor;
        name::same_person(
            &self.holder(),
            &payor.first_name,
            payor.middle_name.as_deref(),
            &payor.last_name,
        )
    }

    /// The language of the pages: what the customer switched to, what the merchant asked
    /// for, French for the French scenario, English otherwise.
    pub(crate) fn locale(&self) -> Locale {
        self.journey.locale.unwrap_or_else(|| {
            let asked = self.order.options.language.map(Language::locale);
            let played = (self.named_scenario() == Some(Scenario::Happy3)).then_some(Locale::FrCa);
            asked.or(played).unwrap_or_default()
        })
    }

    /// The screen that the customer sees now.
    pub(crate) fn screen(&self) -> Screen {
        match self.phase {
            Phase::Initiated | Phase::InProgress => self.journey.screen,
            Phase::AgreementMissing if self.journey.screen == Screen::Unsigned => Screen::Unsigned,
            Phase::AgreementMissing => Screen::Agreement,
            Phase::Completed => Screen::Done,
            Phase::Failed(_) | Phase::Canceled | Phase::Expired => Screen::Ended,
        }
    }
}
