use payment::{KeyId, MerchantId, Mode};
use secrecy::{ExposeSecret, SecretString};
use store::{
    Digest, Key, KeyError, KeyHint, ListedKey, MAX_KEYS, MerchantError, NewKey, NewMerchant, Scope,
};

use crate::shop::{Shop, at};

const KEY: &str = "gk_test_0123456789abcdefWXYZ";

impl Shop {
    fn key(&self, n: u8) -> NewKey {
        NewKey {
            id: KeyId::from_bytes([n; 16]),
            merchant: self.merchant.clone(),
            digest: Digest::of(format!("{KEY}{n}")),
            hint: KeyHint::of(KEY),
            mode: Mode::Test,
            scope: Scope::Write,
            created_at: at(i64::from(n)),
        }
    }
}

#[tokio::test]
async fn a_merchant_is_found_again_with_its_secret_which_does_not_print() {
    let shop = Shop::open().await;
    let id = MerchantId::from_bytes([7; 16]);
    let new = NewMerchant {
        id: id.clone(),
        name: "Épicerie du coin".into(),
        brand: r##"{"accent":"#0a7"}"##.into(),
        webhook_secret: Some(SecretString::from("whsec-canary")),
        created_at: at(5),
    };
    assert!(!format!("{new:?}").contains("canary"));
    shop.store.create_merchant(new.clone()).await.unwrap();
    let merchant = shop.store.merchant(&id).await.unwrap().unwrap();
    assert_eq!(merchant.name, new.name);
    assert_eq!(merchant.brand, new.brand);
    assert_eq!(
        merchant.webhook_secret.as_ref().unwrap().expose_secret(),
        "whsec-canary"
    );
    assert!(!format!("{merchant:?}").contains("canary"));
    let all = shop.store.merchants().await.unwrap();
    assert_eq!(
        all.into_iter()
            .map(|merchant| merchant.id)
            .collect::<Vec<_>>(),
        [shop.merchant.clone(), id]
    );
    let again = shop.store.create_merchant(new).await;
    assert!(matches!(again, Err(MerchantError::Taken)));
}

#[tokio::test]
async fn a_key_acts_for_its_merchant_until_it_is_revoked() {
    let shop = Shop::open().await;
    let new = shop.key(1);
    shop.store.create_key(new.clone()).await.unwrap();
    assert_eq!(
        shop.store.key_by_digest(&new.digest).await.unwrap(),
        Some(Key {
            id: new.id.clone(),
            merchant: shop.merchant.clone(),
            mode: Mode::Test,
            scope: Scope::Write,
            used_at: None,
        })
    );
    assert!(shop.store.revoke_key(&new.id, at(9)).await.unwrap());
    assert!(!shop.store.revoke_key(&new.id, at(10)).await.unwrap());
    assert_eq!(shop.store.key_by_digest(&new.digest).await.unwrap(), None);
    let listed = shop.store.keys(&shop.merchant).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].hint.as_str(), "WXYZ");
    assert_eq!(listed[0].revoked_at, Some(at(9)));
}

#[tokio::test]
async fn a_key_is_made_once_and_for_a_merchant_that_exists() {
    let shop = Shop::open().await;
    shop.store.create_key(shop.key(1)).await.unwrap();
    let same_key = NewKey {
        id: KeyId::from_bytes([2; 16]),
        ..shop.key(1)
    };
    let answer = shop.store.create_key(same_key).await;
    assert!(matches!(answer, Err(KeyError::Taken)));
    let stranger = NewKey {
        merchant: MerchantId::from_bytes([9; 16]),
        ..shop.key(3)
    };
    let answer = shop.store.create_key(stranger).await;
    assert!(matches!(answer, Err(KeyError::NoSuchMerchant)));
}

#[tokio::test]
async fn a_key_from_before_there_were_scopes_may_do_everything() {
    let shop = Shop::open().await;
    let new = shop.key(1);
    let mut door = shop.place.back_door().await.unwrap();
    sqlx::query(
        "INSERT INTO api_key (id, merchant, digest, hint, mode, created_at)
         VALUES ($1, $2, $3, 'WXYZ', 'test', 1)",
    )
    .bind(new.id.as_str())
    .bind(shop.merchant.as_str())
    .bind(&new.digest.as_bytes()[..])
    .execute(&mut door)
    .await
    .unwrap();
    let key = shop.store.key_by_digest(&new.digest).await.unwrap();
    assert_eq!(key.unwrap().scope, Scope::Admin);
}

#[tokio::test]
async fn a_key_that_is_used_all_the_time_is_written_down_once_a_minute() {
    let shop = Shop::open().await;
    let new = shop.key(1);
    shop.store.create_key(new.clone()).await.unwrap();
    let used = async |at_second| {
        let noted = shop.store.note_key_use(&new.id, at(at_second)).await;
        noted.unwrap();
        shop.store.key(&new.id).await.unwrap().unwrap().used_at
    };
    assert_eq!(used(100).await, Some(at(100)));
    assert_eq!(used(159).await, Some(at(100)));
    assert_eq!(used(160).await, Some(at(160)));
    assert_eq!(used(130).await, Some(at(160)), "a clock that is behind");
}

#[tokio::test]
async fn a_merchant_has_so_many_keys_that_work_and_no_more() {
    let shop = Shop::open().await;
    let key = |n: u32| NewKey {
        id: KeyId::from_bytes(u128::from(n).to_be_bytes()),
        digest: Digest::of(n.to_be_bytes()),
        ..shop.key(1)
    };
    for n in 0..MAX_KEYS {
        shop.store.create_key(key(n)).await.unwrap();
    }
    let one_more = shop.store.create_key(key(MAX_KEYS)).await;
    assert!(matches!(one_more, Err(KeyError::TooMany)));
    let live = NewKey {
        mode: Mode::Live,
        ..key(MAX_KEYS + 1)
    };
    shop.store.create_key(live).await.unwrap();
    assert!(shop.store.revoke_key(&key(0).id, at(9)).await.unwrap());
    shop.store.create_key(key(MAX_KEYS)).await.unwrap();
}

#[tokio::test]
async fn keys_are_paged_newest_first_within_their_mode() {
    let shop = Shop::open().await;
    for n in 1..=3 {
        shop.store.create_key(shop.key(n)).await.unwrap();
    }
    let live = NewKey {
        mode: Mode::Live,
        ..shop.key(4)
    };
    shop.store.create_key(live).await.unwrap();
    let page = async |after: Option<&ListedKey>| {
        let (merchant, mode) = (&shop.merchant, Mode::Test);
        let page = shop.store.keys_page(merchant, mode, after, 2).await;
        page.unwrap()
    };
    let first = page(None).await;
    let rest = page(first.last()).await;
    let ids: Vec<_> = first.iter().chain(&rest).map(|it| it.id.clone()).collect();
    assert_eq!(ids, [3, 2, 1].map(|n| shop.key(n).id));
    assert!(page(rest.last()).await.is_empty());
}

#[tokio::test]
async fn a_merchant_has_a_key_of_a_mode_until_all_of_them_are_revoked() {
    let shop = Shop::open().await;
    let has = async |mode| shop.store.has_key(&shop.merchant, mode).await.unwrap();
    assert!(!has(Mode::Test).await);
    for n in 1..=2 {
        shop.store.create_key(shop.key(n)).await.unwrap();
    }
    shop.store.revoke_key(&shop.key(2).id, at(9)).await.unwrap();
    assert!(has(Mode::Test).await && !has(Mode::Live).await);
    shop.store.revoke_key(&shop.key(1).id, at(9)).await.unwrap();
    assert!(!has(Mode::Test).await);
}

#[test]
fn a_hint_is_four_characters_at_most_and_any_text_has_one() {
    for (key, hint) in [("", ""), ("abc", "abc"), ("abcdé", "bcdé"), (KEY, "WXYZ")] {
        assert_eq!(KeyHint::of(key).as_str(), hint);
    }
}

#[tokio::test]
async fn a_setting_is_kept_and_replaced() {
    let shop = Shop::open().await;
    assert!(shop.store.setting("demo.secret").await.unwrap().is_none());
    for value in ["one", "two"] {
        shop.store
            .set_setting("demo.secret", SecretString::from(value))
            .await
            .unwrap();
    }
    let shop = shop.reopen().await;
    let value = shop.store.setting("demo.secret").await.unwrap().unwrap();
    assert_eq!(value.expose_secret(), "two");
}
