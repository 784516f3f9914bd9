//! How long lists take in a store with very many checkouts. The store is filled past the log,
//! with rows of the shape that the log writes; the questions are the store's own.
#![expect(clippy::print_stdout, reason = "figures are what it is run for")]

use std::{
    error::Error,
    time::{Duration, Instant},
};

use payment::{CheckoutId, MerchantId, Method, Mode, Money, PaymentLinkId, Status, Timestamp};
use sqlx::{AnyConnection, AssertSqlSafe, Executor as _};
use store::{
    Cases, Day, ListFilter, NewMerchant, Store,
    fresh::{Fresh, TEST_STORE},
};

/// How many checkouts there are, when nobody says.
const CHECKOUTS: i64 = 1_000_000;
/// How many rows one statement makes.
const AT_ONCE: i64 = 50_000;
/// How often each question is asked.
const TIMES: i64 = 400;
/// A page, and the one more that tells whether there is another.
const PAGE: u32 = 21;
/// When the first was made: microseconds. After that one comes every ten seconds.
const FIRST: i64 = 1_700_000_000_000_000;
const APART: i64 = 10_000_000;
const A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let count = std::env::args()
        .nth(1)
        .map_or(Ok(CHECKOUTS), |text| text.parse())?;
    let place = Fresh::new()?;
    let store = Store::open(place.url()).await?;
    let merchant = MerchantId::from_bytes([7; 16]);
    store
        .create_merchant(NewMerchant {
            id: merchant.clone(),
            name: "Corner Shop".into(),
            brand: "{}".into(),
            webhook_secret: None,
            created_at: Timestamp::from_micros(0),
        })
        .await?;
    // From here on what is filled in counts as counted.
    store.count_figures(1).await?;
    let began = Instant::now();
    fill(&mut place.back_door().await?, &merchant, count).await?;
    let engine = std::env::var(TEST_STORE).map_or("SQLite", |_| "PostgreSQL");
    println!(
        "{engine}: {count} checkouts, filled in {:.0} s",
        began.elapsed().as_secs_f32()
    );
    println!("| list | p50, ms | p99, ms |\n|---|---|---|");
    for (name, filter) in questions(&merchant, count) {
        let mut took = Vec::new();
        for time in 0..TIMES {
            let asked = filter(place_of(time, count));
            let began = Instant::now();
            store.list(&asked).await?;
            took.push(began.elapsed());
        }
        told(name, took);
    }
    for (name, days) in [
        ("figures of a week", 7),
        ("figures of a month", 30),
        ("figures of a quarter", 90),
    ] {
        let mut took = Vec::new();
        for time in 0..TIMES {
            let at = moment(place_of(time, count));
            let before = Duration::from_secs(days * 24 * 60 * 60);
            let first = Timestamp::from_micros(at.as_micros() - micros(before));
            let began = Instant::now();
            let (first, last) = (Day::of(first), Day::of(at));
            store.figures(&merchant, Mode::Test, first, last).await?;
            took.push(began.elapsed());
        }
        told(name, took);
    }
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let began = Instant::now();
        store.count_figures(1).await?;
        took.push(began.elapsed());
    }
    told("counting, with nothing new to count", took);
    store.close().await;
    Ok(())
}

/// All over the place, and the same in every run.
const fn place_of(time: i64, count: i64) -> i64 {
    (time * 7_919 * 104_729) % count
}

fn told(name: &str, mut took: Vec<Duration>) {
    took.sort();
    let [half, most] = [took.len() / 2, took.len() * 99 / 100].map(|at| took[at]);
    println!("| {name} | {} | {} |", millis(half), millis(most));
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

fn millis(time: Duration) -> String {
    format!("{}.{:02}", time.as_millis(), time.as_micros() % 1_000 / 10)
}

type Question = Box<dyn Fn(i64) -> ListFilter>;

fn questions(merchant: &MerchantId, count: i64) -> Vec<(&'static str, Question)> {
    let merchant = merchant.clone();
    let all = move || ListFilter::newest(merchant.clone(), Mode::Test, PAGE);
    let question = |change: fn(i64, i64, &mut ListFilter)| -> Question {
        let all = all.clone();
        Box::new(move |at| {
            let mut filter = all();
            change(at, count, &mut filter);
            filter
        })
    };
    vec![
        ("the first page", question(|_, _, _| {})),
        (
            "a page in the middle",
            question(|at, _, filter| filter.after = Some(id(at))),
        ),
        (
            "the last page",
            question(|_, _, filter| filter.after = Some(id(15))),
        ),
        (
            "`reference`",
            question(|at, _, filter| filter.reference = reference(&format!("ORDER-{at}"))),
        ),
        (
            "`reference_prefix` of ten",
            question(|at, _, filter| {
                filter.reference_prefix = reference(&format!("ORDER-{}", at / 10));
            }),
        ),
        (
            "`reference_prefix` of all",
            question(|_, _, filter| filter.reference_prefix = reference("ORDER-")),
        ),
        (
            "the same, in the middle",
            question(|at, _, filter| {
                filter.reference_prefix = reference("ORDER-");
                filter.after = Some(id(at));
            }),
        ),
        (
            "`status=paid`",
            question(|_, _, filter| filter.status = Some(Status::Paid)),
        ),
        (
            "the same, in the middle",
            question(|at, _, filter| {
                filter.status = Some(Status::Paid);
                filter.after = Some(id(at));
            }),
        ),
        (
            "`status=processing`, one in ten thousand",
            question(|_, _, filter| filter.status = Some(Status::Processing)),
        ),
        (
            "`amount`",
            question(|at, _, filter| filter.amount = cents(at)),
        ),
        (
            "`created_after`, `created_before`: a day",
            question(|at, _, filter| {
                filter.created_from = Some(moment(at));
                filter.created_before = Some(moment(at + 8_640));
            }),
        ),
        (
            "the same, in the middle of a year",
            question(|at, count, filter| {
                filter.created_from = Some(moment(at.min(count / 3)));
                filter.created_before = Some(moment(count));
                filter.after = Some(id(at));
            }),
        ),
        (
            "`status=paid` in a day",
            question(|at, _, filter| {
                filter.status = Some(Status::Paid);
                filter.created_from = Some(moment(at));
                filter.created_before = Some(moment(at + 8_640));
            }),
        ),
        (
            "`status=canceled` and `amount`",
            question(|at, _, filter| {
                filter.status = Some(Status::Canceled);
                filter.amount = cents(at);
            }),
        ),
        (
            "a method, from the middle",
            question(|at, _, filter| {
                filter.method = Some(Method::ETransfer);
                filter.after = Some(id(at));
            }),
        ),
        (
            "a method and `status=paid` in a day",
            question(|at, _, filter| {
                filter.method = Some(Method::Eft);
                filter.status = Some(Status::Paid);
                filter.created_from = Some(moment(at));
                filter.created_before = Some(moment(at + 8_640));
            }),
        ),
        (
            "with a case, one in a thousand",
            question(|at, _, filter| {
                filter.cases = Cases::Some;
                filter.after = Some(id(at));
            }),
        ),
        (
            "a range of amounts, one in ten",
            question(|at, _, filter| {
                filter.amount_from = Money::from_cents(5_000).ok();
                filter.amount_to = Money::from_cents(7_000).ok();
                filter.after = Some(id(at));
            }),
        ),
        (
            "a range of amounts that nothing is in, in a day",
            question(|at, _, filter| {
                filter.amount_from = Money::from_cents(900_000).ok();
                filter.created_from = Some(moment(at));
                filter.created_before = Some(moment(at + 8_640));
            }),
        ),
        (
            "by a payment link that one in fifty came by",
            question(|at, _, filter| {
                filter.payment_link = Some(link());
                filter.after = Some(id(at));
            }),
        ),
    ]
}

fn id(at: i64) -> CheckoutId {
    format!("chk_{at:026}")
        .parse()
        .expect("digits are in the alphabet, and a zero is first")
}

fn link() -> PaymentLinkId {
    PaymentLinkId::from_bytes([3; 16])
}

fn reference(text: &str) -> Option<payment::Reference> {
    text.parse().ok()
}

fn cents(at: i64) -> Option<Money> {
    Money::from_cents(100 + at * 37 % 20_000).ok()
}

const fn moment(at: i64) -> Timestamp {
    Timestamp::from_micros(FIRST + at * APART)
}

/// The row of each checkout, with tokens and digests as scattered as real ones. Lists read
/// nothing else.
async fn fill(
    door: &mut AnyConnection,
    merchant: &MerchantId,
    count: i64,
) -> Result<(), sqlx::Error> {
    let is_postgres = std::env::var(TEST_STORE).is_ok();
    let (padded, digest) = if is_postgres {
        (
            "lpad(CAST(i AS TEXT), 26, '0')",
            "sha256(convert_to(CAST(i AS TEXT), 'UTF8'))",
        )
    } else {
        (
            "printf('%026d', i)",
            // Unique, and as scattered as a real one.
            "CAST(printf('%016x%016d', (i * 2654435761) % 4294967296, i) AS BLOB)",
        )
    };
    let mut from = 0;
    while from < count {
        let to = count.min(from + AT_ONCE) - 1;
        let numbers = format!(
            "WITH RECURSIVE n(i) AS (SELECT CAST({from} AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {to})"
        );
        let checkouts = format!(
            "INSERT INTO checkout (id, merchant, mode, token, token_digest, version, status, reference,
                 amount, created_at, expires_at, head, counted, method, cases, payment_link)
             {numbers} SELECT 'chk_' || {padded}, '{}', 'test', {padded}, {digest}, 1,
                 CASE WHEN i % 10000 = 0 THEN 'processing' WHEN i % 100 = 1 THEN 'canceled'
                      WHEN i % 3 = 0 THEN 'expired' ELSE 'paid' END,
                 'ORDER-' || CAST(i AS TEXT), 100 + i * 37 % 20000,
                 {FIRST} + i * {APART}, {FIRST} + i * {APART} + 3600000000, {digest}, 1,
                 CASE i % 3 WHEN 0 THEN 'guaranteed_eft' WHEN 1 THEN 'e_transfer' ELSE 'eft' END,
                 CASE WHEN i % 1000 = 7 THEN 1 ELSE 0 END,
                 CASE WHEN i % 50 = 3 THEN '{}' END
             FROM n",
            merchant.as_str(),
            link().as_str()
        );
        door.execute(sqlx::raw_sql(AssertSqlSafe(checkouts)))
            .await?;
        from = to + 1;
    }
    // As many figures a day as a merchant with three methods and ten banks has.
    let figures = format!(
        "WITH RECURSIVE d(day) AS (SELECT CAST({} AS BIGINT) UNION ALL SELECT day + 1 FROM d WHERE day < {}),
             b(n) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT n + 1 FROM b WHERE n < 9)
         INSERT INTO figure (merchant, mode, day, kind, label, count, cents)
         SELECT '{}', 'test', day, kind, 'Bank ' || CAST(n AS TEXT), 100, 1000000
         FROM d CROSS JOIN b CROSS JOIN (SELECT 'tried_at' AS kind UNION ALL SELECT 'succeeded_at') k",
        FIRST / A_DAY,
        moment(count).as_micros() / A_DAY,
        merchant.as_str()
    );
    door.execute(sqlx::raw_sql(AssertSqlSafe(figures))).await?;
    if is_postgres {
        door.execute("ANALYZE checkout").await?;
        door.execute("ANALYZE figure").await?;
    }
    Ok(())
}
