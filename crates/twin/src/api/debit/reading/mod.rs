//! Reading a transaction: every fault is found before any is told `[E1-tx]`.

mod account;
mod party;
mod timing;

use flinks::limits;
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::super::node::Node;
use crate::{
    book::Book,
    debit::{DebitOrder, Way},
    problem::{Faults, Problem},
};

const DESCRIPTION_CHARS: usize = 15;
const CROSS_REFERENCE_CHARS: usize = 36;

/// What was asked for, and of whom.
pub(super) struct Asked {
    pub(super) order: DebitOrder,
    pub(super) whose: Whose,
}

/// Whose account it is.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    /// A contact that is there.
    Known(Uuid),
    /// A new contact, with the order's name.
    New,
}

/// Reads a transaction, or says everything that is wrong with it.
pub(super) fn transaction(body: &Value, book: &Book, now: Timestamp) -> Result<Asked, Problem> {
    let mut faults = Faults::default();
    let Some([only]) = body.as_array().map(Vec::as_slice) else {
        faults.add("", "must be a list of exactly one transaction");
        return Err(Problem::invalid(faults));
    };
    let root = Node::at("[0]", only);
    root.object(&mut faults);
    // Three digits in the reference, `1` in an example of the setup guide.
    let code = root
        .get("transactionCode")
        .needed(&mut faults)
        .digits_or_number(1..=3, &mut faults);
    let amount = root.get("amount").needed(&mut faults).amount(&mut faults);
    let way = root.get("paymentDirection").needed(&mut faults).choice(
        &[("DEBIT", Way::Debit), ("CREDIT", Way::Credit)],
        &mut faults,
    );
    root.get("currency").choice(&[("CAD", ())], &mut faults);
    let description = root.get("description").text(DESCRIPTION_CHARS, &mut faults);
    let cross_reference = root
        .get("crossReferenceNumber")
        .hyphenated(CROSS_REFERENCE_CHARS, &mut faults);
    let purpose = root
        .get("purposeCategory")
        .text(limits::NAME_CHARS, &mut faults);
    let side = side(&root, way, &mut faults);
    let account = account::account(
        &side.get("accountInfo").needed(&mut faults),
        book,
        &mut faults,
    );
    let (party, whose) = party::party(
        &side.get("contactInfo").needed(&mut faults),
        book,
        &mut faults,
    );
    let timing = timing::timing(
        &root.get("scheduleInfo").needed(&mut faults),
        way,
        now,
        &mut faults,
    );

    let (Some(code), Some(amount), Some(way), Some(account), Some(party), Some(timing), true) =
        (code, amount, way, account, party, timing, faults.is_empty())
    else {
        return Err(Problem::invalid(faults));
    };
    let order = DebitOrder {
        code,
        amount,
        way,
        description,
        cross_reference,
        purpose,
        account,
        party,
        frequency: timing.frequency,
        start: timing.start,
        end: timing.end,
        count: timing.count,
    };
    Ok(Asked { order, whose })
}

/// The payor of a debit, the payee of a credit; the other one must not be there.
fn side<'a>(root: &Node<'a>, way: Option<Way>, faults: &mut Faults) -> Node<'a> {
    let (side, other) = match way {
        Some(Way::Debit) | None => ("payor", "payee"),
        Some(Way::Credit) => ("payee", "payor"),
    };
    let other = root.get(other);
    if way.is_some() && !other.is_absent() {
        faults.add(
            &other.path,
            format!("only the {side} belongs to this direction"),
        );
    }
    let side = root.get(side).needed(faults);
    side.object(faults);
    side
}
