//! `RC1-…`: a statement and a signature under it, in letters that survive being typed,
//! dictated and pasted. `docs/receipts.md` has every byte.

use payment::{CheckoutId, MerchantId, Mode, Money, Timestamp};

use crate::{
    base32,
    key::{KeyName, PublicKeys, ReceiptKey},
    statement::{MAX_PAYEE, State, Statement, short},
};

/// How a code begins: what it is, and in which format.
pub(crate) const PREFIX: &str = "RC1";
/// The part before the payee's name.
const HEAD: usize = 4 + 16 + 16 + 8 + 5 + 5 + 1 + 1 + 1;
const SIGNATURE: usize = 64;
/// How many symbols stand together.
const GROUP: usize = 5;
/// As much as forty bits hold: some thirty thousand years of seconds.
const LAST_SECOND: u64 = (1 << 40) - 1;

const GUARANTEED: u8 = 1;
const TEST: u8 = 1 << 1;

/// A code that a key of ours is under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What it states.
    pub statement: Statement,
    /// Which key signed it.
    pub key: KeyName,
}

/// Why a code proves nothing. The later ones say more about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum CodeFault {
    /// There is none in the text.
    #[error("there is no code here: one begins with RC1")]
    Missing,
    /// It ends too soon.
    #[error("the code is cut off, or has a letter in it that no code has; copy all of it")]
    Cut,
    /// It is whole and makes no sense.
    #[error("the code makes no sense: something in it was changed")]
    Garbled,
    /// It names a key that is not among those it is checked with.
    #[error("the code is signed with key {0}, which is not among the keys given")]
    UnknownKey(KeyName),
    /// It names a key that was revoked.
    #[error(
        "the code is signed with key {0}, which was revoked: anybody may have signed it; the receipt's page has a new code"
    )]
    Revoked(KeyName),
    /// The signature under it is not of its key.
    #[error("the signature does not fit: the code was changed or mistyped, or it was never issued")]
    Forged,
}

impl CodeFault {
    /// Its stable name.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Missing => "no_code",
            Self::Cut => "cut_off",
            Self::Garbled => "garbled",
            Self::UnknownKey(_) => "unknown_key",
            Self::Revoked(_) => "revoked",
            Self::Forged => "forged",
        }
    }
}

/// The code of a statement, signed with that key: the same whenever both are.
#[must_use]
pub fn sign(statement: &Statement, key: &ReceiptKey) -> String {
    let mut bytes = payload(statement, key.public().name());
    let signature = key.sign(&signed(&bytes));
    bytes.extend(signature);
    let symbols = base32::encode(&bytes);
    let mut code = PREFIX.to_owned();
    for (at, symbol) in symbols.chars().enumerate() {
        if at % GROUP == 0 {
            code.push('-');
        }
        code.push(symbol);
    }
    code
}

/// What the first code in a text states that one of these keys is under. A code may stand in
/// the middle of other words, in several lines, or in HTML.
pub fn verify(text: &str, keys: &PublicKeys) -> Result<Verified, CodeFault> {
    let mut worst = CodeFault::Missing;
    for values in crate::found::codes(text) {
        match check(&values, keys) {
            Ok(verified) => return Ok(verified),
            Err(fault) => worst = worst.max(fault),
        }
    }
    Err(worst)
}

/// How many symbols a code has whose first symbols are these; `None` where there are too few
/// to tell.
pub(crate) fn length(values: &[u8]) -> Option<usize> {
    let head = values.get(..base32::symbols(HEAD))?;
    // The last byte of the head ends within its last symbol.
    let bytes = decode_head(head);
    let name = usize::from(*bytes.get(HEAD - 1)?);
    Some(base32::symbols(HEAD + name + SIGNATURE))
}

/// The bytes that are whole in these symbols.
fn decode_head(values: &[u8]) -> Vec<u8> {
    let whole = values.len() * 5 / 8;
    let mut padded = values.to_vec();
    padded.extend([0; 8]);
    padded.truncate(values.len().next_multiple_of(8));
    let mut bytes = base32::decode(&padded).unwrap_or_default();
    bytes.truncate(whole);
    bytes
}

fn check(values: &[u8], keys: &PublicKeys) -> Result<Verified, CodeFault> {
    let length = length(values).ok_or(CodeFault::Cut)?;
    let values = values.get(..length).ok_or(CodeFault::Cut)?;
    let bytes = base32::decode(values).ok_or(CodeFault::Garbled)?;
    let (payload, signature) = bytes
        .split_last_chunk::<SIGNATURE>()
        .ok_or(CodeFault::Garbled)?;
    let (key, statement) = read(payload).ok_or(CodeFault::Garbled)?;
    if keys.is_revoked(key) {
        return Err(CodeFault::Revoked(key));
    }
    let mut known = keys.named(key).peekable();
    if known.peek().is_none() {
        return Err(CodeFault::UnknownKey(key));
    }
    let message = signed(payload);
    if known.any(|key| key.fits(&message, signature)) {
        Ok(Verified { statement, key })
    } else {
        Err(CodeFault::Forged)
    }
}

/// What is signed: the format's name before the payload, so that no signature of ours under
/// anything else fits a code.
fn signed(payload: &[u8]) -> Vec<u8> {
    [PREFIX.as_bytes(), payload].concat()
}

fn payload(statement: &Statement, key: KeyName) -> Vec<u8> {
    let Statement {
        checkout,
        merchant,
        payee,
        mode,
        amount,
        paid_at,
        state,
        since,
        guaranteed,
    } = statement;
    let mut flags = 0;
    if *guaranteed && *state != State::Debit {
        flags |= GUARANTEED;
    }
    match mode {
        Mode::Test => flags |= TEST,
        Mode::Live => {}
    }
    let payee = short(payee);
    let mut bytes = Vec::with_capacity(HEAD + payee.len() + SIGNATURE);
    bytes.extend(key.bytes());
    bytes.extend(checkout.to_bytes());
    bytes.extend(merchant.to_bytes());
    bytes.extend(amount.cents().to_be_bytes());
    bytes.extend(seconds(*paid_at));
    bytes.extend(seconds(*since));
    bytes.push(state.number());
    bytes.push(flags);
    bytes.push(u8::try_from(payee.len()).unwrap_or_default());
    bytes.extend(payee.as_bytes());
    bytes
}

fn seconds(at: Timestamp) -> [u8; 5] {
    let seconds = u64::try_from(at.as_micros() / 1_000_000).unwrap_or_default();
    let [_, _, _, low @ ..] = seconds.min(LAST_SECOND).to_be_bytes();
    low
}

fn read(payload: &[u8]) -> Option<(KeyName, Statement)> {
    let mut rest = Rest(payload);
    let key = KeyName::from_bytes(rest.take()?);
    let checkout = CheckoutId::from_bytes(rest.take()?);
    let merchant = MerchantId::from_bytes(rest.take()?);
    let amount = Money::from_cents(i64::from_be_bytes(rest.take()?)).ok()?;
    let (paid_at, since) = (rest.moment()?, rest.moment()?);
    let [state, flags, name] = rest.take()?;
    let name = usize::from(name);
    if flags & !(GUARANTEED | TEST) != 0 || name != rest.0.len() || name > MAX_PAYEE {
        return None;
    }
    let payee = std::str::from_utf8(rest.0).ok()?.to_owned();
    let (state, guaranteed) = (State::of_number(state)?, flags & GUARANTEED != 0);
    // Nobody is paid nothing, and what is only agreed to is never guaranteed.
    if amount == Money::ZERO || (guaranteed && state == State::Debit) {
        return None;
    }
    let statement = Statement {
        checkout,
        merchant,
        payee,
        mode: if flags & TEST == 0 {
            Mode::Live
        } else {
            Mode::Test
        },
        amount,
        paid_at,
        state,
        since,
        guaranteed,
    };
    Some((key, statement))
}

/// What is left to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn moment(&mut self) -> Option<Timestamp> {
        let [a, b, c, d, e] = self.take()?;
        let seconds = i64::from_be_bytes([0, 0, 0, a, b, c, d, e]);
        Some(Timestamp::from_micros(seconds.saturating_mul(1_000_000)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last byte of the amount.
    const CENT: usize = 4 + 16 + 16 + 7;

    #[test]
    fn nothing_that_cannot_be_is_read() {
        let reads = |cents: u8, state: State, flags: u8| {
            let mut bytes = vec![0; HEAD];
            bytes[CENT] = cents;
            bytes[HEAD - 3] = state.number();
            bytes[HEAD - 2] = flags;
            read(&bytes).is_some()
        };
        assert!(reads(1, State::Paid, GUARANTEED) && reads(1, State::Debit, 0));
        assert!(!reads(0, State::Paid, GUARANTEED), "nothing was paid");
        assert!(!reads(1, State::Debit, GUARANTEED), "a debit may fail");
        assert!(!reads(1, State::Paid, 1 << 2), "a flag that nobody knows");
    }

    #[test]
    fn a_name_is_read_as_far_as_the_format_goes_and_no_further() {
        let named = |length: u8| {
            let mut bytes = vec![0; HEAD];
            bytes[CENT] = 1;
            bytes[HEAD - 3] = State::Paid.number();
            bytes[HEAD - 1] = length;
            bytes.resize(HEAD + usize::from(length), b'a');
            read(&bytes).is_some()
        };
        assert!(named(0) && named(64));
        assert!(!named(65) && !named(255));
    }
}
