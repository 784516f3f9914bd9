//! What people type and paste, without what nobody sees, before it is read.
//!
//! A form is the same form with scripts and without, so this is done where it is read. What was
//! typed is kept beside it and shown again as it was.

use unicode_normalization::UnicodeNormalization as _;

/// The text as it looks: without marks that nobody sees, in one kind of space, the wide letters
/// and digits of East Asian keyboards made narrow, each accent joined to its letter.
#[must_use]
pub fn clean(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(narrow)
        .filter(|c| !is_unseen(*c))
        .nfc()
        .collect();
    seen.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A name as it is at the bank, which knows no pictures.
#[must_use]
pub fn name(text: &str) -> String {
    let letters: String = text.chars().filter(|c| !is_picture(*c)).collect();
    clean(&letters)
}

/// An e-mail address without what a program put around it: `<elise@exemple.ca>`,
/// `mailto:elise@exemple.ca`, a full stop at its end.
#[must_use]
pub fn email(text: &str) -> String {
    let text = clean(text);
    let text = text.trim_matches(['<', '>']);
    let bare = text
        .get(..7)
        .filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
        .map_or(text, |scheme| &text[scheme.len()..]);
    bare.trim_end_matches(['.', ',', ';']).trim().to_owned()
}

/// A space for every white space, an ASCII character for its wide twin.
fn narrow(c: char) -> char {
    const WIDE: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';
    if c.is_whitespace() {
        return ' ';
    }
    if WIDE.contains(&c) {
        return char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c);
    }
    c
}

/// Controls, joiners, marks that turn text around, soft hyphens, choices between two looks of
/// a character, letters that fill an empty place, tags.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e01ef}'
        )
}

/// Emoji and what they are put together from.
const fn is_picture(c: char) -> bool {
    matches!(
        c,
        '\u{20e3}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_nobody_sees_is_not_read() {
        for (typed, read) in [
            ("  Élise ", "Élise"),
            ("E\u{301}lise", "Élise"),
            ("E\u{200b}\u{301}lise", "Élise"),
            ("\u{202e}Élise\u{202c}", "Élise"),
            ("\u{200f}Élise\u{feff}", "Élise"),
            ("Anne\u{a0}\t Marie\n", "Anne Marie"),
            ("Trem\u{ad}blay", "Tremblay"),
            ("Ｊｏｈｎ　Ｄｏｅ", "John Doe"),
            ("d’Artagnan-Côté", "d’Artagnan-Côté"),
            ("李", "李"),
            ("\u{200b}", ""),
            ("\u{3164}", ""),
            ("\u{2800}\u{115f}\u{ffa0}\u{fff9}", ""),
        ] {
            assert_eq!(clean(typed), read, "{typed:?}");
        }
    }

    #[test]
    fn a_picture_is_no_part_of_a_name() {
        for (typed, read) in [
            ("Élise 😀", "Élise"),
            ("❤️Élise❤️", "Élise"),
            ("👩‍👩‍👧 Roy 🇨🇦", "Roy"),
            ("😀", ""),
        ] {
            assert_eq!(name(typed), read, "{typed:?}");
        }
    }

    #[test]
    fn an_address_is_read_without_what_a_program_put_around_it() {
        for typed in [
            "elise@exemple.ca",
            " elise@exemple.ca ",
            "<elise@exemple.ca>",
            "mailto:elise@exemple.ca",
            "MAILTO:elise@exemple.ca",
            "elise@exemple.ca.",
            "elise@exemple.ca\u{200b}",
            "ｅｌｉｓｅ＠ｅｘｅｍｐｌｅ．ｃａ",
        ] {
            assert_eq!(email(typed), "elise@exemple.ca", "{typed:?}");
        }
        // Nobody knows which address was meant.
        assert_eq!(
            email("elise@exemple.ca, roy@exemple.ca"),
            "elise@exemple.ca, roy@exemple.ca"
        );
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in ".*") {
            for read in [clean, name] {
                let once = read(&text);
                prop_assert_eq!(&read(&once), &once);
                prop_assert!(!once.chars().any(is_unseen));
            }
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            let _ = email(&text);
        }
    }
}
