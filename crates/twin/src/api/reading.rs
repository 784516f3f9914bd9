//! Reading the body of a create: every fault is found before any is told.

use std::ops::RangeInclusive;

use flinks::limits;
use payment::Money;
use serde_json::Value;

use super::node::Node;
use crate::{
    problem::{Faults, Problem},
    session::{
        Account, Address, Consent, Delivery, Direction, Language, Limits, Options, Order, Payor,
        Product, Redirect,
    },
};
/// The two kinds of session that `type` and the guarantee choose between.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Eft,
    ETransfer,
}

/// Reads an order, or says everything that is wrong with it.
pub(super) fn order(body: &Value) -> Result<(Product, Order), Problem> {
    let mut faults = Faults::default();
    let root = Node::root(body);
    let kind = root.get("type").needed(&mut faults).choice(
        &[("EFT", Kind::Eft), ("e-Transfer", Kind::ETransfer)],
        &mut faults,
    );
    let guarantee = guarantee(&root, kind, &mut faults);
    let direction = direction(&root, kind, &mut faults);
    root.get("currency").choice(&[("CAD", ())], &mut faults);
    let options = options(&root.get("options"), &mut faults);
    let amount = amount_of(&root.get("amount"), &options, &mut faults);
    let reference = root
        .get("referenceId")
        .text(limits::REFERENCE_CHARS, &mut faults);
    let payor = payor(&root.get("payor").needed(&mut faults), kind, &mut faults);
    let payee = payee(&root.get("payee"), &mut faults);
    if kind == Some(Kind::Eft) && guarantee == Some(false) && payee.is_some() {
        faults.add("payee", "is not supported without the guarantee");
    }

    let (Some(kind), Some(direction), true) = (kind, direction, faults.is_empty()) else {
        return Err(Problem::invalid(faults));
    };
    let product = match (kind, guarantee) {
        (Kind::ETransfer, _) => Product::ETransfer,
        (Kind::Eft, Some(true)) => Product::GuaranteedEft,
        (Kind::Eft, _) => Product::RegularEft,
    };
    let order = Order {
        reference,
        direction,
        amount,
        options,
        payor,
        payee,
    };
    Ok((product, order))
}

fn guarantee(root: &Node<'_>, kind: Option<Kind>, faults: &mut Faults) -> Option<bool> {
    let enable = root.get("options").get("guarantee").get("enable");
    match kind {
        Some(Kind::Eft) => enable.needed(faults).flag(faults),
        Some(Kind::ETransfer) | None => enable.flag(faults),
    }
}

fn direction(root: &Node<'_>, kind: Option<Kind>, faults: &mut Faults) -> Option<Direction> {
    let both = [("DEBIT", Direction::Debit), ("CREDIT", Direction::Credit)];
    let allowed = match kind {
        Some(Kind::Eft) => &both[..1],
        // Pages disagree about the direction of a request [ET-init, ET-idx].
        Some(Kind::ETransfer) | None => &both[..],
    };
    root.get("direction").needed(faults).choice(allowed, faults)
}

fn amount_of(node: &Node<'_>, options: &Options, faults: &mut Faults) -> Option<Money> {
    let amount = node.amount(faults)?;
    let Some(bounds) = options.limits else {
        return Some(amount);
    };
    if bounds.minimum_amount.is_some_and(|least| amount < least)
        || bounds.maximum_amount.is_some_and(|most| amount > most)
    {
        faults.add(&node.path, "must lie within options.limits");
    }
    Some(amount)
}

fn options(node: &Node<'_>, faults: &mut Faults) -> Options {
    node.object(faults);
    node.get("guarantee").object(faults);
    let notify = node.get("notificationPreferences");
    notify.object(faults);
    let bounds = node.get("limits");
    let redirect = node.get("redirectPreferences");
    Options {
        language: notify.get("language").choice(
            &[("EN", Language::English), ("FR", Language::French)],
            faults,
        ),
        consent: match node.get("showConsentScreen").flag(faults) {
            Some(false) => Consent::Hidden,
            Some(true) | None => Consent::Shown,
        },
        limits: bounds_of(&bounds, faults),
        amount_modification: node.get("amountModification").flag(faults),
        redirect: redirect.object(faults).then(|| Redirect {
            mode: redirect.get("mode").text(50, faults),
            url_success: redirect.get("urlSuccess").web_address(faults),
            url_exit: redirect.get("urlExit").web_address(faults),
        }),
        delivery: match notify.get("sendInteracLink").flag(faults) {
            Some(true) => Delivery::Email,
            Some(false) | None => Delivery::Merchant,
        },
    }
}

fn bounds_of(node: &Node<'_>, faults: &mut Faults) -> Option<Limits> {
    if !node.object(faults) {
        return None;
    }
    let bounds = Limits {
        minimum_amount: node.get("minimumAmount").amount(faults),
        maximum_amount: node.get("maximumAmount").amount(faults),
    };
    if let (Some(least), Some(most)) = (bounds.minimum_amount, bounds.maximum_amount)
        && least > most
    {
        faults.add(&node.path, "minimumAmount is above maximumAmount");
    }
    Some(bounds)
}

fn payor(node: &Node<'_>, kind: Option<Kind>, faults: &mut Faults) -> Payor {
    let present = node.object(faults);
    let name = |part: &str, faults: &mut Faults| {
        let part = node.get(part);
        let part = if present { part.needed(faults) } else { part };
        part.text(limits::NAME_CHARS, faults).unwrap_or_default()
    };
    let first_name = name("firstName", faults);
    let last_name = name("lastName", faults);
    let email = node.get("email");
    let email = match kind {
        Some(Kind::ETransfer) if present => email.needed(faults),
        Some(Kind::ETransfer | Kind::Eft) | None => email,
    };
    // Read for their form only: nothing in the twin depends on them.
    node.get("occupation").text(limits::NAME_CHARS, faults);
    node.get("dateOfBirth").date(faults);
    Payor {
        first_name,
        middle_name: node.get("middleName").text(limits::NAME_CHARS, faults),
        last_name,
        email: email.email(faults),
        phone: node.get("phone").digits(1..=limits::PHONE_DIGITS, faults),
        address: address(&node.get("address"), faults),
    }
}

/// An address; every part of it is optional.
pub(super) fn address(node: &Node<'_>, faults: &mut Faults) -> Option<Address> {
    node.object(faults).then(|| Address {
        address_line1: node.get("addressLine1").text(limits::NAME_CHARS, faults),
        address_line2: node.get("addressLine2").text(limits::NAME_CHARS, faults),
        unit: node.get("unit").text(limits::NAME_CHARS, faults),
        city: node.get("city").text(limits::NAME_CHARS, faults),
        province: node.get("province").letters(limits::PROVINCE_CHARS, faults),
        postal_code: node
            .get("postalCode")
            .letters(limits::POSTAL_CODE_CHARS, faults),
        country: node.get("country").letters(limits::COUNTRY_CHARS, faults),
    })
}

fn payee(node: &Node<'_>, faults: &mut Faults) -> Option<Account> {
    if !node.object(faults) {
        return None;
    }
    let account = node.get("account");
    account.object(faults).then(|| {
        let mut number = |part: &str, length: RangeInclusive<usize>| {
            account
                .get(part)
                .needed(faults)
                .digits(length, faults)
                .unwrap_or_default()
        };
        Account {
            institution_code: number(
                "institutionCode",
                limits::INSTITUTION_DIGITS..=limits::INSTITUTION_DIGITS,
            ),
            transit_number: number(
                "transitNumber",
                limits::TRANSIT_DIGITS..=limits::TRANSIT_DIGITS,
            ),
            account_number: number(
                "accountNumber",
                limits::MIN_ACCOUNT_DIGITS..=limits::MAX_ACCOUNT_DIGITS,
            ),
            account_label: account.get("accountLabel").text(limits::NAME_CHARS, faults),
        }
    })
}
