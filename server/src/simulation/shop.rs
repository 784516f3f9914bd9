//! The merchant's own server: it takes notifications, or fails to.

use std::{
    collections::HashMap,
    net::Ipv4Addr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::post,
};
use http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER};
use payment::{EndpointId, Timestamp};
use store::EndpointSecret;
use tokio::{net::TcpListener, task::JoinHandle};

use super::{dice::Dice, failure::Broken, invariant};
use crate::notify;

/// How many addresses a shop has: one that is there, and one that is often away.
const DOORS: usize = 2;

/// A shop that listens.
#[derive(Debug)]
pub(super) struct Shop {
    pub(super) doors: [Door; DOORS],
    counter: Arc<Mutex<Counter>>,
    serving: JoinHandle<()>,
}

/// One of its addresses.
#[derive(Debug)]
pub(super) struct Door {
    pub(super) endpoint: EndpointId,
    pub(super) url: String,
    pub(super) secret: EndpointSecret,
    /// What has arrived, by its id: the body of each, and when it came first.
    arrived: HashMap<String, Arrival>,
    /// How many did.
    count: usize,
}

/// A notification that has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arrival {
    pub(super) body: Bytes,
    /// Its place among all that arrived at that door.
    pub(super) place: usize,
}

/// What the doors have in common.
#[derive(Debug)]
struct Counter {
    dice: Dice,
    moods: [Mood; DOORS],
    taken: Vec<Taken>,
}

/// How a door answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// It takes nearly everything.
    Well,
    /// It is away: whatever comes is refused.
    Away,
}

/// Something that came, and how it was answered.
#[derive(Debug)]
struct Taken {
    door: usize,
    headers: HeaderMap,
    body: Bytes,
    status: StatusCode,
}

impl Shop {
    pub(super) async fn open(mut dice: Dice) -> Result<Self, Broken> {
        let failed = |error| Broken::machine("the shop", &error);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(failed)?;
        let addr = listener.local_addr().map_err(failed)?;
        let doors = std::array::from_fn(|door| {
            let key = [dice.bytes(), dice.bytes(), dice.bytes(), dice.bytes()].concat();
            let (hmac_key, seed) = key.split_at(32);
            let bytes = |half: &[u8]| half.try_into().expect("half of sixty-four bytes");
            Door {
                endpoint: EndpointId::from_bytes(dice.bytes()),
                url: format!("http://{addr}/{door}"),
                secret: EndpointSecret::new(bytes(hmac_key), bytes(seed)),
                arrived: HashMap::new(),
                count: 0,
            }
        });
        let counter = Arc::new(Mutex::new(Counter {
            dice,
            moods: [Mood::Well; DOORS],
            taken: Vec::new(),
        }));
        let app = Router::new()
            .route("/{door}", post(take))
            .with_state(Arc::clone(&counter));
        let serving = tokio::spawn(async move {
            // It ends with the world.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self {
            doors,
            counter,
            serving,
        })
    }

    /// From now on that door answers so.
    pub(super) fn turn(&self, door: usize, mood: Mood) {
        self.counter().moods[door] = mood;
    }

    /// Looks at what came since the last time, by the clock of whoever sent it. How many times
    /// something was sent.
    pub(super) fn look(&mut self, now: Timestamp) -> Result<u64, Broken> {
        let taken = std::mem::take(&mut self.counter().taken);
        let mut count = 0;
        for Taken {
            door,
            headers,
            body,
            status,
        } in taken
        {
            count += 1;
            let door = &mut self.doors[door];
            let secret = notify::shared_secret(&door.secret);
            let signed = notify::verify(&headers, &body, &secret, now);
            invariant::a_notification_is_signed(signed)?;
            let id = headers
                .get("webhook-id")
                .and_then(|id| id.to_str().ok())
                .unwrap_or_default();
            if !status.is_success() {
                continue;
            }
            match door.arrived.get(id) {
                Some(before) => invariant::a_notification_says_the_same_each_time(before, &body)?,
                None => {
                    let place = door.count;
                    door.arrived.insert(id.to_owned(), Arrival { body, place });
                    door.count += 1;
                }
            }
        }
        Ok(count)
    }

    fn counter(&self) -> MutexGuard<'_, Counter> {
        self.counter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Door {
    /// What has arrived of that id.
    pub(super) fn arrival(&self, id: &str) -> Option<&Arrival> {
        self.arrived.get(id)
    }

    /// How many different notifications have arrived.
    pub(super) fn count(&self) -> usize {
        self.count
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn take(
    State(counter): State<Arc<Mutex<Counter>>>,
    Path(door): Path<usize>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut counter = counter.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(mood) = counter.moods.get(door).copied() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (status, retry_after) = match (mood, counter.dice.below(100)) {
        (Mood::Away, 0..90) => (StatusCode::INTERNAL_SERVER_ERROR, None),
        (Mood::Away, _) | (Mood::Well, 0..2) => (StatusCode::SERVICE_UNAVAILABLE, Some("120")),
        (Mood::Well, 2..4) => (StatusCode::FOUND, None),
        (Mood::Well, _) => (StatusCode::OK, None),
    };
    counter.taken.push(Taken {
        door,
        headers,
        body,
        status,
    });
    let mut answer = status.into_response();
    if let Some(wait) = retry_after {
        let wait = HeaderValue::from_static(wait);
        answer.headers_mut().insert(RETRY_AFTER, wait);
    }
    answer
}
