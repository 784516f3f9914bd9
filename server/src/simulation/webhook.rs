//! How the provider's webhooks come in, and some that are not the provider's.

use bytes::Bytes;
use flinks::webhook::SignatureStyle;
use http::{HeaderMap, HeaderValue, header};
use secrecy::SecretString;
use serde_json::json;

use super::{
    Planted,
    failure::Broken,
    life::Server,
    perform::Flow,
    post::Letter,
    step::Step,
    world::{SECRET, World},
};

const STYLE: SignatureStyle = SignatureStyle::XWebhookSignature;

impl World {
    /// One of the webhooks that are on their way comes in: any of them, some twice, some
    /// never.
    pub(super) async fn deliver(&mut self, server: &mut Server) -> Result<Flow, Broken> {
        let place = self.dice.place(self.letters.len());
        let letter = self.letters.swap_remove(place);
        match self.dice.below(100) {
            0..4 => {
                self.trace.note(format_args!("a webhook is lost"));
                return Ok(Flow::On);
            }
            4..8 => self.letters.push(letter.clone()),
            _ => {}
        }
        self.counts.webhooks += 1;
        self.perform(server, None, Step::Take(Box::new(letter)))
            .await
    }

    /// Somebody tells us that a session is paid: a stranger, or somebody who knows the secret.
    /// Neither is the bank.
    pub(super) async fn forge(
        &mut self,
        server: &mut Server,
        place: usize,
    ) -> Result<Flow, Broken> {
        if let Some(believed) = self.believed(place) {
            return self.perform(server, Some(place), believed).await;
        }
        let story = &self.stories[place];
        let checkout = story.witness.checkout();
        let session = checkout.and_then(|it| it.attempts.last()?.session.as_ref());
        let session = match session {
            Some(session) => session.id.as_str(),
            None => "00000000-0000-4000-8000-000000000000",
        };
        let body = json!({
            "event": "SessionSetupStatusChanged",
            "sessionId": session,
            "referenceId": story.reference(),
            "status": "Completed",
            "statusDetails": "EFT0301",
        })
        .to_string();
        let secret = if self.dice.percent(50) {
            SECRET
        } else {
            "a guess"
        };
        let signature = STYLE.sign(&SecretString::from(secret), body.as_bytes());
        let signature = HeaderValue::from_str(&signature)
            .map_err(|error| Broken::machine("a signature", &error))?;
        let mut headers = HeaderMap::new();
        let json = HeaderValue::from_static("application/json");
        headers.insert(header::CONTENT_TYPE, json);
        headers.insert(STYLE.header(), signature);
        let letter = Letter {
            path: format!("/webhooks/flinks/{}", story.merchant),
            headers,
            body: Bytes::from(body),
        };
        self.counts.forged += 1;
        self.perform(server, Some(place), Step::Take(Box::new(letter)))
            .await
    }

    /// What a credulous server makes of a forged webhook.
    fn believed(&self, place: usize) -> Option<Step> {
        match self.planted {
            Planted::Nothing => None,
            Planted::Credulity => {
                let checkout = self.stories[place].witness.checkout()?;
                let live = checkout.live()?.id.clone();
                Some(Step::Believe(checkout.id.clone(), live))
            }
        }
    }
}
