//! Crockford's base 32, upper case: no letter that is read as another.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many symbols so many bytes take.
pub(crate) const fn symbols(bytes: usize) -> usize {
    (bytes * 8).div_ceil(5)
}

/// The bytes as symbols; the bits that are over at the end are zero.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(symbols(bytes.len()));
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(symbol(held >> bits));
        }
    }
    if bits > 0 {
        text.push(symbol(held << (5 - bits)));
    }
    text
}

fn symbol(value: u32) -> char {
    // Five bits are at most 31.
    char::from(ALPHABET[(value & 31) as usize])
}

/// What a symbol stands for, also as people write it: in lower case, the letter O for zero,
/// the letters I and L for one.
pub(crate) fn value(symbol: char) -> Option<u8> {
    let symbol = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let symbol = u8::try_from(symbol).ok()?;
    let at = ALPHABET.iter().position(|it| *it == symbol)?;
    u8::try_from(at).ok()
}

/// The bytes behind these values; `None` where the bits that are over are not zero.
pub(crate) fn decode(values: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(values.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for value in values {
        held = (held << 5 | u32::from(*value & 31)) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits).to_le_bytes()[0]);
        }
    }
    let over = held & ((1 << bits) - 1);
    // A whole symbol that stands for nothing was added by somebody.
    (bits < 5 && over == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(text: &str) -> Vec<u8> {
        text.chars().map(|c| value(c).expect("a symbol")).collect()
    }

    #[test]
    fn letters_that_look_alike_are_read_as_one() {
        assert_eq!(values("oOiIlL"), values("001111"));
        assert_eq!(
            value('u'),
            None,
            "no symbol spells a word that nobody wants"
        );
        assert_eq!(value('é'), None);
    }

    #[test]
    fn bits_that_stand_for_nothing_are_zero() {
        assert_eq!(encode(&[0xff]), "ZW");
        assert_eq!(decode(&values("ZW")), Some(vec![0xff]));
        assert_eq!(decode(&values("ZZ")), None);
        assert_eq!(decode(&values("ZW0")), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes: Vec<u8>) {
            let text = encode(&bytes);
            prop_assert_eq!(text.len(), symbols(bytes.len()));
            prop_assert_eq!(decode(&values(&text)), Some(bytes));
        }
    }
}
