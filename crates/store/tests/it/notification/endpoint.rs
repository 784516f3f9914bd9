use payment::{AuditId, MerchantId, Mode, NotificationKind};
use store::{
    Action, Actor, DeliveryState, DisabledReason, EndpointChange, EndpointError, Entry, Kinds,
    MAX_ENDPOINTS, NewAudit, NewEndpoint, Standing,
};

use super::{crowd::crowd, endpoint_id, new_endpoint, only, secret, told};
use crate::shop::{Shop, at, started};

#[tokio::test]
async fn an_endpoint_reads_back_as_it_was_made_and_as_it_was_changed() {
    let shop = Shop::open().await;
    shop.endpoint(2).await;
    shop.endpoint(1).await;
    let shop = shop.reopen().await;
    let all = shop
        .store
        .endpoints(&shop.merchant, Mode::Test)
        .await
        .unwrap();
    let ids: Vec<_> = all.iter().map(|it| it.id.clone()).collect();
    assert_eq!(ids, [endpoint_id(1), endpoint_id(2)], "oldest first");
    let live = shop
        .store
        .endpoints(&shop.merchant, Mode::Live)
        .await
        .unwrap();
    assert!(live.is_empty());

    let mut known = shop.store.endpoint(&endpoint_id(1)).await.unwrap().unwrap();
    assert_eq!(known, all[0]);
    assert_eq!(known.url, "https://shop1.example/hooks");
    assert_eq!(known.standing, Standing::Enabled);
    assert_eq!(known.failing_since, None);

    let change = EndpointChange {
        url: Some("https://other.example/".into()),
        description: Some("the warehouse".into()),
        kinds: Some(only([NotificationKind::Paid])),
        enabled: Some(false),
    };
    let found = shop
        .store
        .update_endpoint(&endpoint_id(1), change, at(50))
        .await;
    assert!(found.unwrap());
    known.url = "https://other.example/".into();
    known.description = "the warehouse".into();
    known.kinds = only([NotificationKind::Paid]);
    known.standing = Standing::Disabled {
        since: at(50),
        reason: DisabledReason::Merchant,
    };
    let changed = shop.store.endpoint(&endpoint_id(1)).await.unwrap();
    assert_eq!(changed.as_ref(), Some(&known));

    let nothing = EndpointChange::default();
    let found = shop
        .store
        .update_endpoint(&endpoint_id(1), nothing.clone(), at(60))
        .await;
    assert!(found.unwrap());
    assert_eq!(shop.store.endpoint(&endpoint_id(1)).await.unwrap(), changed);
    let found = shop
        .store
        .update_endpoint(&endpoint_id(9), nothing, at(60))
        .await;
    assert!(!found.unwrap());
}

#[tokio::test]
async fn an_endpoint_of_nobody_of_a_taken_id_or_too_many_are_refused() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    let stranger = MerchantId::from_bytes([9; 16]);
    let refused = shop.store.create_endpoint(new_endpoint(&stranger, 2)).await;
    assert!(matches!(refused, Err(EndpointError::NoSuchMerchant)));
    let refused = shop
        .store
        .create_endpoint(new_endpoint(&shop.merchant, 1))
        .await;
    assert!(matches!(refused, Err(EndpointError::Taken)));
    for n in 2..=u8::try_from(MAX_ENDPOINTS).unwrap() {
        shop.endpoint(n).await;
    }
    let refused = shop
        .store
        .create_endpoint(new_endpoint(&shop.merchant, 99))
        .await;
    assert!(matches!(refused, Err(EndpointError::TooMany)));
    let live = NewEndpoint {
        mode: Mode::Live,
        ..new_endpoint(&shop.merchant, 99)
    };
    shop.store.create_endpoint(live).await.unwrap();
}

#[tokio::test]
async fn only_endpoints_of_the_merchant_and_mode_that_want_the_kind_are_told() {
    let shop = Shop::open().await;
    let other = MerchantId::from_bytes([2; 16]);
    shop.store
        .create_merchant(store::NewMerchant {
            id: other.clone(),
            name: "Other".into(),
            brand: "{}".into(),
            webhook_secret: None,
            created_at: at(0),
        })
        .await
        .unwrap();
    let some = |n, kinds| NewEndpoint {
        kinds,
        ..new_endpoint(&shop.merchant, n)
    };
    let failed = NotificationKind::AttemptFailed;
    for endpoint in [
        some(1, Kinds::All),
        some(2, only([failed])),
        some(3, only([NotificationKind::Paid, failed])),
        some(4, only([NotificationKind::Paid])),
        some(5, only([])),
        NewEndpoint {
            mode: Mode::Live,
            ..some(6, Kinds::All)
        },
        new_endpoint(&other, 7),
    ] {
        shop.store.create_endpoint(endpoint).await.unwrap();
    }
    shop.endpoint(8).await;
    let off = EndpointChange {
        enabled: Some(false),
        ..EndpointChange::default()
    };
    shop.store
        .update_endpoint(&endpoint_id(8), off, at(9))
        .await
        .unwrap();

    shop.fail(1, 20).await;
    let mut to: Vec<_> = shop
        .take(20)
        .await
        .into_iter()
        .map(|it| it.endpoint)
        .collect();
    to.sort();
    assert_eq!(to, [endpoint_id(1), endpoint_id(2), endpoint_id(3)]);
}

#[tokio::test]
async fn a_disabled_endpoint_keeps_what_waited_as_dead_letters_and_gets_nothing_new() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    shop.fail(2, 20).await;
    let held = shop
        .store
        .claim_deliveries(at(20), super::LEASE, 1)
        .await
        .unwrap();
    let set = |enabled| EndpointChange {
        enabled: Some(enabled),
        ..EndpointChange::default()
    };
    shop.store
        .update_endpoint(&endpoint_id(1), set(false), at(21))
        .await
        .unwrap();
    shop.fail(3, 22).await;
    // What was under way fails, and is not tried again either.
    shop.settle(held, 23, store::Fate::Again { at: at(30) })
        .await;
    let states: Vec<_> = shop.listed(1).await.iter().map(|it| it.state).collect();
    assert_eq!(states, [DeliveryState::Dead, DeliveryState::Dead]);
    assert_eq!(shop.next_delivery(30).await, None);

    shop.store
        .update_endpoint(&endpoint_id(1), set(true), at(40))
        .await
        .unwrap();
    shop.fail(3, 41).await;
    assert_eq!(told(&shop.take(41).await), ["3:41"]);
}

#[tokio::test]
async fn a_deleted_endpoint_takes_everything_of_its_own_with_it() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.endpoint(2).await;
    shop.fail(1, 20).await;
    let claimed = shop.take(20).await;
    shop.settle(claimed, 21, store::Fate::Again { at: at(30) })
        .await;
    assert!(shop.delete(1, 22).await);
    assert!(!shop.delete(1, 22).await);
    assert_eq!(shop.store.endpoint(&endpoint_id(1)).await.unwrap(), None);
    assert!(shop.listed(1).await.is_empty());
    assert_eq!(shop.listed(2).await.len(), 1);
    let secrets = shop.store.endpoint_secrets(&endpoint_id(1), at(30)).await;
    assert!(secrets.unwrap().is_empty());
    // Its id can be used again, and starts afresh.
    shop.endpoint(1).await;
    assert!(shop.listed(1).await.is_empty());
    let rotated = shop
        .store
        .rotate_secret(
            &shop.merchant,
            &endpoint_id(3),
            secret(3),
            super::LEASE,
            at(30),
            None,
        )
        .await;
    assert!(!rotated.unwrap());
}

/// More than anybody waits for.
const CROWD: i64 = 12_000;

async fn count(shop: &Shop, statement: &'static str) -> i64 {
    let mut door = shop.back_door().await;
    sqlx::query_scalar(statement)
        .fetch_one(&mut door)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_endpoint_with_very_much_is_gone_at_once_and_thrown_away_bit_by_bit() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    crowd(&shop, CROWD, 25_000_000).await;
    assert!(shop.delete(1, 30).await);
    assert_eq!(shop.store.endpoint(&endpoint_id(1)).await.unwrap(), None);
    let all = shop.store.endpoints(&shop.merchant, Mode::Test).await;
    assert!(all.unwrap().is_empty());
    assert!(shop.listed(1).await.is_empty());
    assert!(shop.take(40).await.is_empty());
    let secrets = shop.store.endpoint_secrets(&endpoint_id(1), at(30)).await;
    assert!(secrets.unwrap().is_empty());
    let left = count(&shop, "SELECT COUNT(*) FROM delivery").await;
    assert!(0 < left && left < CROWD, "{left}");
    assert!(!shop.delete(1, 31).await);
    // It is not told of anything any more.
    shop.fail(2, 32).await;
    shop.store.forget_deliveries(at(0), at(40)).await.unwrap();
    assert_eq!(count(&shop, "SELECT COUNT(*) FROM delivery").await, 0);
    assert_eq!(count(&shop, "SELECT COUNT(*) FROM endpoint").await, 0);
}

#[tokio::test]
async fn an_endpoint_with_very_much_is_disabled_at_once_and_enabled_with_none_of_it() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.fail(1, 20).await;
    crowd(&shop, CROWD, 25_000_000).await;
    let set = |enabled| EndpointChange {
        enabled: Some(enabled),
        ..EndpointChange::default()
    };
    let id = endpoint_id(1);
    shop.store
        .update_endpoint(&id, set(false), at(30))
        .await
        .unwrap();
    let left = shop.store.delivery_figures().await.unwrap();
    assert!(left.waiting > 0 && left.dead > 0, "{left:?}");
    assert!(shop.take(40).await.is_empty());
    shop.store
        .update_endpoint(&id, set(true), at(50))
        .await
        .unwrap();
    let left = shop.store.delivery_figures().await.unwrap();
    assert_eq!(left.waiting, 0);
    assert!(shop.take(60).await.is_empty());
    shop.fail(3, 70).await;
    assert_eq!(told(&shop.take(70).await), ["3:70"]);
}

#[tokio::test]
async fn the_address_of_an_endpoint_and_its_secret_are_in_no_log() {
    let shop = Shop::open().await;
    let new = NewEndpoint {
        url: "https://shop1.example/hooks?key=hush".to_owned(),
        description: "hush".to_owned(),
        ..new_endpoint(&shop.merchant, 1)
    };
    let change = EndpointChange {
        url: Some(new.url.clone()),
        description: Some(new.description.clone()),
        ..EndpointChange::default()
    };
    shop.store.create_endpoint(new.clone()).await.unwrap();
    let endpoint = shop.store.endpoint(&new.id).await.unwrap().unwrap();
    assert_eq!(endpoint.url, new.url);
    for formatted in [
        format!("{new:?}"),
        format!("{change:?}"),
        format!("{endpoint:?}"),
    ] {
        assert!(!formatted.contains("hush"), "{formatted}");
    }
}

#[tokio::test]
async fn what_cannot_be_noted_is_not_done() {
    let shop = Shop::open().await;
    // Two lines of one id: only the first can be written.
    let note = |action| NewAudit {
        id: AuditId::from_bytes([7; 16]),
        merchant: shop.merchant.clone(),
        at: at(1),
        who: Actor::Operator,
        action,
        mode: Some(Mode::Test),
        subject: None,
    };
    let (store, id) = (&shop.store, endpoint_id(1));
    store
        .create_endpoint_and_note(
            new_endpoint(&shop.merchant, 1),
            note(Action::EndpointCreated),
        )
        .await
        .unwrap();
    let off = EndpointChange {
        enabled: Some(false),
        ..EndpointChange::default()
    };
    let changed = store.update_endpoint_and_note(&id, off, at(2), note(Action::EndpointChanged));
    assert!(changed.await.is_err());
    let known = store.endpoint(&id).await.unwrap().unwrap();
    assert_eq!(known.standing, Standing::Enabled);
    let made = shop.checkout(9).await;
    let entry = Entry {
        note: Some(note(Action::CheckoutCanceled)),
        ..vec![started(9)].into()
    };
    assert!(store.append(&made, entry).await.is_err());
    assert_eq!(shop.now(9).await.version, made.version);
}
