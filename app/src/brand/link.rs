use payment::Locale;
use serde::{Deserialize, Serialize};

/// An address of the shop's at `https://`: one for everybody, or one for each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum LegalLink {
    /// The same page, whichever language is spoken.
    Same(String),
    /// A page for each language.
    Each {
        /// In English.
        #[serde(rename = "en-CA")]
        english: String,
        /// In French.
        #[serde(rename = "fr-CA")]
        french: String,
    },
}

impl LegalLink {
    /// A page for each language; one for everybody, where both are the same.
    #[must_use]
    pub fn each(english: String, french: String) -> Self {
        if english == french {
            Self::Same(english)
        } else {
            Self::Each { english, french }
        }
    }

    /// The address for whoever reads that language.
    #[must_use]
    pub const fn spoken(&self, locale: Locale) -> &String {
        match (self, locale) {
            (Self::Same(address), _) => address,
            (Self::Each { english, .. }, Locale::EnCa) => english,
            (Self::Each { french, .. }, Locale::FrCa) => french,
        }
    }
}

/// Pages of the shop's, each at `https://`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalLinks {
    /// Terms of sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<LegalLink>,
    /// What becomes of personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<LegalLink>,
    /// How money comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<LegalLink>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_one_for_everybody_or_one_for_each_language() {
        let each = LegalLink::each("https://a.example/".into(), "https://b.example/".into());
        assert_eq!(each.spoken(Locale::EnCa), "https://a.example/");
        assert_eq!(each.spoken(Locale::FrCa), "https://b.example/");
        let same = LegalLink::each("https://a.example/".into(), "https://a.example/".into());
        assert_eq!(same, LegalLink::Same("https://a.example/".into()));
        for link in [each, same] {
            let stored = serde_json::to_string(&link).expect("it is written");
            let read: LegalLink = serde_json::from_str(&stored).expect("it is read");
            assert_eq!(read, link);
        }
    }

    #[test]
    fn a_link_that_was_stored_as_a_text_alone_is_read() {
        let read: LegalLinks =
            serde_json::from_str(r#"{"terms":"https://a.example/"}"#).expect("it is read");
        assert_eq!(
            read.terms,
            Some(LegalLink::Same("https://a.example/".into()))
        );
    }
}
