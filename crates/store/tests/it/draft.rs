//! Forms that led nowhere are kept for a while, a few of each checkout.

use store::{Digest, NewDraft};

use crate::shop::{Shop, at};

async fn keep(shop: &Shop, key: &str, n: u8, second: i64) {
    let draft = NewDraft {
        digest: Digest::of(key),
        checkout: shop.now(n).await.checkout.id,
        sealed: key.as_bytes().to_vec(),
        kept_at: at(second),
    };
    shop.store.keep_draft(draft).await.unwrap();
}

async fn found(shop: &Shop, key: &str, n: u8, since: i64) -> bool {
    let checkout = shop.now(n).await.checkout.id;
    let digest = Digest::of(key);
    let found = shop.store.draft(digest, &checkout, at(since)).await;
    found
        .unwrap()
        .is_some_and(|sealed| sealed == key.as_bytes())
}

#[tokio::test]
async fn a_form_is_found_by_its_key_on_its_own_page_while_it_is_kept() {
    let shop = Shop::open().await;
    shop.checkout(1).await;
    shop.checkout(2).await;
    keep(&shop, "a", 1, 10).await;
    assert!(found(&shop, "a", 1, 10).await);
    assert!(!found(&shop, "a", 1, 11).await, "it is too old");
    assert!(!found(&shop, "a", 2, 10).await, "it is another page's");
    assert!(!found(&shop, "b", 1, 10).await, "it is another form");
    assert_eq!(shop.store.forget_drafts(at(10)).await.unwrap(), 0);
    assert_eq!(shop.store.forget_drafts(at(11)).await.unwrap(), 1);
    assert!(!found(&shop, "a", 1, 10).await, "it is forgotten");
}

#[tokio::test]
async fn a_form_more_than_sixteen_takes_the_place_of_the_oldest_of_its_page() {
    let shop = Shop::open().await;
    shop.checkout(1).await;
    shop.checkout(2).await;
    keep(&shop, "other", 2, 1).await;
    for n in 0..17 {
        keep(&shop, &n.to_string(), 1, 10 + n).await;
    }
    assert!(!found(&shop, "0", 1, 0).await);
    for n in 1..17 {
        assert!(found(&shop, &n.to_string(), 1, 0).await, "{n}");
    }
    assert!(found(&shop, "other", 2, 0).await);
}
