use payment::{MerchantId, Timestamp};
use store::{
    AppendError, CreateError, Digest, Entry, Loaded, NewCheckout, NewReservation, RESERVATION_TIME,
    Remember, RememberError, Remembered, Reservation, Reserved, Version,
};

use crate::shop::{Shop, at, step};

const REQUEST: &str = "POST /v1/checkouts {}";

/// A request under the one key of these tests, made at second `second` by holder `n`.
fn asking(request: &str, n: u8, now: Timestamp) -> NewReservation {
    NewReservation {
        key: "order-1001".parse().unwrap(),
        request: Digest::of(request),
        holder: [n; 16],
        at: now,
    }
}

fn answer(reservation: Reservation, body: &str, answered_at: Timestamp) -> Remember {
    Remember {
        reservation,
        status: 201,
        body: body.as_bytes().to_vec(),
        answered_at,
    }
}

fn remembered(body: &str) -> Reserved {
    Reserved::Answered(Remembered {
        status: 201,
        body: body.as_bytes().to_vec(),
    })
}

impl Shop {
    async fn reserve(&self, new: NewReservation) -> Reserved {
        self.store.reserve(&self.merchant, new).await.unwrap()
    }

    async fn hold(&self, n: u8, now: Timestamp) -> Reservation {
        match self.reserve(asking(REQUEST, n, now)).await {
            Reserved::Yours(reservation) => reservation,
            other => panic!("not free: {other:?}"),
        }
    }

    async fn standing(&self) -> Option<Reserved> {
        let (key, request) = ("order-1001".parse().unwrap(), Digest::of(REQUEST));
        let merchant = &self.merchant;
        let standing = self.store.idempotency(merchant, &key, &request).await;
        standing.unwrap()
    }

    fn order_with(&self, n: u8, reservation: Reservation) -> NewCheckout {
        NewCheckout {
            idempotency: Some(answer(reservation, &format!("checkout {n}"), at(5))),
            ..self.order(n)
        }
    }
}

#[tokio::test]
async fn an_answer_is_remembered_with_the_checkout_that_it_made() {
    let shop = Shop::open().await;
    assert_eq!(shop.standing().await, None);
    let held = shop.hold(1, at(4)).await;
    let new = shop.order_with(1, held);
    shop.store.create_checkout(new).await.unwrap();
    let shop = shop.reopen().await;
    assert_eq!(shop.standing().await, Some(remembered("checkout 1")));
    let again = shop.reserve(asking(REQUEST, 2, at(9_000))).await;
    assert_eq!(again, remembered("checkout 1"));

    let (key, request) = ("order-1001".parse().unwrap(), Digest::of(REQUEST));
    let nobody = MerchantId::from_bytes([9; 16]);
    let nobodys = shop.store.idempotency(&nobody, &key, &request).await;
    assert_eq!(nobodys.unwrap(), None);
}

#[tokio::test]
async fn of_many_requests_at_once_under_one_key_one_holds_it() {
    let shop = Shop::open().await;
    let all = (0..20).map(|n| shop.reserve(asking(REQUEST, n, at(4))));
    let answers = futures::future::join_all(all).await;
    let held = answers
        .iter()
        .filter(|answer| matches!(answer, Reserved::Yours(_)))
        .count();
    let waiting = answers
        .iter()
        .filter(|answer| matches!(answer, Reserved::UnderWay { .. }))
        .count();
    assert_eq!((held, waiting), (1, 19));
}

#[tokio::test]
async fn another_request_does_not_get_a_key_that_was_used() {
    let shop = Shop::open().await;
    let held = shop.hold(1, at(4)).await;
    let other = || shop.reserve(asking("another", 2, at(9_000)));
    assert_eq!(other().await, Reserved::OtherRequest);
    let done = answer(held, "done", at(5));
    shop.store.remember(&shop.merchant, done).await.unwrap();
    assert_eq!(other().await, Reserved::OtherRequest);
}

#[tokio::test]
async fn a_key_whose_holder_crashed_is_taken_over_by_the_same_request_and_not_before() {
    let shop = Shop::open().await;
    let crashed = shop.hold(1, at(4)).await;
    let late = at(4).plus(RESERVATION_TIME);
    let early = late.minus(std::time::Duration::from_micros(1));
    let too_soon = shop.reserve(asking(REQUEST, 2, early)).await;
    assert_eq!(too_soon, Reserved::UnderWay { until: late });
    let held = shop.hold(2, late).await;

    // The first holder was only slow: what it does now has no effect.
    let slow = shop.order_with(1, crashed);
    let id = slow.id.clone();
    let refused = shop.store.create_checkout(slow).await;
    assert!(matches!(refused, Err(CreateError::KeyUsed)));
    assert_eq!(shop.store.load(&id).await.unwrap(), None);

    let second = shop.order_with(2, held);
    shop.store.create_checkout(second).await.unwrap();
    assert_eq!(shop.standing().await, Some(remembered("checkout 2")));
}

#[tokio::test]
async fn a_key_that_was_given_back_is_free_at_once() {
    let shop = Shop::open().await;
    let held = shop.hold(1, at(4)).await;
    let release = |held: &Reservation| shop.store.release(&shop.merchant, held.clone());
    assert!(release(&held).await.unwrap());
    let other = match shop.reserve(asking("another", 2, at(4))).await {
        Reserved::Yours(reservation) => reservation,
        taken => panic!("not free: {taken:?}"),
    };
    assert!(!release(&held).await.unwrap(), "it is somebody else's now");
    let done = answer(other.clone(), "done", at(5));
    shop.store.remember(&shop.merchant, done).await.unwrap();
    assert!(!release(&other).await.unwrap(), "an answer stays");
}

#[tokio::test]
async fn an_append_under_a_lost_key_appends_nothing() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let held = shop.hold(1, at(4)).await;
    let append = |loaded: Loaded| {
        let entry = Entry {
            answer: Some(answer(held.clone(), "canceled", at(5))),
            ..vec![step("A")].into()
        };
        let store = shop.store.clone();
        async move { store.append(&loaded, entry).await }
    };
    assert_eq!(append(made).await.unwrap(), Version::new(2));
    let again = append(shop.now(1).await).await;
    assert!(matches!(again, Err(AppendError::KeyUsed)));
    assert_eq!(shop.now(1).await.version, Version::new(2));
}

#[tokio::test]
async fn answers_are_forgotten_once_they_are_old_and_not_before() {
    let shop = Shop::open().await;
    let held = shop.hold(1, at(100)).await;
    let done = answer(held.clone(), "done", at(101));
    shop.store.remember(&shop.merchant, done).await.unwrap();
    let twice = answer(held, "twice", at(102));
    let twice = shop.store.remember(&shop.merchant, twice).await;
    assert!(matches!(twice, Err(RememberError::KeyUsed)));
    assert_eq!(shop.store.forget_before(at(100)).await.unwrap(), 0);
    assert_eq!(shop.store.forget_before(at(101)).await.unwrap(), 1);
    // Nor what was answered: it can hold a secret.
    let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM idempotency")
        .fetch_one(&mut shop.back_door().await)
        .await
        .unwrap();
    assert_eq!(left, 0);
    shop.hold(2, at(102)).await;
}

#[tokio::test]
async fn a_key_of_a_merchant_that_is_not_there_is_refused() {
    let shop = Shop::open().await;
    let nobody = MerchantId::from_bytes([9; 16]);
    let refused = shop.store.reserve(&nobody, asking(REQUEST, 1, at(4))).await;
    assert!(matches!(refused, Err(RememberError::NoSuchMerchant)));
}

#[tokio::test]
async fn a_key_is_short_and_printable_and_an_answer_does_not_print_its_body() {
    use store::IdempotencyKey;
    for text in ["", &"k".repeat(256), "line\nbreak"] {
        assert!(text.parse::<IdempotencyKey>().is_err(), "{text:?}");
    }
    assert!("é".repeat(255).parse::<IdempotencyKey>().is_ok());
    let shop = Shop::open().await;
    let held = shop.hold(1, at(4)).await;
    let shown = format!("{:?}", answer(held, "canary", at(5)));
    assert!(
        !shown.contains("canary") && !shown.contains("99, 97"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_key_that_may_or_may_not_have_been_reserved_is_given_back_by_what_was_drawn_for_it() {
    let shop = Shop::open().await;
    let new = asking(REQUEST, 1, at(4));
    let drawn = new.held();
    let early = shop.store.release(&shop.merchant, drawn.clone()).await;
    assert!(!early.unwrap(), "it was not reserved");
    // The answer to this one got lost.
    shop.reserve(new).await;
    assert!(shop.store.release(&shop.merchant, drawn).await.unwrap());
    assert_eq!(shop.standing().await, None);
}
