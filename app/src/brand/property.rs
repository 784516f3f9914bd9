//! The custom properties of a merchant's stylesheet: what each is, and where it shows.

use super::{Brand, scheme::Scheme};

/// What a custom property is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A colour, with a value for the day and one for the night.
    Colour,
    /// A length.
    Shape,
    /// A font, a size or a weight of words.
    Type,
}

/// A custom property and where it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name, without the two dashes.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// What of a brand it is worked out from, as the API names it.
    pub from: &'static str,
    /// Where a customer sees it.
    pub shows: &'static str,
}

const fn colour(name: &'static str, from: &'static str, shows: &'static str) -> Property {
    let kind = Kind::Colour;
    Property {
        name,
        kind,
        from,
        shows,
    }
}

const fn shape(name: &'static str, from: &'static str, shows: &'static str) -> Property {
    let kind = Kind::Shape;
    Property {
        name,
        kind,
        from,
        shows,
    }
}

const fn letters(name: &'static str, from: &'static str, shows: &'static str) -> Property {
    let kind = Kind::Type;
    Property {
        name,
        kind,
        from,
        shows,
    }
}

/// All of them, in the order in which they are served.
pub const PROPERTIES: [Property; 42] = [
    colour("surface", "palette.tint", "the ground of the payment"),
    colour(
        "raised",
        "palette.tint",
        "cards, notices, the second button",
    ),
    colour("field", "palette.tint", "the ground of fields"),
    colour(
        "tint",
        "palette.tint",
        "the ground of the order, and of the frame while it loads",
    ),
    colour(
        "brand-soft",
        "palette.accent",
        "the ground of what is chosen",
    ),
    colour("line", "palette.tint", "lines between things"),
    colour(
        "edge",
        "palette.tint",
        "the borders of fields, methods and the bank frame",
    ),
    colour("text", "palette.tint", "words"),
    colour("soft", "palette.tint", "words that explain"),
    colour(
        "brand",
        "palette.primary",
        "the main button, the letter in place of a logo",
    ),
    colour(
        "brand-hover",
        "palette.primary",
        "the main button under a pointer",
    ),
    colour("brand-active", "palette.primary", "the main button pressed"),
    colour(
        "on-brand",
        "palette.primary",
        "the words of the main button",
    ),
    colour(
        "mark",
        "palette.accent",
        "the mark and the border of what is chosen, the steps that are done, the turning ring",
    ),
    colour(
        "on-mark",
        "palette.accent",
        "the check in a step that is done",
    ),
    colour("brand-text", "palette.accent", "links"),
    colour(
        "focus",
        "palette.accent",
        "the ring around what has the focus",
    ),
    colour("positive", "fixed", "the check of a payment that was made"),
    colour("positive-soft", "fixed", "the ground of that check"),
    colour(
        "caution",
        "fixed",
        "notices, limits, the mark of what needs attention",
    ),
    colour("caution-soft", "fixed", "the ground of notices"),
    colour(
        "negative",
        "fixed",
        "faults in a form, the cross of a failure",
    ),
    colour("negative-soft", "fixed", "the ground of both"),
    shape("round", "radius", "notices, the logo, small cards"),
    shape("rounder", "radius", "larger cards, the bank frame"),
    shape("round-button", "radius", "buttons"),
    shape("round-field", "radius", "fields"),
    letters("font", "font", "words"),
    letters(
        "font-heading",
        "heading_font",
        "headings, amounts, the shop’s name",
    ),
    letters(
        "size-1",
        "type_scale",
        "the smallest words: footer, domain, steps",
    ),
    letters("size-2", "type_scale", "hints, labels, facts, notices"),
    letters("size-3", "type_scale", "body text, buttons"),
    letters(
        "size-4",
        "type_scale",
        "the amount on a phone, names of accounts",
    ),
    letters("size-5", "type_scale", "headings"),
    letters("size-6", "type_scale", "the amount on a receipt"),
    letters("size-7", "type_scale", "the amount beside the payment"),
    letters("weight-medium", "font", "labels, buttons, names of methods"),
    letters("weight-strong", "font", "headings, amounts"),
    letters("leading", "font", "the height of a line of body text"),
    shape("button-height", "type_scale", "buttons"),
    shape("field-height", "type_scale", "fields"),
    shape("logo-height", "type_scale", "the logo, at the most"),
];

/// Every property of a brand with its value, in the order of [`PROPERTIES`].
pub(super) fn values(brand: &Brand) -> Vec<(&'static str, String)> {
    let (day, night) = (Scheme::light(&brand.palette), Scheme::dark(&brand.palette));
    let colours = day.properties().into_iter().zip(night.properties());
    let colours = colours.map(|((name, day), (_, night))| {
        let value = format!("light-dark({day},{night})");
        (name, value)
    });

    let radius = brand.radius;
    let pixels = |pixels: u8| format!("{pixels}px");
    let sizes = brand.type_scale.sizes();
    let (button, field, logo) = brand.type_scale.heights();
    let heading = brand.heading_font.unwrap_or(brand.font);
    let (medium, strong) = brand.font.weights();
    let rest = [
        ("round", pixels(radius.of_cards())),
        ("rounder", pixels(radius.outer())),
        ("round-button", pixels(radius.pixels())),
        ("round-field", pixels(radius.of_cards())),
        ("font", brand.font.stack()),
        ("font-heading", heading.stack()),
        ("size-1", sizes[0].to_owned()),
        ("size-2", sizes[1].to_owned()),
        ("size-3", sizes[2].to_owned()),
        ("size-4", sizes[3].to_owned()),
        ("size-5", sizes[4].to_owned()),
        ("size-6", sizes[5].to_owned()),
        ("size-7", sizes[6].to_owned()),
        ("weight-medium", medium.to_owned()),
        ("weight-strong", strong.to_owned()),
        ("leading", brand.font.leading().to_owned()),
        ("button-height", button.to_owned()),
        ("field-height", field.to_owned()),
        ("logo-height", logo.to_owned()),
    ];
    colours.chain(rest).collect()
}
