#![expect(
    clippy::float_arithmetic,
    reason = "colour is a matter of real numbers; no money is near"
)]

use super::{Palette, Rgb, colour::Oklch, mend::SchemeName, palette::Wish};

/// Words, with the contrast that WCAG asks for at level AAA.
pub(super) const WORDS: f64 = 7.0;
/// Words on a button, whose colour is the merchant's: level AA.
const BUTTON_WORDS: f64 = 4.5;
/// Controls, and what marks them.
pub(super) const CONTROL: f64 = 3.0;

/// Hues that mean the same everywhere, in degrees.
const POSITIVE: f64 = 155.0;
const CAUTION: f64 = 75.0;
const NEGATIVE: f64 = 27.0;

/// Every colour of a page, by day or by night.
#[derive(Clone, Debug)]
pub(super) struct Scheme {
    pub(super) surface: Rgb,
    pub(super) raised: Rgb,
    pub(super) field: Rgb,
    pub(super) tint: Rgb,
    pub(super) brand_soft: Rgb,
    pub(super) line: Rgb,
    pub(super) edge: Rgb,
    pub(super) text: Rgb,
    pub(super) soft: Rgb,
    pub(super) brand: Rgb,
    pub(super) brand_hover: Rgb,
    pub(super) brand_active: Rgb,
    pub(super) on_brand: Rgb,
    pub(super) mark: Rgb,
    pub(super) on_mark: Rgb,
    pub(super) brand_text: Rgb,
    pub(super) focus: Rgb,
    pub(super) positive: Rgb,
    pub(super) positive_soft: Rgb,
    pub(super) caution: Rgb,
    pub(super) caution_soft: Rgb,
    pub(super) negative: Rgb,
    pub(super) negative_soft: Rgb,
}

/// The lightness and the chroma at which a scheme starts, before anything is mended.
struct Plan {
    surface: (f64, f64),
    raised: (f64, f64),
    field: (f64, f64),
    tint: (f64, f64),
    brand_soft: (f64, f64),
    line: (f64, f64),
    edge: f64,
    text: f64,
    soft: f64,
    status: f64,
    status_soft: (f64, f64),
    /// Which way contrast lies: lighter (`0.01`) or darker (`-0.01`).
    mend: f64,
}

const LIGHT: Plan = Plan {
    surface: (0.987, 0.004),
    raised: (1.0, 0.0),
    field: (1.0, 0.0),
    tint: (0.957, 0.02),
    brand_soft: (0.965, 0.012),
    line: (0.895, 0.014),
    edge: 0.62,
    text: 0.26,
    soft: 0.46,
    status: 0.45,
    status_soft: (0.957, 0.034),
    mend: -0.01,
};

const DARK: Plan = Plan {
    surface: (0.21, 0.007),
    raised: (0.25, 0.009),
    field: (0.23, 0.009),
    tint: (0.175, 0.008),
    brand_soft: (0.29, 0.02),
    line: (0.36, 0.014),
    edge: 0.55,
    text: 0.95,
    soft: 0.8,
    status: 0.82,
    status_soft: (0.28, 0.045),
    mend: 0.01,
};

impl Scheme {
    pub(super) fn light(palette: &Palette) -> Self {
        Self::of(&palette.wish(SchemeName::Light), &LIGHT)
    }

    pub(super) fn dark(palette: &Palette) -> Self {
        Self::of(&palette.wish(SchemeName::Dark), &DARK)
    }

    fn of(wish: &Wish, plan: &Plan) -> Self {
        let (primary, accent) = (Oklch::from(wish.primary), Oklch::from(wish.accent));
        let tint = Oklch::from(wish.tint);
        let ground = |hue: Oklch, (lightness, most): (f64, f64)| {
            hue.with(lightness, hue.chroma.min(most)).to_rgb()
        };
        let status = |degrees: f64| Oklch {
            lightness: plan.status,
            chroma: 0.13,
            hue: degrees.to_radians(),
        };

        let surface = ground(tint, plan.surface);
        let raised = ground(tint, plan.raised);
        let field = ground(tint, plan.field);
        let panel = ground(tint, plan.tint);
        let brand_soft = ground(accent, plan.brand_soft);
        let grounds = [surface, raised, field, panel, brand_soft];
        let soft_of = |degrees| ground(status(degrees), plan.status_soft);
        let softs = [POSITIVE, CAUTION, NEGATIVE].map(soft_of);
        let everywhere: Vec<Rgb> = grounds.into_iter().chain(softs).collect();
        let grey = |lightness| tint.with(lightness, tint.chroma.min(0.018));
        let mended = |colour, ratio| mend(colour, &everywhere, ratio, plan.mend);
        let fill = |colour: Oklch, is_meant: bool| {
            let fill = mended(colour, CONTROL);
            if plan.mend > 0.0 && !is_meant {
                // By night a colour that was chosen for the day is not the merchant's own
                // anyway: dark words on it, and plain.
                mend(fill, &[ink(fill)], WORDS, plan.mend)
            } else {
                fill
            }
        };

        let brand = fill(primary, wish.is_primary_meant);
        let (on_brand, hover, active) = button(brand);
        let mark = fill(accent, wish.is_accent_meant);
        let (on_mark, _, _) = button(mark);
        let brand_text = mended(accent, WORDS).to_rgb();
        Self {
            surface,
            raised,
            field,
            tint: panel,
            brand_soft,
            line: ground(tint, plan.line),
            edge: mended(grey(plan.edge), CONTROL).to_rgb(),
            text: mended(grey(plan.text), WORDS).to_rgb(),
            soft: mended(grey(plan.soft), WORDS).to_rgb(),
            brand: brand.to_rgb(),
            brand_hover: hover,
            brand_active: active,
            on_brand,
            mark: mark.to_rgb(),
            on_mark,
            brand_text,
            focus: brand_text,
            positive: mended(status(POSITIVE), WORDS).to_rgb(),
            positive_soft: softs[0],
            caution: mended(status(CAUTION), WORDS).to_rgb(),
            caution_soft: softs[1],
            negative: mended(status(NEGATIVE), WORDS).to_rgb(),
            negative_soft: softs[2],
        }
    }

    /// Every ground on which words and controls stand, with its property's name.
    pub(super) const fn grounds(&self) -> [(&'static str, Rgb); 8] {
        [
            ("surface", self.surface),
            ("raised", self.raised),
            ("field", self.field),
            ("tint", self.tint),
            ("brand-soft", self.brand_soft),
            ("positive-soft", self.positive_soft),
            ("caution-soft", self.caution_soft),
            ("negative-soft", self.negative_soft),
        ]
    }

    /// Every colour with the name of its custom property.
    pub(super) fn properties(&self) -> [(&'static str, Rgb); 23] {
        [
            ("surface", self.surface),
            ("raised", self.raised),
            ("field", self.field),
            ("tint", self.tint),
            ("brand-soft", self.brand_soft),
            ("line", self.line),
            ("edge", self.edge),
            ("text", self.text),
            ("soft", self.soft),
            ("brand", self.brand),
            ("brand-hover", self.brand_hover),
            ("brand-active", self.brand_active),
            ("on-brand", self.on_brand),
            ("mark", self.mark),
            ("on-mark", self.on_mark),
            ("brand-text", self.brand_text),
            ("focus", self.focus),
            ("positive", self.positive),
            ("positive-soft", self.positive_soft),
            ("caution", self.caution),
            ("caution-soft", self.caution_soft),
            ("negative", self.negative),
            ("negative-soft", self.negative_soft),
        ]
    }
}

/// The nearest colour of the same hue that stands out from every ground.
fn mend(colour: Oklch, grounds: &[Rgb], ratio: f64, step: f64) -> Oklch {
    let mut colour = colour;
    let stands_out = |colour: Oklch| {
        let shown = colour.to_rgb();
        grounds
            .iter()
            .all(|ground| shown.contrast_is_at_least(*ground, ratio))
    };
    // Black and white end the search; between them a hundred steps lie.
    while !stands_out(colour) && (0.0..=1.0).contains(&(colour.lightness + step)) {
        colour = colour.lighter(step);
    }
    if stands_out(colour) {
        colour
    } else {
        colour.with(if step > 0.0 { 1.0 } else { 0.0 }, 0.0)
    }
}

/// Nearly black, leaning to the hue of a colour.
pub(super) fn ink(colour: Oklch) -> Rgb {
    colour.with(0.16, colour.chroma.min(0.02)).to_rgb()
}

/// The words of a button of that colour, and the button under a pointer and pressed. Each
/// state moves away from the words, so it can only become easier to read.
fn button(fill: Oklch) -> (Rgb, Rgb, Rgb) {
    let shown = fill.to_rgb();
    let (words, away) = if shown.contrast_is_at_least(Rgb::WHITE, BUTTON_WORDS) {
        (Rgb::WHITE, -1.0)
    } else if shown.contrast_is_at_least(ink(fill), BUTTON_WORDS) {
        (ink(fill), 1.0)
    } else {
        // One of black and white always has 4.58:1.
        (Rgb::new(0, 0, 0), 1.0)
    };
    let state = |by: f64| fill.lighter(away * by).to_rgb();
    (words, state(0.05), state(0.1))
}
