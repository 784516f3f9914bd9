//! One session: what the merchant asked for, how far the customer is, and what became of it.

mod api;
mod drive;
mod guarantee;
mod order;
mod phase;
mod product;
mod transfer;

use flinks::holder;
use jiff::Timestamp;
use payment::{Locale, Money};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use api::{Api, PaymentRequest};
pub(crate) use drive::{Drive, Target};
pub(crate) use guarantee::Guarantee;
pub(crate) use order::{
    Account, Address, Consent, Delivery, Direction, Language, Limits, Options, Order, Payor,
    Redirect,
};
pub(crate) use phase::{Cause, Phase};
pub(crate) use product::{Product, Rail};
pub(crate) use transfer::Transfer;

use crate::{
    journey::{Journey, Screen},
    scenario::Scenario,
};

/// One session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) product: Product,
    /// Which version of the API made it.
    #[serde(default)]
    pub(crate) api: Api,
    pub(crate) order: Order,
    phase: Phase,
    transfer: Option<Transfer>,
    /// Where the guarantee stands.
    #[serde(default)]
    guarantee: Guarantee,
    /// The story that it plays where its reference names none.
    #[serde(default)]
    pub(crate) cast: Option<Scenario>,
    /// What is being paid, once that is known.
    pub(crate) amount: Option<Money>,
    pub(crate) journey: Journey,
    pub(crate) created_at: Timestamp,
    /// When it came to its end.
    #[serde(default)]
    ended_at: Option<Timestamp>,
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
        api: Api,
        order: Order,
        created_at: Timestamp,
        expires_at: Timestamp,
    ) -> Self {
        Self {
            id,
            product,
            api,
            phase: Phase::Initiated,
            transfer: None,
            guarantee: Guarantee::default(),
            cast: None,
            amount: order.amount,
            journey: Journey::at(Screen::first(product, order.options.consent)),
            order,
            created_at,
            ended_at: None,
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

    /// When the session came to its end, if it has.
    pub(crate) fn ended_at(&self) -> Option<Timestamp> {
        self.ended_at.filter(|_| !self.phase.is_unfinished())
    }

    /// Notes when the session came to an end, after a change.
    pub(crate) fn note_end(&mut self, before: Phase, now: Timestamp) {
        if self.phase != before && !self.phase.is_unfinished() {
            self.ended_at = Some(now);
        }
    }

    /// What the merchant is told.
    pub(crate) fn said(&self) -> Said {
        Said {
            status: self.phase.status(self.product),
            details: self.phase.details(self.product),
        }
    }

    /// The status of the payment request, which the first version has `[ET-gpr]`.
    pub(crate) fn payment_status(&self) -> &'static str {
        match self.phase {
            Phase::Canceled => Transfer::Cancelled.word(),
            Phase::Expired => Transfer::Expired.word(),
            Phase::Initiated
            | Phase::InProgress
            | Phase::Completed
            | Phase::AgreementMissing
            | Phase::Failed(_) => self.transfer.map_or("Initiated", Transfer::word),
        }
    }

    /// Moves the session; an e-Transfer's transaction moves with it.
    pub(crate) fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        if self.product.rail() == Rail::ETransfer {
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
            self.ended_at = Some(self.expires_at);
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

    /// The story that the session's reference names, else the one it was cast for.
    pub(crate) fn named_scenario(&self) -> Option<Scenario> {
        let reference = self.order.reference.as_deref();
        let named = reference.and_then(|name| Scenario::by_reference(self.product, name));
        named.or(self.cast)
    }

    /// The name on the bank account.
    pub(crate) fn holder(&self) -> String {
        self.scenario()
            .and_then(Scenario::holder)
            .map_or_else(|| self.order.payor.name(), str::to_owned)
    }

    /// Whether the account belongs to the payer: compared as the provider's client of this
    /// house compares names. An account whose holder no scenario fixes is the payer's own.
    pub(crate) fn holder_is_payor(&self) -> bool {
        let payor = &self.order.payor;
        self.scenario()
            .and_then(Scenario::holder)
            .is_none_or(|holder| {
                let middle = payor.middle_name.as_deref();
                holder::same_person(holder, &payor.first_name, middle, &payor.last_name).is_same()
            })
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
            Phase::Initiated | Phase::InProgress if !self.api.is_active() => Screen::Inactive,
            Phase::Initiated | Phase::InProgress if self.awaits_guarantee() => Screen::Waiting,
            Phase::Initiated | Phase::InProgress => self.journey.screen,
            Phase::AgreementMissing if self.journey.screen == Screen::Unsigned => Screen::Unsigned,
            Phase::AgreementMissing => Screen::Agreement,
            Phase::Completed => Screen::Done,
            Phase::Failed(_) | Phase::Canceled | Phase::Expired => Screen::Ended,
        }
    }
}
