use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::{
    desk::returned::{drive, paid},
    house::{Answer, House},
    moment::{Moment, Page},
    payer::Payer,
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn receipt(house: &Moment, page: &Page, lang: &str) -> String {
    let path = format!("/c/{}/receipt?lang={lang}", page.token);
    let answer = house.request(Method::GET, &path).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.text().await.unwrap()
}

#[tokio::test]
async fn there_is_no_receipt_for_what_is_not_paid() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    for begun in [false, true] {
        if begun {
            payer.start("guaranteed_eft").await;
        }
        for below in ["receipt", "receipt.pdf"] {
            let answer = payer.below(&house, below).await;
            let went = (answer.status, answer.header("location"));
            assert_eq!(went, (303, payer.path().as_str()), "{below}");
        }
    }
    let spoken = payer.below(&house, "receipt?lang=fr-CA").await;
    let page = format!("{}?lang=fr-CA", payer.path());
    assert_eq!(spoken.header("location"), page, "the language is kept");
    for below in ["receipt", "receipt.pdf"] {
        let nowhere = format!("/c/00000000000000000000000000/{below}");
        let answer = Answer::of(house.anonymous(Method::GET, &nowhere)).await;
        assert_eq!(answer.status, 404);
    }
}

#[tokio::test]
async fn a_receipt_says_what_was_paid_and_works_without_scripts() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.pay(&house).await;
    let english = payer.below(&house, "receipt?lang=en-CA").await;
    assert_eq!(english.header("cache-control"), "no-store");
    for said in [
        "Your bank confirmed $250.00 to",
        "ORDER-1001",
        "John Doe",
        "Bank debit, guaranteed",
        &payer.id,
        "Test mode",
    ] {
        assert!(english.text.contains(said), "{said}");
    }
    // The way to the file is a link; what needs a script is not there without one.
    assert!(english.text.contains("/receipt.pdf?lang=en-CA\""));
    let mut buttons = english.text.split("<button").skip(1);
    assert!(buttons.all(|rest| rest.split('>').next().unwrap().contains(" hidden")));
    let french = payer.below(&house, "receipt?lang=fr-CA").await.text;
    for said in [
        "250,00\u{a0}$",
        "Code de vérification",
        "Télécharger le PDF",
    ] {
        assert!(french.contains(said), "{said}");
    }
}

#[tokio::test]
async fn a_receipt_tells_when_the_bank_took_the_payment_back() {
    let house = Moment::new().await;
    let (page, debit) = paid(&house).await;
    let before = receipt(&house, &page, "en-CA").await;
    assert!(before.contains("your bank can return this debit"));
    assert!(before.contains("Keep enough in the account"));
    assert!(before.contains("Your debit was accepted"));
    assert!(!before.contains(">Paid<"));
    assert!(!before.contains("Taken back"));
    drive(&house, &debit, "Returned:901").await;
    house.pass(2 * DAY).await;
    let checkout = house.checkout(&page).await;
    assert_eq!(checkout["cases"][0]["kind"], "returned_payment");
    let after = receipt(&house, &page, "en-CA").await;
    assert!(after.contains("Your bank took the debit back"));
    assert!(after.contains("Taken back"));
    assert!(!after.contains("your bank can return this debit"));
    assert!(!after.contains("Keep enough in the account"));
    let french = receipt(&house, &page, "fr-CA").await;
    assert!(french.contains("Votre institution a repris le prélèvement"));
    assert!(french.contains("Repris"));
}

#[tokio::test]
async fn a_receipt_of_less_than_was_asked_says_what_is_still_open() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let session = house.twin_sessions().await[0]["id"].clone();
    house
        .tell_twin(
            &format!("/_twin/sessions/{}/drive", session.as_str().unwrap()),
            &json!({ "to": "EFT0301", "amount": 180 }),
        )
        .await;
    let checkout = payer.until_status("paid").await;
    let paid = checkout["payment"]["amount"].as_i64().unwrap();
    let page = payer.below(&house, "receipt?lang=en-CA").await.text;
    assert_eq!(paid, 18_000);
    for said in ["$180.00", "Order total", "$70.00 is still to be paid"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}
