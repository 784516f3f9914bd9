use std::collections::VecDeque;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::fault::WebhookFault;

/// How many deliveries are remembered.
const KEPT: usize = 1_000;

/// What became of a webhook.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Delivery {
    #[serde(skip)]
    number: u64,
    /// The body, letter by letter.
    notice: Box<RawValue>,
    fault: Option<WebhookFault>,
    /// The receiver's status, one for each time it was sent; `null` when nobody answered.
    answers: Vec<Option<u16>>,
}

/// The webhooks that were decided on, oldest first; the newest thousand.
#[derive(Default)]
pub(super) struct Deliveries {
    kept: VecDeque<Delivery>,
    last: u64,
}

impl Deliveries {
    /// Notes one and returns its number.
    pub(super) fn note(&mut self, body: &str, fault: Option<WebhookFault>) -> u64 {
        self.last += 1;
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(Delivery {
            number: self.last,
            notice: RawValue::from_string(body.to_owned()).unwrap_or_default(),
            fault,
            answers: Vec::new(),
        });
        self.last
    }

    /// Notes how it was answered.
    pub(super) fn answered(&mut self, number: u64, status: Option<u16>) {
        let mut newest_first = self.kept.iter_mut().rev();
        if let Some(delivery) = newest_first.find(|delivery| delivery.number == number) {
            delivery.answers.push(status);
        }
    }

    /// All of them.
    pub(super) fn list(&self) -> Vec<Delivery> {
        self.kept.iter().cloned().collect()
    }
}
