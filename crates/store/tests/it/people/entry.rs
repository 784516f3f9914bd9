use payment::{EntryLinkId, MerchantId};
use store::{AcceptError, Digest, EntryKind, Joining, PasswordHash, Role};

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

impl Shop {
    /// Somebody of that merchant's makes way back number `n` for the person number `of`.
    async fn way_back(&self, n: u8, of: u8, by: &MerchantId) -> Result<Digest, AcceptError> {
        let link = link(n, EntryKind::Recovery, of, None);
        let digest = link.digest;
        let made = self
            .store
            .create_recovery_link(link, by.clone(), Vec::new());
        made.await.map(|()| digest)
    }

    /// Whether a way back opens.
    async fn opens(&self, digest: Digest) -> bool {
        let hash = PasswordHash::new("the thief's".into());
        match self.store.recover(digest, hash, at(20), Vec::new()).await {
            Ok(_) => true,
            Err(AcceptError::Gone) => false,
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn a_way_back_from_before_somebody_joined_another_merchant_opens_nothing() {
    let shop = Shop::open().await;
    shop.join(1, Role::Staff).await;
    let other = shop.another().await;
    let digest = shop.way_back(9, 1, &shop.merchant).await.unwrap();
    shop.join_at(&other, 1, Role::Owner).await;
    assert!(!shop.opens(digest).await);
    let more = shop.way_back(10, 1, &shop.merchant).await;
    assert!(matches!(more, Err(AcceptError::Elsewhere)));
}

#[tokio::test]
async fn a_way_back_of_somebody_who_was_forgotten_opens_nothing_of_who_comes_after_them() {
    let shop = Shop::open().await;
    shop.join(2, Role::Owner).await;
    shop.join(1, Role::Staff).await;
    let digest = shop.way_back(9, 1, &shop.merchant).await.unwrap();
    shop.store
        .remove_member(&shop.merchant, &person_id(1), Vec::new())
        .await
        .unwrap();
    assert!(!shop.opens(digest).await);
    let other = shop.another().await;
    shop.join_at(&other, 1, Role::Owner).await;
    assert!(!shop.opens(digest).await);
}

#[tokio::test]
async fn a_way_back_is_worth_nothing_after_another_one_or_another_password() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let first = shop.way_back(9, 1, &shop.merchant).await.unwrap();
    let second = shop.way_back(10, 1, &shop.merchant).await.unwrap();
    assert!(!shop.opens(first).await);
    let (hash, one) = (
        PasswordHash::new("chosen by themselves".into()),
        person_id(1),
    );
    let set = shop
        .store
        .set_password(&one, hash, None, at(15), Vec::new());
    set.await.unwrap();
    assert!(!shop.opens(second).await);
}

#[tokio::test]
async fn somebody_who_joins_as_a_way_back_is_made_for_them_is_never_opened_by_it() {
    let shop = Shop::open().await;
    shop.join(1, Role::Staff).await;
    let other = shop.another().await;
    let joining = Joining {
        merchant: other.clone(),
        role: Role::Owner,
    };
    let invitation = shop.invite(8, 1, joining).await;
    let id = person_id(1);
    let (made, joined) = tokio::join!(
        shop.way_back(9, 1, &shop.merchant),
        shop.store
            .accept_as_known(invitation, id, at(2), Vec::new())
    );
    joined.unwrap();
    match made {
        Ok(digest) => assert!(!shop.opens(digest).await),
        Err(error) => assert!(matches!(error, AcceptError::Elsewhere), "{error}"),
    }
}

#[tokio::test]
async fn a_way_back_leaves_nothing_that_let_in_before() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let (store, id) = (&shop.store, person_id(1));
    store
        .add_passkey(super::passkey(1, 1, 1), Vec::new())
        .await
        .unwrap();
    let codes = vec![Digest::of("code")];
    store
        .set_recovery_codes(&id, codes, at(5), Vec::new())
        .await
        .unwrap();
    let begun = store::NewCeremony {
        challenge: Digest::of("challenge"),
        person: Some(id.clone()),
        state: vec![1],
        ends_at: at(90),
    };
    store.begin_ceremony(begun).await.unwrap();
    let digest = shop.way_back(9, 1, &shop.merchant).await.unwrap();
    assert!(shop.opens(digest).await);
    assert_eq!(store.passkeys(&id).await.unwrap(), []);
    assert_eq!(store.recovery_codes(&id).await.unwrap(), 0);
    let left = store.take_ceremony(Digest::of("challenge"), at(21)).await;
    assert_eq!(left.unwrap(), None);
}

#[tokio::test]
async fn nobody_comes_back_by_a_second_invitation() {
    let shop = Shop::open().await;
    shop.join(2, Role::Owner).await;
    let accept = async |digest| {
        let known = shop.store.person(&person_id(1)).await.unwrap();
        match known {
            Some(known) => {
                let joined = shop
                    .store
                    .accept_as_known(digest, known.id, at(3), Vec::new());
                joined.await
            }
            None => {
                shop.store
                    .accept_as_new(digest, person(1), Vec::new())
                    .await
            }
        }
    };
    let first = shop.invite(9, 1, joining(&shop, Role::Owner)).await;
    let second = shop.invite(10, 1, joining(&shop, Role::Staff)).await;
    let gone = accept(first).await;
    assert!(matches!(gone, Err(AcceptError::Gone)), "it was replaced");
    accept(second).await.unwrap();

    let (merchant, one) = (&shop.merchant, person_id(1));
    let third = shop.invite(11, 1, joining(&shop, Role::Owner)).await;
    let again = accept(third).await;
    assert!(matches!(again, Err(AcceptError::Gone)), "they have access");
    let changed = shop
        .store
        .change_role(merchant, &one, Role::ReadOnly, Vec::new());
    changed.await.unwrap();
    assert!(
        shop.store
            .invitations(merchant, at(3))
            .await
            .unwrap()
            .is_empty()
    );

    let fourth = shop.invite(12, 1, joining(&shop, Role::Owner)).await;
    shop.store
        .remove_member(merchant, &one, Vec::new())
        .await
        .unwrap();
    let back = accept(fourth).await;
    assert!(matches!(back, Err(AcceptError::Gone)), "from before");
    assert_eq!(
        shop.roles().await,
        [("p2@shop.example".into(), Role::Owner)]
    );
}

#[tokio::test]
async fn the_last_owner_does_not_become_less_by_an_invitation() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let digest = shop.invite(9, 1, joining(&shop, Role::ReadOnly)).await;
    let accepted = shop
        .store
        .accept_as_known(digest, person_id(1), at(2), Vec::new());
    assert!(matches!(accepted.await, Err(AcceptError::Gone)));
    assert_eq!(
        shop.roles().await,
        [("p1@shop.example".into(), Role::Owner)]
    );
}
