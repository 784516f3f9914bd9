use payment::{MerchantId, Mode};
use store::{Digest, NewLogo};

use crate::shop::{Shop, at};

fn logo(shop: &Shop, mode: Mode, png: &[u8]) -> NewLogo {
    NewLogo {
        merchant: shop.merchant.clone(),
        mode,
        png: png.to_vec(),
        width: 160,
        height: 40,
        changed_at: at(9),
    }
}

#[tokio::test]
async fn each_mode_has_a_look_of_its_own_and_falls_back_on_the_first() {
    let shop = Shop::open().await;
    let (store, merchant) = (&shop.store, &shop.merchant);
    let before = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    assert_eq!((before.chosen, before.logo), (None, None));

    for (seconds, look) in [(1, "{\"a\":1}"), (2, "{\"a\":2}")] {
        store
            .put_brand(merchant.clone(), Mode::Test, look.into(), at(seconds), None)
            .await
            .unwrap();
    }
    let test = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    assert_eq!(test.chosen, Some(("{\"a\":2}".into(), at(2))));
    assert_eq!(test.first, before.first);
    let live = store.brand(merchant, Mode::Live).await.unwrap().unwrap();
    assert_eq!(live.chosen, None);
    let nobody = MerchantId::from_bytes([0xee; 16]);
    assert!(store.brand(&nobody, Mode::Test).await.unwrap().is_none());
}

#[tokio::test]
async fn a_logo_is_found_by_its_digest_until_another_takes_its_place() {
    let shop = Shop::open().await;
    let (store, merchant) = (&shop.store, &shop.merchant);
    let (one, two) = (b"one".as_slice(), b"two".as_slice());
    let read = async |mode, bytes: &[u8]| {
        store
            .logo(merchant, mode, &Digest::of(bytes))
            .await
            .unwrap()
    };
    store
        .put_logo(logo(&shop, Mode::Test, one), None)
        .await
        .unwrap();
    let mark = store
        .brand(merchant, Mode::Test)
        .await
        .unwrap()
        .unwrap()
        .logo
        .unwrap();
    assert_eq!((mark.width, mark.height, mark.changed_at), (160, 40, at(9)));
    assert_eq!(mark.digest, Digest::of(one));
    assert_eq!(read(Mode::Test, one).await.as_deref(), Some(one));
    assert_eq!(read(Mode::Live, one).await, None, "the other mode has none");

    store
        .put_logo(logo(&shop, Mode::Test, two), None)
        .await
        .unwrap();
    assert_eq!(read(Mode::Test, one).await, None);
    assert_eq!(read(Mode::Test, two).await.as_deref(), Some(two));

    store
        .remove_logo(merchant.clone(), Mode::Test, None)
        .await
        .unwrap();
    assert_eq!(read(Mode::Test, two).await, None);
    let after = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    assert_eq!(after.logo, None);
}
