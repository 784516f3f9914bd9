//! A letter as a mail server takes it.

use lettre::{
    Address, Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use url::Host;

use super::Written;
use crate::{clock::system_time, config::MailConfig};

/// Beside an address, a longer name helps nobody.
const LONGEST_NAME: usize = 60;

/// Longer than any subject of ours: a shop's name of any length fits in what is left.
const LONGEST_SUBJECT: usize = 150;

/// The address as mail servers have it: its domain in ASCII [RFC 5891]. `None` where it is none.
pub(super) fn address(text: &str) -> Option<Address> {
    let (local, domain) = text.rsplit_once('@')?;
    let Host::Domain(domain) = Host::parse(domain).ok()? else {
        return None;
    };
    Address::new(local, domain).ok()
}

/// Where answers go; `None` where no header can name it in plain letters.
pub(super) fn answers(text: &str) -> Option<Address> {
    address(text).filter(|address| address.user().is_ascii())
}

/// The letter with its headers; `None` where the address is none. The same letter is the same
/// bytes; every try has the same `Message-ID`, whatever it says.
pub(super) fn of(letter: &Written, config: &MailConfig) -> Option<Message> {
    let to = address(&letter.to)?;
    let from: Address = config.from.parse().ok()?;
    let name = config.from_name.as_deref().unwrap_or(&letter.shop);
    let name = Some(line(name, LONGEST_NAME)).filter(|name| !name.is_empty());
    let id = format!("<{}@{}>", letter.id, from.domain());
    let mut builder = Message::builder()
        .message_id(Some(id))
        .date(system_time(letter.at))
        .from(Mailbox::new(name.clone(), from))
        .to(Mailbox::new(None, to))
        .subject(line(&letter.subject, LONGEST_SUBJECT))
        .raw_header(header("Content-Language", letter.locale.tag()))
        // So that no holiday answers it [RFC 3834].
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(answers) = &letter.answers {
        builder = builder.reply_to(Mailbox::new(name, answers.clone()));
    }
    let boundary = |part: &str| format!("=_{}_{part}", letter.id);
    let words = MultiPart::alternative()
        .boundary(boundary("words"))
        .singlepart(SinglePart::plain(letter.text.clone()))
        .singlepart(SinglePart::html(letter.html.clone()));
    let body = match &letter.attachment {
        None => words,
        Some(attachment) => {
            let kind = ContentType::parse("application/pdf").ok()?;
            let paper = Attachment::new(attachment.name.clone());
            MultiPart::mixed()
                .boundary(boundary("whole"))
                .multipart(words)
                .singlepart(paper.body(attachment.bytes.clone(), kind))
        }
    };
    builder.multipart(body).ok()
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::new(name, value.to_owned())
}

/// What a person or a shop wrote, as one line: no line of a header ends in it, and nothing in it
/// turns the text around.
fn line(text: &str, longest: usize) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let printed: String = text
        .chars()
        .filter(|c| !turns(*c))
        .map(|c| {
            if c.is_control() || c == '\u{2028}' || c == '\u{2029}' {
                ' '
            } else {
                c
            }
        })
        .collect();
    // A space at which no line breaks stays one.
    let words: Vec<&str> = printed.split_ascii_whitespace().collect();
    words.join(" ").chars().take(longest).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use payment::{LetterId, Locale, Timestamp};

    use super::{address, answers, line, of};
    use crate::{
        config::MailConfig,
        mail::{Written, letter::Attachment},
    };

    fn written(shop: &str, to: &str) -> Written {
        Written {
            id: LetterId::from_bytes([7; 16]),
            at: Timestamp::from_micros(1_790_856_000_000_000),
            locale: Locale::FrCa,
            shop: shop.to_owned(),
            answers: answers("hello@shop.example"),
            to: to.to_owned(),
            subject: format!("Reçu\u{a0}: {shop}"),
            text: "Payé\n.\nfin\n".to_owned(),
            html: "<p>Payé</p>".to_owned(),
            attachment: Some(Attachment {
                name: "reçu.pdf".to_owned(),
                bytes: b"%PDF-1.7".to_vec(),
            }),
        }
    }

    fn written_to(to: &str) -> Written {
        written("Shop", to)
    }

    fn config() -> MailConfig {
        MailConfig::outbox(PathBuf::new())
    }

    #[test]
    fn nobody_can_add_a_header_to_a_letter() {
        let rogue = "Shop\r\nBcc: thief@example.com\r\n\r\n<script>";
        let message = of(&written(rogue, "zoe@example.com"), &config()).expect("a letter");
        let bytes = message.formatted();
        let text = String::from_utf8(bytes).expect("plain letters alone");
        let (headers, _) = text.split_once("\r\n\r\n").expect("headers and a body");
        let names: Vec<&str> = headers
            .split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split(':').next().expect("a name"))
            .collect();
        assert!(
            !names.iter().any(|it| it.eq_ignore_ascii_case("bcc")),
            "{names:?}"
        );
        assert_eq!(message.envelope().to().len(), 1);
        assert!(headers.lines().all(|line| line.len() <= 998), "{headers}");
    }

    #[test]
    fn an_address_that_is_none_gets_no_letter() {
        for to in [
            "",
            "zoe",
            "zoe@example.com\r\nRCPT TO:<thief@example.com>",
            "a b@c.ca",
        ] {
            assert!(of(&written("Shop", to), &config()).is_none(), "{to}");
        }
    }

    #[test]
    fn a_domain_in_other_letters_is_written_in_plain_ones() {
        let written = |text: &str| address(text).map(|it| it.to_string());
        let plain = "zoe@xn--rable-9ra.ca".to_owned();
        assert_eq!(written("zoe@érable.ca"), Some(plain.clone()));
        assert_eq!(written("zoe@ÉRABLE.ca"), Some(plain));
        assert_eq!(written("zoé@example.ca"), Some("zoé@example.ca".to_owned()));
        for none in [
            "",
            "zoe",
            "zoe@",
            "zoe@127.0.0.1",
            "zoe@a b.ca",
            ".zoe@example.ca",
        ] {
            assert_eq!(written(none), None, "{none}");
        }
        let message = of(&written_to("zoe@érable.ca"), &config()).expect("a letter");
        let to = message.envelope().to();
        assert!(to.iter().all(|to| to.to_string().is_ascii()), "{to:?}");
    }

    #[test]
    fn answers_go_where_a_header_can_say() {
        assert!(answers("hello@érable.ca").is_some());
        assert_eq!(answers("allô@example.ca"), None);
        assert_eq!(answers("hello..you@example.ca"), None);
    }

    #[test]
    fn the_same_letter_is_the_same_bytes() {
        let bytes =
            || of(&written("Érable 🍁", "zoe@example.com"), &config()).map(|it| it.formatted());
        assert_eq!(bytes(), bytes());
        assert!(bytes().is_some());
    }

    #[test]
    fn what_somebody_wrote_stays_one_line_and_runs_one_way() {
        let rogue = "Maple\r\nBcc: thief@example.com\u{2028}\u{202e}eniP\u{7}";
        assert_eq!(line(rogue, 100), "Maple Bcc: thief@example.com eniP");
        assert_eq!(line("  Érable   🍁 ", 100), "Érable 🍁");
        assert_eq!(line("ééééé", 3), "ééé");
        assert_eq!(line("250,00\u{a0}$", 100), "250,00\u{a0}$");
    }
}
