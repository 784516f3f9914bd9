//! One key signs receipts; those before it are known for ever and can sign no more.

use secrecy::ExposeSecret as _;
use store::{NewReceiptKey, Reseal, Resealed, SecretOwner, SecretsKept};

use crate::{
    sealing::seals,
    shop::{Shop, at},
};

fn key(n: u8, second: i64) -> NewReceiptKey {
    NewReceiptKey {
        id: format!("{n:08x}"),
        public: [n; 32],
        seed: vec![n; 32].into(),
        created_at: at(second),
    }
}

async fn signer(shop: &Shop) -> Option<(String, Vec<u8>)> {
    let signer = shop.store.receipt_signer().await.unwrap()?;
    let seed = signer.seed.unwrap().expose_secret().to_vec();
    Some((signer.id, seed))
}

#[tokio::test]
async fn of_all_who_bring_the_first_key_one_is_taken() {
    let shop = Shop::open().await;
    assert_eq!(signer(&shop).await, None);
    let bring = |n| shop.store.begin_receipt_key(key(n, 1));
    let (a, b, c) = tokio::join!(bring(1), bring(2), bring(3));
    let taken = [a.unwrap(), b.unwrap(), c.unwrap()];
    assert_eq!(taken.iter().filter(|it| **it).count(), 1);
    let first = signer(&shop).await.unwrap();
    assert!(!shop.store.begin_receipt_key(key(4, 2)).await.unwrap());
    assert_eq!(signer(&shop).await.unwrap(), first);
    assert_eq!(shop.store.receipt_keys().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_that_is_rotated_out_leaves_its_public_half_alone() {
    let shop = Shop::open().await;
    assert!(shop.store.begin_receipt_key(key(1, 1)).await.unwrap());
    shop.store.rotate_receipt_key(key(2, 2)).await.unwrap();
    shop.store.rotate_receipt_key(key(3, 3)).await.unwrap();
    let signs = signer(&shop).await.unwrap();
    assert_eq!(signs, ("00000003".to_owned(), vec![3; 32]));
    let keys = shop.store.receipt_keys().await.unwrap();
    let told: Vec<_> = keys
        .iter()
        .map(|key| (key.public[0], key.created_at, key.retired_at))
        .collect();
    assert_eq!(
        told,
        [
            (3, at(3), None),
            (2, at(2), Some(at(3))),
            (1, at(1), Some(at(2)))
        ]
    );
    let mut door = shop.back_door().await;
    let left: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM receipt_key WHERE seed IS NOT NULL OR sealed IS NOT NULL",
    )
    .fetch_one(&mut door)
    .await
    .unwrap();
    assert_eq!(left, 1, "what signed before is forgotten");
}

#[tokio::test]
async fn what_signs_is_sealed_counted_and_sealed_anew_as_other_secrets_are() {
    let shop = Shop::open().await;
    assert!(shop.store.begin_receipt_key(key(1, 1)).await.unwrap());
    let kept = shop.store.secrets_kept(at(2)).await.unwrap();
    let count = |kept: &SecretsKept| (kept.clear, kept.current, kept.old, kept.closed.len());
    assert_eq!(count(&kept), (1, 0, 0, 0));

    let shop = shop.reopen_with(seals(Some(1), &[])).await;
    let sealed = Resealed {
        sealed: 1,
        closed: 0,
    };
    let done = shop.store.reseal_secrets(Reseal::Clear, at(2)).await;
    assert_eq!(done.unwrap(), sealed);
    let first = ("00000001".to_owned(), vec![1; 32]);
    assert_eq!(signer(&shop).await.unwrap(), first);

    let shop = shop.reopen_with(seals(Some(2), &[1])).await;
    let kept = shop.store.secrets_kept(at(2)).await.unwrap();
    assert_eq!(count(&kept), (0, 0, 1, 0));
    let done = shop.store.reseal_secrets(Reseal::ClearAndOld, at(2)).await;
    assert_eq!(done.unwrap(), sealed);

    // Without its sealing key it signs nothing; another one can take its place.
    let shop = shop.reopen_with(seals(Some(3), &[])).await;
    let closed = shop.store.secrets_kept(at(2)).await.unwrap().closed;
    assert_eq!(closed, [SecretOwner::ReceiptKey("00000001".to_owned())]);
    let closed = shop.store.receipt_signer().await.unwrap().unwrap();
    assert!(closed.seed.is_none());
    shop.store.rotate_receipt_key(key(2, 3)).await.unwrap();
    assert_eq!(signer(&shop).await.unwrap().1, vec![2; 32]);
    let kept = shop.store.secrets_kept(at(4)).await.unwrap();
    assert_eq!(count(&kept), (0, 1, 0, 0));
}
