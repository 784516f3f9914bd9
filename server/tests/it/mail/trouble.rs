use payment::Letter;
use store::{LetterOutcome, LetterState};

use super::{
    DAY, IMPATIENT, MINUTE, PATIENT,
    office::{Mood, Office, Stage},
};
use crate::{desk::returned, moment::Moment};

#[tokio::test]
async fn what_is_put_off_or_not_answered_for_is_sent_again_with_the_same_bytes() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    office.next([
        Mood::Says(Stage::Greeting, "421 too busy"),
        Mood::Says(Stage::Recipient, "450 full"),
        Mood::Says(Stage::Letter, "451 not now"),
        // It has the letter and does not say so: it comes once more, and is known by its id.
        Mood::Drops(Stage::Letter),
    ]);
    let page = house.paid("en-CA").await;
    house.pass(MINUTE).await;
    assert_eq!(house.standing(&page).await.0, LetterState::Waiting);
    house.pass(DAY).await;
    assert_eq!(house.standing(&page).await, (LetterState::Sent, 5));
    let (taken, heard) = (office.single(), office.heard());
    assert_eq!(heard.len(), 3);
    for letter in heard {
        assert_eq!(letter.bytes, taken.bytes);
    }
}

#[tokio::test]
async fn a_letter_whose_taking_was_not_heard_comes_again_with_the_id_that_it_had() {
    let office = Office::open().await;
    let house = Moment::writing(&office, IMPATIENT).await;
    office.next([
        Mood::Drops(Stage::Middle),
        Mood::Hangs(Stage::Middle),
        Mood::Hangs(Stage::Letter),
        Mood::Says(Stage::Letter, "garbled"),
    ]);
    let page = house.paid("fr-CA").await;
    house.pass(DAY).await;
    assert_eq!(house.standing(&page).await, (LetterState::Sent, 5));
    let id = office.single().header("Message-ID");
    let heard: Vec<_> = office
        .heard()
        .iter()
        .map(|letter| letter.header("Message-ID"))
        .collect();
    assert_eq!(heard, [id.as_str(); 3]);
}

#[tokio::test]
async fn a_server_that_never_says_goodbye_has_the_letter_all_the_same() {
    let office = Office::open().await;
    let house = Moment::writing(&office, IMPATIENT).await;
    office.then(Mood::Hangs(Stage::Goodbye));
    let page = house.paid("en-CA").await;
    house.pass(DAY).await;
    assert_eq!(house.standing(&page).await, (LetterState::Sent, 1));
    office.single();
}

#[tokio::test]
async fn what_is_refused_to_us_at_the_customers_address_is_ours_to_mend() {
    for reply in [
        "554 5.7.1 <zoe.tremblay@example.com>: Relay access denied",
        "530 5.7.0 Authentication required",
        "530 who are you?",
    ] {
        let office = Office::open().await;
        let house = Moment::writing(&office, PATIENT).await;
        office.then(Mood::Says(Stage::Recipient, reply));
        let page = house.paid("en-CA").await;
        let letter = house.letters(&page).await.remove(0);
        assert_eq!(letter.outcome, Some(LetterOutcome::NotAdmitted), "{reply}");
        office.then(Mood::Takes);
        house.pass(DAY).await;
        assert_eq!(house.standing(&page).await.0, LetterState::Sent);
    }
}

#[tokio::test]
async fn what_is_refused_for_good_ends_at_once() {
    for (stage, reply) in [
        (Stage::Recipient, "550 no such person"),
        (Stage::Recipient, "550 5.1.1 no such person"),
        (Stage::Letter, "554 looks like spam"),
    ] {
        let office = Office::open().await;
        let house = Moment::writing(&office, PATIENT).await;
        office.then(Mood::Says(stage, reply));
        let page = house.paid("en-CA").await;
        house.pass(5 * DAY).await;
        assert_eq!(house.standing(&page).await, (LetterState::Refused, 1));
        assert_eq!(office.calls(), 1);
    }
}

#[tokio::test]
async fn a_server_that_will_not_have_us_is_asked_again_and_in_the_end_not_any_more() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    office.then(Mood::Says(Stage::Sender, "550 not you"));
    let page = house.paid("en-CA").await;
    house.pass(2 * DAY).await;
    assert_eq!(house.standing(&page).await.0, LetterState::Waiting);
    house.pass(3 * DAY).await;
    assert_eq!(house.standing(&page).await, (LetterState::Dead, 16));
    let letter = house.letters(&page).await.remove(0);
    assert_eq!(letter.outcome, Some(LetterOutcome::NotAdmitted));
    house.pass(5 * DAY).await;
    assert_eq!(office.calls(), 16);
}

#[tokio::test]
async fn a_server_that_does_not_encrypt_is_told_nothing() {
    let office = Office::open().await;
    let house = Moment::writing(&office, "tls = \"starttls\"").await;
    let page = house.paid("en-CA").await;
    let letter = house.letters(&page).await.remove(0);
    assert_eq!(letter.state, LetterState::Waiting);
    assert_eq!(letter.outcome, Some(LetterOutcome::NotAdmitted));
    let said = office.said();
    assert!(said.iter().all(|line| line.starts_with("EHLO")), "{said:?}");
}

#[tokio::test]
async fn a_receipt_that_is_no_longer_so_is_not_sent_late() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    office.then(Mood::Drops(Stage::Greeting));
    let (page, debit) = returned::paid(&house).await;
    returned::drive(&house, &debit, "Returned:901").await;
    house.pass(DAY).await;
    office.then(Mood::Takes);
    house.pass(2 * DAY).await;
    let letter = office.single();
    assert!(letter.header("Subject").starts_with("Your bank took"));
    let letters = house.letters(&page).await;
    let state = |kind| letters.iter().find(|it| it.letter == kind).unwrap().state;
    assert_eq!(state(Letter::Paid), LetterState::Dropped);
    assert_eq!(state(Letter::TakenBack), LetterState::Sent);
}
