//! Whatever a shop calls itself and wherever it is written to, a letter is a letter.

use reqwest::Method;
use serde_json::json;

use super::{PATIENT, office::Office};
use crate::moment::Moment;

/// Markup, quotes, letters that run the other way, and as many as there can be.
const NAMES: [&str; 3] = [
    "<script>alert(\"1\")</script> & 'Fils' </title><img src=x onerror=alert(1)>",
    "متجر الصنوبر & אורן\u{a0}»",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
];

/// As a page names it.
fn escaped(name: &str) -> String {
    let name = name.replace('&', "&amp;").replace('<', "&lt;");
    name.replace('>', "&gt;").replace('"', "&quot;")
}

#[tokio::test]
async fn nothing_that_a_shop_calls_itself_is_markup() {
    for name in NAMES {
        let office = Office::open().await;
        let house = Moment::writing(&office, PATIENT).await;
        let branding = json!({ "name": name });
        let set = house
            .api(Method::PUT, "/v1/branding", Some(&branding))
            .await;
        assert_eq!(set["name"], name, "{set}");
        house.paid("en-CA").await;
        let letter = office.single();
        let text = letter.part("text/plain");
        assert!(text.contains(name), "{text}");
        let html = letter.part("text/html");
        assert!(html.contains(&escaped(name)), "{html}");
        for markup in ["<script", "<img", "onerror=alert(1)>"] {
            assert!(!html.contains(markup), "{markup}: {html}");
        }
        assert_eq!(html.matches("</title>").count(), 1, "{html}");
        let mail = letter.parsed();
        let kinds: Vec<_> = mail.parts().map(|it| it.ctype.mimetype.clone()).collect();
        assert_eq!(kinds.last().map(String::as_str), Some("application/pdf"));
        let paper = mail.parts().last().unwrap().get_body_raw().unwrap();
        assert!(paper.starts_with(b"%PDF-1.7"));
    }
}

#[tokio::test]
async fn a_domain_in_other_letters_is_reached_by_servers_that_know_plain_ones_alone() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let page = house.order(json!({})).await;
    let form = [
        ("token", page.token.as_str()),
        ("method", "guaranteed_eft"),
        ("first_name", "Zoé"),
        ("last_name", "Tremblay"),
        ("email", "zoe@érable.ca"),
        ("lang", "fr-CA"),
    ];
    assert_eq!(house.submit("/actions/start", &form).await, 303);
    let sessions = house.twin_list("/_twin/sessions").await;
    let session = sessions.last().unwrap()["id"].as_str().unwrap();
    let drive = format!("/_twin/sessions/{session}/drive");
    house.twin_order(&drive, &json!({ "to": "EFT0301" })).await;
    house.pass(super::A_READ).await;
    assert_eq!(office.single().to, ["RCPT TO:<zoe@xn--rable-9ra.ca>"]);
}

#[tokio::test]
async fn answers_are_promised_where_they_go_somewhere() {
    for (support, is_read) in [
        ("aide@erable.example", true),
        ("aidé@erable.example", false),
    ] {
        let office = Office::open().await;
        let house = Moment::writing(&office, PATIENT).await;
        let branding = json!({ "name": "Érable", "support": { "email": support } });
        let set = house
            .api(Method::PUT, "/v1/branding", Some(&branding))
            .await;
        assert_eq!(set["support"]["email"], support, "{set}");
        house.paid("en-CA").await;
        let letter = office.single();
        let mail = letter.parsed();
        let reply = mail.headers.iter().find(|it| it.get_key() == "Reply-To");
        assert_eq!(reply.is_some(), is_read);
        let text = letter.part("text/plain");
        let promise = "If you reply, Érable gets your message.";
        assert_eq!(text.contains(promise), is_read, "{text}");
        let none = "Nobody reads replies to this message.";
        assert_eq!(text.contains(none), !is_read, "{text}");
    }
}
