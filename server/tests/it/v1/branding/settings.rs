use reqwest::Method;
use serde_json::{Value, json};

use super::{BRANDING, LOGO, put, whole};
use crate::house::{Answer, House};

#[tokio::test]
async fn a_merchant_begins_with_its_name_and_nobodys_colours() {
    let house = House::open();
    let mut read = house.get(BRANDING).await.json();
    assert!(read["stylesheet_url"].as_str().unwrap().ends_with(".css"));
    read["stylesheet_url"] = "…".into();
    read["mended"] = json!([]);
    insta::assert_json_snapshot!(read, @r##"
        {
          "domain": null,
          "font": "system",
          "heading_font": null,
          "legal_name": null,
          "links": {
            "privacy": null,
            "refund": null,
            "terms": null
          },
          "logo": null,
          "mended": [],
          "mode": "test",
          "name": "Maple & Pine",
          "object": "branding",
          "palette": {
            "accent": null,
            "dark": {
              "accent": null,
              "primary": null,
              "tint": null
            },
            "primary": "#2b3a55",
            "tint": "#e9ecf2"
          },
          "radius": 8,
          "scheme": "both",
          "stylesheet_url": "…",
          "support": {
            "email": null,
            "phone": null,
            "url": null
          },
          "type_scale": "regular",
          "updated_at": null,
          "words": {}
        }
        "##);
}

#[tokio::test]
async fn what_is_set_is_read_and_can_be_sent_back_as_it_was_read() {
    let house = House::open();
    let set = put(&house, &whole()).await;
    assert_eq!(set.status, 200, "{}", set.text);
    let read = house.get(BRANDING).await;
    assert_eq!(read.text, set.text);
    let mut told = read.json();
    assert!(told["updated_at"].is_string());
    for (name, value) in whole().as_object().unwrap() {
        assert_eq!(&told[name], value, "{name}");
    }
    told["radius"] = 0.into();
    let again = put(&house, &told).await;
    assert_eq!((again.status, &again.json()["radius"]), (200, &json!(0)));

    // What is left out is as if it was never set.
    let little = put(&house, &json!({ "name": "Coin" })).await.json();
    assert_eq!(little["font"], "system");
    assert_eq!(little["support"]["email"], Value::Null);
    assert_eq!(little["words"], json!({}));
}

#[tokio::test]
async fn an_unreadable_palette_is_mended_and_the_merchant_is_told_how() {
    let house = House::open();
    let body = json!({ "name": "Zitrone", "palette": { "primary": "#ffee00" } });
    let told = put(&house, &body).await.json();
    assert_eq!(told["palette"]["primary"], "#ffee00", "the wish is kept");
    let mended = told["mended"].as_array().unwrap();
    let button = mended
        .iter()
        .find(|mend| mend["property"] == "--brand" && mend["scheme"] == "light")
        .unwrap();
    assert_eq!(button["wanted"], "#ffee00");
    assert_ne!(button["served"], "#ffee00");
    let ratio = |name: &str| button[name].as_f64().unwrap();
    assert!(ratio("contrast") < ratio("required"), "{button}");
    assert!(ratio("served_contrast") >= ratio("required"), "{button}");

    let address = told["stylesheet_url"].as_str().unwrap();
    let css = house.fetch(address).await;
    let served = button["served"].as_str().unwrap();
    assert!(
        css.text.contains(&format!("--brand:light-dark({served},")),
        "{}",
        css.text
    );
}

#[tokio::test]
async fn every_fault_of_a_branding_is_named_at_once() {
    let house = House::open();
    let body = json!({
        "name": " ", "legal_name": "a\u{202e}b", "domain": "https://shop.example/",
        "palette": { "primary": "red", "tint": 7, "accents": "#123456", "dark": { "primary": "#12" } },
        "scheme": "dusk", "radius": 25, "type_scale": "huge", "font": "comic",
        "heading_font": "papyrus",
        "support": { "email": "nobody", "phone": "call me", "url": "javascript:alert(1)" },
        "links": { "terms": "http://shop.example/", "privacy": "//shop.example", "imprint": "x" },
        "words": {
            "paid": { "en-CA": { "title": "Not paid" }, "fr-CA": { "note": "x".repeat(281) } },
            "choose": { "en-CA": { "title": "Pay" } },
            "moon": {}
        },
        "logo": "https://evil.example/logo.png", "css": "body{display:none}"
    });
    insta::assert_snapshot!(put(&house, &body).await.faults(), @r#"
        /logo unsupported: is set by PUT /v1/branding/logo, and taken away by DELETE; leave it out
        /name required: must not be empty
        /domain invalid: must be a domain alone, such as shop.example
        /palette/primary invalid: must be # and six hexadecimal digits, such as #1f4d3a
        /palette/tint wrong_type: must be a string
        /palette/dark/primary invalid: must be # and six hexadecimal digits, such as #1f4d3a
        /palette/accents unknown_field: is not a field of this object
        /scheme unsupported: must be light, dark or both
        /radius too_large: must be at most 24 pixels
        /type_scale unsupported: must be compact, regular or large
        /font unsupported: must be one of system, inter, source_sans, atkinson, figtree, lora
        /heading_font unsupported: must be one of system, inter, source_sans, atkinson, figtree, lora
        /legal_name invalid: must be one line of plain text, without control or direction characters
        /links/terms unsupported: must be https://
        /links/privacy invalid: must be an absolute https:// address
        /links/imprint unknown_field: is not a field of this object
        /words/choose/fr-CA required: is required
        /words/paid/en-CA/title unsupported: cannot be yours: what this screen says of money is never replaced; use note
        /words/paid/fr-CA/note too_long: must be at most 280 characters
        /words/moon unknown_field: is not a field of this object
        /support/email invalid: is not valid
        /support/phone invalid: must be a telephone number of 3 to 15 digits, with spaces, +, -, . or brackets between them
        /support/url invalid: must be an absolute https:// address
        /css unknown_field: is not a field of this object
        "#);
    let unchanged = house.get(BRANDING).await.json();
    assert_eq!(unchanged["name"], "Maple & Pine");
    assert_eq!(unchanged["updated_at"], Value::Null);
}

#[tokio::test]
async fn a_legal_link_is_one_for_both_languages_or_one_for_each() {
    let house = House::open();
    let each =
        json!({ "en-CA": "https://shop.example/terms", "fr-CA": "https://shop.example/cgv" });
    let same = json!({ "en-CA": "https://shop.example/r", "fr-CA": "https://shop.example/r" });
    let body = json!({
        "name": "Coin",
        "links": { "terms": each, "privacy": "https://shop.example/privacy", "refund": same }
    });
    let told = put(&house, &body).await.json();
    assert_eq!(told["links"]["terms"], each);
    assert_eq!(told["links"]["privacy"], "https://shop.example/privacy");
    assert_eq!(told["links"]["refund"], "https://shop.example/r");
    let again = put(&house, &told).await;
    assert_eq!(again.json()["links"], told["links"], "{}", again.text);

    let checkout = house.checkout(&crate::house::order()).await;
    let url = checkout["url"].as_str().unwrap();
    for (locale, href) in [("en-CA", "/terms\""), ("fr-CA", "/cgv\"")] {
        let page = house.fetch(&format!("{url}?lang={locale}")).await.text;
        assert!(
            page.contains(&format!("href=\"https://shop.example{href}")),
            "{locale}"
        );
    }

    let body = json!({
        "name": "Coin",
        "links": {
            "terms": { "en-CA": "http://shop.example", "de": "x" }, "privacy": 7, "refund": []
        }
    });
    insta::assert_snapshot!(put(&house, &body).await.faults(), @r#"
        /links/terms/en-CA unsupported: must be https://
        /links/terms/fr-CA required: is required
        /links/terms/de unknown_field: is not a field of this object
        /links/privacy wrong_type: must be a string, or an object with one for each language
        /links/refund wrong_type: must be a string, or an object with one for each language
        "#);
}

#[tokio::test]
async fn test_and_live_pages_and_other_merchants_have_looks_of_their_own() {
    let house = House::open();
    put(&house, &json!({ "name": "Test" })).await;
    let with = |key: String| {
        let request = house.anonymous(Method::GET, BRANDING).bearer_auth(key);
        async { Answer::of(request).await.json()["name"].clone() }
    };
    assert_eq!(with(house.live_key()).await, "Maple & Pine");
    assert_eq!(with(house.another_merchant().1).await, "Maple & Pine");
    assert_eq!(house.get(BRANDING).await.json()["name"], "Test");
}

#[tokio::test]
async fn a_branding_that_is_sent_twice_is_set_once() {
    let house = House::open();
    let send = async |name: &str| {
        let request = house.request(Method::PUT, BRANDING);
        let body = json!({ "name": name });
        Answer::of(request.header("idempotency-key", "brand-1").json(&body)).await
    };
    let first = send("One").await;
    put(&house, &json!({ "name": "Two" })).await;
    let again = send("One").await;
    assert_eq!(again.text, first.text);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(house.get(BRANDING).await.json()["name"], "Two");
    assert_eq!(
        send("Three").await.problem()["code"],
        "idempotency_key_reused"
    );
}

#[tokio::test]
async fn nobody_reads_or_sets_a_branding_without_a_key() {
    let house = House::open();
    for (method, path) in [
        (Method::GET, BRANDING),
        (Method::PUT, BRANDING),
        (Method::PUT, LOGO),
        (Method::DELETE, LOGO),
    ] {
        let answer = Answer::of(house.anonymous(method.clone(), path)).await;
        assert_eq!(answer.problem()["code"], "unauthorized", "{method} {path}");
    }
}
