use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::text::{TextFault, line, text};

text!(
    /// A person's given or family name, or a line of an address: 1 to 100 characters
    /// on one line. Apostrophes, hyphens, accents and spaces pass unharmed.
    Name, |text| {
        let name = line(text)?;
        if name.chars().any(|c| matches!(c, '<' | '>')) {
            return Err(TextFault::Invalid);
        }
        Ok(name)
    }
);

text!(
    /// An e-mail address: something, one `@`, a domain with a dot. At most 100 characters.
    Email, |text| {
        let email = line(text)?;
        let (local, domain) = email.split_once('@').ok_or(TextFault::Invalid)?;
        let is_domain = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        let is_local = !local.is_empty()
            && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
        if is_domain && is_local { Ok(email) } else { Err(TextFault::Invalid) }
    }
);

impl Email {
    /// Reads one that somebody types now: it has to be one that can be written to.
    pub fn typed(text: &str) -> Result<Self, TextFault> {
        let email: Self = text.parse()?;
        if email.can_be_written_to() {
            Ok(email)
        } else {
            Err(TextFault::Invalid)
        }
    }

    /// Whether a letter can be addressed to it: its dots stand between letters, at most 64 bytes
    /// are before the `@`, and at most 63 in each part of the domain [RFC 5321, sections 4.1.2 and
    /// 4.5.3.1; RFC 1035, section 2.3.4]. One that was kept before that was asked may not be so.
    #[must_use]
    pub fn can_be_written_to(&self) -> bool {
        let Some((local, domain)) = self.0.split_once('@') else {
            return false;
        };
        let mut atoms = local.split('.');
        let mut labels = domain.split('.');
        local.len() <= 64 && atoms.all(|it| !it.is_empty()) && labels.all(|it| it.len() <= 63)
    }
}

text!(
    /// A province or territory by its two letters.
    Province, |text| {
        const PROVINCES: [&str; 13] = [
            "AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT",
        ];
        let province = line(text)?.to_ascii_uppercase();
        if PROVINCES.contains(&province.as_str()) { Ok(province) } else { Err(TextFault::Invalid) }
    }
);

text!(
    /// Six letters and digits without a space. The provider's own sandbox uses one that
    /// Canada Post would not (`h2eh2e`), so only the length is checked.
    PostalCode, |text| {
        let code: String = line(text)?.chars().filter(|c| *c != ' ').collect();
        let fits = code.len() == 6 && code.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits { Ok(code) } else { Err(TextFault::Invalid) }
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_really_have_pass_unharmed() {
        for name in [
            "Anne-Marie",
            "O’Brien",
            "d'Artagnan",
            "Élise",
            "Nguyễn",
            "van der Berg",
            "李",
        ] {
            assert_eq!(name.parse::<Name>().as_ref().map(Name::as_str), Ok(name));
        }
        assert_eq!(
            "  Ann  ".parse::<Name>().as_ref().map(Name::as_str),
            Ok("Ann")
        );
    }

    #[test]
    fn names_that_nobody_has_are_refused_with_the_reason() {
        assert_eq!(" \t".parse::<Name>(), Err(TextFault::Missing));
        assert_eq!("é".repeat(101).parse::<Name>(), Err(TextFault::TooLong));
        assert!("é".repeat(100).parse::<Name>().is_ok());
        for name in ["a\nb", "a\u{202e}b", "<b>", "a\0"] {
            assert_eq!(name.parse::<Name>(), Err(TextFault::Invalid), "{name:?}");
        }
    }

    #[test]
    fn addresses_without_a_real_domain_are_refused() {
        for email in [
            "a",
            "a@",
            "@b.ca",
            "a@b",
            "a@b..ca",
            "a@b.ca@c.ca",
            "a b@c.ca",
            "a@-b.ca",
        ] {
            assert_eq!(email.parse::<Email>(), Err(TextFault::Invalid), "{email:?}");
        }
        for email in ["j.doe+shop@gmail.com", "o'brien@exemple.qc.ca"] {
            assert!(email.parse::<Email>().is_ok(), "{email:?}");
        }
    }

    #[test]
    fn an_address_that_no_mail_server_takes_is_known() {
        let long = |letters: usize| format!("{}@example.ca", "a".repeat(letters));
        let (fits, longer) = (long(64), long(65));
        let label = format!("zoe@{}.ca", "a".repeat(64));
        for (email, can) in [
            ("j.doe+shop@gmail.com", true),
            ("zoé@érable.ca", true),
            (fits.as_str(), true),
            ("zoe..t@example.ca", false),
            (".zoe@example.ca", false),
            ("zoe.@example.ca", false),
            (longer.as_str(), false),
            (label.as_str(), false),
        ] {
            let email: Email = email.parse().expect("an address as the type has it");
            assert_eq!(email.can_be_written_to(), can, "{}", email.as_str());
            assert_eq!(Email::typed(email.as_str()).is_ok(), can);
        }
    }

    #[test]
    fn personal_texts_do_not_print_themselves() {
        let name: Name = "Doe".parse().expect("valid");
        assert_eq!(format!("{name:?}"), "Name(***)");
    }
}
