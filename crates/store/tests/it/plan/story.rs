//! Asks every statement that is put together as it goes.

use std::time::Duration;

use payment::{CheckoutId, EventId, Method, Mode, Money, NotificationKind, PersonId, Status};
use store::{
    Cases, DeliveryFilter, DeliveryState, Digest, Domain, EndpointChange, Fate, ListFilter,
    NewWebhook, PaymentLinkFilter, TestEvent, Try, TryOutcome,
};

use crate::{
    inbox::by_account,
    notification::endpoint_id,
    shop::{Shop, at, entry, opened, session, started, tick},
};

pub(super) async fn tell(shop: &Shop) {
    assert_eq!(shop.store.keys(&shop.merchant).await.unwrap(), []);
    checkouts(shop).await;
    deliveries(shop).await;
    letters(shop).await;
    webhooks(shop).await;
    payment_links(shop).await;
    people(shop).await;
    domains(shop).await;
}

/// Whoever writes to customers takes on what is due.
async fn letters(shop: &Shop) {
    let lease = Duration::from_secs(60);
    let claimed = shop.store.claim_letters(at(2), lease, 10).await.unwrap();
    assert_eq!(claimed, []);
}

/// What is done with checkouts and their tasks, and each way to list them.
async fn checkouts(shop: &Shop) {
    let made = shop.checkout(1).await;
    shop.store
        .append(&made, entry(&[started(1)], &[tick(at(1))]))
        .await
        .unwrap();
    let lease = Duration::from_secs(60);
    assert_eq!(
        shop.store.claim_due(at(2), lease, 10).await.unwrap().len(),
        1
    );
    let everything = || ListFilter::newest(shop.merchant.clone(), Mode::Test, 10);
    let after = Some(CheckoutId::from_bytes([1; 16]));
    let by_reference = |after| ListFilter {
        reference_prefix: Some("ORDER".parse().unwrap()),
        after,
        ..everything()
    };
    for filter in [
        everything(),
        ListFilter {
            after: after.clone(),
            ..everything()
        },
        ListFilter {
            reference: Some("ORDER-1".parse().unwrap()),
            after: after.clone(),
            ..everything()
        },
        ListFilter {
            status: Some(Status::Open),
            created_from: Some(at(0)),
            after: after.clone(),
            ..everything()
        },
        ListFilter {
            amount: Some(Money::from_cents(25_000).unwrap()),
            created_before: Some(at(9)),
            after: after.clone(),
            ..everything()
        },
        ListFilter {
            amount_from: Some(Money::from_cents(100).unwrap()),
            amount_to: Some(Money::from_cents(25_000).unwrap()),
            ..everything()
        },
        ListFilter {
            method: Some(Method::GuaranteedEft),
            after: after.clone(),
            ..everything()
        },
        ListFilter {
            cases: Cases::Some,
            after: after.clone(),
            ..everything()
        },
        by_reference(None),
        by_reference(after),
    ] {
        shop.store.list(&filter).await.unwrap();
    }
    shop.store.count_figures(1).await.unwrap();
    let ids = [made.checkout.id.clone()];
    let theirs = shop.store.is_any_of(&ids, &shop.merchant, Mode::Test).await;
    assert!(theirs.unwrap());
}

/// A delivery's whole life, and the ends of endpoints.
async fn deliveries(shop: &Shop) {
    shop.endpoint(1).await;
    shop.endpoint(2).await;
    for n in 2..=4 {
        shop.fail(n, 20).await;
    }
    let claimed = shop.take(21).await;
    shop.settle(claimed, 22, Fate::Delivered).await;
    let last = shop.listed(1).await.pop().unwrap();
    let listed = DeliveryFilter {
        endpoint: endpoint_id(1),
        state: Some(DeliveryState::Delivered),
        limit: 10,
        after: Some(last.id),
    };
    shop.store.deliveries(&listed).await.unwrap();
    shop.fail(5, 30).await;
    shop.store.next_delivery_due(at(31)).await.unwrap();
    shop.store
        .lost_deliveries(&shop.merchant, Mode::Test, at(1))
        .await
        .unwrap();
    let event = TestEvent {
        id: EventId::from_bytes([1; 16]),
        endpoint: endpoint_id(1),
        kind: NotificationKind::Paid,
        r#try: Try {
            at: at(31),
            outcome: TryOutcome::Delivered,
            status: Some(200),
            took: Duration::ZERO,
            answer: Vec::new(),
        },
    };
    shop.store
        .keep_test_event(&shop.merchant, event, None)
        .await
        .unwrap();
    shop.store.test_events(&endpoint_id(1)).await.unwrap();
    let off = EndpointChange {
        enabled: Some(false),
        ..EndpointChange::default()
    };
    shop.store
        .update_endpoint(&endpoint_id(1), off, at(32))
        .await
        .unwrap();
    shop.store
        .delete_endpoint(&shop.merchant, &endpoint_id(2), at(33), None)
        .await
        .unwrap();
    shop.store
        .forget_deliveries(at(100), at(100))
        .await
        .unwrap();
}

/// What the provider sends about a session that is known.
async fn webhooks(shop: &Shop) {
    let made = shop.checkout(9).await;
    let events = [started(9), opened(9, session(9))];
    shop.store.append(&made, entry(&events, &[])).await.unwrap();
    let webhook = NewWebhook {
        merchant: shop.merchant.clone(),
        received_at: at(40),
        session: Some(session(9)),
        body: b"{}".to_vec().try_into().unwrap(),
    };
    let kept = shop.store.keep_webhook(webhook, by_account()).await;
    assert!(kept.unwrap().is_some());
    let id = &made.checkout.id;
    let scheduled = shop.store.schedule(id, tick(at(50))).await;
    scheduled.unwrap();
}

/// A payment link that is made, used and looked for in every way.
async fn payment_links(shop: &Shop) {
    let link = shop.payment_link(1, Some(5)).await;
    shop.come_by(&link, 77).await.unwrap();
    for after in [None, Some(link.id.clone())] {
        let filter = PaymentLinkFilter {
            merchant: shop.merchant.clone(),
            mode: Mode::Test,
            limit: 10,
            after,
        };
        shop.store.payment_links(&filter).await.unwrap();
    }
    for after in [None, Some(CheckoutId::from_bytes([77; 16]))] {
        let filter = ListFilter {
            payment_link: Some(link.id.clone()),
            after,
            ..ListFilter::newest(shop.merchant.clone(), Mode::Test, 10)
        };
        shop.store.list(&filter).await.unwrap();
    }
    let uses = shop
        .store
        .payment_links_uses(std::slice::from_ref(&link.id));
    uses.await.unwrap();
}

/// Who signs in, and by what.
async fn people(shop: &Shop) {
    let (store, nobody) = (&shop.store, PersonId::from_bytes([9; 16]));
    store.person(&nobody).await.unwrap();
    store.passkeys(&nobody).await.unwrap();
    store.member(&shop.merchant, &nobody).await.unwrap();
    let removed = store.remove_member(&shop.merchant, &nobody, Vec::new());
    removed.await.unwrap_err();
    let link = Digest::of("link");
    store.entry_link(&link, at(0)).await.unwrap();
}

/// A host whose record is looked for.
async fn domains(shop: &Shop) {
    let (merchant, host) = (shop.merchant.clone(), "pay.shop.example".parse().unwrap());
    let named = Domain::named(merchant, Mode::Test, host, "challenge".into(), at(0), at(1));
    assert!(shop.store.name_domain(named, None).await.unwrap());
    let due = shop.store.claim_looks(at(1), at(60), 10).await.unwrap();
    assert_eq!(due.len(), 1);
}
