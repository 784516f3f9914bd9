//! Test events: an endpoint is sent an example, to see what it answers.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use payment::{EndpointId, EventId, NotificationKind, Timestamp};
use serde::Serialize;
use serde_json::Value;
use store::{Endpoint, Signing, Standing, StoreError, TestEvent};

use crate::{api, clock::rfc3339, random, state::AppState};

/// What every test event says that it is. It is no kind of notification: a server that looks at
/// the type takes it for nothing that it knows.
const TYPE: &str = "test";

/// The endpoints that are sent a test event right now: one at a time each, since whoever asks
/// waits for what the endpoint answers.
#[derive(Debug, Default)]
pub(crate) struct TestsUnderWay(Mutex<HashSet<EndpointId>>);

/// Why no test event was sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TestRefused {
    /// The endpoint is disabled, and is sent nothing.
    #[error("the endpoint is disabled")]
    Disabled,
    /// Another is on its way there.
    #[error("a test event is on its way to the endpoint")]
    UnderWay,
    /// Its merchant has sent as many as it may for now.
    #[error("too many test events were sent")]
    TooOften {
        /// How long until it may send one more.
        wait: Duration,
    },
    /// What it would be signed with cannot be read: the key is not there that it was sealed
    /// with.
    #[error("the endpoint's secret cannot be read")]
    Sealed,
    /// The endpoint is gone.
    #[error("there is no such endpoint")]
    Gone,
    /// Something of ours does not work.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A test event that was sent, and what it said.
pub(crate) struct SentTest {
    pub(crate) event: TestEvent,
    pub(crate) body: Vec<u8>,
}

/// What a test event says, as it is sent.
#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    timestamp: String,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    object: &'static str,
    endpoint: &'a EndpointId,
    /// What `example` is an example of.
    event: &'static str,
    /// A whole notification of that kind. Its checkout is nobody's.
    example: Example,
}

#[derive(Serialize)]
struct Example {
    r#type: &'static str,
    timestamp: String,
    data: Value,
}

fn body(endpoint: &EndpointId, kind: NotificationKind, at: Timestamp) -> Vec<u8> {
    let body = Body {
        r#type: TYPE,
        timestamp: rfc3339(at),
        data: Data {
            object: "test_event",
            endpoint,
            event: kind.as_str(),
            example: Example {
                r#type: kind.as_str(),
                timestamp: rfc3339(at),
                data: api::checkout_example(kind),
            },
        },
    };
    serde_json::to_vec(&body).expect("texts, numbers and lists of them can always be written")
}

/// Sends an endpoint an example of a kind, once, signed as everything that is sent there, and
/// waits for the answer. Whatever comes of it, the endpoint stands as it did.
pub(crate) async fn send_test(
    state: &AppState,
    endpoint: &Endpoint,
    kind: NotificationKind,
) -> Result<SentTest, TestRefused> {
    match endpoint.standing {
        Standing::Enabled => {}
        Standing::Disabled { .. } => return Err(TestRefused::Disabled),
    }
    let _turn = state.tests.begin(&endpoint.id)?;
    let now = state.clock.now();
    let secrets = match state.store.signing(&endpoint.id, now).await? {
        Signing::By(secrets) => secrets,
        Signing::Closed => return Err(TestRefused::Sealed),
        Signing::Gone => return Err(TestRefused::Gone),
    };
    let taken = state
        .limits
        .of_test_event(&endpoint.merchant, endpoint.mode, now);
    taken.map_err(|wait| TestRefused::TooOften { wait })?;
    let id = EventId::from_bytes(random::ordered());
    let body = body(&endpoint.id, kind, state.clock.now());
    // Its reader compares it with a clock of their own.
    let signed_at = state.clock.of_the_machine();
    let answer = state
        .post
        .exchange(&endpoint.url, &id, body.clone(), &secrets, signed_at)
        .await;
    Ok(SentTest {
        event: TestEvent {
            id,
            endpoint: endpoint.id.clone(),
            kind,
            r#try: answer.kept(state.clock.now()),
        },
        body,
    })
}

/// An endpoint's turn, until it is dropped.
#[derive(Debug)]
struct Turn<'a> {
    under_way: &'a TestsUnderWay,
    endpoint: EndpointId,
}

impl TestsUnderWay {
    fn begin(&self, endpoint: &EndpointId) -> Result<Turn<'_>, TestRefused> {
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !under_way.insert(endpoint.clone()) {
            return Err(TestRefused::UnderWay);
        }
        Ok(Turn {
            under_way: self,
            endpoint: endpoint.clone(),
        })
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let under_way = self.under_way.0.lock();
        under_way
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.endpoint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp::from_micros(1_795_187_190_000_000);

    #[test]
    fn a_test_event_is_no_kind_of_notification_whatever_it_is_an_example_of() {
        let endpoint = EndpointId::from_bytes([1; 16]);
        for kind in NotificationKind::ALL {
            let body: Value = serde_json::from_slice(&body(&endpoint, kind, AT)).expect("JSON");
            let kinds = NotificationKind::ALL.map(NotificationKind::as_str);
            assert!(!kinds.contains(&body["type"].as_str().expect("a type")));
            assert_eq!(body["data"]["object"], "test_event");
            assert!(
                body["data"].get("status").is_none(),
                "it stands for no checkout"
            );
            let example = &body["data"]["example"];
            assert_eq!(example["type"], kind.as_str());
            assert_eq!(
                example["data"]["id"], "chk_00000000000000000000000000",
                "nobody's"
            );
        }
    }

    #[test]
    fn an_endpoint_is_sent_one_test_event_at_a_time() {
        let under_way = TestsUnderWay::default();
        let [one, other] = [1, 2].map(|n| EndpointId::from_bytes([n; 16]));
        let turn = under_way.begin(&one).expect("it is free");
        let again = under_way.begin(&one);
        assert!(matches!(again, Err(TestRefused::UnderWay)));
        assert!(under_way.begin(&other).is_ok(), "others do not wait for it");
        drop(turn);
        assert!(under_way.begin(&one).is_ok());
    }
}
