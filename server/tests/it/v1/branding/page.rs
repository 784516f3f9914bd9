use reqwest::Method;
use serde_json::json;

use super::{SVG, put, put_logo, whole};
use crate::{
    house::{Answer, House},
    payer::Payer,
};

/// The addresses that a page refers to on its own origin.
fn refers_to(html: &str) -> Vec<String> {
    ["href=\"/", "src=\"/"]
        .into_iter()
        .flat_map(|attribute| html.split(attribute).skip(1))
        .filter_map(|rest| Some(format!("/{}", rest.split('"').next()?)))
        .collect()
}

#[tokio::test]
async fn the_customers_page_wears_what_was_set() {
    let house = House::open();
    put(&house, &whole()).await;
    put_logo(&house, "image/svg+xml", SVG).await;
    let payer = Payer::new(&house).await;
    let page = payer.page().await;
    for seen in [
        "Épicerie du coin",
        "epicerie.example",
        "mailto:aide@epicerie.example",
        "tel:+14185550199",
        "https://epicerie.example/aide",
        "https://epicerie.example/conditions",
        "https://epicerie.example/vie-privee",
        "https://epicerie.example/retours",
        "Pay for your basket",
        "We deliver on Mondays.",
        "width=\"96\"",
    ] {
        assert!(page.text.contains(seen), "{seen}: {}", page.text);
    }
    let french = Answer::of(house.anonymous(Method::GET, &format!("{}?lang=fr-CA", payer.path())));
    let french = french.await.text;
    assert!(french.contains("Réglez votre panier") && french.contains("Nous livrons le lundi."));

    let addresses = refers_to(&page.text);
    let worn: Vec<_> = addresses
        .iter()
        .filter(|address| address.starts_with("/brand/"))
        .collect();
    // The logo beside the name and as the icon, two fonts, one stylesheet.
    assert_eq!(worn.len(), 5, "{worn:?}");
    for address in worn {
        let request = house.anonymous(Method::GET, address);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200, "{address}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        assert!(
            response.headers()["cache-control"]
                .to_str()
                .unwrap()
                .contains("immutable")
        );
    }
    assert!(
        page.header("content-security-policy")
            .contains("font-src 'self'")
    );
}

#[tokio::test]
async fn one_checkout_can_be_shown_by_another_light_than_the_rest() {
    let house = House::open();
    put(&house, &json!({ "name": "Nuit", "scheme": "dark" })).await;
    for (theme, shown) in [
        (json!(null), "data-theme=\"dark\""),
        (json!("auto"), "data-theme=\"dark\""),
        (json!("light"), "data-theme=\"light\""),
        (json!("dark"), "data-theme=\"dark\""),
    ] {
        let payer = Payer::with(&house, json!({ "theme": theme })).await;
        let page = payer.page().await.text;
        assert!(page.contains(shown), "{theme}");
        let told = payer.checkout().await["theme"].clone();
        assert_eq!(
            told,
            if theme.is_null() {
                json!("auto")
            } else {
                theme
            }
        );
    }
    put(&house, &json!({ "name": "Jour" })).await;
    let page = Payer::new(&house).await.page().await.text;
    assert!(!page.contains("data-theme"), "as the system has it");
    let order = json!({ "amount": 100, "theme": "sepia" });
    let refused = house.post("/v1/checkouts", &order).await;
    assert_eq!(
        refused.faults(),
        "/theme unsupported: must be auto, light or dark"
    );
}

#[tokio::test]
async fn nothing_on_the_page_or_around_it_says_who_made_it() {
    let house = House::open();
    put(&house, &whole()).await;
    put_logo(&house, "image/svg+xml", SVG).await;
    let payer = Payer::new(&house).await;
    let mut seen = vec![payer.page().await];
    for below in ["?lang=fr-CA", "/receipt", "/state", "/receipt?lang=fr-CA"] {
        let path = format!("{}{below}", payer.path());
        seen.push(Answer::of(house.anonymous(Method::GET, &path)).await);
    }
    seen.push(Answer::of(house.anonymous(Method::GET, "/c/nothing")).await);
    let addresses = refers_to(&seen[0].text);
    for address in addresses.iter().filter(|it| it.ends_with(".css")) {
        seen.push(Answer::of(house.anonymous(Method::GET, address)).await);
    }
    for answer in seen {
        assert!(
            !answer.text.to_lowercase().contains("guichet"),
            "{}",
            answer.text
        );
        let headers = format!("{:?}", answer.headers).to_lowercase();
        assert!(!headers.contains("guichet"), "{headers}");
        for name in ["server", "x-powered-by", "via"] {
            assert_eq!(answer.header(name), "");
        }
    }
}
