//! Letters that failed, sent again by whoever may.

use std::time::{Duration, Instant};

use serde_json::json;
use store::{LetterState, Store};

use super::{
    DAY, PATIENT,
    office::{Mood, Office, Stage},
};
use crate::{
    dashboard::{browser::between, person::Person},
    house::House,
    moment::Moment,
    payer::Payer,
    program::{run, stdout},
};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

const NOBODY: Mood = Mood::Says(Stage::Recipient, "550 5.1.1 no such person");

/// A page of the dashboard as soon as it says so.
async fn until(person: &Person<'_>, page: &str, what: &str) -> String {
    let began = Instant::now();
    loop {
        let shown = person.get(page).await.text;
        if shown.contains(what) {
            return shown;
        }
        assert!(began.elapsed() < DEADLINE, "{what}: {shown}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_letter_that_was_refused_is_sent_again_from_the_payments_page_by_whoever_may() {
    let office = Office::open().await;
    let house = House::with_twin_and(|_| office.section(PATIENT));
    office.then(NOBODY);
    let payer = Payer::new(&house).await;
    payer.pay(&house).await;
    let staff = Person::of(&house, "staff").await;
    let reader = Person::of_merchant(&house, &house.merchant, "read_only", 2).await;
    let page = format!("/dashboard/payments/{}", payer.id);
    let shown = until(&staff, &page, "data-letter=\"refused\"").await;
    assert!(!shown.contains("j.doe@"), "{shown}");
    let french = staff.get(&format!("{page}?lang=fr-CA")).await.text;
    assert!(french.contains("Renvoyer"), "{french}");
    assert!(french.contains("aria-label=\"Renvoyer\u{a0}: Le reçu\""));
    let read = reader.get(&page).await.text;
    assert!(read.contains("data-letter=\"refused\""), "{read}");
    assert!(!read.contains("/resend"), "{read}");
    let again = between(&shown, "/letters/", "\"");
    let again = format!("{page}/letters/{again}");
    assert_eq!(reader.submit(&again, &[]).await.status, 403);
    let (other, _) = house.another_merchant();
    let stranger = Person::of_merchant(&house, &other, "owner", 3).await;
    assert_eq!(stranger.submit(&again, &[]).await.status, 404);

    // Nobody lives there yet: the button is there again, and nothing goes out for ever.
    assert_eq!(staff.submit(&again, &[]).await.status, 303);
    office.until(2).await;
    until(&staff, &page, "data-letter=\"refused\"").await;
    office.then(Mood::Takes);
    assert_eq!(staff.submit(&again, &[]).await.status, 303);
    let sent = until(&staff, &page, "data-letter=\"sent\"").await;
    assert!(!sent.contains("/resend"), "{sent}");
    // Whoever pressed it too late does nothing.
    assert_eq!(staff.submit(&again, &[]).await.status, 303);
    assert_eq!(office.single().to, ["RCPT TO:<j.doe@gmail.com>"]);
    let mut door = house.back_door().await;
    let noted: Vec<(String, String)> =
        sqlx::query_as("SELECT who_kind, subject FROM audit WHERE action = 'letter_resent'")
            .fetch_all(&mut door)
            .await
            .unwrap();
    assert_eq!(noted.len(), 2, "{noted:?}");
    assert!(
        noted
            .iter()
            .all(|(who, what)| who == "person" && again.contains(what.as_str()))
    );
}

#[tokio::test]
async fn an_operator_lists_what_failed_and_has_all_of_it_sent_again() {
    let office = Office::open().await;
    let house = House::with_twin_and(|_| office.section(PATIENT));
    office.then(NOBODY);
    let payer = Payer::new(&house).await;
    payer.pay(&house).await;
    let staff = Person::of(&house, "staff").await;
    let page = format!("/dashboard/payments/{}", payer.id);
    until(&staff, &page, "data-letter=\"refused\"").await;
    let listed = house.administer(&["letter", "list", "--json"]);
    assert_eq!(listed["checkout_id"], payer.id.as_str());
    assert_eq!(listed["about"], "paid");
    assert_eq!(
        (&listed["state"], &listed["tries"]),
        (&json!("refused"), &json!(1))
    );
    let config = house.config();
    let told = run(&["letter", "list", "--config", config.to_str().unwrap()]);
    let told = stdout(&told);
    assert!(
        told.contains(listed["letter_id"].as_str().unwrap()),
        "{told}"
    );
    assert!(!told.contains('@'), "{told}");
    office.then(Mood::Takes);
    let resent = house.administer(&["letter", "resend", "--all", "--json"]);
    assert_eq!(resent, json!({ "resent": 1 }));
    until(&staff, &page, "data-letter=\"sent\"").await;
    let letter = listed["letter_id"].as_str().unwrap();
    let again = [
        "letter",
        "resend",
        letter,
        "--config",
        config.to_str().unwrap(),
    ];
    let refused = run(&again);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let resent = house.administer(&["letter", "resend", "--all", "--json"]);
    assert_eq!(resent, json!({ "resent": 0 }));
    let mut door = house.back_door().await;
    let noted: Vec<(String, String)> =
        sqlx::query_as("SELECT who_kind, subject FROM audit WHERE action = 'letter_resent'")
            .fetch_all(&mut door)
            .await
            .unwrap();
    assert_eq!(noted, [("operator".to_owned(), letter.to_owned())]);
}

/// Sends a letter of the house again, as an operator does.
async fn renew(store: &Store, house: &Moment) {
    use payment::AuditId;
    use store::{Action, Actor, NewAudit};
    let now = house.clock().now();
    let since = now.minus(90 * DAY);
    let failed = store.failed_letters(since, 10).await.unwrap().remove(0);
    let note = NewAudit {
        id: AuditId::from_bytes([1; 16]),
        merchant: failed.merchant,
        at: now,
        who: Actor::Operator,
        action: Action::LetterResent,
        mode: Some(failed.mode),
        subject: None,
    };
    let renewed = store.renew_letter_and_note(&failed.checkout, &failed.row.id, now, note);
    assert!(renewed.await.unwrap());
}

#[tokio::test]
async fn a_letter_that_is_weeks_old_is_sent_once_somebody_asks_for_it() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    office.then(Mood::Says(Stage::Sender, "550 not you"));
    let page = house.paid("en-CA").await;
    house.pass(5 * DAY).await;
    assert_eq!(house.standing(&page).await, (LetterState::Dead, 16));
    let store = house.store().await;
    let dead = async || {
        let figures = store.letter_figures(house.clock().now()).await;
        figures.unwrap().dead
    };
    assert_eq!(dead().await, 1);
    house.pass(20 * DAY).await;
    office.then(Mood::Takes);
    renew(&store, &house).await;
    assert_eq!(dead().await, 0);
    house.settle().await;
    assert_eq!(house.standing(&page).await, (LetterState::Sent, 1));
    office.single();
}
