//! Every sentence that a person sees is in the catalogue, and is written as its language is.

use std::collections::BTreeSet;

use app::words::{Bounds, words};
use payment::{Field, Locale, TextFault};

use crate::literal::{Literal, below};

/// Names of classes, of characters and of others' things: nobody reads them as a sentence.
const NO_SENTENCES: [&str; 16] = [
    "outcome planned",
    "outcome positive",
    "outcome caution",
    "outcome negative",
    "outcome busy",
    "outcome sent",
    "standing planned",
    "standing positive",
    "standing caution",
    "standing negative",
    "button second",
    "amount-hint amount-wrong",
    "SameSite=None; Secure; Partitioned",
    "SameSite=Lax",
    "Step",
    "Escape",
];

/// The only words of the script in a shop's own page, which is published by itself: in English
/// and in French.
const EMBEDDED: [(&str, &str); 2] = [("Payment", "Paiement"), ("Close", "Fermer")];

/// Attributes that are shown or spoken.
const SPOKEN: [&str; 4] = ["aria-label=", "title=", "alt=", "placeholder="];

#[test]
fn no_page_says_a_word_that_is_not_in_the_catalogue() {
    for (directory, ending) in [
        ("app/src/page", "rs"),
        ("app/src/part", "rs"),
        ("app/src/island", "rs"),
        ("app/src/debit.rs", "rs"),
        ("app/src/format.rs", "rs"),
        ("app/src/receipt.rs", "rs"),
        ("app/src/shell.rs", "rs"),
        ("crates/receipt/src/pdf", "rs"),
        ("server/src/customer", "rs"),
        ("server/src/mail", "rs"),
        ("src", "js"),
    ] {
        for literal in below(directory, ending) {
            if literal.file.contains("src/embed/") && is_embedded(&literal.text) {
                continue;
            }
            assert!(
                !is_said(&literal),
                "{}: {:?} belongs into app/src/words",
                literal.file,
                literal.text
            );
        }
    }
}

#[test]
fn the_script_in_a_shops_own_page_says_the_same_in_both_languages() {
    let all = below("src/embed", "js");
    let files: BTreeSet<&str> = all.iter().map(|it| it.file.as_str()).collect();
    for file in files {
        let of_file = || all.iter().filter(|it| it.file == file);
        let said: Vec<_> = of_file().filter(|it| is_embedded(&it.text)).collect();
        assert_eq!(said.len(), 2 * EMBEDDED.len(), "{file}: {said:?}");
    }
}

fn is_embedded(text: &str) -> bool {
    let either = |(english, french): &(&str, &str)| text == *english || text == *french;
    EMBEDDED.iter().any(either)
}

fn is_said(literal: &Literal) -> bool {
    let Literal { text, before, .. } = literal;
    let is_attribute = before.ends_with('=') && !SPOKEN.iter().any(|it| before.ends_with(it));
    let is_for_developers = [
        "tracing::",
        "expect(",
        "reason",
        "#[error(",
        "Error(",
        "querySelector",
        "debug_struct(",
        "self.trouble(",
        // Names of headers, of time zones and of the browser's own schemes.
        "header(",
        "tz::get!(",
        "Schemes::",
    ]
    .iter()
    .any(|it| before.contains(it));
    !is_attribute && !is_for_developers && !NO_SENTENCES.contains(&text.as_str()) && reads(text)
}

/// Whether a text reads as words for people: two words in a row, a capital letter that begins
/// one, or a letter that no name in code has.
fn reads(text: &str) -> bool {
    let is_word = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    let words: Vec<&str> = text.split(' ').collect();
    let in_a_row = words
        .windows(2)
        .any(|pair| pair.iter().all(|word| is_word(word)));
    let mut letters = text.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 1
        && letters.take(2).all(char::is_lowercase);
    let is_foreign = text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    in_a_row || is_capital || is_foreign
}

#[test]
fn what_reads_as_words_is_told_from_what_does_not() {
    for said in ["Paid", "opens in a new tab", "Payé", "{day} à {time}"] {
        assert!(reads(said), "{said}");
    }
    for not in [
        "method-line",
        "CAD",
        "M7 7l10 10",
        "&view=status",
        "page",
        " · ",
        "/c/{}/{name}",
    ] {
        assert!(!reads(not), "{not}");
    }
}

/// The sentences of a language's catalogue, as they stand in its files, with `X` for what is
/// filled in.
fn catalogue(directory: &str) -> Vec<Literal> {
    let mut all = below(directory, "rs");
    for literal in &mut all {
        literal.text = filled(&literal.text);
    }
    all
}

fn filled(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        plain.push('X');
        rest = after.split_once('}').map_or("", |(_, left)| left);
    }
    plain + rest
}

#[test]
fn french_marks_stand_where_quebec_puts_them() {
    const NO_BREAK: char = '\u{a0}';
    for Literal { file, text, .. } in catalogue("app/src/words/fr_ca") {
        let chars: Vec<char> = text.chars().collect();
        for (at, mark) in chars.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| chars[at]);
            let after = chars.get(at + 1).copied();
            let stands = match mark {
                ':' if after == Some('/') => true,
                ':' | '%' | '$' | '»' => before == Some(NO_BREAK),
                '«' => after == Some(NO_BREAK),
                // Québec puts no space before these.
                ';' | '?' | ',' | '.' => !before.is_some_and(char::is_whitespace),
                '!' | '\'' | '"' => false,
                ' ' => !after.is_some_and(char::is_whitespace),
                _ => true,
            };
            assert!(stands, "{file}: {mark:?} in {text:?}");
        }
        let is_digit = |c: char| c.is_ascii_digit();
        for (number, next) in text.split(' ').zip(text.split(' ').skip(1)) {
            let breaks = number.ends_with(is_digit) && next.starts_with(is_digit);
            assert!(!breaks, "{file}: a number breaks in {text:?}");
        }
    }
}

#[test]
fn no_english_word_is_left_in_french() {
    const ENGLISH: [&str; 26] = [
        "the",
        "your",
        "you",
        "and",
        "with",
        "this",
        "that",
        "bank",
        "payment",
        "email",
        "e-mail",
        "debit",
        "sign",
        "account",
        "not",
        "from",
        "have",
        "will",
        "is",
        "it",
        "of",
        "to",
        "e-Transfer",
        "checkout",
        "merchant",
        "customer",
    ];
    for Literal { file, text, .. } in catalogue("app/src/words/fr_ca") {
        let words = text.split(|c: char| !c.is_alphabetic() && c != '-');
        for word in words {
            assert!(!ENGLISH.contains(&word), "{file}: {word} in {text:?}");
        }
    }
}

#[test]
fn english_marks_are_typographic_and_nobody_shouts() {
    for Literal { file, text, .. } in catalogue("app/src/words/en_ca") {
        for wrong in ["'", "!", "  ", " ,", " .", " ;", " :", " ?"] {
            assert!(!text.contains(wrong), "{file}: {wrong:?} in {text:?}");
        }
    }
}

#[test]
fn no_sentence_says_where_on_the_page_something_stands() {
    // Columns stand side by side on one screen and below each other on the next.
    for (directory, places) in [
        (
            "app/src/words/en_ca",
            ["below", "above", "on the left", "on the right"],
        ),
        (
            "app/src/words/fr_ca",
            ["ci-dessous", "ci-dessus", "à gauche", "à droite"],
        ),
    ] {
        // A letter is one column.
        let pages = catalogue(directory).into_iter();
        for Literal { file, text, .. } in pages.filter(|it| !it.file.ends_with("letter.rs")) {
            for place in places {
                assert!(!text.contains(place), "{file}: {place:?} in {text:?}");
            }
        }
    }
}

#[test]
fn no_field_of_the_catalogue_is_empty() {
    for locale in Locale::ALL {
        let all = format!("{:?}", words(locale));
        assert!(!all.contains("\"\""), "{locale}: {all}");
    }
    // What a function of the catalogue says stands in its file.
    for directory in ["app/src/words/en_ca", "app/src/words/fr_ca"] {
        let empty: Vec<_> = below(directory, "rs")
            .into_iter()
            .filter(|it| it.text.trim().is_empty() && !says_nothing(it))
            .collect();
        assert!(empty.is_empty(), "{empty:?}");
    }
}

/// A debit that waits for its day is never late.
fn says_nothing(literal: &Literal) -> bool {
    literal.file.ends_with("time.rs") && literal.before.ends_with("WaitingFor::Day =>")
}

#[test]
fn the_two_catalogues_share_no_sentence() {
    // Names, and what is the same word in both languages.
    let sentences = |directory| {
        let all = below(directory, "rs").into_iter().map(|it| it.text);
        all.filter(|text| text.split(' ').count() > 2)
            .collect::<Vec<_>>()
    };
    let english = sentences("app/src/words/en_ca");
    for sentence in sentences("app/src/words/fr_ca") {
        assert!(!english.contains(&sentence), "{sentence}");
    }
}

#[test]
fn one_is_counted_as_one() {
    for (locale, one, two, none) in [
        (
            Locale::EnCa,
            "One thing needs your attention",
            "2 things need your attention",
            "0 things need your attention",
        ),
        (
            Locale::FrCa,
            "Un élément demande votre attention",
            "2\u{a0}éléments demandent votre attention",
            "0\u{a0}élément demande votre attention",
        ),
    ] {
        let faults = words(locale).form.faults;
        assert_eq!([faults(1), faults(2), faults(0)], [one, two, none]);
    }
}

#[test]
fn every_fault_helps() {
    let bounds = Bounds {
        least: "LEAST",
        most: "MOST",
    };
    let faults = [
        TextFault::Missing,
        TextFault::TooLong,
        TextFault::Digits { min: 1, max: 3 },
        TextFault::Date,
        TextFault::Invalid,
    ];
    let fields = [
        Field::FirstName,
        Field::LastName,
        Field::Email,
        Field::Amount,
        Field::Method,
    ];
    for (field, fault) in fields
        .into_iter()
        .flat_map(|field| faults.map(|fault| (field, fault)))
    {
        // It says what to do: an order, in the second person.
        let says = |locale| (words(locale).fault)(field, fault, &bounds);
        let (en, fr) = (says(Locale::EnCa), says(Locale::FrCa));
        let is_order = |text: &str, verbs: [&str; 3]| verbs.iter().any(|it| text.starts_with(it));
        assert!(is_order(&en, ["Enter ", "Shorten ", "Choose "]), "{en}");
        assert!(
            is_order(&fr, ["Entrez ", "Abrégez ", "Choisissez "]),
            "{fr}"
        );
    }
}
