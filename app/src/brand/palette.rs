use serde::{Deserialize, Serialize};

use super::{Rgb, mend::SchemeName};

/// The few colours from which all others are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Palette {
    /// The main button.
    pub primary: Rgb,
    /// What the grounds lean to. Only its hue and a little of its chroma show.
    pub tint: Rgb,
    /// Links, the focus ring and the marks of what is chosen or done; else as `primary`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Rgb>,
    /// What is different by night. What is left out is worked out from the day.
    #[serde(default)]
    pub dark: NightPalette,
}

/// Colours for the night, where the merchant does not leave them to be worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightPalette {
    /// The main button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary: Option<Rgb>,
    /// What the grounds lean to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tint: Option<Rgb>,
    /// Links, the focus ring and marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Rgb>,
}

/// Slate on paper: nobody's colours.
impl Default for Palette {
    fn default() -> Self {
        Self {
            primary: Rgb::new(0x2b, 0x3a, 0x55),
            tint: Rgb::new(0xe9, 0xec, 0xf2),
            accent: None,
            dark: NightPalette::default(),
        }
    }
}

/// What a merchant wishes for one scheme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub(super) primary: Rgb,
    pub(super) tint: Rgb,
    pub(super) accent: Rgb,
    /// Whether the colour was named for this very scheme, and is no leftover of the other.
    pub(super) is_primary_meant: bool,
    pub(super) is_accent_meant: bool,
}

impl Palette {
    pub(super) fn wish(&self, scheme: SchemeName) -> Wish {
        let day = Wish {
            primary: self.primary,
            tint: self.tint,
            accent: self.accent.unwrap_or(self.primary),
            is_primary_meant: true,
            is_accent_meant: true,
        };
        match scheme {
            SchemeName::Light => day,
            SchemeName::Dark => {
                let NightPalette {
                    primary,
                    tint,
                    accent,
                } = self.dark;
                // Without an accent of its own anywhere, the night's accent is its main colour.
                let accent_is = match (accent, self.accent) {
                    (None, None) => primary,
                    (given, _) => given,
                };
                Wish {
                    primary: primary.unwrap_or(day.primary),
                    tint: tint.unwrap_or(day.tint),
                    accent: accent_is.unwrap_or(day.accent),
                    is_primary_meant: primary.is_some(),
                    is_accent_meant: accent_is.is_some(),
                }
            }
        }
    }
}
