use payment::Money;

use super::{Cause, Phase, Product, Rail, Session, Transfer};
use crate::journey::{Journey, Screen};

/// Where the control plane wants a session to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    phase: Phase,
    transfer: Option<Transfer>,
    then: Then,
}

/// What happens besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Nothing,
    /// A guarantee is issued, and the merchant is asked where it wants to be.
    Guarantee,
}

/// Where a guaranteed session is driven to have its guarantee issued.
const GUARANTEE_ISSUED: &str = "GuaranteeIssued";

/// A move of a session without a browser. It may go where the real flow would not, even out
/// of an ended session: a control plane exists to show what happens then.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drive {
    /// Where to.
    pub(crate) to: Target,
    /// What is being paid from then on.
    pub(crate) amount: Option<Money>,
}

/// What an amount that nobody entered becomes when a session is driven to its end: 100.00.
const UNENTERED: i64 = 10_000;

const EFT: [(&str, Phase); 15] = [
    ("EFT0101", Phase::Initiated),
    ("EFT0301", Phase::Completed),
    ("EFT0302", Phase::AgreementMissing),
    ("EFT0401", Phase::Failed(Cause::SignIn)),
    ("EFT0402", Phase::Failed(Cause::NotGuaranteed)),
    ("EFT0403", Phase::Failed(Cause::NameMismatch)),
    ("EFT0404", Phase::Failed(Cause::LowBalance)),
    ("EFT0501", Phase::Canceled),
    ("EFT0601", Phase::Expired),
    ("Initiated", Phase::Initiated),
    ("InProgress", Phase::InProgress),
    ("Completed", Phase::Completed),
    ("Canceled", Phase::Canceled),
    ("Cancelled", Phase::Canceled),
    ("Expired", Phase::Expired),
];

/// `Processing` is the trap: the customer is through and the money is not there yet.
const E_TRANSFER: [(&str, Phase, Option<Transfer>); 19] = [
    ("Initiated", Phase::Initiated, None),
    ("Processing", Phase::Completed, Some(Transfer::Processing)),
    ("Completed", Phase::Completed, Some(Transfer::Accepted)),
    ("Accepted", Phase::Completed, Some(Transfer::Accepted)),
    ("Processed", Phase::Completed, Some(Transfer::Processed)),
    ("Settled", Phase::Completed, Some(Transfer::Settled)),
    ("Declined", Phase::Failed(Cause::Declined), None),
    ("Failed", Phase::Failed(Cause::Unstated), None),
    ("Cancelled", Phase::Canceled, None),
    ("Canceled", Phase::Canceled, None),
    ("Expired", Phase::Expired, None),
    ("EFT0101", Phase::Initiated, None),
    ("EFT0301", Phase::Completed, Some(Transfer::Accepted)),
    ("EFT0302", Phase::Completed, Some(Transfer::Processing)),
    ("EFT0401", Phase::Failed(Cause::SignIn), None),
    ("EFT0402", Phase::Failed(Cause::Declined), None),
    ("EFT0403", Phase::Failed(Cause::NameMismatch), None),
    ("EFT0501", Phase::Canceled, None),
    ("EFT0601", Phase::Expired, None),
];

impl Target {
    /// The place of that name, for that kind of session.
    pub(crate) fn named(product: Product, name: &str) -> Option<Self> {
        if product.is_guaranteed() && name.eq_ignore_ascii_case(GUARANTEE_ISSUED) {
            return Some(Self {
                phase: Phase::InProgress,
                transfer: None,
                then: Then::Guarantee,
            });
        }
        match product.rail() {
            Rail::Eft => EFT
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, phase)| Self {
                    phase: *phase,
                    transfer: None,
                    then: Then::Nothing,
                }),
            Rail::ETransfer => E_TRANSFER
                .iter()
                .find(|(known, _, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, phase, transfer)| Self {
                    phase: *phase,
                    transfer: *transfer,
                    then: Then::Nothing,
                }),
        }
    }

    /// Every name that such a session can be driven to.
    pub(crate) fn names(product: Product) -> Vec<&'static str> {
        match product.rail() {
            Rail::Eft => {
                let words = EFT.iter().map(|(name, _)| *name);
                let guarantee = product.is_guaranteed().then_some(GUARANTEE_ISSUED);
                words.chain(guarantee).collect()
            }
            Rail::ETransfer => E_TRANSFER.iter().map(|(name, _, _)| *name).collect(),
        }
    }
}

impl Session {
    /// Moves the session as the control plane asks.
    pub(crate) fn drive(&mut self, drive: Drive) {
        let Target {
            phase,
            transfer,
            then,
        } = drive.to;
        let through = matches!(phase, Phase::Completed | Phase::AgreementMissing);
        self.amount = drive
            .amount
            .or(self.amount)
            .or_else(|| through.then(|| Money::from_cents(UNENTERED).ok()).flatten());
        if phase.is_unfinished() && !self.phase().is_unfinished() {
            // The customer of an ended session that goes on begins again.
            let consent = self.order.options.consent;
            self.journey = Journey::at(Screen::first(self.product, consent));
        }
        self.enter(phase);
        if let Some(transfer) = transfer {
            self.transfer_to(transfer);
        }
        match then {
            Then::Nothing => {}
            Then::Guarantee => self.issue_guarantee(None),
        }
    }
}
