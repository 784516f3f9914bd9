mod logo;
mod page;
mod settings;

use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Answer, House};

const BRANDING: &str = "/v1/branding";
const LOGO: &str = "/v1/branding/logo";

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 40\">\
                   <rect width=\"80\" height=\"40\" fill=\"#0a7\"/></svg>";

async fn put(house: &House, body: &Value) -> Answer {
    Answer::of(house.request(Method::PUT, BRANDING).json(body)).await
}

async fn put_logo(house: &House, media: &str, bytes: impl Into<reqwest::Body>) -> Answer {
    let request = house
        .request(Method::PUT, LOGO)
        .header("content-type", media)
        .body(bytes);
    Answer::of(request).await
}

/// Everything that can be set.
fn whole() -> Value {
    let said = |note: &str| json!({ "note": note });
    json!({
        "name": "Épicerie du coin", "legal_name": "Épicerie du coin inc.",
        "domain": "epicerie.example",
        "palette": {
            "primary": "#7a1f3d", "tint": "#f3e9ec", "accent": "#0b5fa5",
            "dark": { "primary": "#f0a3bd", "tint": null, "accent": "#8ec5f5" }
        },
        "scheme": "both", "radius": 16, "type_scale": "large",
        "font": "atkinson", "heading_font": "lora",
        "support": {
            "email": "aide@epicerie.example", "phone": "+1 (418) 555-0199",
            "url": "https://epicerie.example/aide"
        },
        "links": {
            "terms": "https://epicerie.example/conditions",
            "privacy": "https://epicerie.example/vie-privee",
            "refund": "https://epicerie.example/retours"
        },
        "words": {
            "choose": {
                "en-CA": { "title": "Pay for your basket", "note": "We deliver on Mondays." },
                "fr-CA": { "title": "Réglez votre panier", "note": "Nous livrons le lundi." }
            },
            "paid": { "en-CA": said("See you on Monday."), "fr-CA": said("À lundi.") }
        }
    })
}
