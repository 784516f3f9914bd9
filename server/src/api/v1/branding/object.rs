use std::collections::BTreeMap;

use app::brand::{Brand, Font, LegalLink, Logo, Mend, Said};
use payment::{MerchantId, Mode, Timestamp};
use serde::Serialize;
use serde_json::Value;

use crate::{
    clock::rfc3339,
    config::{Config, PublicUrl},
};

/// `"object": "branding"`
#[derive(Debug, Serialize)]
pub(crate) struct Branding<'a> {
    object: &'static str,
    mode: Mode,
    name: &'a str,
    legal_name: Option<&'a str>,
    domain: Option<&'a str>,
    palette: Palette,
    scheme: &'static str,
    /// CSS pixels.
    radius: u8,
    type_scale: &'static str,
    font: &'static str,
    heading_font: Option<&'static str>,
    support: Support<'a>,
    links: Links<'a>,
    words: BTreeMap<&'a str, &'a BTreeMap<String, Said>>,
    logo: Option<Picture>,
    stylesheet_url: String,
    mended: Vec<Mended>,
    updated_at: Option<String>,
}

#[derive(Debug, Serialize)]
struct Palette {
    primary: String,
    tint: String,
    accent: Option<String>,
    dark: Night,
}

#[derive(Debug, Serialize)]
struct Night {
    primary: Option<String>,
    tint: Option<String>,
    accent: Option<String>,
}

#[derive(Debug, Serialize)]
struct Support<'a> {
    email: Option<&'a str>,
    phone: Option<&'a str>,
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Links<'a> {
    terms: Option<&'a LegalLink>,
    privacy: Option<&'a LegalLink>,
    refund: Option<&'a LegalLink>,
}

/// The logo as it is served, and how large it is shown at the most.
#[derive(Debug, Serialize)]
struct Picture {
    url: String,
    /// CSS pixels.
    width: u16,
    /// CSS pixels.
    height: u16,
}

/// A colour that is not served as it was wished.
#[derive(Debug, Serialize)]
struct Mended {
    property: String,
    scheme: &'static str,
    wanted: String,
    served: String,
    against: String,
    contrast: f64,
    required: f64,
    served_contrast: f64,
    message: String,
}

impl<'a> Branding<'a> {
    pub(crate) fn of(
        brand: &'a Brand,
        (merchant, mode): (&MerchantId, Mode),
        changed_at: Option<Timestamp>,
        config: &Config,
    ) -> Self {
        let Brand {
            name,
            domain,
            logo,
            palette,
            schemes,
            radius,
            type_scale,
            font,
            heading_font,
            support_email,
            support_phone,
            support_url,
            legal,
            links,
            words,
        } = brand;
        let public_url = &config.server.public_url;
        Self {
            object: "branding",
            mode,
            name,
            legal_name: legal.as_deref(),
            domain: domain.as_deref(),
            palette: Palette::of(palette),
            scheme: schemes.as_str(),
            radius: radius.pixels(),
            type_scale: type_scale.as_str(),
            font: font.as_str(),
            heading_font: heading_font.map(Font::as_str),
            support: Support {
                email: support_email.as_deref(),
                phone: support_phone.as_deref(),
                url: support_url.as_deref(),
            },
            links: Links {
                terms: links.terms.as_ref(),
                privacy: links.privacy.as_ref(),
                refund: links.refund.as_ref(),
            },
            words: words.screens().collect(),
            logo: logo.as_ref().map(|logo| Picture::of(logo, public_url)),
            stylesheet_url: public_url.join(format_args!("{}", brand.href(merchant, mode))),
            mended: brand.mended().iter().map(Mended::of).collect(),
            updated_at: changed_at.map(rfc3339),
        }
    }

    /// The same as a value that can be looked into.
    pub(crate) fn as_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl Palette {
    fn of(palette: &app::brand::Palette) -> Self {
        let app::brand::Palette {
            primary,
            tint,
            accent,
            dark,
        } = palette;
        let app::brand::NightPalette {
            primary: of_primary,
            tint: of_tint,
            accent: of_accent,
        } = dark;
        let written = |colour: &Option<app::brand::Rgb>| colour.map(String::from);
        Self {
            primary: String::from(*primary),
            tint: String::from(*tint),
            accent: written(accent),
            dark: Night {
                primary: written(of_primary),
                tint: written(of_tint),
                accent: written(of_accent),
            },
        }
    }
}

impl Picture {
    fn of(logo: &Logo, public_url: &PublicUrl) -> Self {
        Self {
            url: public_url.join(format_args!("{}", logo.href)),
            width: logo.width,
            height: logo.height,
        }
    }
}

impl Mended {
    fn of(mend: &Mend) -> Self {
        let Mend {
            property,
            scheme,
            wanted,
            served,
            against,
            contrast,
            required,
            served_contrast,
        } = mend;
        let scheme = scheme.as_str();
        Self {
            property: format!("--{property}"),
            scheme,
            wanted: String::from(*wanted),
            served: String::from(*served),
            against: format!("--{against}"),
            contrast: *contrast,
            required: *required,
            served_contrast: *served_contrast,
            message: format!(
                "In the {scheme} scheme {wanted} has a contrast of {contrast}:1 against \
                 --{against}, where {required}:1 is needed: --{property} is served as {served}, \
                 with {served_contrast}:1."
            ),
        }
    }
}
