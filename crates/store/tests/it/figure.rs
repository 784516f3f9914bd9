//! How business goes, as the logs tell it.

use futures::future::join_all;
use payment::{CaseKind, End, Event, Evidence, Method, Mode, Money, Reading, Recorded, Said};
use proptest::{collection::vec, prelude::*};
use store::{Counted, CountedTo, Day, DayFigure, Figure, Reached, Took};

use crate::shop::{self, Shop, at, attempt, entry, opened, session, started, step};

const ENOUGH: u32 = 100;

/// A day of 1969 in Toronto.
fn first_day() -> Day {
    Day::of(at(0))
}

impl Shop {
    async fn count(&self) {
        let counted = self.store.count_figures(ENOUGH).await.unwrap();
        assert_eq!(counted, Counted::All);
    }

    async fn figures(&self) -> Vec<DayFigure> {
        let last = first_day().next().next().next();
        let figures = self
            .store
            .figures(&self.merchant, Mode::Test, first_day(), last);
        figures.await.unwrap()
    }

    /// How many, and how much, on all days.
    async fn sum(&self, figure: Figure) -> (u64, u64) {
        let all = self.figures().await;
        let these = all.iter().filter(|it| it.figure == figure);
        these.fold((0, 0), |(count, cents), it| {
            (count + it.count, cents + it.cents)
        })
    }

    async fn go(&self, n: u8, events: &[Recorded]) {
        let loaded = self.now(n).await;
        self.store
            .append(&loaded, entry(events, &[]))
            .await
            .unwrap();
    }

    /// Forgets everything that was counted.
    async fn forget(&self) {
        let mut door = self.back_door().await;
        for text in ["DELETE FROM figure", "UPDATE checkout SET counted = 0"] {
            sqlx::query(text).execute(&mut door).await.unwrap();
        }
    }
}

fn cents(cents: i64) -> Money {
    Money::from_cents(cents).unwrap()
}

/// A payment by the attempt, known at that second.
fn paid(n: u8, second: i64) -> Vec<Recorded> {
    let (attempt, amount) = (attempt(n), cents(25_000));
    let reading = Reading::Paid {
        amount: Some(amount),
        guaranteed: true,
    };
    let read = Event::ReadingChanged {
        attempt: attempt.clone(),
        reading,
        said: Said::default(),
    };
    let end = End::Paid {
        amount,
        guaranteed: true,
    };
    let ended = Event::AttemptEnded {
        attempt: attempt.clone(),
        end,
    };
    let event = |event| Recorded {
        at: at(second),
        evidence: Evidence::StatusRead,
        event,
    };
    vec![
        event(read),
        event(ended),
        event(Event::CheckoutPaid { attempt }),
    ]
}

fn case(n: u8, kind: CaseKind) -> Recorded {
    shop::recorded(Event::CaseOpened {
        kind,
        attempt: attempt(n),
        amount: cents(25_000),
        detail: None,
    })
}

#[tokio::test]
async fn a_checkout_counts_for_every_stage_that_it_came_to() {
    let shop = Shop::open().await;
    for n in 1..=4 {
        shop.checkout(n).await;
    }
    shop.go(2, &[started(2)]).await;
    shop.go(3, &[started(3), opened(3, session(3))]).await;
    shop.go(
        3,
        &[Recorded {
            event: Event::StepSeen {
                attempt: attempt(3),
                step: "LOGIN".parse().unwrap(),
                claim: payment::Claim::Underway,
            },
            ..step("LOGIN")
        }],
    )
    .await;
    shop.go(4, &[started(4), opened(4, session(4))]).await;
    shop.go(4, &paid(4, 163)).await;
    shop.count().await;
    for (reached, count) in Reached::ALL.into_iter().zip([4, 3, 2, 1, 1]) {
        assert_eq!(
            shop.sum(Figure::Reached(reached)).await,
            (count, 0),
            "{reached:?}"
        );
    }
    assert_eq!(shop.sum(Figure::Tried(Method::GuaranteedEft)).await, (3, 0));
    assert_eq!(
        shop.sum(Figure::Succeeded(Method::GuaranteedEft)).await,
        (1, 0)
    );
    assert_eq!(
        shop.sum(Figure::Paid(Method::GuaranteedEft)).await,
        (1, 25_000)
    );
    // Started at second 100, and known at 163.
    assert_eq!(shop.sum(Figure::Took(Took::of(63))).await, (1, 0));
}

#[tokio::test]
async fn money_that_went_back_is_told_beside_the_money_that_came() {
    let shop = Shop::open().await;
    shop.checkout(1).await;
    shop.go(1, &[started(1), opened(1, session(1))]).await;
    shop.go(1, &paid(1, 120)).await;
    shop.count().await;
    shop.go(1, &[case(1, CaseKind::ReturnedPayment)]).await;
    shop.count().await;
    assert_eq!(
        shop.sum(Figure::Paid(Method::GuaranteedEft)).await,
        (1, 25_000)
    );
    assert_eq!(
        shop.sum(Figure::Case(CaseKind::ReturnedPayment)).await,
        (1, 25_000)
    );
}

#[tokio::test]
async fn a_payment_counts_for_the_day_on_which_it_was_known() {
    let shop = Shop::open().await;
    shop.checkout(1).await;
    shop.go(1, &[started(1), opened(1, session(1))]).await;
    let day = 24 * 60 * 60;
    shop.go(1, &paid(1, day)).await;
    shop.count().await;
    let figures = shop.figures().await;
    let day_of = |figure: Figure| {
        let found = figures.iter().find(|it| it.figure == figure);
        found.map(|it| it.day)
    };
    assert_eq!(day_of(Figure::Reached(Reached::Paid)), Some(first_day()));
    assert_eq!(
        day_of(Figure::Paid(Method::GuaranteedEft)),
        Some(first_day().next())
    );
    let none = shop
        .store
        .figures(&shop.merchant, Mode::Live, first_day(), first_day().next())
        .await;
    assert_eq!(none.unwrap(), []);
}

#[tokio::test]
async fn whoever_counts_at_the_same_time_counts_nothing_twice() {
    let shop = Shop::open().await;
    join_all((1..=250).map(|n| shop.checkout(n))).await;
    let counting = (0..4).map(|_| shop.store.count_figures(ENOUGH));
    for counted in join_all(counting).await {
        assert_eq!(counted.unwrap(), Counted::All);
    }
    assert_eq!(shop.sum(Figure::Reached(Reached::Created)).await, (250, 0));
}

#[tokio::test]
async fn counting_stops_where_it_is_told_to_and_goes_on_later() {
    let shop = Shop::open().await;
    join_all((1..=250).map(|n| shop.checkout(n))).await;
    assert_eq!(shop.store.count_figures(1).await.unwrap(), Counted::Some);
    assert_eq!(shop.sum(Figure::Reached(Reached::Created)).await, (200, 0));
    shop.count().await;
    assert_eq!(shop.sum(Figure::Reached(Reached::Created)).await, (250, 0));
}

#[tokio::test]
async fn a_log_that_cannot_be_read_keeps_no_other_from_being_counted() {
    let shop = Shop::open().await;
    for n in 1..=3 {
        shop.checkout(n).await;
    }
    let mut door = shop.back_door().await;
    sqlx::query("UPDATE event SET body = '{}' WHERE body LIKE '%ORDER-2%'")
        .execute(&mut door)
        .await
        .unwrap();
    let counted = shop.store.count_figures(ENOUGH).await.unwrap();
    assert_eq!(counted, Counted::AllButUnreadable);
    assert_eq!(shop.sum(Figure::Reached(Reached::Created)).await, (2, 0));
}

#[tokio::test]
async fn logs_that_cannot_be_read_do_not_keep_a_round_from_its_end() {
    let shop = Shop::open().await;
    join_all((1..=250).map(|n| shop.checkout(n))).await;
    let mut door = shop.back_door().await;
    sqlx::query("UPDATE event SET body = '{}'")
        .execute(&mut door)
        .await
        .unwrap();
    let mut place = CountedTo::default();
    let counted = [
        shop.store.count_figures_from(&mut place, 1).await.unwrap(),
        shop.store.count_figures_from(&mut place, 1).await.unwrap(),
    ];
    assert_eq!(counted, [Counted::Some, Counted::AllButUnreadable]);
}

#[tokio::test]
async fn what_was_counted_by_other_rules_is_counted_anew() {
    let shop = Shop::open().await;
    for n in 1..=3 {
        shop.checkout(n).await;
    }
    shop.count().await;
    let mut door = shop.back_door().await;
    for text in [
        "UPDATE figure SET count = 99",
        "UPDATE setting SET value = 'other rules' WHERE name = 'figures_tally'",
    ] {
        sqlx::query(text).execute(&mut door).await.unwrap();
    }
    shop.count().await;
    assert_eq!(shop.sum(Figure::Reached(Reached::Created)).await, (3, 0));
}

/// What may be appended, to which of three checkouts, and after what it is counted.
#[derive(Clone, Debug)]
enum Move {
    Start(u8),
    Step(u8),
    Pay(u8),
    Case(u8),
    Count,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = 1..=3_u8;
    let a_move = prop_oneof![
        one.clone().prop_map(Move::Start),
        one.clone().prop_map(Move::Step),
        one.clone().prop_map(Move::Pay),
        one.prop_map(Move::Case),
        Just(Move::Count),
    ];
    vec(a_move, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn figures_counted_along_the_way_are_those_counted_once_at_the_end(moves in moves()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let shop = Shop::open().await;
            for n in 1..=3 {
                shop.checkout(n).await;
            }
            for one in moves {
                match one {
                    Move::Start(n) => shop.go(n, &[started(n)]).await,
                    Move::Step(n) => shop.go(n, &[step("LOGIN")]).await,
                    Move::Pay(n) => shop.go(n, &paid(n, 100_000 * i64::from(n))).await,
                    Move::Case(n) => shop.go(n, &[case(n, CaseKind::LatePayment)]).await,
                    Move::Count => shop.count().await,
                }
            }
            shop.count().await;
            let along_the_way = shop.figures().await;
            shop.forget().await;
            shop.count().await;
            assert_eq!(shop.figures().await, along_the_way);
            assert!(!along_the_way.is_empty());
        });
    }
}
