use reqwest::Method;

use crate::{
    house::{Answer, House},
    payer::Payer,
};

#[tokio::test]
async fn a_token_that_opens_nothing_gets_a_kind_page_in_both_languages() {
    let house = House::open();
    for path in [
        "/c/x",
        "/c/00000000000000000000000000",
        "/c/%00",
        "/c/%ff",
        "/c/x/receipt",
        "/nowhere",
    ] {
        let answer = Answer::of(house.anonymous(Method::GET, path)).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            answer.text.contains("lang=\"fr-CA\"") && answer.text.contains("lang=\"en-CA\""),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn the_page_speaks_the_language_that_was_asked_for() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    let ask = async |query: &str, header: (&str, &str)| {
        let request = house
            .anonymous(Method::GET, &format!("{}{query}", payer.path()))
            .header(header.0, header.1);
        let page = Answer::of(request).await;
        let french = page.text.contains("<html lang=\"fr-CA\"");
        assert!(french || page.text.contains("<html lang=\"en-CA\""));
        french
    };
    assert!(!ask("", ("accept-language", "en-CA")).await);
    assert!(ask("", ("accept-language", "fr-CA,fr;q=0.9,en;q=0.5")).await);
    assert!(ask("?lang=fr-CA", ("accept-language", "en-CA")).await);
    assert!(ask("", ("cookie", "page_lang=fr-CA")).await);
    assert!(!ask("?lang=en-CA", ("cookie", "page_lang=fr-CA")).await);
}

#[tokio::test]
async fn a_customer_in_quebec_is_spoken_to_in_french_first() {
    let house = House::open();
    let address = serde_json::json!({ "customer": { "address": {
        "line1": "1, rue Sainte-Catherine", "city": "Montréal", "province": "QC",
        "postal_code": "H2X1Z4", "country": "CA"
    } } });
    let payer = Payer::with(&house, address).await;
    let request = house
        .anonymous(Method::GET, &payer.path())
        .header("accept-language", "en-CA");
    assert!(
        Answer::of(request)
            .await
            .text
            .contains("<html lang=\"fr-CA\"")
    );
}

#[tokio::test]
async fn an_express_choice_of_language_is_kept() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    let request = house.anonymous(Method::GET, &format!("{}?lang=fr-CA", payer.path()));
    let cookie = Answer::of(request).await.header("set-cookie").to_owned();
    assert!(cookie.starts_with("page_lang=fr-CA;"), "{cookie}");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    assert_eq!(payer.page().await.header("set-cookie"), "");
}

#[tokio::test]
async fn a_receipt_exists_once_there_is_a_payment() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let receipt = format!("{}/receipt", payer.path());
    let early = Answer::of(house.anonymous(Method::GET, &receipt)).await;
    assert_eq!(
        (early.status, early.header("location")),
        (303, payer.path().as_str())
    );
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    let late = Answer::of(house.anonymous(Method::GET, &receipt)).await;
    assert_eq!(late.status, 200);
    assert!(late.text.contains("ORDER-1001"));
}
