//! Whether an account belongs to the person who is paying.
//!
//! Banks write names in many ways: in capitals, without accents, with the family name first,
//! with middle names, with both names of a joint account. Those habits do not make another
//! person. What is left must be the same: an initial is not a name, and a nickname is not
//! either.
//!
//! Assumption: all of this. The provider compares names by a threshold that it does not
//! publish `[ET-init, G-prod]`; here a no is final, so nothing is guessed.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Who holds an account, as far as the payer is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Match {
    /// The payer, alone.
    Sole,
    /// The payer and somebody else.
    Joint,
    /// Others.
    Nobody,
}

impl Match {
    /// Whether the payer is a holder of the account.
    #[must_use]
    pub const fn is_same(self) -> bool {
        match self {
            Self::Sole | Self::Joint => true,
            Self::Nobody => false,
        }
    }
}

/// Whether `holder`, the name on an account, is or contains the person of these names.
///
/// Case, accents, apostrophes, hyphens and spaces do not count, nor does the order of given
/// and family name, nor a form of address before the name. A middle name may be missing on
/// either side; where both have one, they must agree.
#[must_use]
pub fn same_person(holder: &str, first: &str, middle: Option<&str>, last: &str) -> Match {
    let person = Person {
        first: joined(first),
        middle: middle.map(joined).filter(|middle| !middle.is_empty()),
        last: joined(last),
    };
    if person.first.is_empty() || person.last.is_empty() {
        return Match::Nobody;
    }
    let holders = holders(holder);
    if holders.len() < 2 {
        let is_same = person.is(&words(holder), Others::Allowed);
        return if is_same { Match::Sole } else { Match::Nobody };
    }
    // What looks like several people may be one: `Doe, John Q`, or somebody who is called Or.
    let is_one = person.is(&words(holder), Others::Refused) || person.is_listed(holder);
    if is_one {
        Match::Sole
    } else if holders
        .iter()
        .any(|holder| person.is(holder, Others::Allowed))
    {
        Match::Joint
    } else {
        Match::Nobody
    }
}

/// Whether a text has a part of a holder's name in it, of two letters at least.
pub(crate) fn has_part(text: &str, holder: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
            .map(joined)
            .filter(|part| part.chars().count() > 1)
            .collect()
    };
    let is_name = |part: &&String| {
        !AND.contains(&part.as_str()) && !FORMS_OF_ADDRESS.contains(&part.as_str())
    };
    let (in_text, whole, text) = (parts(text), joined(holder), joined(text));
    (!whole.is_empty() && text.contains(&whole))
        || parts(holder)
            .iter()
            .filter(is_name)
            .any(|part| in_text.contains(part))
}

/// The payer's names, each folded into one word.
struct Person {
    first: String,
    middle: Option<String>,
    last: String,
}

/// Whether the bank may have names besides those that the payer gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Others {
    Allowed,
    /// They could be of another holder.
    Refused,
}

impl Person {
    fn is(&self, holder: &[String], others: Others) -> bool {
        [holder, without_address(holder)].into_iter().any(|words| {
            self.is_given_name_first(words, others) || self.is_family_name_first(words, others)
        })
    }

    /// `JOHN QUINCY DOE`
    fn is_given_name_first(&self, words: &[String], others: Others) -> bool {
        let Some(after_first) = behind(words, &self.first) else {
            return false;
        };
        (0..after_first.len()).any(|at| {
            let (between, end) = after_first.split_at(at);
            end.concat() == self.last && self.allows(between, others)
        })
    }

    /// `DOE JOHN QUINCY`
    fn is_family_name_first(&self, words: &[String], others: Others) -> bool {
        behind(words, &self.last)
            .and_then(|given| behind(given, &self.first))
            .is_some_and(|rest| self.allows(rest, others))
    }

    /// `DOE, JOHN QUINCY`: what stands before the comma is a family name and no more.
    fn is_listed(&self, holder: &str) -> bool {
        let Some((family, given)) = holder.split_once(',') else {
            return false;
        };
        words(family).concat() == self.last
            && holders(given).len() < 2
            && behind(&words(given), &self.first)
                .is_some_and(|rest| self.allows(rest, Others::Allowed))
    }

    /// Whether what the bank has besides the two names may be there.
    fn allows(&self, names: &[String], others: Others) -> bool {
        let is_middle = |middle: &String| names.concat() == *middle;
        names.is_empty()
            || self
                .middle
                .as_ref()
                .map_or(others == Others::Allowed, is_middle)
    }
}

/// What comes after a name at the beginning of the words. The bank may write the name in
/// more words than the payer, and the other way round; it ends where a word ends.
fn behind<'a>(words: &'a [String], name: &str) -> Option<&'a [String]> {
    let mut rest = name;
    for (at, word) in words.iter().enumerate() {
        rest = rest.strip_prefix(word.as_str())?;
        if rest.is_empty() {
            return words.get(at + 1..);
        }
    }
    None
}

/// The people of a joint account, each as words. Who shares the family name of the last may
/// be written without it: `John and Jane Doe`.
fn holders(text: &str) -> Vec<Vec<String>> {
    let spaced: String = text
        .chars()
        .flat_map(|c| match c {
            '&' | '+' | '/' | ';' | ',' | '\n' => [' ', '&', ' '],
            other => [other, '\0', '\0'],
        })
        .filter(|c| *c != '\0')
        .collect();
    let mut people: Vec<Vec<String>> = spaced
        .split_whitespace()
        .collect::<Vec<_>>()
        .split(|word| AND.iter().any(|and| and.eq_ignore_ascii_case(word)))
        .map(|person| words(&person.join(" ")))
        .filter(|person| !person.is_empty())
        .collect();
    let family = people
        .last()
        .filter(|last| last.len() > 1)
        .and_then(|last| last.last().cloned());
    if let Some(family) = family {
        let named = people
            .iter_mut()
            .filter(|person| without_address(person).len() == 1);
        for person in named {
            person.push(family.clone());
        }
    }
    people
}

fn without_address(words: &[String]) -> &[String] {
    match words.split_first() {
        Some((first, rest)) if FORMS_OF_ADDRESS.contains(&first.as_str()) => rest,
        Some(_) | None => words,
    }
}

/// What joins the holders of an account.
const AND: [&str; 6] = ["&", "and", "et", "or", "ou", "and/or"];

/// What may stand before a name, folded.
const FORMS_OF_ADDRESS: [&str; 11] = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "dre", "m", "mme", "mlle", "me",
];

/// A name as words of letters and digits, folded.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c == ',')
        .map(joined)
        .filter(|word| !word.is_empty())
        .collect()
}

/// A text folded into one word: letters and digits only, in lower case, without accents.
fn joined(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let letters = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric());
    for letter in letters {
        match letter {
            // Letters that do not come apart into a letter and an accent.
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    folded
}
