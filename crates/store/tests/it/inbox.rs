//! Notifications about sessions that are known.

use std::collections::BTreeSet;

use futures::future::join_all;
use payment::{Event, MerchantId, Mode, Said, Work};
use store::{
    AccountOwner, AppendError, Consequence, Loaded, NewWebhook, RecordError, SealedAccount,
    SealingKey, Seals, Version, WebhookReceipt, WebhookScope,
};

use crate::shop::{Shop, at, attempt, entry, opened, recorded, session, started};

/// Signed with the secret of an account that stands behind all merchants' test keys.
pub(crate) fn by_account() -> WebhookScope {
    WebhookScope::Account {
        modes: vec![Mode::Test],
    }
}

/// Signed with a secret of the merchant's own.
fn by_merchant() -> WebhookScope {
    WebhookScope::Merchant {
        modes: vec![Mode::Test, Mode::Live],
    }
}

impl Shop {
    /// A checkout whose attempt has the session of that number.
    async fn at_the_bank(&self, n: u8) -> Loaded {
        let made = self.checkout(n).await;
        let events = [started(n), opened(n, session(n))];
        self.store.append(&made, entry(&events, &[])).await.unwrap();
        self.store.load(&made.checkout.id).await.unwrap().unwrap()
    }

    /// What the provider tells about the session of that number.
    fn told(&self, n: u8, body: &str) -> NewWebhook {
        NewWebhook {
            merchant: self.merchant.clone(),
            received_at: at(7),
            session: Some(session(n)),
            body: body.as_bytes().to_vec().try_into().unwrap(),
        }
    }

    async fn keep(&self, webhook: NewWebhook) -> Option<WebhookReceipt> {
        let kept = self.store.keep_webhook(webhook, by_account());
        kept.await.unwrap()
    }
}

/// That it was received, for the checkout's log.
fn received(n: u8, loaded: &Loaded) -> Consequence {
    Consequence {
        loaded: loaded.clone(),
        entry: entry(
            &[recorded(Event::WebhookReceived {
                attempt: attempt(n),
                said: Said::default(),
            })],
            &[],
        ),
    }
}

#[tokio::test]
async fn it_is_kept_at_once_and_a_worker_is_told_to_take_it_in() {
    let shop = Shop::open().await;
    let loaded = shop.at_the_bank(1).await;
    let kept = shop.keep(shop.told(1, "one")).await;
    assert_eq!(kept, Some(WebhookReceipt::Stored(None)));
    let id = &loaded.checkout.id;
    let now = shop.store.load(id).await.unwrap().unwrap();
    assert_eq!(now.version, loaded.version, "the log is left alone");
    let waiting = shop.store.waiting_webhooks(id).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].body.as_bytes(), b"one");
    let lease = std::time::Duration::from_secs(1);
    let due = shop.store.claim_due(at(8), lease, 9).await.unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!((&due[0].checkout, &due[0].work), (id, &Work::TakeWebhooks));
}

#[tokio::test]
async fn it_is_taken_in_once_whoever_tries() {
    let shop = Shop::open().await;
    let loaded = shop.at_the_bank(1).await;
    shop.keep(shop.told(1, "one")).await;
    shop.keep(shop.told(1, "two")).await;
    let id = &loaded.checkout.id;
    let waiting = shop.store.waiting_webhooks(id).await.unwrap();
    assert_eq!(waiting.len(), 2);
    let take = || {
        shop.store
            .take_webhooks(waiting.clone(), received(1, &loaded))
    };
    let (first, second) = tokio::join!(take(), take());
    let outcomes = [first, second];
    let taken = |it: &&Result<Version, AppendError>| it.is_ok();
    assert_eq!(outcomes.iter().filter(taken).count(), 1, "{outcomes:?}");
    assert!(
        outcomes
            .iter()
            .any(|it| matches!(it, Err(AppendError::Conflict)))
    );
    assert!(shop.store.waiting_webhooks(id).await.unwrap().is_empty());
    let now = shop.store.load(id).await.unwrap().unwrap();
    assert_eq!(now.version, loaded.version.next());
    let again = shop.store.take_webhooks(waiting, received(1, &now)).await;
    assert!(matches!(again, Err(AppendError::Conflict)), "{again:?}");
}

#[tokio::test]
async fn the_same_one_again_is_kept_once_and_does_not_wait_again() {
    let shop = Shop::open().await;
    let loaded = shop.at_the_bank(1).await;
    let told = || shop.keep(shop.told(1, "one"));
    let at_once = join_all([told(), told(), told()]).await;
    let fresh = at_once
        .iter()
        .filter(|it| **it == Some(WebhookReceipt::Stored(None)));
    assert!(fresh.count() >= 1, "{at_once:?}");
    let id = &loaded.checkout.id;
    let waiting = shop.store.waiting_webhooks(id).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let consequence = received(1, &loaded);
    shop.store
        .take_webhooks(waiting, consequence)
        .await
        .unwrap();
    assert_eq!(told().await, Some(WebhookReceipt::Repeated));
    assert!(shop.store.waiting_webhooks(id).await.unwrap().is_empty());
}

#[tokio::test]
async fn one_about_a_session_that_nobody_knows_is_left_to_who_can_find_out_more() {
    let shop = Shop::open().await;
    shop.at_the_bank(1).await;
    assert_eq!(shop.keep(shop.told(2, "who?")).await, None);
    let nameless = NewWebhook {
        session: None,
        ..shop.told(1, "what?")
    };
    assert_eq!(shop.keep(nameless).await, None);
    assert!(
        shop.store
            .webhooks(&shop.merchant, 9)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_merchants_own_secret_says_nothing_about_another_merchants_sessions() {
    let shop = Shop::open().await;
    shop.at_the_bank(1).await;
    let elsewhere = NewWebhook {
        merchant: MerchantId::from_bytes([9; 16]),
        ..shop.told(1, "one")
    };
    let kept = shop
        .store
        .keep_webhook(elsewhere.clone(), by_merchant())
        .await;
    assert_eq!(kept.unwrap(), None);
    let kept = shop.store.keep_webhook(elsewhere, by_account()).await;
    assert!(matches!(kept, Err(RecordError::NoSuchMerchant)), "{kept:?}");
}

#[tokio::test]
async fn a_secret_says_nothing_about_the_other_mode_nor_about_who_has_an_account_of_their_own() {
    let shop = Shop::open().await;
    shop.at_the_bank(1).await;
    let live = vec![Mode::Live];
    for scope in [
        WebhookScope::Account {
            modes: live.clone(),
        },
        WebhookScope::Merchant { modes: live },
    ] {
        let kept = shop.store.keep_webhook(shop.told(1, "one"), scope).await;
        assert_eq!(kept.unwrap(), None);
    }
    let owner = AccountOwner {
        merchant: shop.merchant.clone(),
        mode: Mode::Test,
    };
    let seals = Seals::new(Some(SealingKey::from_bytes([1; 32])), Vec::new());
    let sealed = seals.seal(owner.place(), b"{}", [1; 24]).unwrap();
    let account = SealedAccount {
        owner,
        sealed,
        set_at: at(1),
    };
    shop.store.set_account(account).await.unwrap();
    assert_eq!(shop.keep(shop.told(1, "two")).await, None);
    let own = shop
        .store
        .keep_webhook(shop.told(1, "two"), by_merchant())
        .await;
    assert_eq!(own.unwrap(), Some(WebhookReceipt::Stored(None)));
}

#[tokio::test]
async fn many_at_once_are_all_kept_and_one_that_cannot_be_takes_none_with_it() {
    let shop = Shop::open().await;
    for n in 1..=5 {
        shop.at_the_bank(n).await;
    }
    let numbered = (0..100).map(|number: u8| (number % 5 + 1, format!("{number}")));
    let told: Vec<_> = numbered.map(|(n, body)| shop.told(n, &body)).collect();
    let stranger = NewWebhook {
        merchant: MerchantId::from_bytes([9; 16]),
        ..shop.told(1, "stranger")
    };
    let keep = |webhook| shop.store.keep_webhook(webhook, by_account());
    let (kept, refused) = tokio::join!(join_all(told.into_iter().map(keep)), keep(stranger));
    assert!(matches!(refused, Err(RecordError::NoSuchMerchant)));
    for receipt in kept {
        assert_eq!(receipt.unwrap(), Some(WebhookReceipt::Stored(None)));
    }
    let mut bodies = BTreeSet::new();
    for n in 1..=5 {
        let id = shop.order(n).id;
        for webhook in shop.store.waiting_webhooks(&id).await.unwrap() {
            bodies.insert(webhook.body.as_bytes().to_vec());
        }
    }
    assert_eq!(bodies.len(), 100);
}
