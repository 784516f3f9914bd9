//! Reads what a merchant wants of a payment link.

use std::num::NonZeroU32;

use flinks::limits::Limits;
use payment::{
    LinkAmount, LinkDescription, LinkOffer, LinkSwitch, MAX_LINK_USES, Metadata, Mode, Money,
    PaymentLink, ReferencePrefix, TextFault, Timestamp,
};
use serde_json::Value;

use crate::{
    api::{
        fields::{Faults, Field, Fields, Pointer, Wrong},
        query::moment,
        v1::checkouts::{order, party, payee, return_url::return_url},
    },
    problem::{Fault, FaultCode},
};

/// A link to be made.
#[derive(Debug)]
pub(crate) struct New {
    pub(crate) offer: LinkOffer,
    pub(crate) switch: LinkSwitch,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) max_uses: Option<NonZeroU32>,
}

/// What is to change. What is `None` stays.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    description: Option<LinkDescription>,
    success_url: Option<String>,
    cancel_url: Option<String>,
    metadata: Option<Metadata>,
    switch: Option<LinkSwitch>,
    /// `Some(None)` takes the end away.
    expires_at: Option<Option<Timestamp>>,
    max_uses: Option<Option<NonZeroU32>>,
}

impl Change {
    /// The link as this leaves it.
    pub(crate) fn of(self, link: &PaymentLink) -> PaymentLink {
        let Self {
            description,
            success_url,
            cancel_url,
            metadata,
            switch,
            expires_at,
            max_uses,
        } = self;
        let offer = link.offer.clone();
        PaymentLink {
            offer: LinkOffer {
                description: description.or(offer.description),
                success_url: success_url.or(offer.success_url),
                cancel_url: cancel_url.or(offer.cancel_url),
                metadata: metadata.unwrap_or(offer.metadata),
                ..offer
            },
            switch: switch.unwrap_or(link.switch),
            expires_at: expires_at.unwrap_or(link.expires_at),
            max_uses: max_uses.unwrap_or(link.max_uses),
            ..link.clone()
        }
    }
}

/// Reads a new link; every fault of the body at once.
pub(crate) fn new(value: Value, mode: Mode, limits: Limits) -> Result<New, Vec<Fault>> {
    let mut faults = Faults::default();
    let new = fields(value, &mut faults).map(|fields| read_new(fields, mode, limits, &mut faults));
    faults.none_or(new)
}

/// A part that is faulty is left out: the list of faults then keeps the whole back.
fn read_new(mut fields: Fields, mode: Mode, limits: Limits, faults: &mut Faults) -> New {
    let asked = asked(&mut fields, limits, faults);
    order::currency(&mut fields, faults);
    let offer = LinkOffer {
        asked,
        description: description(&mut fields, faults),
        reference_prefix: fields.text("reference_prefix", faults, |text| {
            text.parse::<ReferencePrefix>()
                .map_err(|fault| at_most(fault, "must be at most 60 characters"))
        }),
        methods: order::methods(&mut fields, faults),
        payee_account: fields
            .take("payee_account")
            .and_then(|field| party::payee_account(field, faults)),
        locale: order::locale(&mut fields, faults),
        theme: order::theme(&mut fields, faults),
        success_url: fields.text("success_url", faults, |text| return_url(text, mode)),
        cancel_url: fields.text("cancel_url", faults, |text| return_url(text, mode)),
        metadata: fields
            .take("metadata")
            .map(|field| order::metadata(field, faults))
            .unwrap_or_default(),
    };
    payee::check(offer.payee_account.as_ref(), &offer.methods, faults);
    let new = New {
        offer,
        switch: switch(&mut fields, faults).unwrap_or(LinkSwitch::On),
        expires_at: fields.text("expires_at", faults, moment),
        max_uses: max_uses(&mut fields, faults),
    };
    fields.close(faults);
    new
}

/// Reads a change; every fault of the body at once.
pub(crate) fn change(value: Value, mode: Mode) -> Result<Change, Vec<Fault>> {
    let mut faults = Faults::default();
    let change = fields(value, &mut faults).map(|mut fields| {
        let change = Change {
            description: description(&mut fields, &mut faults),
            success_url: fields.text("success_url", &mut faults, |text| return_url(text, mode)),
            cancel_url: fields.text("cancel_url", &mut faults, |text| return_url(text, mode)),
            metadata: fields
                .take("metadata")
                .map(|field| order::metadata(field, &mut faults)),
            switch: switch(&mut fields, &mut faults),
            expires_at: if fields.take_null("expires_at") {
                Some(None)
            } else {
                fields.text("expires_at", &mut faults, moment).map(Some)
            },
            max_uses: if fields.take_null("max_uses") {
                Some(None)
            } else {
                max_uses(&mut fields, &mut faults).map(Some)
            },
        };
        fields.close(&mut faults);
        change
    });
    faults.none_or(change)
}

fn fields(value: Value, faults: &mut Faults) -> Option<Fields> {
    let body = Field {
        at: Pointer::default(),
        value,
    };
    Fields::of(body, faults)
}

/// Either an amount, or what the customer may say.
fn asked(fields: &mut Fields, limits: Limits, faults: &mut Faults) -> LinkAmount {
    const BESIDE: Wrong = Wrong::new(
        FaultCode::Unsupported,
        "cannot be given with amount, which leaves the customer nothing to say",
    );
    const CROSSED: Wrong = Wrong::new(FaultCode::TooLarge, "must not be more than max_amount");
    const OUTSIDE: Wrong = Wrong::new(
        FaultCode::Invalid,
        "must be from min_amount to max_amount, where these are given",
    );
    let mut read = |name| order::amount(fields, name, limits, faults);
    let amount = read("amount");
    let (least, most) = (read("min_amount"), read("max_amount"));
    let suggested = read("suggested_amount");
    let at = |name| Pointer::default().field(name);
    if let Some(amount) = amount {
        for (name, given) in [
            ("min_amount", least),
            ("max_amount", most),
            ("suggested_amount", suggested),
        ] {
            if given.is_some() {
                faults.add(&at(name), BESIDE);
            }
        }
        return LinkAmount::Fixed(amount);
    }
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        faults.add(&at("min_amount"), CROSSED);
    } else if suggested.is_some_and(|it| !is_between(it, least, most)) {
        faults.add(&at("suggested_amount"), OUTSIDE);
    }
    LinkAmount::Open {
        least,
        most,
        suggested,
    }
}

fn is_between(amount: Money, least: Option<Money>, most: Option<Money>) -> bool {
    least.is_none_or(|least| amount >= least) && most.is_none_or(|most| amount <= most)
}

fn description(fields: &mut Fields, faults: &mut Faults) -> Option<LinkDescription> {
    fields.text("description", faults, str::parse)
}

fn at_most(fault: TextFault, message: &'static str) -> Wrong {
    match fault {
        TextFault::TooLong => Wrong::new(FaultCode::TooLong, message),
        TextFault::Missing | TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid => {
            fault.into()
        }
    }
}

fn switch(fields: &mut Fields, faults: &mut Faults) -> Option<LinkSwitch> {
    let Field { at, value } = fields.take("active")?;
    match value {
        Value::Bool(true) => Some(LinkSwitch::On),
        Value::Bool(false) => Some(LinkSwitch::Off),
        _ => {
            faults.add(
                &at,
                Wrong::new(FaultCode::WrongType, "must be true or false"),
            );
            None
        }
    }
}

fn max_uses(fields: &mut Fields, faults: &mut Faults) -> Option<NonZeroU32> {
    let uses = fields.integer(
        "max_uses",
        faults,
        1..=i64::from(MAX_LINK_USES),
        (
            "must be at least 1; leave it out for a link that is used however often".into(),
            "must be at most 10000; leave it out for a link that is used however often".into(),
        ),
    )?;
    u32::try_from(uses).ok().and_then(NonZeroU32::new)
}
