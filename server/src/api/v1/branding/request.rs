//! Reads how a merchant's pages are to look.

use app::brand::{
    Brand, Font, InvalidLine, LegalLink, LegalLinks, Line, NightPalette, Palette, Radius, Rgb,
    Schemes, TypeScale,
};
use payment::{Email, Locale};
use serde_json::Value;

use super::{link, words};
use crate::{
    api::fields::{Faults, Field, Fields, Pointer, Wrong},
    problem::{Fault, FaultCode},
};

/// The longest name, in characters.
const MAX_NAME: usize = 100;
/// The longest telephone number, in characters.
const MAX_PHONE: usize = 40;

/// What only answers say. A body may bring it back as it was read, so that a branding that was
/// read can be changed and sent; anything else there is a fault.
const READ_ONLY: [&str; 6] = [
    "object",
    "mode",
    "logo",
    "stylesheet_url",
    "mended",
    "updated_at",
];

/// Reads the body; every fault of it at once. `shown` is what an answer says now.
pub(crate) fn read(value: Value, shown: &Value) -> Result<Brand, Vec<Fault>> {
    let mut faults = Faults::default();
    let body = Field {
        at: Pointer::default(),
        value,
    };
    let brand = Fields::of(body, &mut faults).map(|fields| read_fields(fields, shown, &mut faults));
    faults.none_or(brand)
}

/// A part that is faulty is left out: the list of faults then keeps the whole back.
fn read_fields(mut fields: Fields, shown: &Value, faults: &mut Faults) -> Brand {
    for name in READ_ONLY {
        if let Some(Field { at, value }) = fields.take(name)
            && shown.get(name) != Some(&value)
        {
            let message = match name {
                "logo" => "is set by PUT /v1/branding/logo, and taken away by DELETE; leave it out",
                _ => "is read only; leave it out",
            };
            faults.add(&at, Wrong::new(FaultCode::Unsupported, message));
        }
    }
    let name = fields.required_text("name", faults, line::<MAX_NAME>);
    let mut brand = Brand {
        domain: fields.text("domain", faults, link::domain),
        palette: object(&mut fields, "palette", faults, palette).unwrap_or_default(),
        schemes: fields
            .text("scheme", faults, |text| {
                text.parse::<Schemes>()
                    .map_err(|_| unsupported("must be light, dark or both"))
            })
            .unwrap_or_default(),
        radius: radius(&mut fields, faults).unwrap_or_default(),
        type_scale: fields
            .text("type_scale", faults, |text| {
                text.parse::<TypeScale>()
                    .map_err(|_| unsupported("must be compact, regular or large"))
            })
            .unwrap_or_default(),
        font: fields.text("font", faults, font).unwrap_or_default(),
        heading_font: fields.text("heading_font", faults, font),
        legal: fields.text("legal_name", faults, line::<MAX_NAME>),
        links: object(&mut fields, "links", faults, links).unwrap_or_default(),
        words: fields
            .take("words")
            .map(|field| words::read(field, faults))
            .unwrap_or_default(),
        ..Brand::plain(name.unwrap_or_default())
    };
    if let Some(mut support) = opened(&mut fields, "support", faults) {
        brand.support_email = support.text("email", faults, |text| {
            Email::typed(text).map(|email| email.as_str().to_owned())
        });
        brand.support_phone = support.text("phone", faults, phone);
        brand.support_url = support.text("url", faults, link::page);
        support.close(faults);
    }
    fields.close(faults);
    brand
}

/// The fields of an object below this one, where there is one.
fn opened(fields: &mut Fields, name: &str, faults: &mut Faults) -> Option<Fields> {
    fields
        .take(name)
        .and_then(|field| Fields::of(field, faults))
}

fn object<T>(
    fields: &mut Fields,
    name: &str,
    faults: &mut Faults,
    read: impl FnOnce(&mut Fields, &mut Faults) -> T,
) -> Option<T> {
    let mut inner = opened(fields, name, faults)?;
    let read = read(&mut inner, faults);
    inner.close(faults);
    Some(read)
}

fn palette(fields: &mut Fields, faults: &mut Faults) -> Palette {
    let default = Palette::default();
    Palette {
        primary: fields
            .text("primary", faults, colour)
            .unwrap_or(default.primary),
        tint: fields.text("tint", faults, colour).unwrap_or(default.tint),
        accent: fields.text("accent", faults, colour),
        dark: object(fields, "dark", faults, |fields, faults| NightPalette {
            primary: fields.text("primary", faults, colour),
            tint: fields.text("tint", faults, colour),
            accent: fields.text("accent", faults, colour),
        })
        .unwrap_or_default(),
    }
}

fn links(fields: &mut Fields, faults: &mut Faults) -> LegalLinks {
    LegalLinks {
        terms: legal_link(fields, "terms", faults),
        privacy: legal_link(fields, "privacy", faults),
        refund: legal_link(fields, "refund", faults),
    }
}

/// One address for everybody, or an object with one for each language.
fn legal_link(fields: &mut Fields, name: &str, faults: &mut Faults) -> Option<LegalLink> {
    let field = fields.take(name)?;
    match field.value {
        Value::String(text) => link::page(&text)
            .map(LegalLink::Same)
            .map_err(|wrong| faults.add(&field.at, wrong))
            .ok(),
        Value::Object(_) => {
            let mut languages = Fields::of(field, faults)?;
            let [english, french] =
                Locale::ALL.map(|locale| languages.required_text(locale.tag(), faults, link::page));
            languages.close(faults);
            Some(LegalLink::each(english?, french?))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
            let message = "must be a string, or an object with one for each language";
            faults.add(&field.at, Wrong::new(FaultCode::WrongType, message));
            None
        }
    }
}

fn radius(fields: &mut Fields, faults: &mut Faults) -> Option<Radius> {
    let pixels = fields.integer(
        "radius",
        faults,
        0..=i64::from(Radius::MAX),
        (
            "must be at least 0 pixels".into(),
            "must be at most 24 pixels".into(),
        ),
    )?;
    Radius::try_from(u8::try_from(pixels).ok()?).ok()
}

fn colour(text: &str) -> Result<Rgb, Wrong> {
    text.parse().map_err(|_| {
        Wrong::new(
            FaultCode::Invalid,
            "must be # and six hexadecimal digits, such as #1f4d3a",
        )
    })
}

fn font(text: &str) -> Result<Font, Wrong> {
    text.parse().map_err(|_| {
        let known: Vec<_> = Font::ALL.map(Font::as_str).into();
        Wrong::told(
            FaultCode::Unsupported,
            format!("must be one of {}", known.join(", ")),
        )
    })
}

const fn unsupported(message: &'static str) -> Wrong {
    Wrong::new(FaultCode::Unsupported, message)
}

/// A line of plain text.
pub(super) fn line<const MAX: usize>(text: &str) -> Result<String, Wrong> {
    let line: Line<MAX> = text.parse().map_err(wrong)?;
    Ok(line.into())
}

/// What is wrong with a line.
pub(super) fn wrong(fault: InvalidLine) -> Wrong {
    let code = match fault {
        InvalidLine::TooLong(_) => FaultCode::TooLong,
        InvalidLine::Empty => FaultCode::Required,
        InvalidLine::Padded | InvalidLine::NotPlain => FaultCode::Invalid,
    };
    Wrong::told(code, fault.to_string())
}

/// A telephone number as it is written: digits, and what stands between them.
fn phone(text: &str) -> Result<String, Wrong> {
    let number = line::<MAX_PHONE>(text)?;
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_number = number
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-' | '.'));
    if is_number && (3..=15).contains(&digits) {
        Ok(number)
    } else {
        Err(Wrong::new(
            FaultCode::Invalid,
            "must be a telephone number of 3 to 15 digits, with spaces, +, -, . or brackets between them",
        ))
    }
}
