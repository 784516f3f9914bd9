use payment::{MerchantId, Timestamp};
use store::{AppendError, CreateError, Digest, NewCheckout, Remember, RememberError, Version};

use crate::shop::{Shop, at, step};

fn answer(body: &str, answered_at: Timestamp) -> Remember {
    Remember {
        key: "order-1001".parse().unwrap(),
        request: Digest::of("POST /v1/checkouts {}"),
        status: 201,
        body: body.as_bytes().to_vec(),
        answered_at,
    }
}

impl Shop {
    fn order_with_key(&self, n: u8) -> NewCheckout {
        NewCheckout {
            idempotency: Some(answer(&format!("checkout {n}"), at(5))),
            ..self.order(n)
        }
    }
}

#[tokio::test]
async fn an_answer_is_remembered_with_the_checkout_that_it_made() {
    let shop = Shop::open().await;
    let new = shop.order_with_key(1);
    shop.store.create_checkout(new).await.unwrap();
    let shop = shop.reopen().await;
    let key = "order-1001".parse().unwrap();
    let remembered = shop
        .store
        .idempotency(&shop.merchant, &key)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(remembered.request, Digest::of("POST /v1/checkouts {}"));
    assert_eq!(remembered.status, 201);
    assert_eq!(remembered.body, b"checkout 1");
    let nobodys = shop
        .store
        .idempotency(&MerchantId::from_bytes([9; 16]), &key)
        .await
        .unwrap();
    assert_eq!(nobodys, None);
}

#[tokio::test]
async fn of_two_requests_at_once_under_one_key_one_makes_a_checkout() {
    let shop = Shop::open().await;
    let (first, second) = tokio::join!(
        shop.store.create_checkout(shop.order_with_key(1)),
        shop.store.create_checkout(shop.order_with_key(2)),
    );
    first.unwrap();
    assert!(matches!(second, Err(CreateError::KeyUsed)));
    let refused = shop.order(2);
    assert_eq!(shop.store.load(&refused.id).await.unwrap(), None);
}

#[tokio::test]
async fn an_append_under_a_used_key_appends_nothing() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let events = [step("A")];
    let append = |expected| {
        let answer = answer("canceled", at(5));
        shop.store
            .append_and_remember(&made.checkout.id, expected, &events, &[], answer)
    };
    assert_eq!(append(made.version).await.unwrap(), Version::new(2));
    let again = append(Version::new(2)).await;
    assert!(matches!(again, Err(AppendError::KeyUsed)));
    let loaded = shop.store.load(&made.checkout.id).await.unwrap().unwrap();
    assert_eq!(loaded.version, Version::new(2));
}

#[tokio::test]
async fn answers_are_forgotten_once_they_are_old_and_not_before() {
    let shop = Shop::open().await;
    let remember = |body: &'static str| shop.store.remember(&shop.merchant, answer(body, at(100)));
    remember("refused").await.unwrap();
    let again = remember("other").await;
    assert!(matches!(again, Err(RememberError::KeyUsed)));
    assert_eq!(shop.store.forget_before(at(100)).await.unwrap(), 0);
    assert_eq!(shop.store.forget_before(at(101)).await.unwrap(), 1);
    remember("free again").await.unwrap();
}

#[test]
fn a_key_is_short_and_printable_and_an_answer_does_not_print_its_body() {
    use store::IdempotencyKey;
    for text in ["", &"k".repeat(256), "line\nbreak"] {
        assert!(text.parse::<IdempotencyKey>().is_err(), "{text:?}");
    }
    assert!("é".repeat(255).parse::<IdempotencyKey>().is_ok());
    let shown = format!("{:?}", answer("canary", at(0)));
    assert!(
        !shown.contains("canary") && !shown.contains("99, 97"),
        "{shown}"
    );
}
