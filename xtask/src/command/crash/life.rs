//! One after the other: orders, payments, webhooks, claims and cancels, with whatever was not
//! answered asked again, as merchants, customers and the provider do.

use std::sync::MutexGuard;
use std::time::Duration;

use serde_json::{Value, json};

use super::ledger::{Account, Shared};
use super::world::{Heard, World};
use crate::dice::Dice;
use crate::house::{customer, lock, merchant, provider};
use crate::http::{Answer, Request};

/// What somebody does with an order next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Order,
    Start,
    FindSession,
    /// At the twin, without asking the server.
    Pay,
    /// Tell the server, as the provider does.
    Webhook {
        left: u32,
    },
    AwaitEnd,
    Claim {
        left: u32,
    },
    Cancel,
    Nothing,
}

/// Whether there is more to do at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    GoOn,
    Later,
}

/// An order and what is done about it next.
#[derive(Debug)]
struct Life {
    account: Shared,
    next: Next,
}

/// How many lives somebody leaves for later before looking after them.
const LEFT_FOR_LATER: usize = 40;

/// How long somebody who has to wait does.
const PAUSE: Duration = Duration::from_millis(2);

/// Lives until it is over. `name` starts the names of the orders.
pub(super) fn live(world: &World, name: &str, mut dice: Dice) {
    let mut later: Vec<Life> = Vec::new();
    let mut count = 0;
    while !world.is_over() {
        let goes_back = world.is_closing() || later.len() > LEFT_FOR_LATER || dice.hits(30);
        let mut life = if goes_back && !later.is_empty() {
            later.remove(0)
        } else if world.is_closing() {
            std::thread::sleep(PAUSE);
            continue;
        } else {
            count += 1;
            begin(world, format!("{name}-{count}"))
        };
        while life.next != Next::Nothing && !world.is_over() {
            if life.step(world, &mut dice) == Turn::Later {
                break;
            }
        }
        if life.next != Next::Nothing {
            later.push(life);
            if world.is_closing() {
                std::thread::sleep(PAUSE);
            }
        }
    }
}

fn begin(world: &World, name: String) -> Life {
    let account = Account {
        order: merchant::order(&name),
        name,
        ..Account::default()
    };
    Life {
        account: world.ledger.open(account),
        next: Next::Order,
    }
}

impl Life {
    fn account(&self) -> MutexGuard<'_, Account> {
        lock(&self.account)
    }

    fn step(&mut self, world: &World, dice: &mut Dice) -> Turn {
        let before = self.next;
        self.next = match before {
            Next::Order => self.order(world, dice),
            Next::Start => self.start(world),
            Next::FindSession => self.find_session(world),
            Next::Pay => self.pay(world, dice),
            Next::Webhook { left } => self.webhook(world, left),
            Next::AwaitEnd => self.await_end(world),
            Next::Claim { left } => self.claim(world, left, dice),
            Next::Cancel => self.cancel(world),
            Next::Nothing => Next::Nothing,
        };
        if self.next == before {
            Turn::Later
        } else {
            Turn::GoOn
        }
    }

    fn order(&self, world: &World, dice: &mut Dice) -> Next {
        let (name, body) = {
            let account = self.account();
            (account.name.clone(), account.order.clone())
        };
        let Heard::Answer(answer) = world.change(&keyed(world.post("/checkouts", &body), &name))
        else {
            return Next::Order;
        };
        if is_in_flight(&answer) {
            return Next::Order;
        }
        if answer.status != 201 {
            let said = answer.text();
            world.ledger.accuse(format!(
                "{name}: ordering was answered {}: {said}",
                answer.status
            ));
            return Next::Nothing;
        }
        let made = answer.json();
        let mut account = self.account();
        account.checkout = text(&made, "id");
        account.token = text(&made, "url")
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        account.created = Some(answer.body);
        match dice.below(10) {
            0 => Next::Nothing,
            1 => Next::Cancel,
            _ => Next::Start,
        }
    }

    /// Sends the start form, for an attempt of an id that makes a repeat harmless.
    fn start(&self, world: &World) -> Next {
        let token = self.account().token.clone();
        let Heard::Answer(page) = world.look(&customer::page(&world.house, &token)) else {
            return Next::Start;
        };
        let page = page.text();
        let Some(attempt) = customer::fresh_attempt(&page) else {
            // The form is gone: the attempt is under way, or the checkout is over.
            return Next::FindSession;
        };
        let request = customer::start(&world.house, &token, attempt);
        self.account().tried += 1;
        match world.change(&request) {
            Heard::Answer(answer) if answer.status == 303 => {
                self.account().started.push(attempt.to_owned());
                Next::FindSession
            }
            // What came of it, the page shows.
            Heard::Answer(_) | Heard::Nothing => Next::FindSession,
        }
    }

    fn find_session(&self, world: &World) -> Next {
        let token = self.account().token.clone();
        let Heard::Answer(page) = world.look(&customer::page(&world.house, &token)) else {
            return Next::FindSession;
        };
        let page = page.text();
        if let Some(session) = customer::session(&page) {
            self.account().session = Some(session.to_owned());
            return Next::Pay;
        }
        match customer::status(&page) {
            // The making of the session was cut short; it is given up by and by.
            Some("processing") => Next::FindSession,
            // Nothing was kept of it: it was not answered.
            Some("open") if self.account().tried < 4 => Next::Start,
            _ => Next::AwaitEnd,
        }
    }

    fn pay(&self, world: &World, dice: &mut Dice) -> Next {
        let session = self.account().session.clone().unwrap_or_default();
        let to = match dice.below(10) {
            0 => return Next::Cancel,
            1 => "EFT0402",
            2 => return Next::Nothing,
            _ => "EFT0301",
        };
        let path = format!("/_twin/sessions/{session}/drive");
        if world.tell_twin(&path, &json!({ "to": to })).is_none() {
            return Next::Pay;
        }
        self.account().is_driven = to == "EFT0301";
        match dice.below(4) {
            // The one webhook that is sent got lost.
            0 => Next::AwaitEnd,
            1 => Next::Webhook { left: 3 },
            _ => Next::Webhook { left: 1 },
        }
    }

    /// Tells of the session; not answered, the same is told again.
    fn webhook(&self, world: &World, left: u32) -> Next {
        let Some(remaining) = left.checked_sub(1) else {
            return Next::AwaitEnd;
        };
        let request = {
            let mut account = self.account();
            account.webhooks_sent = account.webhooks + 1;
            let session = account.session.as_deref().unwrap_or_default();
            provider::webhook(&world.house, session, &account.name, account.webhooks_sent)
        };
        match world.change(&request) {
            Heard::Nothing => Next::Webhook { left },
            Heard::Answer(answer) if answer.status == 200 => {
                self.account().webhooks += 1;
                Next::Webhook { left: remaining }
            }
            Heard::Answer(answer) => {
                let name = self.account().name.clone();
                world
                    .ledger
                    .accuse(format!("{name}: a webhook was answered {}", answer.status));
                Next::Nothing
            }
        }
    }

    fn await_end(&self, world: &World) -> Next {
        let checkout = self.account().checkout.clone();
        let Heard::Answer(answer) = world.look(&world.get(&format!("/checkouts/{checkout}")))
        else {
            return Next::AwaitEnd;
        };
        let found = answer.json();
        match found["status"].as_str() {
            Some("paid") => {
                self.account().ended = Some("paid".to_owned());
                Next::Claim { left: 4 }
            }
            Some(status @ ("canceled" | "expired")) => {
                self.account().ended = Some(status.to_owned());
                Next::Nothing
            }
            Some("open") if !self.account().is_driven => Next::Nothing,
            _ => Next::AwaitEnd,
        }
    }

    /// Two claim the same payment for two orders; one may have it.
    fn claim(&self, world: &World, left: u32, dice: &mut Dice) -> Next {
        let Some(remaining) = left.checked_sub(1) else {
            return Next::Nothing;
        };
        let checkout = self.account().checkout.clone();
        let order = if dice.hits(50) { "first" } else { "second" };
        let body = json!({ "order_id": order }).to_string();
        let request = world.post(&format!("/checkouts/{checkout}/claim"), &body);
        let Heard::Answer(answer) = world.change(&request) else {
            return Next::Claim { left };
        };
        let mut account = self.account();
        match answer.status {
            200 => account.claims.push((order.to_owned(), answer.body)),
            409 => account.refused.push(order.to_owned()),
            _ => {
                let said = answer.text();
                world.ledger.accuse(format!(
                    "{}: a claim was answered {}: {said}",
                    account.name, answer.status
                ));
            }
        }
        Next::Claim { left: remaining }
    }

    fn cancel(&self, world: &World) -> Next {
        let (name, checkout) = {
            let account = self.account();
            (account.name.clone(), account.checkout.clone())
        };
        let request = world.post(&format!("/checkouts/{checkout}/cancel"), "{}");
        let Heard::Answer(answer) = world.change(&keyed(request, &format!("{name}-cancel"))) else {
            return Next::Cancel;
        };
        if is_in_flight(&answer) {
            return Next::Cancel;
        }
        if answer.is_success() {
            self.account().canceled = Some(answer.body);
        }
        Next::AwaitEnd
    }
}

/// Somebody else, or a server that is gone, is still at it.
fn is_in_flight(answer: &Answer) -> bool {
    answer.status == 409 && answer.json()["code"] == "idempotency_key_in_use"
}

pub(super) fn keyed(request: Request, key: &str) -> Request {
    request.with("idempotency-key", key)
}

pub(super) fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}
