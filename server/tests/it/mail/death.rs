use store::LetterState;

use super::{
    MINUTE, PATIENT,
    office::{Mood, Office, Stage},
};
use crate::moment::Moment;

#[tokio::test]
async fn a_restart_loses_no_letter_and_sends_none_twice() {
    let office = Office::open().await;
    let mut house = Moment::writing(&office, PATIENT).await;
    house.paid("en-CA").await;
    office.next([Mood::Says(Stage::Recipient, "450 full")]);
    let page = house.paid("en-CA").await;
    house.restart().await;
    house.pass(MINUTE).await;
    assert_eq!(office.took().len(), 2);
    assert_eq!(house.standing(&page).await, (LetterState::Sent, 2));
}

#[tokio::test]
async fn a_server_that_is_killed_in_the_middle_of_a_letter_gives_it_back() {
    let office = Office::open().await;
    let mut house = Moment::writing(&office, PATIENT).await;
    office.next([Mood::Hangs(Stage::Middle)]);
    let page = house.begun("en-CA").await;
    office.until(1).await;
    let other = house.another().await;
    house.switch_to(other).kill();
    house.pass(2 * MINUTE).await;
    assert_eq!(house.standing(&page).await, (LetterState::Sent, 1));
    office.single();
}
