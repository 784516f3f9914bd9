//! What a shop looks like: its name, its colours, whom to call. A brand is stored as JSON and
//! served as one stylesheet of custom properties, with every contrast computed and mended.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use self::colour::{InvalidColour, Rgb};
use self::scheme::Scheme;

mod colour;
mod scheme;

/// The look and the facts of a merchant that a customer sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The shop's name, as its customers know it.
    pub name: String,
    /// The shop's domain, shown under its name, such as `mapleandpine.example`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The address of a square picture on our own origin, such as `/demo/logo.svg`. Without
    /// one the shop's first letter stands in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Its colours.
    #[serde(default)]
    pub palette: Palette,
    /// Where to write for help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_email: Option<String>,
    /// Whom to call for help, as the number is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_phone: Option<String>,
    /// The name behind the shop, for receipts, such as `Maple & Pine Outfitters Inc.`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<String>,
}

/// The two colours from which all others are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// The colour of the main button.
    pub primary: Rgb,
    /// The colour that the surfaces lean to.
    pub tint: Rgb,
}

/// Slate on paper: nobody's colours.
impl Default for Palette {
    fn default() -> Self {
        Self {
            primary: Rgb::new(0x2b, 0x3a, 0x55),
            tint: Rgb::new(0xe9, 0xec, 0xf2),
        }
    }
}

impl Brand {
    /// A brand that is nothing but a name.
    #[must_use]
    pub fn plain(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            domain: None,
            logo: None,
            palette: Palette::default(),
            support_email: None,
            support_phone: None,
            legal: None,
        }
    }

    /// The shop of the demonstration: outdoor goods, deep green and birch.
    #[must_use]
    pub fn maple_and_pine() -> Self {
        Self {
            name: "Maple & Pine".to_owned(),
            domain: Some("mapleandpine.example".to_owned()),
            logo: Some("/demo/logo.svg".to_owned()),
            palette: Palette {
                primary: Rgb::new(0x1f, 0x4d, 0x3a),
                tint: Rgb::new(0xf1, 0xe8, 0xd8),
            },
            support_email: Some("hello@mapleandpine.example".to_owned()),
            support_phone: Some("1 800 555-0142".to_owned()),
            legal: Some("Maple & Pine Outfitters Inc.".to_owned()),
        }
    }

    /// The custom properties as a stylesheet: each with its light and its dark value.
    #[must_use]
    pub fn stylesheet(&self) -> String {
        let (light, dark) = (Scheme::light(self.palette), Scheme::dark(self.palette));
        let mut css = String::from(":root{");
        for ((name, day), (_, night)) in light.properties().into_iter().zip(dark.properties()) {
            write!(css, "--{name}:light-dark({day},{night});").expect("a String takes all text");
        }
        css.push('}');
        css
    }

    /// The browser's own chrome beside the page, by day and by night.
    #[must_use]
    pub fn theme_colours(&self) -> (Rgb, Rgb) {
        let (light, dark) = (Scheme::light(self.palette), Scheme::dark(self.palette));
        (light.tint, dark.tint)
    }

    /// A name for the stylesheet that changes whenever it does.
    #[must_use]
    pub fn digest(&self) -> String {
        Sha256::digest(self.stylesheet())
            .iter()
            .take(8)
            .fold(String::new(), |mut text, byte| {
                write!(text, "{byte:02x}").expect("a String takes all text");
                text
            })
    }

    /// The letter that stands in for a logo.
    #[must_use]
    pub fn initial(&self) -> String {
        self.name
            .chars()
            .find(|c| c.is_alphanumeric())
            .map(|c| c.to_uppercase().collect())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 4.5:1 for words, 3:1 for controls, with nothing taken off.
    fn check(scheme: &Scheme) -> Result<(), TestCaseError> {
        let grounds = [
            scheme.surface,
            scheme.raised,
            scheme.tint,
            scheme.brand_soft,
        ];
        for ground in grounds {
            for words in [scheme.text, scheme.soft, scheme.brand_text] {
                prop_assert!(words.contrast_is_at_least(ground, 4.5), "{scheme:?}");
            }
            for control in [scheme.edge, scheme.brand, scheme.focus] {
                prop_assert!(control.contrast_is_at_least(ground, 3.0), "{scheme:?}");
            }
        }
        for fill in [scheme.brand, scheme.brand_hover, scheme.brand_active] {
            prop_assert!(
                scheme.on_brand.contrast_is_at_least(fill, 4.5),
                "{scheme:?}"
            );
        }
        for (words, ground) in [
            (scheme.positive, scheme.positive_soft),
            (scheme.caution, scheme.caution_soft),
            (scheme.negative, scheme.negative_soft),
        ] {
            for ground in [ground, scheme.surface, scheme.raised] {
                prop_assert!(words.contrast_is_at_least(ground, 4.5), "{scheme:?}");
            }
            prop_assert!(scheme.text.contrast_is_at_least(ground, 4.5), "{scheme:?}");
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_two_colours_make_a_readable_page_by_day_and_by_night(
            primary: (u8, u8, u8), tint: (u8, u8, u8)
        ) {
            let palette = Palette {
                primary: Rgb::new(primary.0, primary.1, primary.2),
                tint: Rgb::new(tint.0, tint.1, tint.2),
            };
            check(&Scheme::light(palette))?;
            check(&Scheme::dark(palette))?;
        }
    }

    #[test]
    fn a_colour_that_is_good_enough_stays_as_it_is() {
        let palette = Brand::maple_and_pine().palette;
        assert_eq!(Scheme::light(palette).brand, palette.primary);
    }

    #[test]
    fn the_stylesheet_holds_both_schemes_and_nothing_of_the_name() {
        let mut brand = Brand::plain("</style><script>alert(1)</script>");
        let css = brand.stylesheet();
        assert!(css.starts_with(":root{--"));
        assert!(css.contains("--on-brand:light-dark(#"));
        assert!(!css.contains('<'));
        let digest = brand.digest();
        assert_eq!(digest.len(), 16);
        brand.palette.primary = Rgb::new(200, 0, 0);
        assert_ne!(brand.digest(), digest);
    }

    #[test]
    fn a_brand_survives_being_stored() {
        let brand = Brand::maple_and_pine();
        let json = serde_json::to_string(&brand).expect("serialisable");
        assert!(json.contains("\"primary\":\"#1f4d3a\""));
        assert_eq!(serde_json::from_str::<Brand>(&json).ok(), Some(brand));
    }

    #[test]
    fn a_shop_without_a_logo_is_known_by_its_first_letter() {
        assert_eq!(Brand::plain("« érable »").initial(), "É");
        assert_eq!(Brand::plain("…").initial(), "");
    }
}
