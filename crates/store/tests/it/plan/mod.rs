//! No statement reads a table that grows from one end to the other, however much is in it.

mod heard;
mod server;
mod source;
mod story;

use std::collections::BTreeSet;

use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use self::source::{Text, flat};
use crate::shop::Shop;

/// Tables with a row for every checkout, or more.
const GROWING: [&str; 12] = [
    "checkout",
    "event",
    "task",
    "delivery",
    "delivery_try",
    "notification",
    "webhook",
    "session",
    "idempotency",
    "figure",
    "letter",
    "draft",
];

/// Indexes that hold only what waits or what went wrong. They may be read whole.
const OF_WHAT_WAITS: [&str; 10] = [
    "task_by_next_moment",
    "delivery_in_line",
    "delivery_lane",
    "delivery_soonest",
    "delivery_under_way",
    "delivery_dead",
    "delivery_try_altered",
    "checkout_uncounted",
    "letter_soonest",
    "letter_failed",
];

/// Texts whose reading of everything is wanted.
const WANTED: [(&str, &str); 5] = [
    (
        "SELECT MAX(at) FROM event",
        "once in the life of a file, when an older one is given its hashes",
    ),
    (
        "SELECT id, merchant, mode, token_digest FROM checkout WHERE head IS NULL",
        "the same",
    ),
    (
        "SELECT {",
        "`verify` and `replay` read everything: that is what they are for",
    ),
    (
        "UPDATE checkout SET counted = 0",
        "once when the rules change by which figures are counted",
    ),
    ("DELETE FROM figure", "the same"),
];

/// Texts that only one engine understands, or that are no statements of their own.
const ELSEWHERE: [&str; 10] = [
    // By their primary keys, while several servers share a database.
    "SELECT id, version FROM checkout WHERE id IN (",
    "SELECT current_setting(",
    "SELECT pg_notify(",
    "SELECT CASE WHEN pg_is_in_recovery()",
    "SELECT pg_advisory_xact_lock(",
    "SELECT CAST(current_schema() AS TEXT)",
    "SELECT COUNT(*), COUNT(*) FILTER (WHERE tablename",
    "SELECT {",
    "SELECT \\",
    "SELECT COUNT(*), COALESCE(SUM(name = '_sqlx_migrations'), 0)",
];

#[tokio::test]
async fn no_statement_reads_a_growing_table_from_one_end_to_the_other() {
    heard::listen();
    let shop = Shop::open_file().await;
    story::tell(&shop).await;
    let mut door = shop.back_door().await;
    let heard = heard::statements();
    let mut asked: BTreeSet<String> = BTreeSet::new();
    let mut unheard = Vec::new();
    for Text { file, sql } in source::texts() {
        if ELSEWHERE.iter().any(|text| flat(&sql).starts_with(text)) {
            continue;
        }
        if plan(&mut door, &sql).await.is_some() {
            asked.insert(sql);
            continue;
        }
        // A part of something longer: what it became was asked by somebody.
        let part = flat(&sql);
        assert!(
            part.contains(' '),
            "{file}: a verb alone is part of everything"
        );
        let mut whole = heard
            .iter()
            .filter(|one| flat(one).contains(&part))
            .peekable();
        if whole.peek().is_none() {
            unheard.push(format!("{file}: {part}"));
        }
        asked.extend(whole.cloned());
    }
    assert_eq!(
        unheard, [""; 0],
        "the story in plan/story.rs has to ask these too"
    );
    // Whatever else any test asked in the meantime is a statement of a test.
    let mut slow = Vec::new();
    for sql in &asked {
        for step in plan(&mut door, sql).await.unwrap_or_default() {
            if reads_all(&step) && !is_wanted(sql) {
                slow.push(format!("{step}: {}", flat(sql)));
            }
        }
    }
    assert!(asked.len() > 100, "{}", asked.len());
    assert_eq!(slow, [""; 0]);
}

#[tokio::test]
async fn a_reading_of_everything_is_noticed() {
    let shop = Shop::open_file().await;
    let mut door = shop.back_door().await;
    for sql in [
        "SELECT COUNT(*) FROM checkout",
        "SELECT endpoint, COUNT(*) FROM delivery GROUP BY endpoint",
        "SELECT MAX(at) FROM event",
        "SELECT id FROM notification ORDER BY body LIMIT 1",
        "SELECT n.id FROM webhook w JOIN notification n ON n.checkout = w.checkout",
    ] {
        let steps = plan(&mut door, sql).await.unwrap();
        assert!(steps.iter().any(|step| reads_all(step)), "{sql}: {steps:?}");
    }
}

fn is_wanted(sql: &str) -> bool {
    WANTED.iter().any(|(text, _)| flat(sql).starts_with(text))
}

/// How the database would go about it, step by step. `None` where that is no whole statement.
async fn plan(door: &mut AnyConnection, sql: &str) -> Option<Vec<String>> {
    let question = format!("EXPLAIN QUERY PLAN {sql}");
    let steps = sqlx::query(AssertSqlSafe(question)).fetch_all(door).await;
    let detail = |row: &sqlx::any::AnyRow| row.get::<String, _>("detail");
    Some(steps.ok()?.iter().map(detail).collect())
}

/// Whether a step goes through a table that grows, or an index of all of it, without a place
/// to begin. `SEARCH` without an index is how the smallest or largest of all is found.
fn reads_all(step: &str) -> bool {
    let mut words = step.split_whitespace();
    let (verb, table) = (words.next(), words.next().unwrap_or_default());
    let rest: Vec<_> = words.collect();
    let index = rest
        .iter()
        .position(|word| *word == "INDEX")
        .and_then(|at| rest.get(at + 1));
    let grows = GROWING.contains(&table)
        // By another name within a statement: these are the store's.
        || ["d", "b", "x", "n", "w"].contains(&table);
    let waits = index.is_some_and(|index| OF_WHAT_WAITS.contains(index));
    match verb {
        Some("SCAN") => grows && !waits,
        Some("SEARCH") => grows && !rest.contains(&"USING"),
        Some(_) | None => false,
    }
}
