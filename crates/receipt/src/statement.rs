use payment::{Checkout, CheckoutId, MerchantId, Mode, Money, Standing, Timestamp};

/// The longest name of a payee that a code has room for, in bytes.
pub const MAX_PAYEE: usize = 64;

/// What a receipt states, as it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which checkout was paid: the number on the receipt.
    pub checkout: CheckoutId,
    /// To which merchant.
    pub merchant: MerchantId,
    /// The name of who was paid, cut to [`MAX_PAYEE`] bytes.
    pub payee: String,
    /// Whether money moved.
    pub mode: Mode,
    /// How much.
    pub amount: Money,
    /// When it counted as paid, to the second.
    pub paid_at: Timestamp,
    /// How it stood.
    pub state: State,
    /// Since when it stood so, to the second.
    pub since: Timestamp,
    /// Whether the provider stood behind it.
    pub guaranteed: bool,
}

/// How a payment stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The order was paid.
    Paid,
    /// Less was paid than the order asked for.
    PaidInPart,
    /// The bank had taken the payment back.
    TakenBack,
    /// A debit that nobody guaranteed had been agreed to: less than paid.
    Debit,
}

impl State {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::PaidInPart => "paid_in_part",
            Self::TakenBack => "taken_back",
            Self::Debit => "debit",
        }
    }

    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Paid => 1,
            Self::PaidInPart => 2,
            Self::TakenBack => 3,
            Self::Debit => 4,
        }
    }

    pub(crate) const fn of_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Paid),
            2 => Some(Self::PaidInPart),
            3 => Some(Self::TakenBack),
            4 => Some(Self::Debit),
            _ => None,
        }
    }
}

impl Statement {
    /// What can be stated of that checkout as it stands; `None` before it is paid.
    #[must_use]
    pub fn of(checkout: &Checkout, payee: &str) -> Option<Self> {
        let payment = checkout.payment()?;
        let state = match checkout.standing()? {
            Standing::Paid => State::Paid,
            Standing::Short => State::PaidInPart,
            Standing::Debit => State::Debit,
            Standing::Returned => State::TakenBack,
        };
        let since = checkout.returned().map_or(payment.paid_at, |case| case.at);
        Some(Self {
            checkout: checkout.id.clone(),
            merchant: checkout.merchant.clone(),
            payee: short(payee),
            mode: checkout.order.mode,
            amount: payment.amount,
            paid_at: to_the_second(payment.paid_at),
            state,
            since: to_the_second(since),
            guaranteed: payment.guaranteed,
        })
    }
}

/// As much of a name as a code has room for.
pub(crate) fn short(name: &str) -> String {
    let end = (0..=MAX_PAYEE.min(name.len()))
        .rev()
        .find(|end| name.is_char_boundary(*end));
    name[..end.unwrap_or(0)].to_owned()
}

fn to_the_second(at: Timestamp) -> Timestamp {
    let seconds = at.as_micros().div_euclid(1_000_000);
    Timestamp::from_micros(seconds.saturating_mul(1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_between_two_letters() {
        assert_eq!(short("Maple & Pine"), "Maple & Pine");
        let long = "é".repeat(40);
        assert_eq!(short(&long), "é".repeat(32));
        let odd = format!("x{long}");
        assert_eq!(short(&odd).len(), 63);
    }
}
