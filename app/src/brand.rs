//! What a shop looks like: its name, its colours, its words, whom to call. A brand is stored as
//! JSON and served as one stylesheet of custom properties, with every contrast computed and
//! mended.

use std::fmt::Write as _;

use payment::{MerchantId, Mode};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use self::scheme::Scheme;
pub use self::{
    colour::{InvalidColour, Rgb},
    font::{Font, UnknownFont},
    line::{InvalidLine, Line},
    link::{LegalLink, LegalLinks},
    logo::Logo,
    look::{InvalidRadius, Radius, Schemes, TypeScale, UnknownLook},
    mend::{Mend, SchemeName},
    palette::{NightPalette, Palette},
    picture::PictureFault,
    property::{Kind, PROPERTIES, Property},
    words::{MAX_NOTE, MAX_TITLE, OwnWords, Said, takes_title},
};

pub(crate) use self::words::set;

mod colour;
mod font;
mod line;
mod link;
mod logo;
mod look;
mod mend;
mod palette;
mod picture;
mod property;
mod scheme;
mod words;

/// The look and the facts of a merchant that a customer sees.
///
/// Everything but the name may be missing in what was stored by an older version. A part that
/// is not known here was stored by a newer one, and is passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// The shop's name, as its customers know it.
    pub name: String,
    /// The shop's domain, shown under its name, such as `mapleandpine.example`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// A picture on our own origin. Without one the shop's first letter stands in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// Its colours.
    #[serde(default)]
    pub palette: Palette,
    /// By day, by night, or as the customer's system has it.
    #[serde(default)]
    pub schemes: Schemes,
    /// How round corners are.
    #[serde(default)]
    pub radius: Radius,
    /// How large words are.
    #[serde(default)]
    pub type_scale: TypeScale,
    /// What words are set in.
    #[serde(default)]
    pub font: Font,
    /// What headings and amounts are set in, where that is another font.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading_font: Option<Font>,
    /// Where to write for help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_email: Option<String>,
    /// Whom to call for help, as the number is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_phone: Option<String>,
    /// The shop's own page for help, at `https://`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_url: Option<String>,
    /// The name behind the shop, for receipts, such as `Maple & Pine Outfitters Inc.`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<String>,
    /// What the shop's lawyers want to be read.
    #[serde(default)]
    pub links: LegalLinks,
    /// What the shop says in its own words.
    #[serde(default)]
    pub words: OwnWords,
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
            schemes: Schemes::default(),
            radius: Radius::default(),
            type_scale: TypeScale::default(),
            font: Font::default(),
            heading_font: None,
            support_email: None,
            support_phone: None,
            support_url: None,
            legal: None,
            links: LegalLinks::default(),
            words: OwnWords::default(),
        }
    }

    /// The same with that logo.
    #[must_use]
    pub fn with_logo(self, logo: Option<Logo>) -> Self {
        Self { logo, ..self }
    }

    /// The shop of the demonstration: outdoor goods, deep green and birch.
    #[must_use]
    pub fn maple_and_pine() -> Self {
        Self {
            domain: Some("mapleandpine.example".to_owned()),
            logo: Some(Logo::square("/demo/logo.svg")),
            palette: Palette {
                primary: Rgb::new(0x1f, 0x4d, 0x3a),
                tint: Rgb::new(0xf1, 0xe8, 0xd8),
                ..Palette::default()
            },
            support_email: Some("hello@mapleandpine.example".to_owned()),
            support_phone: Some("1 800 555-0142".to_owned()),
            legal: Some("Maple & Pine Outfitters Inc.".to_owned()),
            ..Self::plain("Maple & Pine")
        }
    }

    /// The fonts and the custom properties as a stylesheet: each colour with its light and its
    /// dark value. Nothing that a person wrote is in it.
    #[must_use]
    pub fn stylesheet(&self) -> String {
        let mut css: String = self.fonts().filter_map(Font::face).collect();
        css.push_str(":root{");
        for (name, value) in property::values(self) {
            write!(css, "--{name}:{value};").expect("a String takes all text");
        }
        css.push('}');
        css
    }

    /// The fonts that its pages use, each once.
    pub fn fonts(&self) -> impl Iterator<Item = Font> + use<> {
        let heading = self.heading_font.filter(|font| *font != self.font);
        [Some(self.font), heading].into_iter().flatten()
    }

    /// Which of its colours could not be served as they were wished, and what became of them.
    #[must_use]
    pub fn mended(&self) -> Vec<Mend> {
        mend::report(&self.palette)
    }

    /// The browser's own chrome beside the page, by day and by night.
    #[must_use]
    pub fn theme_colours(&self) -> (Rgb, Rgb) {
        let (light, dark) = (Scheme::light(&self.palette), Scheme::dark(&self.palette));
        (light.tint, dark.tint)
    }

    /// Every colour of its pages by that light, with its custom property's name without the
    /// dashes: for what takes no stylesheet of ours.
    #[must_use]
    pub fn colours(&self, by: SchemeName) -> [(&'static str, Rgb); 23] {
        match by {
            SchemeName::Light => Scheme::light(&self.palette),
            SchemeName::Dark => Scheme::dark(&self.palette),
        }
        .properties()
    }

    /// A name for the stylesheet that changes whenever it does.
    #[must_use]
    pub fn digest(&self) -> String {
        short_digest(self.stylesheet().as_bytes())
    }

    /// Where its stylesheet is served on our own origin; it changes when the stylesheet does.
    #[must_use]
    pub fn href(&self, merchant: &MerchantId, mode: Mode) -> String {
        format!("/brand/{merchant}-{mode}-{}.css", self.digest())
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

/// Sixteen hexadecimal digits that name these bytes in an address.
fn short_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").expect("a String takes all text");
            text
        })
}

#[cfg(test)]
mod tests;
