#![expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "colour is a matter of real numbers; no money is near"
)]

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A colour of the screen, written `#rrggbb`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rgb {
    red: u8,
    green: u8,
    blue: u8,
}

/// The text is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is # and six hexadecimal digits")]
pub struct InvalidColour;

impl Rgb {
    /// Full light.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// A colour by its three parts.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Whether the contrast of WCAG 2 between the two is at least `ratio` to one.
    #[must_use]
    pub fn contrast_is_at_least(self, other: Self, ratio: f64) -> bool {
        self.contrast(other) >= ratio
    }

    /// The contrast of WCAG 2 between the two, to one: 1 where they are alike, 21 at most.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, as WCAG 2 defines it.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn linear(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl fmt::Debug for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Rgb {
    type Err = InvalidColour;

    fn from_str(text: &str) -> Result<Self, InvalidColour> {
        let digits = text.strip_prefix('#').ok_or(InvalidColour)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(InvalidColour);
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16);
        match (part(0), part(2), part(4)) {
            (Ok(red), Ok(green), Ok(blue)) => Ok(Self::new(red, green, blue)),
            _ => Err(InvalidColour),
        }
    }
}

impl TryFrom<String> for Rgb {
    type Error = InvalidColour;

    fn try_from(text: String) -> Result<Self, InvalidColour> {
        text.parse()
    }
}

impl From<Rgb> for String {
    fn from(colour: Rgb) -> Self {
        colour.to_string()
    }
}

/// A colour as the eye orders it: lightness 0 to 1, chroma, hue in radians. Björn Ottosson's
/// OKLab in polar form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Oklch {
    pub(super) lightness: f64,
    pub(super) chroma: f64,
    pub(super) hue: f64,
}

impl Oklch {
    /// A colour of this hue with another lightness and chroma.
    pub(super) const fn with(self, lightness: f64, chroma: f64) -> Self {
        Self {
            lightness,
            chroma,
            hue: self.hue,
        }
    }

    /// The same colour, lighter by `by`; darker when that is negative.
    pub(super) fn lighter(self, by: f64) -> Self {
        self.with((self.lightness + by).clamp(0.0, 1.0), self.chroma)
    }

    /// The colour on a screen. What no screen shows loses chroma until one can.
    pub(super) fn to_rgb(self) -> Rgb {
        let mut chroma = self.chroma;
        loop {
            let linear = self.with(self.lightness, chroma).to_linear();
            let fits = linear.iter().all(|part| (-0.0005..=1.0005).contains(part));
            if fits || chroma <= 0.0 {
                let [red, green, blue] = linear.map(encoded);
                return Rgb::new(red, green, blue);
            }
            chroma = (chroma - 0.004).max(0.0);
        }
    }

    fn to_linear(self) -> [f64; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
        ]
    }
}

impl From<Rgb> for Oklch {
    fn from(colour: Rgb) -> Self {
        let [red, green, blue] = colour.linear();
        let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let a = 1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s;
        Self {
            lightness: 0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
            chroma: a.hypot(b),
            hue: b.atan2(a),
        }
    }
}

fn encoded(linear: f64) -> u8 {
    let part = if linear <= 0.003_130_8 {
        linear * 12.92
    } else {
        1.055 * linear.powf(1.0 / 2.4) - 0.055
    };
    (part * 255.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn black_on_white_is_twenty_one_to_one() {
        let black = Rgb::new(0, 0, 0);
        assert!(black.contrast_is_at_least(Rgb::WHITE, 20.99));
        assert!(!black.contrast_is_at_least(Rgb::WHITE, 21.01));
    }

    #[test]
    fn a_text_that_is_no_colour_is_refused() {
        for text in [
            "", "#fff", "1f4d3a", "#1f4d3", "#1f4d3g", "#1f4d3aa", "red", "#é1234",
        ] {
            assert_eq!(text.parse::<Rgb>(), Err(InvalidColour), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_colour_comes_back_from_the_other_space_unharmed(parts: (u8, u8, u8)) {
            let colour = Rgb::new(parts.0, parts.1, parts.2);
            prop_assert_eq!(Oklch::from(colour).to_rgb(), colour);
        }
    }
}
