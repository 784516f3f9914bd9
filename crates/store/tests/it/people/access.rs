use store::{Digest, MAX_CEREMONIES, MembershipError, PasskeyError, Role};

use super::{passkey, person_id, sign_in};
use crate::shop::{Shop, at};

#[tokio::test]
async fn the_last_owner_stays_one() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    shop.join(2, Role::Staff).await;
    let (store, merchant) = (&shop.store, &shop.merchant);
    let demote = async |n| {
        let staff = Role::Staff;
        store
            .change_role(merchant, &person_id(n), staff, Vec::new())
            .await
    };
    let remove = async |n| {
        store
            .remove_member(merchant, &person_id(n), Vec::new())
            .await
    };
    assert!(matches!(demote(1).await, Err(MembershipError::LastOwner)));
    assert!(matches!(remove(1).await, Err(MembershipError::LastOwner)));
    let two = person_id(2);
    let promoted = store.change_role(merchant, &two, Role::Owner, Vec::new());
    promoted.await.unwrap();
    demote(1).await.unwrap();
    assert!(matches!(remove(2).await, Err(MembershipError::LastOwner)));
    assert!(matches!(
        remove(7).await,
        Err(MembershipError::NoSuchMember)
    ));
    remove(1).await.unwrap();
    assert_eq!(
        shop.roles().await,
        [("p2@shop.example".into(), Role::Owner)]
    );
}

#[tokio::test]
async fn two_owners_who_remove_each_other_at_once_leave_one() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    shop.join(2, Role::Owner).await;
    let remove = async |n| {
        let id = person_id(n);
        let removed = shop.store.remove_member(&shop.merchant, &id, Vec::new());
        removed.await.is_ok()
    };
    let (one, two) = tokio::join!(remove(1), remove(2));
    assert!(one != two, "one was faster: {one} {two}");
    assert_eq!(shop.roles().await.len(), 1);
}

#[tokio::test]
async fn whoever_has_access_to_nothing_is_forgotten_with_what_let_them_in() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    shop.join(2, Role::Staff).await;
    let other = shop.another().await;
    shop.join_at(&other, 2, Role::Owner).await;
    shop.join_at(&other, 3, Role::Owner).await;
    let store = &shop.store;
    let new = sign_in(1, 2, Some(&shop.merchant));
    store.begin_sign_in(new, None, Vec::new()).await.unwrap();
    let codes = vec![Digest::of("code")];
    let id = person_id(2);
    store
        .set_recovery_codes(&id, codes, at(5), Vec::new())
        .await
        .unwrap();

    store
        .remove_member(&shop.merchant, &id, Vec::new())
        .await
        .unwrap();
    let looking = store
        .sign_in_by_digest(&Digest::of([1, 1]), at(20), super::IDLE)
        .await;
    let looking = looking.unwrap().expect("they are still somebody elsewhere");
    assert_eq!((looking.membership, looking.merchants), (None, 1));

    store.remove_member(&other, &id, Vec::new()).await.unwrap();
    assert!(!shop.is_in(1, at(20)).await);
    assert!(store.person(&id).await.unwrap().is_none());
}

#[tokio::test]
async fn whoever_two_merchants_remove_at_once_is_forgotten() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let other = shop.another().await;
    shop.join_at(&other, 1, Role::Staff).await;
    shop.join(2, Role::Owner).await;
    let id = person_id(1);
    let remove = async |merchant| shop.store.remove_member(merchant, &id, Vec::new()).await;
    let (here, there) = tokio::join!(remove(&shop.merchant), remove(&other));
    here.unwrap();
    there.unwrap();
    assert!(shop.store.person(&id).await.unwrap().is_none());
}

#[tokio::test]
async fn a_recovery_code_opens_once_and_new_ones_end_the_old_ones() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    shop.join(2, Role::Owner).await;
    let (store, id) = (&shop.store, person_id(1));
    let set = async |texts: [&str; 2]| {
        let codes = texts.iter().map(Digest::of).collect();
        store
            .set_recovery_codes(&id, codes, at(1), Vec::new())
            .await
            .unwrap();
    };
    let used = async |n, text: &str| {
        store
            .use_recovery_code(&person_id(n), Digest::of(text))
            .await
            .unwrap()
    };
    set(["a", "b"]).await;
    assert!(!used(2, "a").await, "it is another's");
    assert!(used(1, "a").await);
    assert!(!used(1, "a").await);
    assert_eq!(store.recovery_codes(&id).await.unwrap(), 1);
    set(["c", "d"]).await;
    assert!(!used(1, "b").await);
    assert!(used(1, "c").await);
}

#[tokio::test]
async fn a_passkey_is_one_persons_and_twenty_are_enough() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    shop.join(2, Role::Owner).await;
    let store = &shop.store;
    for n in 0..20 {
        store
            .add_passkey(passkey(n, 1, n), Vec::new())
            .await
            .unwrap();
    }
    let more = store.add_passkey(passkey(20, 1, 20), Vec::new()).await;
    assert!(matches!(more, Err(PasskeyError::TooMany)));
    let same = store.add_passkey(passkey(21, 2, 5), Vec::new()).await;
    assert!(matches!(same, Err(PasskeyError::Taken)));

    let found = store
        .passkey_by_credential(&[5; 20])
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.person, person_id(1));
    let used = async || {
        store
            .note_passkey_use(&found.id, [8; 7], at(99))
            .await
            .unwrap()
    };
    assert!(used().await);
    let found = store
        .passkey_by_credential(&[5; 20])
        .await
        .unwrap()
        .unwrap();
    assert_eq!((found.moving, found.used_at), ([8; 7], Some(at(99))));
    let remove = async |of| {
        store
            .remove_passkey(&person_id(of), &found.id, Vec::new())
            .await
    };
    assert!(!remove(2).await.unwrap(), "it is another's");
    assert!(remove(1).await.unwrap());
    assert!(!used().await, "it opens no more");
    assert_eq!(store.passkeys(&person_id(1)).await.unwrap().len(), 19);
}

#[tokio::test]
async fn a_ceremony_is_finished_once_and_in_time() {
    let shop = Shop::open().await;
    let new = |n: u8| store::NewCeremony {
        challenge: Digest::of([n]),
        person: None,
        state: vec![n; 30],
        ends_at: at(10),
    };
    let take = async |n: u8, now| {
        let taken = shop
            .store
            .take_ceremony(Digest::of([n]), at(now))
            .await
            .unwrap();
        taken.map(|it| it.state)
    };
    shop.store.begin_ceremony(new(1)).await.unwrap();
    shop.store.begin_ceremony(new(2)).await.unwrap();
    assert_eq!(take(1, 9).await, Some(vec![1; 30]));
    assert_eq!(take(1, 9).await, None);
    assert_eq!(take(2, 10).await, None);
}

#[tokio::test]
async fn whoever_asks_all_the_time_takes_the_place_of_the_oldest_that_ask() {
    // Made past the store, in the words of one engine: by the store it takes long.
    let shop = Shop::open_file().await;
    let mut door = shop.back_door().await;
    sqlx::query(
        "INSERT INTO ceremony (challenge, person, state, ends_at)
         WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < $1)
         SELECT randomblob(32), NULL, x'00', n FROM c",
    )
    .bind(i64::from(MAX_CEREMONIES))
    .execute(&mut door)
    .await
    .unwrap();
    let new = store::NewCeremony {
        challenge: Digest::of("new"),
        person: None,
        state: vec![1],
        ends_at: at(10),
    };
    shop.store.begin_ceremony(new).await.unwrap();
    let (count, oldest): (i64, i64) = sqlx::query_as("SELECT COUNT(*), MIN(ends_at) FROM ceremony")
        .fetch_one(&mut door)
        .await
        .unwrap();
    assert_eq!((count, oldest), (i64::from(MAX_CEREMONIES), 2));
    let kept = shop.store.take_ceremony(Digest::of("new"), at(9)).await;
    assert!(kept.unwrap().is_some());
}
