use payment::{Delivery, Method, Order};

use crate::{
    api::fields::{Faults, Pointer, Wrong},
    problem::FaultCode,
};

pub(super) fn parse(text: &str) -> Result<Delivery, Wrong> {
    match text {
        "page" => Ok(Delivery::Page),
        "email" => Ok(Delivery::Email),
        _ => Err(Wrong::new(FaultCode::Unsupported, "must be page or email")),
    }
}

/// What the provider sends by e-mail has to be whole before anybody has seen the page: what
/// is missing is named, each part where it belongs.
pub(super) fn check(order: &Order, faults: &mut Faults) {
    match order.delivery {
        Delivery::Page => return,
        Delivery::Email => {}
    }
    let top = Pointer::default();
    if !order.methods.contains(&Method::ETransfer) {
        faults.add_first(
            &top.field("methods"),
            Wrong::new(
                FaultCode::Required,
                "must have e_transfer, the one method whose link is sent by e-mail",
            ),
        );
    }
    let customer = top.field("customer");
    let who = &order.customer;
    for (at, is_there) in [
        (top.field("amount"), order.amount.is_some()),
        (top.field("reference"), order.reference.is_some()),
        (customer.field("first_name"), who.first_name.is_some()),
        (customer.field("last_name"), who.last_name.is_some()),
        (customer.field("email"), who.email.is_some()),
    ] {
        if !is_there {
            faults.add_first(
                &at,
                Wrong::new(FaultCode::Required, "is required with delivery by e-mail"),
            );
        }
    }
}
