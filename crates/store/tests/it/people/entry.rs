use payment::EntryLinkId;
use store::{AcceptError, EntryKind, Joining, PasswordHash, Role};

use super::{link, person, person_id, sign_in};
use crate::shop::{Shop, at};

fn joining(shop: &Shop, role: Role) -> Joining {
    Joining {
        merchant: shop.merchant.clone(),
        role,
    }
}

#[tokio::test]
async fn an_invitation_lets_its_person_in_once() {
    let shop = Shop::open().await;
    let digest = shop.invite(9, 1, joining(&shop, Role::Staff)).await;
    let found = shop
        .store
        .entry_link(&digest, at(10))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.email.as_str(), "p1@shop.example", "in small letters");
    assert_eq!(found.merchant_name.as_deref(), Some("Corner Shop"));
    let accept = async || {
        shop.store
            .accept_as_new(digest, person(1), Vec::new())
            .await
    };
    accept().await.unwrap();
    assert!(matches!(accept().await, Err(AcceptError::Gone)));
    assert_eq!(
        shop.roles().await,
        [("p1@shop.example".into(), Role::Staff)]
    );
}

#[tokio::test]
async fn an_invitation_that_has_ended_or_was_taken_back_lets_nobody_in() {
    let shop = Shop::open().await;
    let digest = shop.invite(9, 1, joining(&shop, Role::Staff)).await;
    assert_eq!(shop.store.entry_link(&digest, at(50)).await.unwrap(), None);
    let late = store::NewPerson {
        created_at: at(50),
        ..person(1)
    };
    let accepted = shop.store.accept_as_new(digest, late, Vec::new()).await;
    assert!(matches!(accepted, Err(AcceptError::Gone)));

    let id = EntryLinkId::from_bytes([9; 16]);
    let withdraw = async |merchant| {
        shop.store
            .withdraw_invitation(merchant, &id, Vec::new())
            .await
    };
    let other = shop.another().await;
    assert!(!withdraw(&other).await.unwrap(), "it is not theirs");
    assert!(withdraw(&shop.merchant).await.unwrap());
    let accepted = shop
        .store
        .accept_as_new(digest, person(1), Vec::new())
        .await;
    assert!(matches!(accepted, Err(AcceptError::Gone)));
    assert_eq!(shop.roles().await, []);
}

#[tokio::test]
async fn nobody_accepts_what_is_for_somebody_else_and_it_is_not_used_up() {
    let shop = Shop::open().await;
    shop.join(2, Role::Owner).await;
    let digest = shop.invite(9, 1, joining(&shop, Role::Owner)).await;
    let as_new = shop
        .store
        .accept_as_new(digest, person(3), Vec::new())
        .await;
    assert!(matches!(as_new, Err(AcceptError::NotTheirs)));
    let as_known = shop
        .store
        .accept_as_known(digest, person_id(2), at(2), Vec::new());
    assert!(matches!(as_known.await, Err(AcceptError::NotTheirs)));
    assert!(
        shop.store
            .entry_link(&digest, at(3))
            .await
            .unwrap()
            .is_some()
    );
    assert!(shop.store.person(&person_id(3)).await.unwrap().is_none());
}

#[tokio::test]
async fn whoever_is_known_already_is_not_made_a_second_time() {
    let shop = Shop::open().await;
    shop.join(1, Role::Staff).await;
    let other = shop.another().await;
    let role = Role::ReadOnly;
    let merchant = other.clone();
    let digest = shop.invite(9, 1, Joining { merchant, role }).await;
    let again = store::NewPerson {
        id: person_id(7),
        handle: [7; 64],
        ..person(1)
    };
    let accepted = shop.store.accept_as_new(digest, again, Vec::new()).await;
    assert!(matches!(accepted, Err(AcceptError::Taken)));
    let accepted = shop
        .store
        .accept_as_known(digest, person_id(1), at(2), Vec::new());
    accepted.await.unwrap();
    let merchants = shop.store.merchants_of(&person_id(1)).await.unwrap();
    let names: Vec<_> = merchants.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Corner Shop", "Other Shop"]);
}

#[tokio::test]
async fn a_recovery_link_changes_the_password_and_signs_everything_out() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let new = sign_in(1, 1, Some(&shop.merchant));
    shop.store
        .begin_sign_in(new, None, Vec::new())
        .await
        .unwrap();
    let link = link(9, EntryKind::Recovery, 1, None);
    let digest = link.digest;
    shop.store
        .create_entry_link(link, Vec::new())
        .await
        .unwrap();
    let as_invitation = shop
        .store
        .accept_as_known(digest, person_id(1), at(2), Vec::new());
    assert!(matches!(as_invitation.await, Err(AcceptError::Gone)));

    let recover = async || {
        let hash = PasswordHash::new("another".into());
        shop.store.recover(digest, hash, at(20), Vec::new()).await
    };
    assert_eq!(recover().await.unwrap(), person_id(1));
    assert!(matches!(recover().await, Err(AcceptError::Gone)));
    let kept = shop.store.person(&person_id(1)).await.unwrap().unwrap();
    assert_eq!(kept.password.unwrap().expose(), "another");
    assert!(!shop.is_in(1, at(21)).await);
}

#[tokio::test]
async fn what_has_ended_is_forgotten() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let digest = shop.invite(9, 2, joining(&shop, Role::Staff)).await;
    let new = sign_in(1, 1, None);
    shop.store
        .begin_sign_in(new, None, Vec::new())
        .await
        .unwrap();
    assert_eq!(shop.store.forget_ended_entries(at(49)).await.unwrap(), 0);
    assert_eq!(shop.store.forget_ended_entries(at(50)).await.unwrap(), 1);
    assert!(
        shop.store
            .entry_link(&digest, at(0))
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(shop.store.forget_ended_entries(at(1000)).await.unwrap(), 1);
}
