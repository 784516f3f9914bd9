use flinks::{drift::sanitize, webhook::Webhook};
use payment::{Command, MerchantId, Mode, Recorded, SessionId, Timestamp, decide};
use store::{
    AppendError, Consequence, Loaded, NewWebhook, RecordError, WebhookBody, WebhookReceipt,
};

use super::{ActError, Desk, TRIES, follow};
use crate::telemetry;

/// Whose secret a notification was signed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignedFor {
    /// The account's, which stands behind every merchant that has none of its own.
    Account {
        /// Of which accounts it is the secret.
        modes: Vec<Mode>,
    },
    /// The merchant's own: good for its checkouts alone.
    Merchant,
}

/// A notification whose signature was verified.
#[derive(Debug)]
struct Notification {
    signed_for: SignedFor,
    body: WebhookBody,
    /// What it says, where it says anything about a session.
    said: Option<Webhook>,
}

impl Desk {
    /// Keeps a notification whose signature was verified, and has the provider asked about
    /// the session that it names, or answered where it offers a guarantee. What it says
    /// changes nothing else by itself.
    pub(crate) async fn note_webhook(
        &self,
        merchant: &MerchantId,
        signed_for: SignedFor,
        body: WebhookBody,
        now: Timestamp,
    ) -> Result<WebhookReceipt, ActError> {
        let said = Webhook::decode(body.as_bytes()).ok();
        self.keep(
            merchant,
            Notification {
                signed_for,
                body,
                said,
            },
            now,
        )
        .await
    }

    /// The same for one that came to the address for guarantees, whatever it calls itself.
    pub(crate) async fn note_guarantee(
        &self,
        merchant: &MerchantId,
        signed_for: SignedFor,
        body: WebhookBody,
        now: Timestamp,
    ) -> Result<WebhookReceipt, ActError> {
        let said = flinks::webhook::GuaranteeIssued::decode(body.as_bytes())
            .ok()
            .map(Webhook::Guarantee);
        self.keep(
            merchant,
            Notification {
                signed_for,
                body,
                said,
            },
            now,
        )
        .await
    }

    async fn keep(
        &self,
        merchant: &MerchantId,
        notification: Notification,
        now: Timestamp,
    ) -> Result<WebhookReceipt, ActError> {
        match &notification.said {
            None => {
                tracing::warn!(merchant_id = %merchant, "a signed webhook names no session; it is kept as it is");
            }
            Some(said) if said.drift().is_empty() => {}
            Some(said) => {
                let sample = sanitize(notification.body.as_bytes());
                self.note_drift(said.drift(), Some(&sample)).await;
            }
        }
        for _ in 0..TRIES {
            let consequence = match &notification.said {
                Some(said) => self.consequence(merchant, &notification, said, now).await?,
                None => None,
            };
            let facts: Vec<_> = consequence
                .iter()
                .flat_map(|it| {
                    it.events
                        .clone()
                        .into_iter()
                        .map(|fact| (it.checkout.clone(), fact))
                })
                .collect();
            let webhook = NewWebhook {
                merchant: merchant.clone(),
                received_at: now,
                session: notification
                    .said
                    .as_ref()
                    .map(|said| said.session_id().clone()),
                body: notification.body.clone(),
            };
            match self.store.record_webhook(webhook, consequence).await {
                Ok(receipt) => {
                    if matches!(receipt, WebhookReceipt::Stored(_)) {
                        for (checkout, fact) in &facts {
                            telemetry::fact(checkout, fact);
                        }
                    }
                    return Ok(receipt);
                }
                // Somebody else was faster, or the answer that tells us the session was.
                Err(RecordError::Consequence(
                    AppendError::Conflict | AppendError::SessionTaken,
                )) => {}
                Err(RecordError::NoSuchMerchant | RecordError::Consequence(_)) => {
                    return Err(ActError::Missing);
                }
                Err(RecordError::Store(error)) => return Err(error.into()),
            }
        }
        Err(ActError::Contended)
    }

    /// What a notification leads to: a fact in the log, and a status read.
    ///
    /// One for a session that we do not know leads to nothing, unless it can only be that of
    /// an attempt whose making was not answered: then the session is known from now on.
    async fn consequence(
        &self,
        merchant: &MerchantId,
        notification: &Notification,
        said: &Webhook,
        now: Timestamp,
    ) -> Result<Option<Consequence>, ActError> {
        let session = said.session_id();
        let (loaded, attempt, adopt) = match self.store.find_session(session).await? {
            Some((id, attempt)) => {
                let Some(loaded) = self.store.load(&id).await? else {
                    return Ok(None);
                };
                (loaded, attempt, None)
            }
            None => {
                let Some(reference) = said.reference() else {
                    return Ok(None);
                };
                let signed_for = &notification.signed_for;
                let Some((loaded, attempt)) = self
                    .adopter(merchant, signed_for, reference, session)
                    .await?
                else {
                    return Ok(None);
                };
                (loaded, attempt, Some(session.clone()))
            }
        };
        telemetry::about(&loaded.checkout.id);
        if notification.signed_for == SignedFor::Merchant && loaded.checkout.merchant != *merchant {
            tracing::warn!(merchant_id = %merchant, "a webhook is about another merchant's checkout; it is kept and changes nothing");
            return Ok(None);
        }
        let adopt = adopt.map(|session: SessionId| Command::Adopt {
            attempt: attempt.clone(),
            session,
        });
        let notice = match said {
            Webhook::Status(said) => Command::Notice {
                attempt,
                said: said.said.clone(),
            },
            Webhook::Guarantee(issued) => Command::GuaranteeIssued {
                attempt,
                amount: issued.amount,
            },
        };
        decided(loaded, adopt.into_iter().chain([notice]), now).map(Some)
    }
}

/// What the commands lead to, one after the other, in one append.
fn decided(
    loaded: Loaded,
    commands: impl Iterator<Item = Command>,
    now: Timestamp,
) -> Result<Consequence, ActError> {
    let Loaded {
        mut checkout,
        version,
        ..
    } = loaded;
    let id = checkout.id.clone();
    let mut events: Vec<Recorded> = Vec::new();
    let mut tasks = Vec::new();
    for command in commands {
        let next = decide(&checkout, command, now)?;
        let (after, work) = follow(checkout, &next);
        checkout = after;
        events.extend(next);
        tasks.extend(work);
    }
    Ok(Consequence {
        checkout: id,
        expected: version,
        events,
        tasks,
    })
}
