use std::time::{Duration, Instant};

use super::{
    PATIENT,
    office::{Mood, Office, Stage},
};
use crate::moment::Moment;

/// More than the places that letters have, and than those of the work that payments are.
const HELD: usize = 70;

#[tokio::test]
async fn a_mail_server_that_hangs_holds_no_payment_up() {
    let office = Office::open().await;
    let house = Moment::writing(&office, PATIENT).await;
    office.then(Mood::Hangs(Stage::Greeting));
    let began = Instant::now();
    for _ in 0..HELD {
        let page = house.begun("en-CA").await;
        while house.checkout(&page).await["status"] != "paid" {
            assert!(
                began.elapsed() < Duration::from_secs(60),
                "it waits for the mail"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    office.until(8).await;
    assert_eq!(office.took(), []);
}
