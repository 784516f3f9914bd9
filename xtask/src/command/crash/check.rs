//! Whether everything that was answered is so, and nothing is there twice.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::ledger::{Account, Shared};
use super::life::{keyed, text};
use super::world::{Heard, World};
use crate::house::lock;
use crate::http::{Answer, Request};

/// How long a notification that was answered may wait for its log in the end: longer than the
/// lease of a worker that died over it.
const TO_TAKE: Duration = Duration::from_secs(30);

/// The server was killed meanwhile, or cannot say: to be looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unheard;

/// When it is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Somebody may be at it, or was when the server died.
    Meanwhile,
    /// Everything that was under way has ended.
    InTheEnd,
}

/// Looks at one account; accuses whatever is not as it was answered.
pub(super) fn check(world: &World, shared: &Shared, when: When) -> Result<(), Unheard> {
    // As it stood before anybody was asked: what is answered meanwhile is not missed.
    let account = lock(shared).clone();
    let Some(created) = &account.created else {
        return Ok(());
    };
    let name = &account.name;
    let accuse = |what: String| world.ledger.accuse(format!("{name}: {what}"));

    let again = world.post("/checkouts", &account.order);
    let answer = heard(world, &keyed(again, name))?;
    if answer.status != 201 || answer.body != *created {
        accuse(format!(
            "ordering again was answered {}: {}",
            answer.status,
            answer.text()
        ));
    }
    let found = heard(
        world,
        &world.get(&format!("/checkouts/{}", account.checkout)),
    )?;
    if found.status != 200 {
        accuse(format!("the checkout is lost: {}", found.status));
        return Ok(());
    }
    let found = found.json();
    for attempt in &account.started {
        let is_there = list(&found["attempts"]).any(|it| it["id"] == attempt.as_str());
        if !is_there {
            accuse(format!("{attempt} is lost"));
        }
    }
    if let Some(ended) = &account.ended
        && found["status"] != ended.as_str()
    {
        accuse(format!("it was {ended} and is {}", found["status"]));
    }
    if account.webhooks > 0 {
        webhooks(world, shared, &account, when, &accuse)?;
    }
    if let Some(canceled) = &account.canceled {
        let path = format!("/checkouts/{}/cancel", account.checkout);
        let again = keyed(world.post(&path, "{}"), &format!("{name}-cancel"));
        let answer = heard(world, &again)?;
        if answer.body != *canceled {
            accuse(format!(
                "cancelling again was answered {}: {}",
                answer.status,
                answer.text()
            ));
        }
    }
    claims(world, &account, &accuse)
}

/// Every notification that was answered 200 is in the log, once. It is on disk when it is
/// answered, and in the log as soon as a worker has come to it.
fn webhooks(
    world: &World,
    shared: &Shared,
    account: &Account,
    when: When,
    accuse: &impl Fn(String),
) -> Result<(), Unheard> {
    let least = match when {
        When::Meanwhile => 0,
        When::InTheEnd => account.webhooks,
    };
    let deadline = Instant::now() + TO_TAKE;
    let mut kept = webhooks_in_log(world, account)?;
    while kept < least && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(100));
        kept = webhooks_in_log(world, account)?;
    }
    // More may have been sent while it was looked.
    let sent = lock(shared).webhooks_sent;
    if !(least..=sent).contains(&kept) {
        accuse(format!(
            "{} webhooks were answered, {sent} sent, and {kept} are kept",
            account.webhooks
        ));
    }
    Ok(())
}

fn webhooks_in_log(world: &World, account: &Account) -> Result<usize, Unheard> {
    let path = format!("/checkouts/{}/timeline", account.checkout);
    let timeline = heard(world, &world.get(&path))?.json();
    let received = list(&timeline["data"]).filter(|fact| fact["type"] == "webhook_received");
    Ok(received.count())
}

/// At most one order has the payment, and is told so in the same words every time.
fn claims(world: &World, account: &Account, accuse: &impl Fn(String)) -> Result<(), Unheard> {
    let Some((winner, said)) = account.claims.first() else {
        return Ok(());
    };
    for (order, again) in &account.claims {
        if order != winner {
            accuse(format!("claimed for {winner} and for {order}"));
        } else if again != said {
            accuse("the same claim was answered in other words".to_owned());
        }
    }
    if account.refused.contains(winner) {
        accuse(format!("claimed for {winner}, which was also refused"));
    }
    let body = json!({ "order_id": winner }).to_string();
    let path = format!("/checkouts/{}/claim", account.checkout);
    let answer = heard(world, &world.post(&path, &body))?;
    if answer.body != *said {
        accuse(format!(
            "claiming again was answered {}: {}",
            answer.status,
            answer.text()
        ));
    }
    Ok(())
}

/// Whether the twin has more sessions than there are attempts, or money that nobody counts.
/// Asked once everything is quiet.
pub(super) fn money(world: &World) -> Result<(), Unheard> {
    let mut sessions: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for session in world.sessions() {
        sessions
            .entry(text(&session, "referenceId"))
            .or_default()
            .push(session);
    }
    for shared in world.ledger.accounts() {
        let account = lock(&shared).clone();
        let Some(known) = sessions.get(&account.name) else {
            continue;
        };
        let path = format!("/checkouts/{}", account.checkout);
        let found = heard(world, &world.get(&path))?.json();
        let attempts = list(&found["attempts"]).count();
        let accuse = |what: String| world.ledger.accuse(format!("{}: {what}", account.name));
        if known.len() > attempts {
            accuse(format!("{} sessions for {attempts} attempts", known.len()));
        }
        let paid = known
            .iter()
            .filter(|it| it["status"] == "Completed")
            .count();
        let counted = list(&found["attempts"])
            .filter(|it| it["status"] == "paid")
            .count();
        let cases = list(&found["cases"]).count();
        let is_paid = found["status"] == "paid";
        if counted > 1 || (is_paid && paid == 0) {
            accuse(format!("{counted} payments count, {paid} were made"));
        }
        if account.ended.is_some() && paid > usize::from(is_paid) + cases {
            accuse(format!(
                "{paid} payments were made, and it is {}",
                found["status"]
            ));
        }
    }
    Ok(())
}

fn heard(world: &World, request: &Request) -> Result<Answer, Unheard> {
    match world.look(request) {
        Heard::Answer(answer) => Ok(answer),
        Heard::Nothing => Err(Unheard),
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
