use reqwest::Method;
use store::LetterState;

use super::{
    DAY, MINUTE, PATIENT,
    office::{Mood, Office, Stage},
};
use crate::moment::{Moment, Page};

impl Moment {
    /// Presses the button on the receipt's page, and says what came of it.
    async fn ask(&self, page: &Page) -> String {
        let path = format!("/c/{}/receipt/email", page.token);
        let request = self.request(Method::POST, &path);
        let answer = request.form(&[("lang", "fr-CA")]).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 303);
        let to = answer.headers()["location"].to_str().unwrap();
        to.rsplit_once("letter=").unwrap().1.to_owned()
    }

    async fn receipt(&self, page: &Page, query: &str) -> String {
        let path = format!("/c/{}/receipt{query}", page.token);
        let answer = self.request(Method::GET, &path).send().await.unwrap();
        answer.text().await.unwrap()
    }
}

#[tokio::test]
async fn the_receipt_is_sent_again_to_the_same_address_three_times_a_day() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let page = house.paid("fr-CA").await;
    let first = office.single();
    for _ in 0..3 {
        assert_eq!(house.ask(&page).await, "asked");
        house.settle().await;
    }
    assert_eq!(house.ask(&page).await, "enough");
    house.settle().await;
    let took = office.took();
    assert_eq!(took.len(), 4);
    let mut ids: Vec<_> = took.iter().map(|it| it.header("Message-ID")).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4, "each is a letter of its own");
    for letter in &took {
        assert_eq!(letter.to, first.to);
        assert_eq!(letter.header("Subject"), first.header("Subject"));
    }
    house.pass(DAY + MINUTE).await;
    assert_eq!(house.ask(&page).await, "asked", "the next day");
}

#[tokio::test]
async fn pressed_twice_it_is_one_letter() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let page = house.paid("en-CA").await;
    office.next([Mood::Says(Stage::Recipient, "450 full")]);
    assert_eq!(house.ask(&page).await, "asked");
    house.settle().await;
    assert_eq!(house.ask(&page).await, "asked");
    house.pass(MINUTE).await;
    assert_eq!(office.took().len(), 2);
    let letters = house.letters(&page).await;
    assert_eq!(letters.len(), 2);
    assert!(letters.iter().all(|it| it.state == LetterState::Sent));
}

#[tokio::test]
async fn the_receipt_offers_to_be_sent_and_hides_the_address() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let page = house.paid("en-CA").await;
    let html = house.receipt(&page, "").await;
    assert!(html.contains("/receipt/email"), "{html}");
    assert!(html.contains("z•••@example.com"), "{html}");
    assert!(!html.contains("zoe.tremblay@"), "{html}");
}

#[tokio::test]
async fn the_page_says_how_the_letter_stands_whatever_the_address_says() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    office.then(Mood::Drops(Stage::Greeting));
    let page = house.paid("en-CA").await;
    let says = async |query: &str, sending: &str, words: &str| {
        let html = house.receipt(&page, query).await;
        let mark = format!("data-sending=\"{sending}\"");
        assert!(html.contains(&mark), "{query}: {html}");
        assert!(html.contains(words), "{query}: {html}");
        assert!(!html.contains("<form"), "{query}: {html}");
    };
    let offers = async |query: &str| {
        let html = house.receipt(&page, query).await;
        assert!(html.contains("/receipt/email"), "{query}: {html}");
        assert!(!html.contains("data-sending"), "{query}: {html}");
    };
    says("?letter=asked", "delayed", "could not be sent yet").await;
    offers("").await;
    // Nobody asked for it so often.
    offers("?letter=enough").await;
    offers("?letter=sent").await;
    office.then(Mood::Takes);
    house.pass(DAY).await;
    says("?letter=asked", "sent", "The receipt was sent.").await;
    office.then(Mood::Says(Stage::Recipient, "550 no such person"));
    assert_eq!(house.ask(&page).await, "asked");
    house.settle().await;
    for query in ["?letter=asked", "", "?letter=sent"] {
        says(query, "not_sent", "could not be sent to this address").await;
    }
    let french = "?letter=asked&lang=fr-CA";
    says(french, "not_sent", "n’a pas pu être envoyé").await;
}

#[tokio::test]
async fn where_nobody_is_written_to_the_receipt_offers_nothing() {
    let house = Moment::new().await;
    let page = house.paid("en-CA").await;
    let html = house.receipt(&page, "").await;
    assert!(!html.contains("/receipt/email"), "{html}");
    let path = format!("/c/{}/receipt/email", page.token);
    assert_eq!(house.submit(&path, &[]).await, 404);
}

#[tokio::test]
async fn other_sites_cannot_press_the_button() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let page = house.paid("en-CA").await;
    let path = format!("/c/{}/receipt/email", page.token);
    let foreign = house
        .request(Method::POST, &path)
        .header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.send().await.unwrap().status().as_u16(), 403);
    house.settle().await;
    office.single();
}

#[tokio::test]
async fn what_is_not_paid_has_nothing_to_be_sent() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let page = house.order(serde_json::json!({})).await;
    let path = format!("/c/{}/receipt/email", page.token);
    assert_eq!(house.submit(&path, &[("lang", "en-CA")]).await, 404);
    assert_eq!(house.letters(&page).await, []);
}
