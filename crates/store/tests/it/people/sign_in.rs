use payment::{Mode, SignInId};
use store::{Digest, PasswordHash, Role, SignInError};

use super::{IDLE, person_id, sign_in};
use crate::shop::{Shop, at};

#[tokio::test]
async fn a_browser_is_signed_in_until_it_was_idle_too_long_or_its_time_is_over() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let new = sign_in(1, 1, Some(&shop.merchant));
    let id = new.id.clone();
    shop.store
        .begin_sign_in(new, None, Vec::new())
        .await
        .unwrap();
    assert!(shop.is_in(1, at(109)).await);
    assert!(!shop.is_in(1, at(110)).await, "idle");
    shop.store.note_sign_in_seen(&id, at(105)).await.unwrap();
    assert!(shop.is_in(1, at(204)).await);
    shop.store.note_sign_in_seen(&id, at(990)).await.unwrap();
    assert!(shop.is_in(1, at(999)).await);
    assert!(!shop.is_in(1, at(1000)).await, "over");
}

#[tokio::test]
async fn signing_in_again_ends_what_the_browser_showed_before() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let store = &shop.store;
    store
        .begin_sign_in(sign_in(1, 1, None), None, Vec::new())
        .await
        .unwrap();
    let before = Some(Digest::of([1, 1]));
    store
        .begin_sign_in(sign_in(2, 1, None), before, Vec::new())
        .await
        .unwrap();
    assert!(!shop.is_in(1, at(11)).await);
    assert!(shop.is_in(2, at(11)).await);
}

#[tokio::test]
async fn another_password_leaves_only_the_browser_that_chose_it() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    shop.join(2, Role::Owner).await;
    for (n, of) in [(1, 1), (2, 1), (3, 2)] {
        let new = sign_in(n, of, None);
        shop.store
            .begin_sign_in(new, None, Vec::new())
            .await
            .unwrap();
    }
    let kept = SignInId::from_bytes([2; 16]);
    let hash = PasswordHash::new("another".into());
    let one = person_id(1);
    let set = shop
        .store
        .set_password(&one, hash, Some(&kept), at(20), Vec::new());
    set.await.unwrap();
    let now = at(21);
    let all = tokio::join!(shop.is_in(1, now), shop.is_in(2, now), shop.is_in(3, now));
    assert_eq!(all, (false, true, true));
}

#[tokio::test]
async fn nobody_looks_at_what_is_not_theirs() {
    let shop = Shop::open().await;
    shop.join(1, Role::Staff).await;
    let other = shop.another().await;
    let new = sign_in(1, 1, None);
    let id = new.id.clone();
    let store = &shop.store;
    store.begin_sign_in(new, None, Vec::new()).await.unwrap();
    assert!(!store.look_at(&id, &other, Mode::Live).await.unwrap());
    assert!(
        store
            .look_at(&id, &shop.merchant, Mode::Live)
            .await
            .unwrap()
    );
    let found = store
        .sign_in_by_digest(&Digest::of([1, 1]), at(11), IDLE)
        .await;
    let found = found.unwrap().unwrap();
    let membership = found.membership.unwrap();
    assert_eq!(
        (membership.merchant, membership.role),
        (shop.merchant.clone(), Role::Staff)
    );
    assert_eq!(
        (found.mode, found.email.as_str()),
        (Mode::Live, "p1@shop.example")
    );
}

#[tokio::test]
async fn a_person_signs_out_their_own_browsers_and_nobody_elses() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    shop.join(2, Role::Owner).await;
    let store = &shop.store;
    for n in [1, 2, 3] {
        store
            .begin_sign_in(sign_in(n, 1, None), None, Vec::new())
            .await
            .unwrap();
    }
    let (one, two) = (SignInId::from_bytes([1; 16]), SignInId::from_bytes([2; 16]));
    assert!(!store.end_sign_in(&person_id(2), &one).await.unwrap());
    assert!(store.end_sign_in(&person_id(1), &one).await.unwrap());
    assert_eq!(
        store.end_other_sign_ins(&person_id(1), &two).await.unwrap(),
        1
    );
    let left = store.sign_ins(&person_id(1), at(11), IDLE).await.unwrap();
    assert_eq!(left.iter().map(|it| &it.id).collect::<Vec<_>>(), [&two]);
}

#[tokio::test]
async fn whoever_showed_the_password_before_is_not_let_in_after_another_was_chosen() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let (store, one) = (&shop.store, person_id(1));
    let begin = async |n, password_at| {
        let new = store::NewSignIn {
            password_at,
            ..sign_in(n, 1, None)
        };
        store.begin_sign_in(new, None, Vec::new()).await
    };
    let hash = PasswordHash::new("another".into());
    let set = store.set_password(&one, hash, None, at(5), Vec::new());
    set.await.unwrap();
    for before in [Some(at(1)), None] {
        let begun = begin(1, before).await;
        assert!(matches!(begun, Err(SignInError::Outrun)));
    }
    assert!(!shop.is_in(1, at(11)).await);
    begin(2, Some(at(5))).await.unwrap();
    let known = store.person(&one).await.unwrap().unwrap();
    assert_eq!(known.password_at, Some(at(5)));
}

#[tokio::test]
async fn when_a_member_was_seen_last_is_told_of_the_merchant_that_they_looked_at() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let other = shop.another().await;
    shop.join_at(&other, 1, Role::Staff).await;
    let new = sign_in(1, 1, Some(&other));
    shop.store
        .begin_sign_in(new, None, Vec::new())
        .await
        .unwrap();
    let seen = async |merchant| {
        let member = shop.store.member(merchant, &person_id(1)).await;
        member.unwrap().unwrap().seen_at
    };
    assert_eq!(seen(&other).await, Some(at(10)));
    assert_eq!(seen(&shop.merchant).await, None);
}
