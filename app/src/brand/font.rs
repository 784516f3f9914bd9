use std::{str::FromStr, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::short_digest;

/// What words are set in. All but the system's are in the program itself (latin letters, one
/// file for all weights), so that no page asks another server for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Font {
    /// The customer's own system's: nothing to download.
    #[default]
    System,
    /// Plain and even.
    Inter,
    /// Open and quiet.
    SourceSans,
    /// Made so that no two letters are taken for each other.
    Atkinson,
    /// Round and friendly.
    Figtree,
    /// With serifs.
    Lora,
}

/// The text names no font that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is none of the fonts that there are")]
pub struct UnknownFont;

/// A font's file.
struct File {
    font: Font,
    bytes: &'static [u8],
    /// Its name in an address, which changes when the file does.
    name: String,
}

const SYSTEM: &str = "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif";

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    Font::ALL
        .into_iter()
        .filter_map(|font| {
            let bytes = font.bytes()?;
            let name = format!("{}-{}.woff2", font.as_str(), short_digest(bytes));
            Some(File { font, bytes, name })
        })
        .collect()
});

impl Font {
    /// Every font.
    pub const ALL: [Self; 6] = [
        Self::System,
        Self::Inter,
        Self::SourceSans,
        Self::Atkinson,
        Self::Figtree,
        Self::Lora,
    ];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Inter => "inter",
            Self::SourceSans => "source_sans",
            Self::Atkinson => "atkinson",
            Self::Figtree => "figtree",
            Self::Lora => "lora",
        }
    }

    /// Where its file is served on our own origin; the system's has none.
    #[must_use]
    pub fn href(self) -> Option<String> {
        let file = FILES.iter().find(|file| file.font == self)?;
        Some(format!("/brand/font/{}", file.name))
    }

    /// The file of that name, as it stands in an address.
    #[must_use]
    pub fn file(name: &str) -> Option<&'static [u8]> {
        let file = FILES.iter().find(|file| file.name == name)?;
        Some(file.bytes)
    }

    /// Its file, as WOFF2; the system's has none.
    #[must_use]
    pub const fn bytes(self) -> Option<&'static [u8]> {
        match self {
            Self::System => None,
            Self::Inter => Some(include_bytes!("../../../style/fonts/inter.woff2")),
            Self::SourceSans => Some(include_bytes!("../../../style/fonts/source-sans-3.woff2")),
            Self::Atkinson => Some(include_bytes!(
                "../../../style/fonts/atkinson-hyperlegible-next.woff2"
            )),
            Self::Figtree => Some(include_bytes!("../../../style/fonts/figtree.woff2")),
            Self::Lora => Some(include_bytes!("../../../style/fonts/lora.woff2")),
        }
    }

    /// Its family, and the lightest and heaviest weight in its file.
    const fn family(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::System => None,
            Self::Inter => Some(("Inter", "100 900")),
            Self::SourceSans => Some(("Source Sans 3", "200 900")),
            Self::Atkinson => Some(("Atkinson Hyperlegible Next", "200 800")),
            Self::Figtree => Some(("Figtree", "300 900")),
            Self::Lora => Some(("Lora", "400 700")),
        }
    }

    /// What `font-family` lists: it, and what stands in for letters that it has not.
    pub(super) fn stack(self) -> String {
        let rest = match self {
            Self::System | Self::Inter | Self::SourceSans | Self::Atkinson | Self::Figtree => {
                SYSTEM
            }
            Self::Lora => "Georgia,\"Noto Serif\",serif",
        };
        match self.family() {
            Some((family, _)) => format!("\"{family}\",{rest}"),
            None => rest.to_owned(),
        }
    }

    /// The weights of labels and of headings.
    pub(super) const fn weights(self) -> (&'static str, &'static str) {
        match self {
            Self::System | Self::Inter | Self::SourceSans | Self::Figtree => ("600", "650"),
            Self::Atkinson | Self::Lora => ("600", "700"),
        }
    }

    /// How high a line of it is, to its size.
    pub(super) const fn leading(self) -> &'static str {
        match self {
            Self::System | Self::Inter | Self::SourceSans | Self::Figtree => "1.5",
            Self::Atkinson | Self::Lora => "1.55",
        }
    }

    /// The rule that loads it. Words are readable before it has come.
    pub(super) fn face(self) -> Option<String> {
        let ((family, weights), href) = (self.family()?, self.href()?);
        Some(format!(
            "@font-face{{font-family:\"{family}\";src:url(\"{href}\") format(\"woff2\");\
             font-weight:{weights};font-display:swap}}"
        ))
    }
}

impl FromStr for Font {
    type Err = UnknownFont;

    fn from_str(text: &str) -> Result<Self, UnknownFont> {
        Self::ALL
            .into_iter()
            .find(|font| font.as_str() == text)
            .ok_or(UnknownFont)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_but_the_systems_is_in_the_program_under_a_name_of_its_own() {
        for font in Font::ALL {
            assert_eq!(font.as_str().parse(), Ok(font));
            let Some(href) = font.href() else {
                assert_eq!(font, Font::System);
                assert!(font.face().is_none());
                continue;
            };
            let name = href.strip_prefix("/brand/font/").expect("its address");
            let bytes = Font::file(name).expect("its file");
            assert!(bytes.starts_with(b"wOF2"), "{name}");
            assert!(font.face().expect("a rule").contains(&href));
        }
        assert!(Font::file("inter.woff2").is_none());
        assert!("comic".parse::<Font>().is_err());
    }
}
