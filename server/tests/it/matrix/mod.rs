//! Every fault of the twin, on every method, until the payment is over.
//!
//! Each cell of the tables is a whole house in this process: a server, a twin that is in
//! trouble for the first minutes, and a customer without scripts who does what the page says.
//! Time is virtual: nobody waits for it. No message of a frame ever arrives, and the last row
//! loses every webhook as well.
//!
//! `docs/faults.md` is written from it: `UPDATE_DOCS=1 cargo test -p server --test it matrix`.

mod customer;
mod docs;
mod house;
mod table;
mod walk;

use std::sync::Arc;

use tokio::{sync::Semaphore, task::JoinSet};
use twin::Strikes;

use self::{
    customer::{Story, Trouble},
    house::House,
    table::{Row, Table},
};
use crate::mail::office::{Mood, Office, Stage};

/// A method, and how its money is known at the twin.
const METHODS: [&str; 3] = ["guaranteed_eft", "e_transfer", "eft"];

/// How many houses of a table stand at once.
const AT_ONCE: usize = 4;

/// What is in force in a row of the first table: trouble from the start.
fn from_the_start() -> Vec<Row> {
    let none = Row::new("none", "Nothing goes wrong.", &[]);
    let each = twin::faults()
        .into_iter()
        .map(|fault| Row::new(fault.name, fault.description, &[fault.name]));
    let lost = Row::new(
        "everything lost",
        "No webhook and no message of the frame ever comes.",
        &["webhook_lost", "silent"],
    );
    [none].into_iter().chain(each).chain([lost]).collect()
}

/// And of the second: what strikes requests, once the customer is about to pay.
fn at_the_bank() -> Vec<Row> {
    twin::faults()
        .into_iter()
        .filter(|fault| match fault.strikes {
            Strikes::Answers | Strikes::Reads | Strikes::Tokens => true,
            Strikes::Webhooks | Strikes::Pages | Strikes::Outcomes => false,
        })
        .map(|fault| Row::new(fault.name, fault.description, &[fault.name]))
        .collect()
}

/// And of the third: what the mail server does, all the while.
fn at_the_post() -> Vec<Row> {
    [
        (
            "mail_silent",
            "The mail server says nothing at all.",
            Mood::Hangs(Stage::Greeting),
        ),
        (
            "mail_breaks_off",
            "The mail server has the letter and breaks off before it says so.",
            Mood::Drops(Stage::Letter),
        ),
        (
            "mail_puts_off",
            "The mail server does not take the letter now (450).",
            Mood::Says(Stage::Recipient, "450 full"),
        ),
        (
            "mail_refuses",
            "The mail server will never take the letter (550).",
            Mood::Says(Stage::Recipient, "550 no such person"),
        ),
    ]
    .map(|(name, about, mood)| Row::at_post(name, about, mood))
    .into()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_on_every_method_ends_right() {
    let (start, bank, post) = tokio::join!(
        table(Trouble::AtStart, from_the_start()),
        table(Trouble::AtBank, at_the_bank()),
        table(Trouble::AtStart, at_the_post())
    );
    let wrong = [start.wrong(), bank.wrong(), post.wrong()].concat();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    docs::are_what_was_lived_through(&start, &bank, &post);
}

async fn table(trouble: Trouble, rows: Vec<Row>) -> Table {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut cells = JoinSet::new();
    for (row, fault) in rows.iter().enumerate() {
        for (column, method) in METHODS.into_iter().enumerate() {
            let (places, faults) = (Arc::clone(&places), fault.faults.clone());
            let mood = fault.mood.clone();
            cells.spawn(async move {
                let _place = places.acquire_owned().await.expect("never closed");
                let office = Office::open().await;
                let mail = mood.map(|mood| {
                    office.then(mood);
                    office.section("tls = \"none\"\ntimeout = \"100ms\"")
                });
                let house = House::open(mail.as_deref().unwrap_or_default()).await;
                let story = house.live_through(method, &faults, trouble).await;
                house.leave_nothing_behind(&story).await;
                (row, column, story)
            });
        }
    }
    let mut table = Table::new(rows);
    while let Some(cell) = cells.join_next().await {
        let (row, column, story) = cell.expect("a cell of the table broke");
        table.fill(row, column, story);
    }
    table
}

impl Story {
    /// Money moved at the twin once, if and only if the checkout is paid; and it is.
    fn is_right(&self) -> bool {
        self.status == "paid" && self.screens.last().is_some_and(|it| it == "paid")
    }
}
