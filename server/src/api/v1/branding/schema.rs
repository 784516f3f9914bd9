use app::brand::{Font, MAX_NOTE, MAX_TITLE, Radius, takes_title};
use payment::{Locale, Screen};
use serde_json::{Map, Value, json};

use crate::api::openapi::Schema;

/// What this resource is made of.
pub(crate) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("BrandingSettings", settings().closed()),
        ("Branding", branding()),
    ]
}

fn colour() -> Schema {
    Schema::pattern("^#[0-9A-Fa-f]{6}$")
}

fn font() -> Schema {
    Schema::one_of(Font::ALL.map(Font::as_str))
}

fn link() -> Schema {
    Schema::pattern("^https://")
        .with("format", "uri")
        .with("maxLength", 2048)
}

/// One address, or one for each language.
fn legal_link() -> Schema {
    let each = Schema::object(Locale::ALL.map(|locale| (locale.tag(), link()))).closed();
    Schema::anything().with("anyOf", json!([link().written(), each.written()]))
}

fn name() -> Schema {
    Schema::text().with("minLength", 1).with("maxLength", 100)
}

fn palette() -> Schema {
    let dark = Schema::object([
        ("primary?", colour().or_null()),
        ("tint?", colour().or_null()),
        ("accent?", colour().or_null()),
    ])
    .closed()
    .about("What is different by night; what is left out is worked out from the day.");
    Schema::object([
        ("primary?", colour().or_null().about("The main button.")),
        (
            "tint?",
            colour().or_null().about("What the grounds lean to."),
        ),
        (
            "accent?",
            colour()
                .or_null()
                .about("Links, the focus ring and marks; else as primary."),
        ),
        ("dark?", dark.or_null()),
    ])
    .closed()
}

fn words() -> Schema {
    let screens: Map<String, Value> = Screen::ALL
        .into_iter()
        .map(|screen| (screen.as_str().to_owned(), said(screen).written()))
        .collect();
    Schema::object([])
        .with("properties", screens)
        .closed()
        .about("What you say yourself, by screen and language.")
}

fn said(screen: Screen) -> Schema {
    let note = Schema::text()
        .with("minLength", 1)
        .with("maxLength", MAX_NOTE)
        .or_null();
    let title = Schema::text()
        .with("minLength", 1)
        .with("maxLength", MAX_TITLE)
        .or_null();
    let said = if takes_title(screen) {
        Schema::object([("title?", title), ("note?", note)])
    } else {
        Schema::object([("note?", note)])
    };
    let said = said.closed();
    Schema::object(Locale::ALL.map(|locale| (locale.tag(), said.clone())))
        .closed()
        .or_null()
}

fn settings() -> Schema {
    let support = Schema::object([
        ("email?", Schema::text().with("maxLength", 100).or_null()),
        ("phone?", Schema::text().with("maxLength", 40).or_null()),
        ("url?", link().or_null()),
    ])
    .closed();
    let links = Schema::object([
        ("terms?", legal_link().or_null()),
        ("privacy?", legal_link().or_null()),
        ("refund?", legal_link().or_null()),
    ])
    .closed();
    let read_only = |about: &str| Schema::anything().about(about);
    const SENT_BACK: &str = "Read only: may be sent back as it was read.";
    Schema::object([
        ("name", name().about("What customers know you as.")),
        ("legal_name?", name().or_null().about("For receipts.")),
        ("domain?", Schema::text().with("maxLength", 253).or_null()),
        ("palette?", palette().or_null()),
        (
            "scheme?",
            Schema::one_of(["light", "dark", "both"]).or_null(),
        ),
        (
            "radius?",
            Schema::integer(0..=i64::from(Radius::MAX))
                .or_null()
                .about("CSS pixels."),
        ),
        (
            "type_scale?",
            Schema::one_of(["compact", "regular", "large"]).or_null(),
        ),
        ("font?", font().or_null()),
        ("heading_font?", font().or_null()),
        ("support?", support.or_null()),
        ("links?", links.or_null()),
        ("words?", words().or_null()),
        ("object?", read_only(SENT_BACK)),
        ("mode?", read_only(SENT_BACK)),
        (
            "logo?",
            read_only("Set by PUT /v1/branding/logo. Read only here."),
        ),
        ("stylesheet_url?", read_only(SENT_BACK)),
        ("mended?", read_only(SENT_BACK)),
        ("updated_at?", read_only(SENT_BACK)),
    ])
}

fn mended() -> Schema {
    let ratio = || Schema::anything().with("type", "number");
    Schema::object([
        ("property", Schema::text().about("The custom property.")),
        ("scheme", Schema::one_of(["light", "dark"])),
        ("wanted", colour()),
        ("served", colour()),
        (
            "against",
            Schema::text().about("The custom property that it is seen against worst."),
        ),
        ("contrast", ratio().about("Of what was wished, to one.")),
        ("required", ratio()),
        ("served_contrast", ratio()),
        ("message", Schema::text().about("The same for people.")),
    ])
}

fn branding() -> Schema {
    let night = Schema::object([
        ("primary", colour().or_null()),
        ("tint", colour().or_null()),
        ("accent", colour().or_null()),
    ]);
    let palette = Schema::object([
        ("primary", colour()),
        ("tint", colour()),
        ("accent", colour().or_null()),
        ("dark", night),
    ]);
    let support = Schema::object([
        ("email", Schema::text().or_null()),
        ("phone", Schema::text().or_null()),
        ("url", link().or_null()),
    ]);
    let links = Schema::object([
        ("terms", legal_link().or_null()),
        ("privacy", legal_link().or_null()),
        ("refund", legal_link().or_null()),
    ]);
    let logo = Schema::object([
        ("url", Schema::text().with("format", "uri")),
        ("width", Schema::integer(1..=192).about("CSS pixels.")),
        ("height", Schema::integer(1..=48).about("CSS pixels.")),
    ]);
    Schema::object([
        ("object", Schema::constant("branding")),
        ("mode", Schema::one_of(["test", "live"])),
        ("name", name()),
        ("legal_name", name().or_null()),
        ("domain", Schema::text().or_null()),
        ("palette", palette),
        ("scheme", Schema::one_of(["light", "dark", "both"])),
        ("radius", Schema::integer(0..=i64::from(Radius::MAX))),
        (
            "type_scale",
            Schema::one_of(["compact", "regular", "large"]),
        ),
        ("font", font()),
        ("heading_font", font().or_null()),
        ("support", support),
        ("links", links),
        ("words", words()),
        ("logo", logo.or_null()),
        ("stylesheet_url", Schema::text().with("format", "uri")),
        ("mended", Schema::list(&mended())),
        ("updated_at", Schema::moment().or_null()),
    ])
}

pub(super) fn settings_example() -> Value {
    json!({
        "name": "Maple & Pine",
        "legal_name": "Maple & Pine Outfitters Inc.",
        "domain": "mapleandpine.example",
        "palette": { "primary": "#1f4d3a", "tint": "#f1e8d8" },
        "scheme": "both",
        "radius": 8,
        "type_scale": "regular",
        "font": "source_sans",
        "support": { "email": "hello@mapleandpine.example", "phone": "1 800 555-0142" },
        "links": { "terms": "https://mapleandpine.example/terms" },
        "words": { "paid": {
            "en-CA": { "note": "Your parcel leaves us within two days." },
            "fr-CA": { "note": "Votre colis part d’ici deux jours." }
        } }
    })
}

pub(super) fn example() -> Value {
    json!({
        "object": "branding",
        "mode": "test",
        "name": "Maple & Pine",
        "legal_name": "Maple & Pine Outfitters Inc.",
        "domain": "mapleandpine.example",
        "palette": {
            "primary": "#1f4d3a", "tint": "#f1e8d8", "accent": null,
            "dark": { "primary": null, "tint": null, "accent": null }
        },
        "scheme": "both",
        "radius": 8,
        "type_scale": "regular",
        "font": "source_sans",
        "heading_font": null,
        "support": {
            "email": "hello@mapleandpine.example", "phone": "1 800 555-0142", "url": null
        },
        "links": {
            "terms": "https://mapleandpine.example/terms", "privacy": null, "refund": null
        },
        "words": { "paid": {
            "en-CA": { "note": "Your parcel leaves us within two days." },
            "fr-CA": { "note": "Votre colis part d’ici deux jours." }
        } },
        "logo": null,
        "stylesheet_url": "https://pay.example.ca/brand/mer_01m7xzfqx6enb9asn1enb5vtty-test-1f2e3d4c5b6a7988.css",
        "mended": [{
            "property": "--brand", "scheme": "dark", "wanted": "#1f4d3a", "served": "#79a892",
            "against": "--brand-soft", "contrast": 1.44, "required": 3.0,
            "served_contrast": 5.19,
            "message": "In the dark scheme #1f4d3a has a contrast of 1.44:1 against --brand-soft, where 3:1 is needed: --brand is served as #79a892, with 5.19:1."
        }],
        "updated_at": "2026-11-21T15:04:05Z"
    })
}
