//! What was touched past the program is found, and named.

mod flip;
mod notification;
mod older;
mod page;
mod refuse;
mod replay;
mod verify;

use payment::CheckoutId;
use store::{Entry, Report, Store, Version};

use crate::shop::{Shop, at, opened, session, started, step, tick};

/// Three checkouts: one just made, one with an attempt, one with two.
pub(super) async fn busy() -> Shop {
    fill(Shop::open().await).await
}

/// The same in a file, for what only a file can suffer.
pub(super) async fn busy_file() -> Shop {
    fill(Shop::open_file().await).await
}

async fn fill(shop: Shop) -> Shop {
    shop.checkout(1).await;
    let entries = [
        (2, vec![started(1)]),
        (2, vec![opened(1, session(1)), step("LOGIN")]),
        (2, vec![step("SUCCESS")]),
        (3, vec![started(1), opened(1, session(2))]),
        (3, vec![started(2)]),
        (3, vec![opened(2, session(3))]),
    ];
    for n in [2, 3] {
        shop.checkout(n).await;
    }
    for (n, events) in entries {
        let loaded = shop.now(n).await;
        let entry = Entry {
            events,
            tasks: vec![tick(at(500))],
            ..Entry::default()
        };
        shop.store.append(&loaded, entry).await.unwrap();
    }
    shop
}

/// Past the store, on its own connection.
pub(super) async fn tamper(shop: &Shop, statements: &[&'static str]) {
    let mut door = shop.back_door().await;
    for statement in statements {
        sqlx::query(*statement).execute(&mut door).await.unwrap();
    }
}

/// Every finding, as it is told: the checkout by its number, its event, and what is wrong.
pub(super) fn told(shop: &Shop, report: &Report) -> Vec<String> {
    let number = |id: &CheckoutId| (1..=9).find(|n| shop.order(*n).id == *id);
    let mut told: Vec<_> = report
        .findings
        .iter()
        .map(|finding| {
            let checkout = finding.place.checkout().and_then(number);
            let checkout = checkout.map_or("-".to_owned(), |number| number.to_string());
            let event = finding.place.event().map(Version::number);
            let event = event.map_or(String::new(), |seq| format!(" event {seq}"));
            format!("{checkout}{event} {}", finding.fault.code())
        })
        .collect();
    told.sort();
    told
}

pub(super) async fn verified(store: &Store) -> Report {
    store.verify().await.unwrap()
}
