//! The session-status webhook `SessionSetupStatusChanged` `[G-whk-c, G-whk-s]`: posted once,
//! never repeated, whatever the receiver answers.

use std::time::Duration;

use jiff::Timestamp;
use payment::Money;
use reqwest::{Client, header};
use secrecy::SecretString;
use serde::Serialize;
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::{clock, fault::WebhookFault, session::Session, settings::Webhook, twin::WeakTwin};

/// How long the receiver may take. Assumption: the provider's own limit is not documented.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many deliveries are remembered.
const KEPT: usize = 1_000;

/// The body of a webhook.
///
/// Assumption: the envelope was not seen. The documented part is a `when` and the fields of
/// the status endpoint.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Notice {
    event: &'static str,
    when: String,
    session_id: Uuid,
    reference_id: Option<String>,
    #[serde(with = "flinks::amount::optional")]
    amount: Option<Money>,
    status: &'static str,
    status_details: Option<&'static str>,
}

/// What became of a webhook.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Delivery {
    notice: Notice,
    fault: Option<WebhookFault>,
    /// The receiver's status, one for each time it was sent; `null` when nobody answered.
    answers: Vec<Option<u16>>,
}

impl Notice {
    /// What there is to tell about a session.
    pub(crate) fn about(session: &Session, when: Timestamp) -> Self {
        let said = session.said();
        Self {
            event: "SessionSetupStatusChanged",
            when: clock::written(when),
            session_id: session.id,
            reference_id: session.order.reference.clone(),
            amount: session.amount,
            status: said.status,
            status_details: said.details,
        }
    }
}

/// The client that posts webhooks.
pub(crate) fn client() -> Result<Client, reqwest::Error> {
    // Fails when the program has chosen a provider already, and that one serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("guichet-twin/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// Sends what comes in, one after the other, until the twin is gone.
pub(crate) async fn run(
    twin: WeakTwin,
    client: Client,
    mut inbox: mpsc::UnboundedReceiver<Notice>,
) {
    while let Some(notice) = inbox.recv().await {
        let Some((to, fault)) = twin.upgrade().map(|twin| {
            let fault = twin.with(|book, _| book.faults.strike_webhook());
            (twin.webhook(), fault)
        }) else {
            break;
        };
        let Some(to) = to else { continue };
        let times = match fault {
            Some(WebhookFault::Lost) => 0,
            Some(WebhookFault::Doubled) => 2,
            Some(WebhookFault::BadlySigned) | None => 1,
        };
        let mut answers = Vec::new();
        for _ in 0..times {
            answers.push(post(&client, &to, &notice, fault).await);
        }
        if let Some(twin) = twin.upgrade() {
            twin.with(|book, _| {
                if book.deliveries.len() == KEPT {
                    book.deliveries.pop_front();
                }
                book.deliveries.push_back(Delivery {
                    notice,
                    fault,
                    answers,
                });
            });
        }
    }
}

async fn post(
    client: &Client,
    to: &Webhook,
    notice: &Notice,
    fault: Option<WebhookFault>,
) -> Option<u16> {
    let body = serde_json::to_vec(notice).ok()?;
    let secret = match fault {
        Some(WebhookFault::BadlySigned) => format!("not {}", to.secret),
        Some(WebhookFault::Lost | WebhookFault::Doubled) | None => to.secret.clone(),
    };
    let signature = flinks::webhook::sign(&SecretString::from(secret), &body);
    let answer = client
        .post(&to.url)
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .header(flinks::webhook::SIGNATURE_HEADER, signature)
        .body(body)
        .send()
        .await;
    match answer {
        Ok(answer) => Some(answer.status().as_u16()),
        Err(error) => {
            // The address may hold a secret path; the cause does not.
            tracing::debug!(error = %error.without_url(), "a webhook was not delivered");
            None
        }
    }
}
