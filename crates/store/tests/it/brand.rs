use std::time::Duration;

use payment::{MerchantId, Mode};
use store::{BrandChange, Digest, FORMER_LOGOS, LogoChange, NewLogo};

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
async fn a_logo_is_found_by_its_digest_and_for_a_while_after_another_took_its_place() {
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
    assert_eq!(read(Mode::Test, one).await.as_deref(), Some(one));
    assert_eq!(read(Mode::Test, two).await.as_deref(), Some(two));
    assert_eq!(read(Mode::Live, one).await, None, "the other mode has none");

    store
        .remove_logo(merchant.clone(), Mode::Test, at(20), None)
        .await
        .unwrap();
    assert_eq!(read(Mode::Test, two).await.as_deref(), Some(two));
    let after = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    assert_eq!(after.logo, None);

    assert_eq!(store.forget_former_logos(at(20)).await.unwrap(), 1);
    assert_eq!(read(Mode::Test, one).await, None, "it left at 9");
    assert_eq!(read(Mode::Test, two).await.as_deref(), Some(two));
}

#[tokio::test]
async fn no_more_than_a_few_former_logos_are_kept() {
    let shop = Shop::open().await;
    let store = &shop.store;
    let number = u8::try_from(FORMER_LOGOS).unwrap() + 2;
    for n in 0..number {
        let new = NewLogo {
            changed_at: at(n.into()),
            ..logo(&shop, Mode::Test, &[n])
        };
        store.put_logo(new, None).await.unwrap();
    }
    for n in 0..number {
        let digest = Digest::of([n]);
        let found = store.logo(&shop.merchant, Mode::Test, &digest).await;
        assert_eq!(found.unwrap().is_some(), n > 0, "{n}");
    }
}

#[tokio::test]
async fn an_edited_look_is_kept_whole_unless_it_was_changed_since() {
    let shop = Shop::open().await;
    let (store, merchant) = (&shop.store, &shop.merchant);
    let change = |seen, now, logo| BrandChange {
        merchant: merchant.clone(),
        mode: Mode::Test,
        seen,
        look: format!("{{\"at\":{now}}}"),
        logo,
        now: at(now),
    };
    let new = logo(&shop, Mode::Test, b"one");
    let first = change(None, 1, LogoChange::Put(new));
    assert!(
        store
            .change_brand_and_note(first, Vec::new())
            .await
            .unwrap()
    );
    let brand = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    assert_eq!(brand.changed_at(), Some(at(1)));
    assert!(brand.logo.is_some());

    let late = change(None, 2, LogoChange::Remove);
    assert!(!store.change_brand_and_note(late, Vec::new()).await.unwrap());
    let same = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    assert_eq!(same, brand, "nothing was written");

    let next = change(Some(at(1)), 3, LogoChange::Remove);
    assert!(store.change_brand_and_note(next, Vec::new()).await.unwrap());
    let brand = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    assert_eq!(brand.logo, None);
    assert_eq!(brand.chosen, Some(("{\"at\":3}".into(), at(3))));
}

/// Two servers at once, so often that they would meet if nobody waited.
#[tokio::test]
async fn of_two_looks_that_are_saved_at_once_one_is_kept_and_the_other_is_told_so() {
    let shop = Shop::open().await;
    let other = shop.neighbour().await;
    let (store, merchant) = (&shop.store, &shop.merchant);
    let mut seen = None;
    for now in 1..30 {
        let change = |by: &str| BrandChange {
            merchant: merchant.clone(),
            mode: Mode::Test,
            seen,
            look: format!("{{\"by\":\"{by}\"}}"),
            logo: LogoChange::Keep,
            now: at(now),
        };
        let (one, two) = tokio::join!(
            store.change_brand_and_note(change("one"), Vec::new()),
            other.change_brand_and_note(change("two"), Vec::new()),
        );
        let (one, two) = (one.unwrap(), two.unwrap());
        assert!(one != two, "{one} {two}");
        let brand = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
        let kept = if one { "one" } else { "two" };
        assert_eq!(
            brand.chosen,
            Some((format!("{{\"by\":\"{kept}\"}}"), at(now)))
        );
        seen = brand.changed_at();
    }
}

#[tokio::test]
async fn an_edit_is_known_to_be_stale_whatever_the_clocks_of_servers_say() {
    let shop = Shop::open().await;
    let (store, merchant) = (&shop.store, &shop.merchant);
    let ahead = NewLogo {
        changed_at: at(1_000),
        ..logo(&shop, Mode::Test, b"one")
    };
    store.put_logo(ahead, None).await.unwrap();
    let brand = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    let seen = brand.changed_at();
    assert_eq!(seen, Some(at(1_000)));

    let behind = at(10);
    let look = "{\"by\":\"api\"}".to_owned();
    let promised = brand.changed_next(behind);
    let putting = store.put_brand(merchant.clone(), Mode::Test, look.clone(), behind, None);
    putting.await.unwrap();
    let brand = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    let later = at(1_000).plus(Duration::from_micros(1));
    assert_eq!(brand.chosen, Some((look, later)));
    assert_eq!(promised, later);

    let change = |seen| BrandChange {
        merchant: merchant.clone(),
        mode: Mode::Test,
        seen,
        look: "{}".into(),
        logo: LogoChange::Remove,
        now: behind,
    };
    let stale = store.change_brand_and_note(change(seen), Vec::new()).await;
    assert!(!stale.unwrap(), "it was begun before the look of the API");
    let fresh = change(brand.changed_at());
    assert!(
        store
            .change_brand_and_note(fresh, Vec::new())
            .await
            .unwrap()
    );
    let brand = store.brand(merchant, Mode::Test).await.unwrap().unwrap();
    assert!(brand.changed_at() > Some(later));
}
