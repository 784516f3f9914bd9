//! The same on a server. It is told to read no table whole while there is any other way, so
//! the plan depends on the indexes there are and not on how much is in a table.

use std::{collections::BTreeSet, env};

use sqlx::{AnyConnection, AssertSqlSafe, Executor as _, Row as _};
use store::fresh::TEST_STORE;

use super::{GROWING, heard, is_wanted, source, source::flat, story};
use crate::shop::Shop;

#[tokio::test]
async fn a_server_never_has_to_read_a_growing_table_whole_either() {
    if env::var_os(TEST_STORE).is_none() {
        return;
    }
    heard::listen();
    let shop = Shop::open().await;
    story::tell(&shop).await;
    let mut door = shop.back_door().await;
    for setting in [
        "SET enable_seqscan = off",
        "SET plan_cache_mode = force_generic_plan",
    ] {
        door.execute(setting).await.unwrap();
    }
    let heard = heard::statements();
    let mut asked = BTreeSet::new();
    for text in source::texts() {
        let part = flat(&text.sql);
        asked.extend(
            heard
                .iter()
                .filter(|one| flat(one).contains(&part))
                .cloned(),
        );
        asked.insert(text.sql);
    }
    let (mut planned, mut slow) = (0, Vec::new());
    for sql in &asked {
        let Some(steps) = plan(&mut door, sql).await else {
            continue;
        };
        planned += 1;
        for step in steps {
            if reads_all(&step) && !is_wanted(sql) {
                slow.push(format!("{}: {}", step.trim(), flat(sql)));
            }
        }
    }
    let cannot_help = "SELECT COUNT(*) FROM webhook WHERE repeats = $1";
    let steps = plan(&mut door, cannot_help).await.unwrap();
    assert!(steps.iter().any(|step| reads_all(step)), "{steps:?}");
    assert_eq!(slow, [""; 0]);
    assert!(planned > 100, "{planned} of {}", asked.len());
}

/// How the server goes about it whatever it is asked for. `None` where that is no whole
/// statement, or one of the other engine.
async fn plan(door: &mut AnyConnection, sql: &str) -> Option<Vec<String>> {
    let places = (1..40).take_while(|place| sql.contains(&format!("${place}")));
    let nothing = vec!["NULL"; places.count()].join(", ");
    let arguments = if nothing.is_empty() {
        String::new()
    } else {
        format!("({nothing})")
    };
    let prepared = format!("PREPARE asked AS {sql}");
    door.execute(sqlx::raw_sql(AssertSqlSafe(prepared)))
        .await
        .ok()?;
    let question = format!("EXPLAIN EXECUTE asked{arguments}");
    let steps = door.fetch_all(sqlx::raw_sql(AssertSqlSafe(question))).await;
    door.execute("DEALLOCATE asked").await.unwrap();
    Some(steps.ok()?.iter().map(|row| row.get(0)).collect())
}

fn reads_all(step: &str) -> bool {
    let whole = step.split("Seq Scan on ").nth(1);
    let table = whole.and_then(|rest| rest.split_whitespace().next());
    table.is_some_and(|table| GROWING.contains(&table))
}
