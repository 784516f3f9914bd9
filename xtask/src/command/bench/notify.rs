//! `cargo xtask bench notify`: how many notifications leave a second, and what one endpoint
//! that never answers costs the others.

use std::collections::HashMap;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::load::{Latencies, milliseconds};
use super::{demo, house};
use crate::failure::Failure;
use crate::house::{House, NOTIFIES_HERE, merchant};
use crate::http::Request;
use crate::sink::{STALLED, Sink, UNNOTED};
use crate::workspace::Workspace;

/// How many endpoints the merchant has.
const ENDPOINTS: usize = 10;

/// How many checkouts are called off while one measures the rate.
const CHECKOUTS: usize = 1_000;

/// How many of our threads ask the server for that.
const HANDS: usize = 4;

/// The rate that is promised, in notifications a second.
const ENOUGH: f64 = 1_000.0;

/// How many checkouts are called off a second while one measures how long news take.
const PACE: u32 = 40;

/// How often one of the endpoints is replaced by one that stalls, and then by one that answers
/// again, so that a machine that slows down or a store that grows tells on both alike.
const ROUNDS: u32 = 6;

/// How long news are watched each time, and before that, how long they only flow: until
/// connections are open and a stalled endpoint holds all that it may hold.
const PACED: Duration = Duration::from_secs(10);
const SETTLED: Duration = Duration::from_secs(2);

/// By how much the others' 99th percentile may grow.
const GROWTH: f64 = 1.10;

pub(super) fn run(workspace: &Workspace, executable: &Path) -> Result<(), Failure> {
    let rate = rate(workspace, executable)?;
    let (alone, beside) = stalled(workspace, executable)?;
    let growth = milliseconds(beside.quantile(990)) / milliseconds(alone.quantile(990));
    println!(
        "growth of the 99th percentile: {:.0} %",
        (growth - 1.0) * 100.0
    );
    match (rate >= ENOUGH, growth <= GROWTH) {
        (true, true) => Ok(()),
        (false, false) => Err(Failure::Broken(2)),
        (true, false) | (false, true) => Err(Failure::Broken(1)),
    }
}

/// Everything that happened is sent again to endpoints that are new, all at once.
fn rate(workspace: &Workspace, executable: &Path) -> Result<f64, Failure> {
    let house = house(workspace, executable, "notify-rate", NOTIFIES_HERE, &[])?;
    let sink = Sink::open()?;
    let first = endpoint(&house, &sink.url("/good/0"))?;
    let checkouts = open(&house, CHECKOUTS)?;
    cancel_all(&house, &checkouts)?;
    if !sink.wait_for(CHECKOUTS, Duration::from_secs(60)) {
        return Err(demo("the notifications do not arrive"));
    }
    let mut endpoints = vec![first];
    for number in 1..ENDPOINTS {
        endpoints.push(endpoint(&house, &sink.url(&format!("/good/{number}")))?);
    }
    sink.empty();
    let began = Instant::now();
    for id in &endpoints {
        let path = format!("/webhook_endpoints/{id}/replay");
        let range = json!({ "from": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z" });
        answered(&merchant::post(&house, &path, &range.to_string()))?;
    }
    let expected = CHECKOUTS * ENDPOINTS;
    let is_all = sink.wait_for(expected, Duration::from_secs(120));
    let took = began.elapsed();
    let arrived = sink.arrivals().len();
    if !is_all {
        return Err(demo(&format!(
            "{arrived} of {expected} notifications arrived"
        )));
    }
    let rate = f64::from(u32::try_from(arrived).unwrap_or(u32::MAX)) / took.as_secs_f64();
    println!(
        "{arrived} notifications to {ENDPOINTS} endpoints in {:.1} s: {rate:.0}/s",
        took.as_secs_f64()
    );
    Ok(rate)
}

/// How long news take to nine endpoints, while the tenth answers as they do and while it does
/// not answer.
fn stalled(workspace: &Workspace, executable: &Path) -> Result<(Latencies, Latencies), Failure> {
    let house = house(workspace, executable, "notify-stalled", NOTIFIES_HERE, &[])?;
    let sink = Sink::open()?;
    for number in 1..ENDPOINTS {
        endpoint(&house, &sink.url(&format!("/good/{number}")))?;
    }
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (tenth, took) in [(UNNOTED, &mut alone), (STALLED, &mut beside)] {
            let tenth = endpoint(&house, &sink.url(tenth))?;
            paced(&house, &sink, SETTLED)?;
            took.extend(paced(&house, &sink, PACED)?);
            answered(&merchant::delete(
                &house,
                &format!("/webhook_endpoints/{tenth}"),
            ))?;
        }
    }
    let (alone, beside) = (Latencies::from_iter(alone), Latencies::from_iter(beside));
    println!("{}", Latencies::head("from the cancel to the endpoint"));
    println!("{}", alone.row("all ten endpoints answer"));
    println!("{}", beside.row("one of them never answers"));
    Ok((alone, beside))
}

/// Calls checkouts off at a steady pace: how long it took until each of the nine endpoints has
/// heard of each of them.
fn paced(house: &House, sink: &Sink, during: Duration) -> Result<Vec<Duration>, Failure> {
    let count = PACE * u32::try_from(during.as_secs()).unwrap_or(1);
    let checkouts = open(house, count as usize)?;
    sink.empty();
    let mut asked = HashMap::new();
    let began = Instant::now();
    for (number, id) in (0..).zip(&checkouts) {
        let due = began + Duration::from_secs(1) * number / PACE;
        thread::sleep(due.saturating_duration_since(Instant::now()));
        asked.insert(id.clone(), Instant::now());
        cancel(house, id)?;
    }
    let expected = checkouts.len() * (ENDPOINTS - 1);
    if !sink.wait_for(expected, Duration::from_secs(30)) {
        let arrived = sink.arrivals().len();
        return Err(demo(&format!(
            "{arrived} of {expected} notifications arrived"
        )));
    }
    let latencies = sink.arrivals().into_iter().filter_map(|arrival| {
        let (_, checkout) = arrival.about();
        Some(arrival.at.saturating_duration_since(*asked.get(&checkout)?))
    });
    Ok(latencies.collect())
}

/// Registers an endpoint; its id.
fn endpoint(house: &House, url: &str) -> Result<String, Failure> {
    let body = json!({ "url": url }).to_string();
    let made = answered(&merchant::post(house, "/webhook_endpoints", &body))?;
    Ok(made["id"].as_str().unwrap_or_default().to_owned())
}

/// New checkouts: their ids.
fn open(house: &House, count: usize) -> Result<Vec<String>, Failure> {
    by_hands(count, |number| {
        let order = merchant::order(&format!("ORDER-{number}"));
        let made = answered(&merchant::post(house, "/checkouts", &order))?;
        Ok(made["id"].as_str().unwrap_or_default().to_owned())
    })
}

fn cancel_all(house: &House, checkouts: &[String]) -> Result<(), Failure> {
    by_hands(checkouts.len(), |number| match checkouts.get(number) {
        Some(id) => cancel(house, id),
        None => Ok(()),
    })
    .map(drop)
}

fn cancel(house: &House, id: &str) -> Result<(), Failure> {
    answered(&merchant::post(
        house,
        &format!("/checkouts/{id}/cancel"),
        "{}",
    ))
    .map(drop)
}

/// Does something so many times, a few at once.
fn by_hands<T: Send>(
    count: usize,
    work: impl Fn(usize) -> Result<T, Failure> + Sync,
) -> Result<Vec<T>, Failure> {
    thread::scope(|scope| {
        let work = &work;
        let hands: Vec<_> = (0..HANDS)
            .map(|hand| {
                scope.spawn(move || {
                    let numbers = (hand..count).step_by(HANDS);
                    numbers.map(work).collect::<Result<Vec<_>, _>>()
                })
            })
            .collect();
        let mut done = Vec::with_capacity(count);
        for hand in hands {
            done.extend(hand.join().unwrap_or_else(|_| Err(demo("a hand broke")))?);
        }
        Ok(done)
    })
}

fn answered(request: &Request) -> Result<serde_json::Value, Failure> {
    let answer = request.send().map_err(|lost| demo(&lost.to_string()))?;
    if answer.is_success() {
        Ok(answer.json())
    } else {
        Err(demo(&format!(
            "answered {}: {}",
            answer.status,
            answer.text()
        )))
    }
}
