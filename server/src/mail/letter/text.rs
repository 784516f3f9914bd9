//! A letter for programs that show nothing but words.

use std::fmt::Write as _;

use super::content::Content;

/// The letter as plain text.
pub(super) fn of(content: &Content) -> String {
    let mut text = String::new();
    let mut say = |line: &str| writeln!(text, "{line}").expect("a String takes all text");
    if let Some(test) = content.test {
        say(test);
        say("");
    }
    say(&content.shop);
    say("");
    say(&content.title);
    say("");
    say(&content.lead);
    if let Some(next) = &content.next {
        say("");
        say(next);
    }
    say("");
    let colon = match content.locale {
        payment::Locale::EnCa => ":",
        payment::Locale::FrCa => "\u{a0}:",
    };
    let total = app::words::words(content.locale).letter.amount;
    if !content.facts.iter().any(|(name, _)| *name == total) {
        say(&format!("{total}{colon} {}", content.amount));
    }
    for (name, value) in &content.facts {
        say(&format!("{name}{colon} {value}"));
    }
    for open in &content.open {
        say("");
        say(open);
    }
    if let Some(rights) = content.rights {
        say("");
        say(rights);
    }
    if let Some((name, code)) = &content.code {
        say("");
        say(&format!("{name}{colon}"));
        say(code);
    }
    let (label, href) = &content.link;
    say("");
    say(&format!("{label}{colon}"));
    say(href);
    let (help, ways) = &content.help;
    if !ways.is_empty() {
        say("");
        say(help);
        for way in ways {
            say(way);
        }
    }
    say("");
    say("--");
    for small in &content.small {
        say(small);
    }
    text
}
