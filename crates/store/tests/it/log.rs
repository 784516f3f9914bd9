use payment::{Event, Status};
use sqlx::Connection as _;
use store::{AppendError, CreateError, Loaded, LogFault, StoreError, Version};

use crate::shop::{self, Shop, at, attempt, opened, session, started, step, tick};

#[tokio::test]
async fn a_checkout_is_loaded_as_its_events_tell_it() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let version = shop
        .store
        .append(
            &made,
            shop::entry(&[started(1), opened(1, session(1))], &[]),
        )
        .await
        .unwrap();
    assert_eq!(version, Version::new(3));

    let loaded = shop.store.load(&made.checkout.id).await.unwrap().unwrap();
    assert_eq!(loaded.version, version);
    assert_eq!(loaded.token, made.token);
    assert_eq!(loaded.checkout.status(), Status::Processing);
    assert_eq!(
        loaded.checkout.attempts[0].session,
        Some(payment::Session::v2(session(1)))
    );
    let by_token = shop.store.load_by_token(&made.token).await.unwrap();
    assert_eq!(by_token, Some(loaded));
}

#[tokio::test]
async fn what_is_not_there_is_none() {
    let shop = Shop::open().await;
    let never = shop.order(1);
    assert_eq!(shop.store.load(&never.id).await.unwrap(), None);
    assert_eq!(shop.store.load_by_token(&never.token).await.unwrap(), None);
    assert_eq!(shop.store.find_session(&session(1)).await.unwrap(), None);
    let events = shop.store.events(&never.id, Version::NONE).await.unwrap();
    assert!(events.is_empty());
}

#[tokio::test]
async fn of_two_appends_to_one_version_one_is_refused_and_leaves_nothing() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let append = |step_name| {
        let (store, made) = (shop.store.clone(), made.clone());
        async move {
            store
                .append(&made, shop::entry(&[step(step_name)], &[tick(at(5))]))
                .await
        }
    };
    // Both are prepared before either is written.
    let (first, second) = tokio::join!(append("FIRST"), append("SECOND"));
    let answers = [first, second];
    let kept = answers.iter().filter(|answer| answer.is_ok()).count();
    let refused = answers
        .iter()
        .filter(|answer| matches!(answer, Err(AppendError::Conflict)))
        .count();
    assert_eq!((kept, refused), (1, 1));
    let log = shop
        .store
        .events(&made.checkout.id, Version::NONE)
        .await
        .unwrap();
    assert_eq!(log.len(), 2);
}

#[tokio::test]
async fn an_append_to_an_older_version_is_a_conflict() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let append = |loaded: Loaded| {
        let store = shop.store.clone();
        async move {
            let entry = shop::entry(&[step("A")], &[]);
            store.append(&loaded, entry).await
        }
    };
    append(made.clone()).await.unwrap();
    let answer = append(made.clone()).await;
    assert!(matches!(answer, Err(AppendError::Conflict)));
    let elsewhere = Shop::open().await.checkout(2).await;
    let answer = append(elsewhere).await;
    assert!(matches!(answer, Err(AppendError::Conflict)));
    let now = shop.store.load(&made.checkout.id).await.unwrap().unwrap();
    append(now).await.unwrap();
}

#[tokio::test]
async fn a_session_leads_to_its_attempt_and_to_no_other() {
    let shop = Shop::open().await;
    let first = shop.checkout(1).await;
    let second = shop.checkout(2).await;
    for made in [&first, &second] {
        shop.store
            .append(made, shop::entry(&[started(1)], &[]))
            .await
            .unwrap();
    }
    let [first, second] = [shop.now(1).await, shop.now(2).await];
    shop.store
        .append(&first, shop::entry(&[opened(1, session(7))], &[]))
        .await
        .unwrap();
    let stolen = shop
        .store
        .append(&second, shop::entry(&[opened(1, session(7))], &[]))
        .await;
    assert!(matches!(stolen, Err(AppendError::SessionTaken)));
    assert_eq!(
        shop.store.find_session(&session(7)).await.unwrap(),
        Some((first.checkout.id, attempt(1)))
    );
    let loaded = shop.store.load(&second.checkout.id).await.unwrap().unwrap();
    assert_eq!(loaded.version, Version::new(2));
}

#[tokio::test]
async fn events_after_a_version_come_in_order_with_ids_that_never_change() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let steps = [step("A"), step("B"), step("C")];
    shop.store
        .append(&made, shop::entry(&steps, &[]))
        .await
        .unwrap();
    let all = shop
        .store
        .events(&made.checkout.id, Version::NONE)
        .await
        .unwrap();
    let late = shop
        .store
        .events(&made.checkout.id, Version::new(2))
        .await
        .unwrap();
    assert_eq!(all[2..], late);
    let recorded: Vec<_> = late.iter().map(|logged| &logged.recorded).collect();
    assert_eq!(recorded, [&steps[1], &steps[2]]);
    let ids: std::collections::HashSet<_> = all.iter().map(|logged| logged.id.clone()).collect();
    assert_eq!(ids.len(), 4);
}

#[tokio::test]
async fn only_a_creation_for_a_known_merchant_under_free_names_makes_a_checkout() {
    let shop = Shop::open().await;
    let no_creation = store::NewCheckout {
        created: step("A"),
        ..shop.order(1)
    };
    let answer = shop.store.create_checkout(no_creation).await;
    assert!(matches!(answer, Err(CreateError::NotACreation)));

    let stranger = shop::order(&payment::MerchantId::from_bytes([9; 16]), 1);
    let answer = shop.store.create_checkout(stranger).await;
    assert!(matches!(answer, Err(CreateError::NoSuchMerchant)));

    shop.checkout(1).await;
    let answer = shop.store.create_checkout(shop.order(1)).await;
    assert!(matches!(answer, Err(CreateError::Taken)));
    let same_token = store::NewCheckout {
        token: shop.order(1).token,
        ..shop.order(2)
    };
    let answer = shop.store.create_checkout(same_token).await;
    assert!(matches!(answer, Err(CreateError::Taken)));
}

#[tokio::test]
async fn a_log_that_cannot_be_read_is_named_and_not_quoted() {
    for (spoil, fault) in [
        (
            r#"UPDATE event SET body = '{"type":"john.doe@example.com"}' WHERE seq = 2"#,
            LogFault::Undecodable,
        ),
        (
            "UPDATE event SET type = 'checkout_paid' WHERE seq = 2",
            LogFault::OtherType,
        ),
        (
            "UPDATE event SET format = 77 WHERE seq = 2",
            LogFault::UnknownFormat(77),
        ),
        (
            "UPDATE event SET evidence = 'rumour' WHERE seq = 2",
            LogFault::UnknownEvidence,
        ),
        ("DELETE FROM event WHERE seq = 2", LogFault::Missing),
    ] {
        let shop = Shop::open().await;
        let made = shop.checkout(1).await;
        shop.store
            .append(&made, shop::entry(&[started(1), step("A")], &[]))
            .await
            .unwrap();
        let mut door = shop.back_door().await;
        sqlx::query(spoil).execute(&mut door).await.unwrap();
        door.close().await.unwrap();

        let error = shop.store.load(&made.checkout.id).await.unwrap_err();
        let text = format!("{error} {error:?}");
        let StoreError::CorruptEvent {
            checkout,
            seq,
            fault: found,
        } = error
        else {
            panic!("{text}");
        };
        assert_eq!(
            (checkout, seq, found),
            (made.checkout.id, Version::new(2), fault)
        );
        assert!(!text.contains("john"), "{text}");
    }
}

#[tokio::test]
async fn a_log_without_its_beginning_is_corrupt() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let mut door = shop.back_door().await;
    sqlx::query("UPDATE event SET type = 'checkout_paid', body = $1")
        .bind(
            serde_json::to_string(&Event::CheckoutPaid {
                attempt: attempt(1),
            })
            .unwrap(),
        )
        .execute(&mut door)
        .await
        .unwrap();
    let error = shop.store.load(&made.checkout.id).await.unwrap_err();
    assert!(matches!(
        error,
        StoreError::CorruptEvent {
            fault: LogFault::Altered,
            ..
        }
    ));
    sqlx::query("DELETE FROM event")
        .execute(&mut door)
        .await
        .unwrap();
    let error = shop.store.load(&made.checkout.id).await.unwrap_err();
    assert!(matches!(
        error,
        StoreError::CorruptEvent {
            fault: LogFault::Missing,
            ..
        }
    ));
}
