#![expect(
    clippy::float_arithmetic,
    reason = "contrast is a matter of real numbers; no money is near"
)]

use super::{
    Palette, Rgb,
    scheme::{CONTROL, Scheme, WORDS},
};

/// By day or by night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeName {
    /// By day.
    Light,
    /// By night.
    Dark,
}

impl SchemeName {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A colour that could not be served as it was wished, because it would not have been seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mend {
    /// The custom property, without its dashes.
    pub property: &'static str,
    /// By which light.
    pub scheme: SchemeName,
    /// What the palette asks for.
    pub wanted: Rgb,
    /// What is served: the nearest of the same hue that can be seen.
    pub served: Rgb,
    /// What it is seen against worst, as a custom property without its dashes.
    pub against: &'static str,
    /// The contrast of the wish against that, to one, rounded down to hundredths.
    pub contrast: f64,
    /// The contrast that is needed.
    pub required: f64,
    /// The contrast of what is served, rounded down to hundredths.
    pub served_contrast: f64,
}

/// Everything that was mended of a palette, in both schemes.
pub(super) fn report(palette: &Palette) -> Vec<Mend> {
    [SchemeName::Light, SchemeName::Dark]
        .into_iter()
        .flat_map(|name| in_scheme(palette, name))
        .collect()
}

fn in_scheme(palette: &Palette, name: SchemeName) -> Vec<Mend> {
    let wish = palette.wish(name);
    let scheme = match name {
        SchemeName::Light => Scheme::light(palette),
        SchemeName::Dark => Scheme::dark(palette),
    };
    let colours = [
        (
            "brand",
            wish.primary,
            scheme.brand,
            CONTROL,
            Some(("on-brand", scheme.on_brand)),
        ),
        (
            "mark",
            wish.accent,
            scheme.mark,
            CONTROL,
            Some(("on-mark", scheme.on_mark)),
        ),
        ("brand-text", wish.accent, scheme.brand_text, WORDS, None),
        ("focus", wish.accent, scheme.focus, WORDS, None),
    ];
    let mended = colours
        .into_iter()
        .filter(|(_, wanted, served, ..)| wanted != served);
    mended
        .map(|(property, wanted, served, required, words)| {
            let worst = scheme
                .grounds()
                .into_iter()
                .min_by(|(_, a), (_, b)| wanted.contrast(*a).total_cmp(&wanted.contrast(*b)))
                .expect("there are eight grounds");
            // It stands out well enough: then it is what stands on it that could not be read.
            let is_seen = wanted.contrast_is_at_least(worst.1, required);
            let (against, ground, required) = match words {
                Some((name, colour)) if is_seen => (name, colour, WORDS),
                Some(_) | None => (worst.0, worst.1, required),
            };
            Mend {
                property,
                scheme: name,
                wanted,
                served,
                against,
                contrast: hundredths(wanted.contrast(ground)),
                required,
                served_contrast: hundredths(served.contrast(ground)),
            }
        })
        .collect()
}

/// Rounded down: nothing is said to have a contrast that it has not.
fn hundredths(contrast: f64) -> f64 {
    (contrast * 100.0).floor() / 100.0
}
