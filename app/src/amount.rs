//! Reads an amount as people write it.

use flinks::limits::Limits;
use payment::{Money, TextFault};

use crate::typed;

/// Reads `25`, `$1,234.50`, `1 234,50 $` or `1234,5`: either decimal mark, groups of three,
/// a dollar sign, "CAD" or "dollars" on either side, in narrow or wide digits.
///
/// # Errors
///
/// [`TextFault::Missing`] for an empty text. [`TextFault::Invalid`] for a text that is not one
/// amount beyond doubt, and for an amount beyond the limits.
pub fn read_amount(text: &str, limits: &Limits) -> Result<Money, TextFault> {
    let text = without_currency(text);
    if text.is_empty() {
        return Err(TextFault::Missing);
    }
    let (whole, fraction) = halves(&text).ok_or(TextFault::Invalid)?;
    let money =
        Money::parse_decimal(&format!("{whole}.{fraction}")).map_err(|_| TextFault::Invalid)?;
    limits.check(money).map_err(|_| TextFault::Invalid)?;
    Ok(money)
}

/// What the currency is called around an amount.
const MARKS: [&str; 9] = [
    "CANADIENS",
    "CANADIEN",
    "CANADIAN",
    "DOLLARS",
    "DOLLAR",
    "CAD",
    "CA",
    "C",
    "$",
];

/// The text in plain spaces, without the marks of the currency around it.
fn without_currency(text: &str) -> String {
    let plain = typed::clean(text)
        .to_ascii_uppercase()
        .replace(['\'', '’'], " ");
    let mut rest = plain.trim();
    // The longest first, in whatever order and number they stand.
    while let Some(less) = MARKS
        .iter()
        .find_map(|mark| rest.strip_prefix(mark).or_else(|| rest.strip_suffix(mark)))
    {
        rest = less.trim();
    }
    rest.to_owned()
}

/// The digits before and after the decimal mark; `None` when there is doubt about which is which.
fn halves(text: &str) -> Option<(String, String)> {
    let is_mark = |c: char| matches!(c, '.' | ',');
    let Some(at) = text.rfind(is_mark) else {
        return Some((grouped(text, ' ')?, "0".to_owned()));
    };
    let (whole, rest) = text.split_at(at);
    let (mark, fraction) = rest.split_at(1);
    let other = if mark == "," { '.' } else { ',' };
    match fraction.len() {
        // ".50" and "25." leave no doubt; "." alone is no number.
        0 if whole.is_empty() => None,
        0..=2 => {
            let group = if whole.contains(other) { other } else { ' ' };
            let whole = if whole.is_empty() { "0" } else { whole };
            let fraction = if fraction.is_empty() { "0" } else { fraction };
            Some((grouped(whole, group)?, fraction.to_owned()))
        }
        // "1,234" groups thousands as English does; "1.234" could be either, so it is refused.
        3 if mark == "," => Some((grouped(text, ',')?, "0".to_owned())),
        _ => None,
    }
}

/// Digits, perhaps in groups of three: `1234`, `1 234`.
fn grouped(text: &str, separator: char) -> Option<String> {
    let mut groups = text.split(separator);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let fits = !first.is_empty()
        && (rest.is_empty() || first.len() <= 3)
        && rest.iter().all(|group| group.len() == 3);
    let digits: String = std::iter::once(first).chain(rest).collect();
    (fits && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Within the provider's own limits.
    fn read(text: &str) -> Result<Money, TextFault> {
        read_amount(text, &Limits::default())
    }

    #[test]
    fn amounts_are_read_as_people_in_canada_write_them() {
        for (text, cents) in [
            ("25", 2_500),
            ("$25", 2_500),
            ("25 $", 2_500),
            ("25.5", 2_550),
            ("25,50", 2_550),
            ("1 234,50 $", 123_450),
            ("1\u{a0}234,50\u{a0}$", 123_450),
            ("1\u{202f}234,50 $", 123_450),
            ("1,234.50", 123_450),
            ("1,234", 123_400),
            ("1.234,50", 123_450),
            ("CA$ 40.00", 4_000),
            ("40 cad", 4_000),
            ("  0.01 ", 1),
            ("99,999.99", 9_999_999),
            ("007", 700),
            ("$1234.5", 123_450),
            ("CA$ 20", 2_000),
            ("C$20", 2_000),
            ("20 $ CA", 2_000),
            ("20 dollars", 2_000),
            ("20,50 dollars canadiens", 2_050),
            ("20 Canadian dollars", 2_000),
            ("20 dollars canadien", 2_000),
            ("CAD $20", 2_000),
            (".50", 50),
            ("0,5", 50),
            ("25.", 2_500),
            ("1’234.50", 123_450),
            ("\u{200b}25\u{200e}", 2_500),
            ("\u{202e}25\u{202c}", 2_500),
            ("１２３４．５０", 123_450),
            ("＄２５", 2_500),
            (" \n25\t", 2_500),
        ] {
            assert_eq!(read(text).map(Money::cents), Ok(cents), "{text:?}");
        }
    }

    #[test]
    fn an_amount_in_doubt_or_out_of_bounds_is_refused() {
        for text in [
            "0",
            "0.00",
            "100000",
            "-5",
            "+5",
            "1.234",
            "12 34",
            "1,23,4",
            "1.2.3",
            "1,2345",
            ".",
            ",",
            "-.50",
            "25 💰",
            "1e3",
            "five",
            "٢٥",
            "25 25",
            "NaN",
            "0x10",
            "25 USD",
            "99999999999999999999999",
        ] {
            assert_eq!(read(text), Err(TextFault::Invalid), "{text:?}");
        }
    }

    #[test]
    fn nothing_is_missing_rather_than_wrong() {
        for text in ["", "  ", "\u{a0}", "$", "CAD"] {
            assert_eq!(read(text), Err(TextFault::Missing), "{text:?}");
        }
    }

    #[test]
    fn an_account_can_allow_less_than_the_provider_does() {
        let cents = |cents| Money::from_cents(cents).expect("not negative");
        let limits = Limits::new(Some(cents(500)), Some(cents(10_000))).expect("limits");
        for (text, is_within) in [
            ("4.99", false),
            ("5", true),
            ("100", true),
            ("100.01", false),
        ] {
            assert_eq!(read_amount(text, &limits).is_ok(), is_within, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_the_page_writes_can_be_typed_back(cents in 1..=9_999_999_i64) {
            let money = Money::from_cents(cents).expect("not negative");
            for locale in payment::Locale::ALL {
                let written = crate::format::money(money, locale);
                prop_assert_eq!(read(&written), Ok(money), "{}", written);
            }
        }

        #[test]
        fn no_text_breaks_it(text in ".*") {
            let _ = read(&text);
        }
    }
}
