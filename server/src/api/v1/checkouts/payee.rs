use payment::{BankAccount, Method};

use crate::{
    api::fields::{Faults, Pointer, Wrong},
    problem::FaultCode,
};

/// Regular EFT pays into the provider's default account only `[E2-idx]`. Said when the
/// checkout is made: a customer can do nothing about it.
pub(in crate::api::v1) fn check(
    account: Option<&BankAccount>,
    methods: &[Method],
    faults: &mut Faults,
) {
    if account.is_some() && methods.contains(&Method::Eft) {
        faults.add(
            &Pointer::default().field("payee_account"),
            Wrong::new(
                FaultCode::Unsupported,
                "cannot be given with the method eft, which pays into your default account at Flinks only",
            ),
        );
    }
}
