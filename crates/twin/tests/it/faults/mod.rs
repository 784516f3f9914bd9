//! Every fault that can be asked for, and what an integration sees of it.

mod aim;
mod answers;
mod connection;
mod methods;
mod named;
mod outcomes;
mod reads;
mod storm;
mod tokens;
mod webhooks;

use serde_json::{Value, json};

use crate::desk::Desk;

impl Desk {
    /// Puts a fault in force.
    pub(crate) async fn put_in_force(&self, fault: Value) {
        let (status, answer) = self.control("/_twin/faults", fault).await;
        assert!(status.is_success(), "{answer}");
    }

    /// How often the faults of that name have struck, spent ones too.
    pub(crate) async fn struck(&self, name: &str) -> u64 {
        let mut all = self.list("/_twin/faults").await;
        all.extend(self.list("/_twin/faults/spent").await);
        let named = all.iter().filter(|fault| fault["name"] == name);
        named.filter_map(|fault| fault["struck"].as_u64()).sum()
    }

    pub(crate) async fn advance(&self, seconds: u64) {
        self.control("/_twin/clock", json!({ "advance_seconds": seconds }))
            .await;
    }
}
