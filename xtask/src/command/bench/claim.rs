//! `cargo xtask bench claim`: one payment, ten thousand who want it at the same time.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use serde_json::json;

use super::{demo, wait_for};
use crate::failure::Failure;
use crate::house::{House, customer, merchant};
use crate::http::Line;
use crate::workspace::Workspace;

/// How many want it. Each has a connection of its own.
const CLAIMS: usize = 10_000;

/// How many threads of ours send and read.
const HANDS: usize = 8;

pub(super) fn run(workspace: &Workspace, executable: &Path) -> Result<(), Failure> {
    let house = super::house(workspace, executable, "claim", "", &[])?;
    let checkout = paid(&house)?;
    let began = Instant::now();
    let answers = claim_all(&house, &checkout)?;
    let took = began.elapsed();

    let mut by_status: BTreeMap<u16, usize> = BTreeMap::new();
    for (status, _) in &answers {
        *by_status.entry(*status).or_default() += 1;
    }
    println!(
        "{CLAIMS} claims on {CLAIMS} connections at once, {:.1} s",
        took.as_secs_f64()
    );
    for (status, count) in &by_status {
        println!("  {status:<10}{count:>10}");
    }
    let winners: Vec<_> = answers
        .iter()
        .filter(|(status, _)| *status == 200)
        .collect();
    let kept = merchant::get(&house, &format!("/checkouts/{checkout}")).send();
    let kept = kept.map_err(|lost| demo(&lost.to_string()))?.json();
    let kept = kept["claim"]["order_id"]
        .as_str()
        .unwrap_or("nobody")
        .to_owned();
    println!(
        "winners {:>12}, and the checkout names {kept}",
        winners.len()
    );
    let others = by_status.get(&409).copied().unwrap_or_default();
    let is_kept = winners.first().is_some_and(|(_, order)| *order == kept);
    if winners.len() == 1 && is_kept && others == CLAIMS - 1 {
        Ok(())
    } else {
        Err(Failure::Broken(1))
    }
}

/// A checkout that is paid: its id.
fn paid(house: &House) -> Result<String, Failure> {
    let session = super::session(house, 1)?;
    let drive = format!("{}/_twin/sessions/{}/drive", house.twin_url, session.id);
    let moved = crate::http::Request::post_json(drive, r#"{"to":"EFT0301"}"#).send();
    moved.map_err(|lost| demo(&lost.to_string()))?;
    wait_for("the payment", Duration::from_secs(30), || {
        // The page of somebody without scripts has the provider asked.
        _ = customer::page(house, &session.token).send();
        let path = format!("/checkouts/{}", session.checkout);
        let found = merchant::get(house, &path).send();
        found.is_ok_and(|found| found.json()["status"] == "paid")
    })?;
    Ok(session.checkout)
}

/// Every claim's status, with the order that it was for.
fn claim_all(house: &House, checkout: &str) -> Result<Vec<(u16, String)>, Failure> {
    let host = house.url.trim_start_matches("http://");
    let failed = |error: std::io::Error| demo(&format!("claiming: {error}"));
    let share = CLAIMS / HANDS;
    let all_there = Barrier::new(HANDS);
    std::thread::scope(|scope| {
        let hands: Vec<_> = (0..HANDS)
            .map(|hand| {
                let all_there = &all_there;
                scope.spawn(move || {
                    let orders =
                        (0..share).map(|number| format!("order-{}", hand * share + number));
                    let opened: std::io::Result<Vec<_>> =
                        orders.map(|order| Ok((Line::to(host)?, order))).collect();
                    // Everybody waits here, also who has failed.
                    all_there.wait();
                    let sent = opened.and_then(|mut lines| {
                        for (line, order) in &mut lines {
                            let body = json!({ "order_id": order }).to_string();
                            let path = format!("/checkouts/{checkout}/claim");
                            line.send(&merchant::post(house, &path, &body).bytes("HTTP/1.1"))?;
                        }
                        Ok(lines)
                    });
                    all_there.wait();
                    sent?
                        .into_iter()
                        .map(|(mut line, order)| Ok((line.receive()?.status, order)))
                        .collect::<std::io::Result<Vec<_>>>()
                })
            })
            .collect();
        let mut answers = Vec::with_capacity(CLAIMS);
        for hand in hands {
            let heard = hand
                .join()
                .unwrap_or_else(|_| Err(std::io::Error::other("a hand broke")));
            answers.extend(heard.map_err(failed)?);
        }
        Ok(answers)
    })
}
