//! Endpoints, and what is delivered to them.

mod altered;
mod claim;
mod crowd;
mod endpoint;
mod forget;
mod health;
mod hold;
mod race;
mod replay;
mod secret;
mod settle;
mod test_event;

use std::{collections::BTreeSet, time::Duration};

use payment::{CheckoutId, DeliveryId, EndpointId, MerchantId, Mode, NotificationKind, Timestamp};
use store::{
    ClaimedDelivery, DeliveryFilter, DeliveryRow, EndpointNews, EndpointSecret, Entry, Fate, Kinds,
    NewEndpoint, NewNotification, Replayed, Tried, Try, TryOutcome, Version,
};

use crate::shop::{Shop, at, step};

const LEASE: Duration = Duration::from_secs(60);

pub(crate) fn endpoint_id(n: u8) -> EndpointId {
    EndpointId::from_bytes([n; 16])
}

fn checkout_id(n: u8) -> CheckoutId {
    CheckoutId::from_bytes([n; 16])
}

fn secret(n: u8) -> EndpointSecret {
    EndpointSecret::new([n; 32], [n + 100; 32])
}

fn only(kinds: impl IntoIterator<Item = NotificationKind>) -> Kinds {
    Kinds::Only(BTreeSet::from_iter(kinds))
}

fn new_endpoint(merchant: &MerchantId, n: u8) -> NewEndpoint {
    NewEndpoint {
        id: endpoint_id(n),
        merchant: merchant.clone(),
        mode: Mode::Test,
        url: format!("https://shop{n}.example/hooks"),
        description: String::new(),
        kinds: Kinds::All,
        secret: secret(n),
        created_at: at(i64::from(n)),
    }
}

fn tried(delivery: ClaimedDelivery, at: Timestamp, fate: Fate) -> Tried {
    let (outcome, status) = match fate {
        Fate::Delivered => (TryOutcome::Delivered, 200),
        Fate::Again { .. } | Fate::Dead => (TryOutcome::Refused, 500),
        Fate::Gone => (TryOutcome::Refused, 410),
    };
    Tried {
        delivery,
        r#try: Try {
            at,
            outcome,
            status: Some(status),
            took: Duration::from_millis(12),
            answer: b"hello".to_vec(),
        },
        fate,
    }
}

/// What was claimed, as checkout number and body.
fn told(claimed: &[ClaimedDelivery]) -> Vec<String> {
    let mut told: Vec<_> = claimed
        .iter()
        .map(|it| String::from_utf8(it.body.clone()).unwrap())
        .collect();
    told.sort();
    told
}

impl Shop {
    pub(crate) async fn endpoint(&self, n: u8) {
        self.store
            .create_endpoint(new_endpoint(&self.merchant, n))
            .await
            .unwrap();
    }

    /// Has something happen to checkout `n` that the merchant is told of.
    async fn tell(&self, n: u8, kind: NotificationKind, second: i64) {
        let loaded = match self.store.load(&checkout_id(n)).await.unwrap() {
            Some(loaded) => loaded,
            None => self.checkout(n).await,
        };
        let mut event = step("A");
        event.at = at(second);
        let entry = Entry {
            notifications: vec![NewNotification {
                event: 0,
                kind,
                body: format!("{n}:{second}").into_bytes(),
            }],
            ..vec![event].into()
        };
        self.store.append(&loaded, entry).await.unwrap();
    }

    /// The same of an attempt that failed.
    pub(crate) async fn fail(&self, n: u8, second: i64) {
        self.tell(n, NotificationKind::AttemptFailed, second).await;
    }

    pub(crate) async fn take(&self, second: i64) -> Vec<ClaimedDelivery> {
        self.store
            .claim_deliveries(at(second), LEASE, 100)
            .await
            .unwrap()
    }

    pub(crate) async fn settle(
        &self,
        claimed: Vec<ClaimedDelivery>,
        second: i64,
        fate: Fate,
    ) -> Vec<EndpointNews> {
        let batch = claimed.into_iter().map(|it| tried(it, at(second), fate));
        self.store.settle_deliveries(batch.collect()).await.unwrap()
    }

    async fn delete(&self, n: u8, second: i64) -> bool {
        self.store
            .delete_endpoint(&self.merchant, &endpoint_id(n), at(second), None)
            .await
            .unwrap()
    }

    async fn again(&self, id: &DeliveryId, second: i64) -> Option<Replayed> {
        self.store
            .replay_delivery(&self.merchant, id, at(second), None)
            .await
            .unwrap()
    }

    async fn next_delivery(&self, second: i64) -> Option<Timestamp> {
        self.store.next_delivery_due(at(second)).await.unwrap()
    }

    pub(crate) async fn listed(&self, n: u8) -> Vec<DeliveryRow> {
        let filter = DeliveryFilter {
            endpoint: endpoint_id(n),
            state: None,
            limit: 100,
            after: None,
        };
        self.store.deliveries(&filter).await.unwrap()
    }

    async fn version_of(&self, n: u8) -> Version {
        self.store
            .load(&checkout_id(n))
            .await
            .unwrap()
            .unwrap()
            .version
    }
}
