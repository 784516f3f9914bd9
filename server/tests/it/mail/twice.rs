//! Money that came twice, or after the end: whom that is told, and what they are not sent.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use store::LetterState;

use super::{
    A_READ, MINUTE, PATIENT,
    office::{Letter, Office},
};
use crate::moment::{Moment, Page};

/// Somebody with a name, an address and a language.
struct Payer {
    first: &'static str,
    last: &'static str,
    email: &'static str,
    lang: &'static str,
}

const ZOE: Payer = Payer {
    first: "Zoé",
    last: "Tremblay",
    email: "zoe.tremblay@example.com",
    lang: "en-CA",
};

const MARC: Payer = Payer {
    first: "Marc",
    last: "Roy",
    email: "marc.roy@example.com",
    lang: "fr-CA",
};

impl Moment {
    /// Starts to pay; answers the session at the twin.
    async fn started(&self, page: &Page, payer: &Payer) -> String {
        let form = [
            ("token", page.token.as_str()),
            ("method", "guaranteed_eft"),
            ("first_name", payer.first),
            ("last_name", payer.last),
            ("email", payer.email),
            ("lang", payer.lang),
        ];
        assert_eq!(self.submit("/actions/start", &form).await, 303);
        self.settle().await;
        let sessions = self.twin_list("/_twin/sessions").await;
        sessions.last().unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// Links an account and chooses it; answers the debit at the twin.
    async fn linked(&self, page: &Page, payer: &Payer) -> String {
        let form = [
            ("token", page.token.as_str()),
            ("method", "eft"),
            ("first_name", payer.first),
            ("last_name", payer.last),
            ("email", payer.email),
            ("lang", payer.lang),
        ];
        assert_eq!(self.submit("/actions/start", &form).await, 303);
        let holder = format!("{} {}", payer.first, payer.last);
        let login = json!({ "user": "Everybody", "holder": holder });
        let login = self.twin_order("/_twin/logins", &login).await;
        self.come_back(page, login["loginId"].as_str().unwrap())
            .await;
        self.pass(Duration::from_secs(15)).await;
        let checkout = self.checkout(page).await;
        let attempts = checkout["attempts"].as_array().unwrap();
        let form = [
            ("token", page.token.as_str()),
            ("attempt", attempts.last().unwrap()["id"].as_str().unwrap()),
            (
                "account",
                login["accounts"][0]["accountId"].as_str().unwrap(),
            ),
            ("lang", payer.lang),
        ];
        assert_eq!(self.submit("/actions/account", &form).await, 303);
        self.settle().await;
        let sessions = self.twin_list("/_twin/sessions").await;
        let mut debits = sessions.iter().filter(|it| it["guaranteed"] == false);
        debits.next_back().unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    async fn driven(&self, session: &str, to: &str) {
        let drive = format!("/_twin/sessions/{session}/drive");
        self.twin_order(&drive, &json!({ "to": to })).await;
        self.heard().await;
        self.pass(A_READ).await;
    }

    /// One order that two people pay, and both letters.
    async fn paid_by_two(&self, office: &Office, payers: [&Payer; 2]) -> (Page, [Letter; 2]) {
        let page = self.order(json!({})).await;
        let first = self.started(&page, payers[0]).await;
        // The bank's word is slow: the first cannot be called off in time.
        let slow = json!({ "endpoint": "cancel", "status": 503 });
        self.twin_order("/_twin/faults", &slow).await;
        let second = self.started(&page, payers[1]).await;
        assert_ne!(first, second);
        self.driven(&first, "EFT0301").await;
        assert_eq!(self.checkout(&page).await["status"], "paid");
        self.driven(&second, "EFT0301").await;
        self.pass(MINUTE).await;
        let cases = self.checkout(&page).await["cases"].clone();
        assert_eq!(cases[0]["kind"], "duplicate_payment", "{cases}");
        let took = office.took();
        (page, took.try_into().unwrap())
    }
}

fn words(letter: &Letter) -> String {
    letter.part("text/plain") + &letter.part("text/html")
}

fn has_paper(letter: &Letter) -> bool {
    let mail = letter.parsed();
    mail.parts()
        .any(|part| part.ctype.mimetype == "application/pdf")
}

#[tokio::test]
async fn who_paid_second_is_never_sent_the_receipt_of_who_paid_first() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let (page, [first, second]) = house.paid_by_two(&office, [&ZOE, &MARC]).await;
    assert_eq!(first.to, ["RCPT TO:<zoe.tremblay@example.com>"]);
    assert!(has_paper(&first) && words(&first).contains("Tremblay"));
    assert_eq!(second.to, ["RCPT TO:<marc.roy@example.com>"]);
    assert_eq!(
        second.header("Subject"),
        "Un deuxième paiement est arrivé · Maple & Pine"
    );
    assert!(!has_paper(&second));
    let told = words(&second);
    for other in ["Zoé", "Tremblay", "zoe.", "RC1-", "/receipt"] {
        assert!(!told.contains(other), "{other}: {told}");
    }
    let link = format!("/c/{}?lang=fr-CA", page.token);
    for said in [
        "250,00\u{a0}$",
        "Voir le paiement",
        "Ce message ne vous demande aucun paiement.",
        "Demandez-en le remboursement à Maple &amp; Pine",
        page.id.as_str(),
        link.as_str(),
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[tokio::test]
async fn a_second_payment_from_a_linked_account_brings_nobody_the_receipt_of_the_first() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let page = house
        .order(json!({ "methods": ["guaranteed_eft", "eft"] }))
        .await;
    let first = house.started(&page, &ZOE).await;
    for endpoint in ["cancel", "cancel_payment_request", "cancel_schedule"] {
        let slow = json!({ "endpoint": endpoint, "status": 503 });
        house.twin_order("/_twin/faults", &slow).await;
    }
    let debit = house.linked(&page, &MARC).await;
    assert_ne!(first, debit);
    house.driven(&first, "EFT0301").await;
    assert_eq!(house.checkout(&page).await["status"], "paid");
    house.driven(&debit, "Accepted").await;
    house.pass(MINUTE).await;
    let cases = house.checkout(&page).await["cases"].clone();
    assert_eq!(cases[0]["kind"], "duplicate_payment", "{cases}");
    let took = office.took();
    assert_eq!(took.len(), 2);
    assert_eq!(took[1].to, ["RCPT TO:<marc.roy@example.com>"]);
    assert!(!has_paper(&took[1]));
    let told = words(&took[1]);
    for other in ["Zoé", "Tremblay", "RC1-", "/receipt"] {
        assert!(!told.contains(other), "{other}: {told}");
    }
}

#[tokio::test]
async fn money_that_came_twice_is_told_in_english_as_well() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let (_, [_, second]) = house.paid_by_two(&office, [&MARC, &ZOE]).await;
    let told = words(&second);
    assert!(!has_paper(&second));
    for said in [
        "A second payment arrived",
        "Another $250.00 reached Maple & Pine for an order that was paid already.",
        "This message asks you for no payment.",
        "See the payment",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("Roy"), "{told}");
}

#[tokio::test]
async fn money_that_came_after_the_end_is_told_without_a_receipt() {
    for (payer, subject, said) in [
        (
            &ZOE,
            "A payment arrived late · Maple & Pine",
            ["after the payment page had closed", "See the payment"],
        ),
        (
            &MARC,
            "Un paiement est arrivé en retard · Maple & Pine",
            [
                "après la fermeture de la page de paiement",
                "Voir le paiement",
            ],
        ),
    ] {
        let office = Office::open().await;
        let house = Moment::writing(&office, PATIENT).await;
        let page = house.order(json!({})).await;
        let session = house.started(&page, payer).await;
        house.driven(&session, "EFT0403").await;
        let cancel = format!("/v1/checkouts/{}/cancel", page.id);
        house.api(Method::POST, &cancel, Some(&json!({}))).await;
        house.settle().await;
        assert_eq!(house.checkout(&page).await["status"], "canceled");
        assert_eq!(office.calls(), 0);
        house.driven(&session, "EFT0301").await;
        house.pass(MINUTE).await;
        let cases = house.checkout(&page).await["cases"].clone();
        assert_eq!(cases[0]["kind"], "late_payment", "{cases}");
        assert_eq!(house.standing(&page).await, (LetterState::Sent, 1));
        let letter = office.single();
        assert_eq!(letter.header("Subject"), subject);
        assert!(!has_paper(&letter));
        let told = words(&letter);
        for said in said {
            assert!(told.contains(said), "{said}: {told}");
        }
        assert!(!told.contains("/receipt"), "{told}");
    }
}
