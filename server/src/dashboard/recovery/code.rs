//! Codes that people write down.

use store::Digest;

/// How many somebody gets.
pub(in super::super) const COUNT: usize = 10;
/// Three groups of four of these: 60 bits.
const GROUPS: usize = 3;
const GROUP: usize = 4;
/// No letter that is read as another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A code such as `7k2m-9xqd-e4tv`, of bytes that nobody can guess.
pub(in super::super) fn write(random: [u8; GROUPS * GROUP]) -> String {
    let groups = random.chunks(GROUP).map(|group| {
        let chars = group
            .iter()
            .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
        chars.collect::<String>()
    });
    groups.collect::<Vec<_>>().join("-")
}

/// What a code is found by, however it was typed.
pub(in super::super) fn digest(typed: &str) -> Digest {
    let letters: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect();
    Digest::of(format!("recovery code {letters}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let code = write([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]);
        assert_eq!(code, "0123-4567-89az");
        for typed in ["0123-4567-89az", " OI23 4567 89AZ", "0l23456789aZ"] {
            assert_eq!(digest(typed), digest(&code), "{typed}");
        }
        assert_ne!(digest("0123-4567-89ay"), digest(&code));
    }
}
