//! Telling merchants: what they must have heard when a world is over.

use std::collections::BTreeSet;

use payment::{Checkout, CheckoutId, EventId, NotificationKind, notification_after};
use serde::Deserialize;
use store::{DeliveryFilter, DeliveryState, Kinds, NewEndpoint};

use super::{
    failure::Broken,
    life::Server,
    shop::Door,
    story::Story,
    world::{START, World},
};
use crate::notify;

type Holds = Result<(), Broken>;

/// What a notification says, as far as it is looked at.
#[derive(Debug, Deserialize)]
struct Said {
    r#type: String,
    data: About,
}

#[derive(Debug, Deserialize)]
struct About {
    id: String,
}

/// What each of the shop's doors wants to hear: one everything, the one that is often away
/// what somebody has to look into.
fn kinds(door: usize) -> Kinds {
    match door {
        0 => Kinds::All,
        _ => Kinds::Only(BTreeSet::from([
            NotificationKind::AttemptFailed,
            NotificationKind::Canceled,
            NotificationKind::DuplicatePayment,
            NotificationKind::LatePayment,
            NotificationKind::PaymentReturned,
        ])),
    }
}

impl World {
    /// Has the shop notified.
    pub(super) async fn sign_up(&self, server: &Server) -> Holds {
        for (place, door) in self.shop.doors.iter().enumerate() {
            let new = NewEndpoint {
                id: door.endpoint.clone(),
                merchant: self.merchants[0].clone(),
                mode: payment::Mode::Test,
                url: door.url.clone(),
                description: String::new(),
                kinds: kinds(place),
                secret: door.secret.clone(),
                created_at: START,
            };
            let made = server.state.store.create_endpoint(new).await;
            made.map_err(|error| Broken::machine("the store", &error))?;
        }
        Ok(())
    }

    /// Sends what is due. When it is tried again is a matter of true chance, so nothing of it
    /// goes into the trace.
    pub(super) async fn notify(&mut self, server: &Server) -> Holds {
        let failed = |error| Broken::machine("the store", &error);
        let now = server.state.clock.now();
        loop {
            let due = server.state.store.next_delivery_due(now).await;
            if due.map_err(failed)?.is_none_or(|due| due > now) {
                return Ok(());
            }
            let sent = notify::send_due(&server.state).await.map_err(failed)?;
            self.counts.sent += self.shop.look(now)?;
            if sent == 0 {
                return Ok(());
            }
        }
    }
}

/// Every notification has arrived, once or more and always the same, or is a dead letter; in
/// the order of its checkout; and there is none that should not be.
pub(super) async fn of(world: &World, server: &Server) -> Holds {
    for (place, door) in world.shop.doors.iter().enumerate() {
        let kinds = kinds(place);
        let dead = dead_letters(server, door).await?;
        let mut expected = 0;
        for (place, story) in world.stories.iter().enumerate() {
            let mut told = told(story);
            one_notification_tells_the_end(place, &told)?;
            if story.merchant != world.merchants[0] {
                continue;
            }
            told.retain(|(_, kind)| kinds.contain(*kind));
            expected += told.len();
            let mut last = None;
            for (id, kind) in &told {
                let Some(arrival) = door.arrival(id.as_str()) else {
                    if dead.contains(id) {
                        continue;
                    }
                    let seen = format!("c{place} {kind}");
                    return Err(Broken::invariant(
                        "every_notification_arrives_or_is_dead",
                        seen,
                    ));
                };
                a_notification_tells_what_happened(place, &story.id, *kind, &arrival.body)?;
                if last.is_some_and(|last| last > arrival.place) {
                    let seen = format!("c{place} {kind}");
                    return Err(Broken::invariant(
                        "notifications_arrive_in_their_order",
                        seen,
                    ));
                }
                last = Some(arrival.place);
            }
        }
        let arrived = door.count();
        if arrived > expected {
            let seen = format!("{arrived} arrived of {expected}");
            return Err(Broken::invariant(
                "nothing_is_told_that_did_not_happen",
                seen,
            ));
        }
    }
    Ok(())
}

/// What the merchant is to be told of a checkout, in order.
fn told(story: &Story) -> Vec<(EventId, NotificationKind)> {
    let log = story.witness.log();
    let mut told = Vec::new();
    let mut checkout: Option<Checkout> = None;
    for logged in log {
        let after = match checkout.take() {
            Some(before) => payment::apply(before, &logged.recorded),
            None => match story.witness.opened(&logged.recorded) {
                Some(opened) => opened,
                None => return told,
            },
        };
        if let Some(kind) = notification_after(&after, &logged.recorded.event) {
            told.push((logged.id.clone(), kind));
        }
        checkout = Some(after);
    }
    told
}

fn one_notification_tells_the_end(place: usize, told: &[(EventId, NotificationKind)]) -> Holds {
    let ends = told.iter().filter(|(_, kind)| kind.is_final()).count();
    if ends == 1 {
        return Ok(());
    }
    let seen = format!("c{place}: {ends}");
    Err(Broken::invariant("one_notification_tells_the_end", seen))
}

fn a_notification_tells_what_happened(
    place: usize,
    id: &CheckoutId,
    kind: NotificationKind,
    body: &[u8],
) -> Holds {
    let said = serde_json::from_slice::<Said>(body).ok();
    if said.is_some_and(|said| said.r#type == kind.as_str() && said.data.id == id.as_str()) {
        return Ok(());
    }
    let seen = format!("c{place} {kind}");
    Err(Broken::invariant(
        "a_notification_tells_what_happened",
        seen,
    ))
}

async fn dead_letters(server: &Server, door: &Door) -> Result<Vec<EventId>, Broken> {
    const PAGE: u32 = 500;
    let mut dead = Vec::new();
    let mut after = None;
    loop {
        let filter = DeliveryFilter {
            endpoint: door.endpoint.clone(),
            state: Some(DeliveryState::Dead),
            limit: PAGE,
            after,
        };
        let page = server.state.store.deliveries(&filter).await;
        let page = page.map_err(|error| Broken::machine("the store", &error))?;
        after = page.last().map(|row| row.id.clone());
        dead.extend(page.into_iter().map(|row| row.notification));
        if after.is_none() {
            return Ok(dead);
        }
    }
}
