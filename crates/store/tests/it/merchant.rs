use payment::{KeyId, MerchantId, Mode};
use secrecy::{ExposeSecret, SecretString};
use store::{Digest, Key, KeyError, KeyHint, MerchantError, NewKey, NewMerchant};

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
