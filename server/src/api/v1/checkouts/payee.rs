use payment::{Method, Order};

use crate::{
    api::fields::{Faults, Pointer, Wrong},
    problem::FaultCode,
};

/// Regular EFT pays into the provider's default account only `[E2-idx]`. Said when the
/// checkout is made: a customer can do nothing about it.
pub(super) fn check(order: &Order, faults: &mut Faults) {
    if order.payee_account.is_some() && order.methods.contains(&Method::Eft) {
        faults.add(
            &Pointer::default().field("payee_account"),
            Wrong::new(
                FaultCode::Unsupported,
                "cannot be given with the method eft, which pays into your default account at Flinks only",
            ),
        );
    }
}
