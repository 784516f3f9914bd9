use serde_json::json;
use store::LetterState;

use super::{DAY, MINUTE, PATIENT, office::Office};
use crate::{desk::returned, moment::Moment};

#[tokio::test]
async fn a_customer_who_paid_gets_one_letter() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let page = house.paid("en-CA").await;
    house.pass(DAY).await;
    let letter = office.single();
    assert_eq!(letter.from, "MAIL FROM:<receipts@pay.example>");
    assert_eq!(letter.to, ["RCPT TO:<zoe.tremblay@example.com>"]);
    assert_eq!(letter.header("From"), "Maple & Pine <receipts@pay.example>");
    assert_eq!(letter.header("To"), "zoe.tremblay@example.com");
    assert_eq!(
        letter.header("Subject"),
        "Receipt: your payment of $250.00 to Maple & Pine"
    );
    assert_eq!(letter.header("Content-Language"), "en-CA");
    assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
    let id = letter.header("Message-ID");
    assert!(
        id.starts_with("<ltr_") && id.ends_with("@pay.example>"),
        "{id}"
    );
    let receipt = format!("/c/{}/receipt?lang=en-CA", page.token);
    for part in [letter.part("text/plain"), letter.part("text/html")] {
        for what in ["$250.00", "ORDER-1001", page.id.as_str(), receipt.as_str()] {
            assert!(part.contains(what), "{what}: {part}");
        }
    }
    assert_eq!(house.standing(&page).await, (LetterState::Sent, 1));
}

#[tokio::test]
async fn a_letter_speaks_the_language_in_which_the_customer_paid() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    house.paid("fr-CA").await;
    let letter = office.single();
    assert_eq!(
        letter.header("Subject"),
        "Reçu\u{a0}: votre paiement de 250,00\u{a0}$ à Maple & Pine"
    );
    assert_eq!(letter.header("Content-Language"), "fr-CA");
    let html = letter.part("text/html");
    assert!(html.contains("<html lang=\"fr-CA\""), "{html}");
    assert!(html.contains("Voir le reçu"), "{html}");
    assert!(letter.part("text/plain").contains("Zoé Tremblay"));
    assert!(letter.bytes.is_ascii(), "every mail server takes it");
}

#[tokio::test]
async fn nobody_is_written_to_where_there_is_no_mail_server() {
    let house = Moment::new().await;
    let page = house.paid("en-CA").await;
    assert_eq!(house.letters(&page).await, []);
    let due = house.store().await.next_letter_due().await.unwrap();
    assert_eq!(due, None);
}

#[tokio::test]
async fn nobody_is_written_to_before_they_have_paid() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let page = house.order(json!({})).await;
    assert_eq!(house.start(&page, "guaranteed_eft").await, 303);
    house.pass(3 * DAY).await;
    assert_eq!(office.calls(), 0);
}

#[tokio::test]
async fn a_payment_that_is_taken_back_is_told_in_a_letter_of_its_own() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    let (_, debit) = returned::paid(&house).await;
    house.pass(MINUTE).await;
    let first = office.single();
    assert_eq!(
        first.header("Subject"),
        "Your debit of $250.00 for Maple & Pine"
    );
    let text = first.part("text/plain");
    assert!(text.contains("Keep enough in the account"), "{text}");
    assert!(!text.contains("Paid\n"), "{text}");
    returned::drive(&house, &debit, "Returned:901").await;
    house.pass(2 * DAY).await;
    let took = office.took();
    assert_eq!(took.len(), 2);
    assert_eq!(
        took[1].header("Subject"),
        "Your bank took a payment back · Maple & Pine"
    );
    let text = took[1].part("text/plain");
    assert!(text.contains("$250.00"), "{text}");
    assert_ne!(took[0].header("Message-ID"), took[1].header("Message-ID"));
}
