use payment::KeyId;
use store::{Action, Actor, Digest, KeyHint, MembershipError, NewAudit, NewKey, Role, Scope};

use super::{note, person_id};
use crate::shop::{Shop, at};

#[tokio::test]
async fn a_log_is_read_newest_first_page_by_page_and_is_one_merchants() {
    let shop = Shop::open().await;
    let other = shop.another().await;
    for n in 1..=5 {
        let entry = note(&shop.merchant, n, Action::SignedIn);
        shop.store.note(entry).await.unwrap();
    }
    let operators = NewAudit {
        who: Actor::Operator,
        subject: Some("p1@shop.example".into()),
        ..note(&other, 6, Action::Invited)
    };
    shop.store.note(operators.clone()).await.unwrap();
    let page = async |after: Option<&NewAudit>| {
        shop.store
            .audit_page(&shop.merchant, after, 3)
            .await
            .unwrap()
    };
    let first = page(None).await;
    let times: Vec<_> = first.iter().map(|entry| entry.at).collect();
    assert_eq!(times, [at(5), at(4), at(3)]);
    let second = page(first.last()).await;
    assert_eq!(second.len(), 2);
    assert_eq!(page(second.last()).await, []);
    let theirs = shop.store.audit_page(&other, None, 3).await.unwrap();
    assert_eq!(theirs, [operators]);
    let found = shop.store.audit_entry(&shop.merchant, &theirs[0].id).await;
    assert_eq!(found.unwrap(), None, "it is another's");
}

#[tokio::test]
async fn what_was_refused_is_not_noted_and_what_was_done_is() {
    let shop = Shop::open().await;
    shop.join(1, Role::Owner).await;
    let (store, merchant) = (&shop.store, &shop.merchant);
    let notes = vec![note(merchant, 1, Action::MemberRemoved)];
    let removed = store.remove_member(merchant, &person_id(1), notes).await;
    assert!(matches!(removed, Err(MembershipError::LastOwner)));
    assert_eq!(store.audit_page(merchant, None, 9).await.unwrap(), []);

    let new = NewKey {
        id: KeyId::from_bytes([1; 16]),
        merchant: merchant.clone(),
        digest: Digest::of("key"),
        hint: KeyHint::of("gk_test_abcd"),
        mode: payment::Mode::Test,
        scope: Scope::Read,
        created_at: at(1),
    };
    let id = new.id.clone();
    let created = note(merchant, 2, Action::KeyCreated);
    store
        .create_key_and_note(new, created.clone())
        .await
        .unwrap();
    let revoked = note(merchant, 3, Action::KeyRevoked);
    let revoke = async |note| store.revoke_key_and_note(&id, at(3), note).await.unwrap();
    assert!(revoke(revoked.clone()).await);
    assert!(
        !revoke(note(merchant, 4, Action::KeyRevoked)).await,
        "twice"
    );
    assert_eq!(
        store.audit_page(merchant, None, 9).await.unwrap(),
        [revoked, created]
    );
}

#[test]
fn every_action_is_read_by_its_name() {
    for action in Action::ALL {
        assert_eq!(action.as_str().parse(), Ok(*action));
    }
}
