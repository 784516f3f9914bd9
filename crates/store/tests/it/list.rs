use payment::{CheckoutId, MerchantId, Method, Mode, Money, Status};
use store::{Cases, ListFilter, NewMerchant};

use crate::shop::{self, Shop, at, started};

impl Shop {
    fn everything(&self) -> ListFilter {
        ListFilter::newest(self.merchant.clone(), Mode::Test, 100)
    }

    async fn ids(&self, filter: ListFilter) -> Vec<CheckoutId> {
        let rows = self.store.list(&filter).await.unwrap();
        rows.into_iter().map(|row| row.id).collect()
    }
}

fn ids<const N: usize>(numbers: [u8; N]) -> [CheckoutId; N] {
    numbers.map(|n| CheckoutId::from_bytes([n; 16]))
}

#[tokio::test]
async fn pages_of_a_list_come_newest_first_and_meet_without_gap_or_overlap() {
    let shop = Shop::open().await;
    for n in [2, 5, 1, 4, 3] {
        shop.checkout(n).await;
    }
    assert_eq!(shop.ids(shop.everything()).await, ids([5, 4, 3, 2, 1]));
    let page = |after: Option<u8>| ListFilter {
        limit: 2,
        after: after.map(|n| CheckoutId::from_bytes([n; 16])),
        ..shop.everything()
    };
    assert_eq!(shop.ids(page(None)).await, ids([5, 4]));
    assert_eq!(shop.ids(page(Some(4))).await, ids([3, 2]));
    assert_eq!(shop.ids(page(Some(2))).await, ids([1]));
    assert_eq!(shop.ids(page(Some(1))).await, ids([]));
    assert_eq!(shop.ids(page(Some(99))).await, ids([]));
}

#[tokio::test]
async fn a_list_follows_the_status_and_the_reference() {
    let shop = Shop::open().await;
    for n in 1..=3 {
        let made = shop.checkout(n).await;
        if n == 2 {
            shop.store
                .append(&made, shop::entry(&[started(n)], &[]))
                .await
                .unwrap();
        }
    }
    let with = |status, reference: Option<&str>| ListFilter {
        status,
        reference: reference.map(|reference| reference.parse().unwrap()),
        ..shop.everything()
    };
    let open = with(Some(Status::Open), None);
    assert_eq!(shop.ids(open).await, ids([3, 1]));
    let processing = with(Some(Status::Processing), None);
    assert_eq!(shop.ids(processing).await, ids([2]));
    let named = with(None, Some("ORDER-3"));
    assert_eq!(shop.ids(named).await, ids([3]));
    let neither = with(Some(Status::Open), Some("ORDER-2"));
    assert_eq!(shop.ids(neither).await, ids([]));
    let injected = with(None, Some("' OR 1 = 1 --"));
    assert_eq!(shop.ids(injected).await, ids([]));

    let row = shop.store.list(&with(None, Some("ORDER-2"))).await.unwrap();
    let loaded = shop.store.load(&row[0].id).await.unwrap().unwrap();
    assert_eq!(row[0].version, loaded.version);
    assert_eq!(row[0].token, loaded.token);
    assert_eq!(row[0].amount, loaded.checkout.order.amount);
    assert_eq!(row[0].expires_at, loaded.checkout.expires_at);
}

#[tokio::test]
async fn a_merchant_sees_only_its_own_and_a_mode_only_its_own() {
    let shop = Shop::open().await;
    shop.checkout(1).await;
    let other = MerchantId::from_bytes([2; 16]);
    shop.store
        .create_merchant(NewMerchant {
            id: other.clone(),
            name: "Other Shop".into(),
            brand: "{}".into(),
            webhook_secret: None,
            created_at: at(0),
        })
        .await
        .unwrap();
    shop.store
        .create_checkout(shop::order(&other, 2))
        .await
        .unwrap();
    assert_eq!(shop.ids(shop.everything()).await, ids([1]));
    let theirs = ListFilter {
        merchant: other,
        ..shop.everything()
    };
    assert_eq!(shop.ids(theirs.clone()).await, ids([2]));
    let peeking = ListFilter {
        after: Some(CheckoutId::from_bytes([2; 16])),
        ..shop.everything()
    };
    assert_eq!(shop.ids(peeking).await, ids([]));
    let live = ListFilter {
        mode: Mode::Live,
        ..shop.everything()
    };
    assert_eq!(shop.ids(live).await, ids([]));
}

#[tokio::test]
async fn a_list_is_narrowed_by_amount_and_by_when_it_was_made() {
    let shop = Shop::open().await;
    for n in 1..=5 {
        let mut order = shop.order(n);
        if let payment::Event::CheckoutCreated { order, .. } = &mut order.created.event {
            order.amount = Some(Money::from_cents(100 * i64::from(n % 2 + 1)).unwrap());
        }
        shop.store.create_checkout(order).await.unwrap();
    }
    let asked = |cents| ListFilter {
        amount: Some(Money::from_cents(cents).unwrap()),
        ..shop.everything()
    };
    assert_eq!(shop.ids(asked(200)).await, ids([5, 3, 1]));
    assert_eq!(shop.ids(asked(300)).await, ids([]));
    let between = ListFilter {
        created_from: Some(at(2)),
        created_before: Some(at(4)),
        ..shop.everything()
    };
    assert_eq!(shop.ids(between.clone()).await, ids([3, 2]));
    let next = ListFilter {
        after: Some(CheckoutId::from_bytes([3; 16])),
        ..between
    };
    assert_eq!(shop.ids(next).await, ids([2]));
}

#[tokio::test]
async fn a_range_of_amounts_takes_both_of_its_ends() {
    let shop = Shop::open().await;
    for n in 1..=5 {
        let mut order = shop.order(n);
        if let payment::Event::CheckoutCreated { order, .. } = &mut order.created.event {
            // The fifth leaves it to the customer.
            order.amount = (n < 5).then(|| Money::from_cents(100 * i64::from(n)).unwrap());
        }
        shop.store.create_checkout(order).await.unwrap();
    }
    let cents = |cents| Some(Money::from_cents(cents).unwrap());
    let between = |amount_from, amount_to| ListFilter {
        amount_from,
        amount_to,
        ..shop.everything()
    };
    assert_eq!(shop.ids(between(cents(200), cents(300))).await, ids([3, 2]));
    assert_eq!(shop.ids(between(cents(301), None)).await, ids([4]));
    assert_eq!(shop.ids(between(None, cents(100))).await, ids([1]));
}

#[tokio::test]
async fn a_list_is_narrowed_by_how_it_was_tried_and_by_what_is_the_matter() {
    let shop = Shop::open().await;
    for n in 1..=3 {
        let made = shop.checkout(n).await;
        let mut events = vec![started(n)];
        if n == 2 {
            let payment::Event::AttemptStarted { method, .. } = &mut events[0].event else {
                unreachable!("an attempt was started")
            };
            *method = Method::ETransfer;
        }
        if n == 3 {
            events.push(shop::recorded(payment::Event::CaseOpened {
                kind: payment::CaseKind::LatePayment,
                attempt: shop::attempt(n),
                amount: Money::from_cents(25_000).unwrap(),
                detail: None,
            }));
        }
        shop.store.append(&made, events.into()).await.unwrap();
    }
    shop.checkout(4).await;
    let by = |method| ListFilter {
        method: Some(method),
        ..shop.everything()
    };
    assert_eq!(shop.ids(by(Method::ETransfer)).await, ids([2]));
    assert_eq!(shop.ids(by(Method::GuaranteedEft)).await, ids([3, 1]));
    assert_eq!(shop.ids(by(Method::Eft)).await, ids([]));
    let cases = ListFilter {
        cases: Cases::Some,
        ..shop.everything()
    };
    assert_eq!(shop.ids(cases).await, ids([3]));
}

#[tokio::test]
async fn what_changed_is_nobodys_but_its_merchants_in_its_mode() {
    let shop = Shop::open().await;
    shop.checkout(1).await;
    let (theirs, others) = (ids([1]), MerchantId::from_bytes([77; 16]));
    let is_any = async |ids: &[CheckoutId], merchant, mode| {
        shop.store.is_any_of(ids, merchant, mode).await.unwrap()
    };
    assert!(is_any(&theirs, &shop.merchant, Mode::Test).await);
    assert!(is_any(&ids([9, 1]), &shop.merchant, Mode::Test).await);
    assert!(!is_any(&theirs, &others, Mode::Test).await);
    assert!(!is_any(&theirs, &shop.merchant, Mode::Live).await);
    assert!(!is_any(&ids([9]), &shop.merchant, Mode::Test).await);
    assert!(!is_any(&[], &shop.merchant, Mode::Test).await);
}

/// What an upgrade does to checkouts that were there before it.
#[tokio::test]
async fn an_upgrade_fills_in_what_the_logs_tell_of_older_checkouts() {
    let shop = Shop::open().await;
    let by = |n: u8, method| {
        let mut started = started(n);
        let payment::Event::AttemptStarted { method: it, .. } = &mut started.event else {
            unreachable!("an attempt was started")
        };
        *it = method;
        started
    };
    let ended = |n: u8, end| {
        shop::recorded(payment::Event::AttemptEnded {
            attempt: shop::attempt(n),
            end,
        })
    };
    let case = |n: u8| {
        shop::recorded(payment::Event::CaseOpened {
            kind: payment::CaseKind::DuplicatePayment,
            attempt: shop::attempt(n),
            amount: Money::from_cents(700).unwrap(),
            detail: None,
        })
    };
    let paid = |cents| payment::End::Paid {
        amount: Money::from_cents(cents).unwrap(),
        guaranteed: true,
    };
    for (n, events) in [
        (1, vec![]),
        (2, vec![started(2)]),
        // The second attempt pays; the first does too, later, for which there is a case.
        (
            3,
            vec![
                by(31, Method::Eft),
                ended(31, payment::End::Superseded),
                by(32, Method::ETransfer),
                ended(32, paid(24_999)),
                shop::recorded(payment::Event::CheckoutPaid {
                    attempt: shop::attempt(32),
                }),
                case(31),
                case(31),
            ],
        ),
        // Two attempts, and neither pays.
        (
            4,
            vec![
                by(41, Method::ETransfer),
                ended(41, payment::End::Superseded),
                by(42, Method::Eft),
            ],
        ),
    ] {
        let made = shop.checkout(n).await;
        if !events.is_empty() {
            shop.store.append(&made, events.into()).await.unwrap();
        }
    }
    let now = shop.store.list(&shop.everything()).await.unwrap();
    let shown: Vec<_> = now.iter().map(|row| (row.method, row.cases)).collect();
    assert_eq!(
        shown,
        [
            (Some(Method::Eft), 0),
            (Some(Method::ETransfer), 2),
            (Some(Method::GuaranteedEft), 0),
            (None, 0)
        ]
    );
    let mut door = shop.back_door().await;
    sqlx::query(
        "UPDATE checkout SET method = NULL, paid = NULL, paid_at = NULL, cases = 0, counted = 0",
    )
    .execute(&mut door)
    .await
    .unwrap();
    let step = match door.backend_name() {
        "PostgreSQL" => include_str!("../../migrations/postgres/0023_figures.sql"),
        _ => include_str!("../../migrations/sqlite/0023_figures.sql"),
    };
    let fill = &step[step.find("UPDATE checkout SET").unwrap()..];
    let fill = &fill[..fill.find(';').unwrap()];
    sqlx::query(fill).execute(&mut door).await.unwrap();
    assert_eq!(shop.store.list(&shop.everything()).await.unwrap(), now);
}

#[tokio::test]
async fn an_attempt_or_a_session_leads_to_its_own_merchants_checkout_only() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let events = vec![started(1), shop::opened(1, shop::session(1))];
    shop.store.append(&made, events.into()).await.unwrap();
    let id = Some(made.checkout.id);
    let (mine, other) = (&shop.merchant, MerchantId::from_bytes([2; 16]));
    let (attempt, session) = (shop::attempt(1), shop::session(1));
    for (merchant, mode, found) in [
        (mine, Mode::Test, &id),
        (mine, Mode::Live, &None),
        (&other, Mode::Test, &None),
    ] {
        let by_attempt = shop.store.find_attempt(merchant, mode, &attempt).await;
        assert_eq!(by_attempt.unwrap(), *found);
        let by_session = shop.store.find_session_of(merchant, mode, &session).await;
        assert_eq!(by_session.unwrap(), *found);
    }
    let nobody = shop::attempt(9);
    let unknown = shop.store.find_attempt(mine, Mode::Test, &nobody).await;
    assert_eq!(unknown.unwrap(), None);
}

#[tokio::test]
async fn references_are_found_by_how_they_begin_page_by_page_in_their_own_order() {
    let shop = Shop::open().await;
    let references = ["A-2", "B", "A-10", "a-1", "A-é", "A-2", "A", "A.", "Á-1"];
    for (n, reference) in (1..).zip(references) {
        let mut order = shop.order(n);
        if let payment::Event::CheckoutCreated { order, .. } = &mut order.created.event {
            order.reference = Some(reference.parse().unwrap());
        }
        shop.store.create_checkout(order).await.unwrap();
    }
    let begins = |prefix: &str, after: Option<u8>| ListFilter {
        reference_prefix: Some(prefix.parse().unwrap()),
        after: after.map(|n| CheckoutId::from_bytes([n; 16])),
        limit: 3,
        ..shop.everything()
    };
    assert_eq!(shop.ids(begins("A-", None)).await, ids([3, 1, 6]));
    assert_eq!(shop.ids(begins("A-", Some(6))).await, ids([5]));
    assert_eq!(shop.ids(begins("A-", Some(5))).await, ids([]));
    assert_eq!(shop.ids(begins("%", None)).await, ids([]));
    assert_eq!(shop.ids(begins("A-é", None)).await, ids([5]));
}
