use payment::Money;

/// Reads a JSON number of dollars. The number is taken digit by digit as it was written;
/// more than two decimals are refused rather than rounded.
pub(crate) fn read(number: &serde_json::Number) -> Option<Money> {
    Money::parse_decimal(&number.to_string()).ok()
}

/// Reads an amount that a person typed: `250`, `250.00`, `250,00`, `$ 1,250.00`, `1 250,00 $`.
pub(crate) fn typed(text: &str) -> Option<Money> {
    let digits: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '$')
        .collect();
    let plain = match digits.rsplit_once([',', '.']) {
        // A comma or a point before one or two last digits parts dollars from cents.
        Some((whole, cents)) if (1..=2).contains(&cents.len()) => {
            format!("{}.{cents}", whole.replace(',', ""))
        }
        _ => digits.replace(',', ""),
    };
    Money::parse_decimal(&plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for text in ["1250", "1250.00", "1250,0", "$ 1,250.00", "1 250,00 $"] {
            assert_eq!(typed(text).map(Money::cents), Some(125_000), "{text:?}");
        }
        for text in ["", "-5", "five", "1.2.3", "0.001", "1e3"] {
            assert_eq!(typed(text), None, "{text:?}");
        }
    }
}
