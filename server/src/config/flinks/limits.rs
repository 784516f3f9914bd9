use flinks::limits::{InvalidLimits, Limits};
use payment::Money;

use super::Keys;
use crate::config::{fault::Wrong, reader::Listed};

/// What one payment may be, where that is told; the provider's own limits hold otherwise.
pub(super) fn read(keys: &mut Keys<'_>) -> Result<Option<Limits>, Listed> {
    let min = keys.cents("min_amount", within_the_providers);
    let max = keys.cents("max_amount", within_the_providers);
    let (min, max) = (min?, max?);
    if min.is_none() && max.is_none() {
        return Ok(None);
    }
    match Limits::new(min, max) {
        Ok(limits) => Ok(Some(limits)),
        Err(InvalidLimits::OutOfRange) => Err(keys.fault("max_amount", Wrong::NotCents)),
        Err(InvalidLimits::Crossed) => Err(keys.fault("max_amount", Wrong::BelowMinimum)),
    }
}

fn within_the_providers(amount: Money) -> bool {
    Limits::default().check(amount).is_ok()
}
