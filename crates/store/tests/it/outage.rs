//! A database server that is lost in the middle of something. Where tests have none, there is
//! nothing to lose: a file is in the same machine.

use std::time::Duration;

use futures::future::join_all;
use store::{
    AppendError, Loaded, NewWebhook, OpenError, Store, StoreError, TimeLimits, Tuning, Version,
    WebhookReceipt,
    fresh::{Cable, Fresh, Lost},
};
use tokio::time::{Instant, timeout};

use crate::{
    inbox::by_account,
    shop::{Shop, at, entry, opened, session, started, step},
};

const PATIENCE: Duration = Duration::from_secs(20);

/// Well under what each of them would wait for a turn, on a machine that does other things too.
const AT_ONCE: Duration = Duration::from_secs(2);

/// A look that soon finds out, and the rest as it is.
fn soon() -> TimeLimits {
    TimeLimits {
        look: Duration::from_millis(300),
        ..TimeLimits::default()
    }
}

/// A shop on a server, and the same store once more at the far end of a cable.
struct Outage {
    shop: Shop,
    cable: Cable,
    store: Store,
}

impl Outage {
    async fn with(limits: TimeLimits) -> Option<Self> {
        let shop = Shop::open().await;
        let cable = Cable::to(&shop.place).await.unwrap()?;
        let url = cable.text().parse().unwrap();
        let tuning = Tuning {
            limits,
            ..Tuning::default()
        };
        let store = Store::open_with(&url, tuning).await.unwrap();
        Some(Self { shop, cable, store })
    }

    async fn append(&self, to: &Loaded) -> Result<Version, AppendError> {
        self.store.append(to, entry(&[step("A")], &[])).await
    }

    /// What the rest of the world sees.
    async fn now(&self, loaded: &Loaded) -> Loaded {
        let id = &loaded.checkout.id;
        self.shop.store.load(id).await.unwrap().unwrap()
    }

    async fn until(&self, is_well: bool) -> Result<(), StoreError> {
        let asking = async {
            loop {
                let told = self.store.check().await;
                if told.is_ok() == is_well {
                    return told;
                }
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, asking).await.unwrap()
    }
}

fn is_unreachable(error: &StoreError) -> bool {
    matches!(error, StoreError::Unreachable(_))
}

/// What everybody is told, at once, while it is known that the server is away.
async fn nobody_waits(outage: &Outage, made: &Loaded) {
    let told = outage.until(false).await.unwrap_err();
    assert!(is_unreachable(&told), "{told:?}");
    let began = Instant::now();
    let read = outage.store.load(&made.checkout.id).await.unwrap_err();
    assert!(is_unreachable(&read), "{read:?}");
    let written = outage.append(made).await.unwrap_err();
    assert!(
        matches!(&written, AppendError::Store(error) if is_unreachable(error)),
        "{written:?}"
    );
    let told = outage.store.check().await.unwrap_err();
    assert!(is_unreachable(&told), "{told:?}");
    assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
}

#[tokio::test]
async fn nobody_waits_for_a_server_that_is_known_to_be_silent() {
    let Some(outage) = Outage::with(soon()).await else {
        return;
    };
    let made = outage.shop.checkout(1).await;
    let id = &made.checkout.id;
    // Every connection that there can be is in use, or has just been.
    for read in join_all((0..16).map(|_| outage.store.load(id))).await {
        read.unwrap();
    }
    outage.cable.stall();
    let stuck = join_all((0..16).map(|_| outage.append(&made)));
    let (stuck, ()) = tokio::join!(stuck, nobody_waits(&outage, &made));
    for answer in stuck {
        assert!(
            matches!(&answer, Err(AppendError::Store(error)) if is_unreachable(error)),
            "{answer:?}"
        );
    }

    outage.cable.mend();
    outage.until(true).await.unwrap();
    let version = outage.now(&made).await.version;
    assert_eq!(version, made.version, "nothing was written");
    let began = Instant::now();
    assert_eq!(outage.append(&made).await.unwrap(), version.next());
    for read in join_all((0..16).map(|_| outage.store.load(id))).await {
        assert_eq!(read.unwrap().unwrap().version, version.next());
    }
    assert!(
        began.elapsed() < TimeLimits::default().statements,
        "{:?}",
        began.elapsed()
    );
}

#[tokio::test]
async fn nobody_waits_for_a_server_that_is_known_to_be_gone() {
    let Some(outage) = Outage::with(TimeLimits::default()).await else {
        return;
    };
    let made = outage.shop.checkout(1).await;
    outage.cable.cut();
    nobody_waits(&outage, &made).await;
    outage.cable.mend();
    outage.until(true).await.unwrap();
    let written = outage.append(&made).await;
    assert_eq!(written.unwrap(), made.version.next());
}

#[tokio::test]
async fn a_commit_that_nobody_answers_is_left_open_and_not_asked_for_again() {
    for lost in [Lost::Question, Lost::Answer] {
        let limits = TimeLimits {
            commit: Duration::from_millis(300),
            ..TimeLimits::default()
        };
        let Some(outage) = Outage::with(limits).await else {
            return;
        };
        let made = outage.shop.checkout(1).await;
        outage.cable.lose_commits(lost);
        let answer = outage.append(&made).await;
        assert!(
            matches!(answer, Err(AppendError::Store(StoreError::Unsettled(_)))),
            "{answer:?}"
        );
        assert_eq!(outage.store.stats().commits, 0, "none is known of");
        let is_there = match lost {
            Lost::Question => made.version,
            Lost::Answer => made.version.next(),
        };
        let now = outage.now(&made).await;
        assert_eq!(now.version, is_there);
        // Its connection is not used again.
        outage.cable.keep_commits();
        let written = outage.append(&now).await;
        assert_eq!(written.unwrap(), is_there.next());
    }
}

#[tokio::test]
async fn a_statement_that_nobody_answers_is_not_waited_for_and_nothing_of_it_is_done() {
    let limits = TimeLimits {
        statements: Duration::from_millis(500),
        ..TimeLimits::default()
    };
    let Some(outage) = Outage::with(limits).await else {
        return;
    };
    let made = outage.shop.checkout(1).await;
    let mut door = outage.shop.back_door().await;
    let mut holder = sqlx::Connection::begin(&mut door).await.unwrap();
    sqlx::query("UPDATE checkout SET status = status")
        .execute(&mut *holder)
        .await
        .unwrap();
    // It is run again for a while; each time somebody holds the row.
    let written = outage.append(&made).await.unwrap_err();
    assert!(
        matches!(&written, AppendError::Store(error) if is_unreachable(error)),
        "{written:?}"
    );
    holder.rollback().await.unwrap();
    assert_eq!(outage.now(&made).await.version, made.version);
    let written = outage.append(&made).await;
    assert_eq!(written.unwrap(), made.version.next());
}

#[tokio::test]
async fn a_notification_whose_commit_nobody_answers_stops_no_other() {
    let limits = TimeLimits {
        commit: PATIENCE,
        ..TimeLimits::default()
    };
    let Some(outage) = Outage::with(limits).await else {
        return;
    };
    for n in [1, 2] {
        let made = outage.shop.checkout(n).await;
        let events = [started(n), opened(n, session(n))];
        let at_the_bank = outage.shop.store.append(&made, entry(&events, &[]));
        at_the_bank.await.unwrap();
    }
    let keep = |n: u8| {
        let webhook = NewWebhook {
            merchant: outage.shop.merchant.clone(),
            received_at: at(7),
            session: Some(session(n)),
            body: vec![n].try_into().unwrap(),
        };
        outage.store.keep_webhook(webhook, by_account())
    };
    outage.cable.lose_commits(Lost::Question);
    let stuck = keep(1);
    let others = async {
        outage.cable.has_lost().await;
        outage.cable.keep_commits();
        keep(2).await
    };
    tokio::select! {
        _ = stuck => panic!("nobody has answered it"),
        kept = timeout(Duration::from_secs(5), others) => {
            assert_eq!(kept.unwrap().unwrap(), Some(WebhookReceipt::Stored(None)));
        }
    }
}

#[tokio::test]
async fn a_server_that_takes_a_connection_and_says_nothing_is_unreachable() {
    let place = Fresh::new().unwrap();
    let Some(cable) = Cable::to(&place).await.unwrap() else {
        return;
    };
    cable.stall();
    let url = cable.text().parse().unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");
}
