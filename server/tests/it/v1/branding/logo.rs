use std::io::Cursor;

use reqwest::Method;
use serde_json::{Value, json};

use super::{BRANDING, LOGO, SVG, put, put_logo};
use crate::house::{Answer, House, browser};

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb([200, 30, 60]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_logo_is_drawn_anew_and_served_from_an_address_that_changes_with_it() {
    let house = House::open();
    let set = put_logo(&house, "image/png", png(600, 200)).await;
    assert_eq!(set.status, 200, "{}", set.text);
    let logo = set.json()["logo"].clone();
    assert_eq!((&logo["width"], &logo["height"]), (&json!(144), &json!(48)));
    let url = logo["url"].as_str().unwrap();

    let response = browser().get(url).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let headers = response.headers().clone();
    for (name, value) in [
        ("content-type", "image/png"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "public, max-age=31536000, immutable"),
    ] {
        assert_eq!(headers[name], value, "{name}");
    }
    let bytes = response.bytes().await.unwrap();
    let served = image::load_from_memory(&bytes).unwrap();
    assert_eq!((served.width(), served.height()), (288, 96));

    let other = put_logo(&house, "image/svg+xml; charset=utf-8", SVG).await;
    let other = other.json()["logo"]["url"].as_str().unwrap().to_owned();
    assert_ne!(other, url);
    assert_eq!(
        house.fetch(url).await.status,
        200,
        "pages that are open ask for it"
    );
    assert_eq!(house.fetch(&other).await.status, 200);

    // Setting the rest leaves it where it is.
    let named = put(&house, &json!({ "name": "Coin" })).await.json();
    assert_eq!(named["logo"]["url"], other);
    let gone = Answer::of(house.request(Method::DELETE, LOGO)).await;
    assert_eq!((gone.status, &gone.json()["logo"]), (200, &Value::Null));
    assert_eq!(house.fetch(&other).await.status, 200);
    assert_eq!(house.get(BRANDING).await.text, gone.text);
}

#[tokio::test]
async fn what_is_no_logo_is_refused_and_told_why() {
    let house = House::open();
    let script = SVG.replace("<rect", "<script>alert(1)</script><rect onload='x()'");
    let outside = SVG.replace("#0a7", "url(https://evil.example/#a)");
    let long = SVG.replace("0 0 80 40", "0 0 8000 40");
    let cases: [(&str, Vec<u8>, &str); 8] = [
        (
            "image/png",
            Vec::new(),
            "required: there is no picture in the body",
        ),
        (
            "image/png",
            SVG.into(),
            "wrong_type: is not the kind of picture that Content-Type says",
        ),
        (
            "image/svg+xml",
            png(9, 9),
            "wrong_type: is not the kind of picture that Content-Type says",
        ),
        (
            "image/png",
            png(60, 60)[..70].to_vec(),
            "invalid: cannot be read as a picture",
        ),
        (
            "image/png",
            png(4097, 600),
            "too_large: has too many pixels: at most 4096 to a side and 8 million in all",
        ),
        (
            "image/svg+xml",
            script.into(),
            "unsupported: has a script in it",
        ),
        (
            "image/svg+xml",
            outside.into(),
            "unsupported: refers to something outside of itself",
        ),
        (
            "image/svg+xml",
            long.into(),
            "invalid: is too long and thin: at most ten times as long as it is broad",
        ),
    ];
    for (media, bytes, fault) in cases {
        let answer = put_logo(&house, media, bytes).await;
        assert_eq!(answer.faults(), format!(" {fault}"));
    }
    for media in ["image/gif", "text/html", "application/json", ""] {
        let answer = put_logo(&house, media, png(9, 9)).await;
        assert_eq!(
            answer.problem()["code"],
            "unsupported_media_type",
            "{media}"
        );
    }
    let answer = put_logo(&house, "image/png", vec![0; 200 * 1024 + 1]).await;
    assert_eq!(answer.problem()["code"], "body_too_large");
    assert_eq!(house.get(BRANDING).await.json()["logo"], Value::Null);
}

#[tokio::test]
async fn a_logo_that_is_sent_twice_is_set_once() {
    let house = House::open();
    let send = async |media: &str| {
        let request = house.request(Method::PUT, LOGO);
        let request = request
            .header("idempotency-key", "logo-1")
            .header("content-type", media);
        Answer::of(request.body(SVG)).await
    };
    let first = send("image/svg+xml").await;
    assert_eq!(first.status, 200, "{}", first.text);
    let again = send("image/svg+xml").await;
    assert_eq!(again.text, first.text);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(
        send("image/png").await.problem()["code"],
        "idempotency_key_reused"
    );
}

#[tokio::test]
async fn a_logo_is_of_its_merchant_and_mode_only() {
    let house = House::open();
    let url = put_logo(&house, "image/svg+xml", SVG).await.json()["logo"]["url"].clone();
    let url = url.as_str().unwrap();
    let (other, _) = house.another_merchant();
    for address in [
        url.replace(&house.merchant, &other),
        url.replace("-test-", "-live-"),
        url.replace(".png", ".svg"),
        url.replace(".png", ""),
    ] {
        let answer = house.fetch(&address).await;
        assert_eq!(answer.status, 404, "{address}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}
