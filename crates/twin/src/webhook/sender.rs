use std::time::Duration;

use flinks::webhook::SignatureStyle;
use reqwest::{Client, header};
use secrecy::SecretString;
use tokio::sync::watch;
use uuid::Uuid;

use super::letter::{Letter, Signing, Way};
use crate::{Twin, record::Sent, settings::Webhook, twin::WeakTwin};

/// How long the receiver may take. Assumption: the provider's own limit is not documented.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often the webhook about a guarantee is tried `[G-conf]`.
const TRIES: u8 = 3;

/// The bell that tells the sender that something may be ready.
pub(crate) type Bell = watch::Sender<()>;

/// Whether a webhook was taken by its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receipt {
    /// Answered with a success.
    Taken,
    /// Refused or unanswered, each time.
    Undelivered,
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

/// What the sender does next.
enum Next {
    Send(Letter),
    Wait(Option<Duration>),
}

/// Sends what is ready, one after the other, until the twin is gone.
pub(crate) async fn run(twin: WeakTwin, mut bell: watch::Receiver<()>) {
    loop {
        let Some(twin) = twin.upgrade() else { break };
        let next = twin.with(|book, now| match book.outbox.take() {
            Some(letter) => Next::Send(letter),
            None => Next::Wait(book.outbox.due().and_then(|due| book.clock.until(due, now))),
        });
        match next {
            Next::Send(letter) => deliver(&twin, &letter).await,
            Next::Wait(pause) => {
                // Waiting must not keep the twin alive.
                drop(twin);
                let rung = match pause {
                    Some(pause) => tokio::time::timeout(pause, bell.changed()).await.ok(),
                    None => Some(bell.changed().await),
                };
                if let Some(Err(_)) = rung {
                    break;
                }
            }
        }
    }
}

async fn deliver(twin: &Twin, letter: &Letter) {
    let Some(to) = twin.webhook() else {
        twin.with(|book, _| book.outbox.dropped());
        return;
    };
    let answer = post(twin, &to, &letter.body, letter.signing).await;
    twin.with(|book, _| {
        book.trace.answered(letter.mark, answer);
        book.outbox.answered(letter, answer);
    });
}

impl Twin {
    /// Posts the webhook about a guarantee that was issued for a session, up to three times.
    pub(crate) async fn deliver_guarantee(&self, id: Uuid, to: &Webhook) -> Receipt {
        let Some(asked) = self.with(|book, _| book.outbox.asked(id)) else {
            return Receipt::Undelivered;
        };
        let mut receipt = Receipt::Undelivered;
        let mut last = None;
        for attempt in 1..=TRIES {
            last = match asked.way {
                Way::Open => post(self, to, &asked.body, asked.signing).await,
                Way::Lost => None,
            };
            self.with(|book, _| book.outbox.tried(&asked, last));
            if last.is_some_and(|status| (200..300).contains(&status)) {
                receipt = Receipt::Taken;
                break;
            }
            if attempt < TRIES {
                tokio::time::sleep(self.settings().guarantee_retry).await;
            }
        }
        self.with(|book, _| {
            book.trace.answered(asked.mark, last);
            book.outbox.dropped();
        });
        receipt
    }
}

async fn post(twin: &Twin, to: &Webhook, body: &str, signing: Signing) -> Option<u16> {
    let agreed = twin.settings().signature_style;
    let (secret, style) = match signing {
        Signing::Right => (to.secret.clone(), agreed),
        Signing::Wrong => (format!("not {}", to.secret), agreed),
        Signing::OtherStyle => (to.secret.clone(), other(agreed)),
    };
    let signature = style.sign(&SecretString::from(secret), body.as_bytes());
    let name = style.header();
    let request = twin
        .client()
        .post(&to.url)
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .header(name, &signature)
        .body(body.to_owned());
    let status = match request.send().await {
        Ok(answer) => Some(answer.status().as_u16()),
        Err(error) => {
            // The address may hold a secret path; the cause does not.
            tracing::debug!(error = %error.without_url(), "a webhook was not delivered");
            None
        }
    };
    if let Some(recorder) = twin.recorder() {
        let sent = Sent {
            signature: (name, &signature),
            body,
            answered: status,
        };
        recorder.webhook(sent).await;
    }
    status
}

/// A documented style that was not agreed on.
const fn other(agreed: SignatureStyle) -> SignatureStyle {
    match agreed {
        SignatureStyle::XWebhookSignature => SignatureStyle::FlinksAuthenticityKey,
        SignatureStyle::FlinksAuthenticityKey | SignatureStyle::XFlinksSignature => {
            SignatureStyle::XWebhookSignature
        }
    }
}
