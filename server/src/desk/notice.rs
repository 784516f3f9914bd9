use flinks::webhook::SessionStatusChanged;
use payment::{Command, MerchantId, Timestamp, decide};
use store::{AppendError, Consequence, NewWebhook, RecordError, WebhookBody, WebhookReceipt};

use super::{ActError, Desk, TRIES, follow};
use crate::telemetry;

/// Whose secret a notification was signed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignedFor {
    /// The account's, which stands behind every merchant that has none of its own.
    Account,
    /// The merchant's own: good for its checkouts alone.
    Merchant,
}

impl Desk {
    /// Keeps a notification whose signature was verified, and has the provider asked about
    /// the session that it names. What it says changes nothing by itself.
    pub(crate) async fn note_webhook(
        &self,
        merchant: &MerchantId,
        signed_for: SignedFor,
        body: WebhookBody,
        now: Timestamp,
    ) -> Result<WebhookReceipt, ActError> {
        let said = SessionStatusChanged::decode(body.as_bytes()).ok();
        for drift in said.iter().flat_map(|said| &said.drift) {
            telemetry::drift(drift.kind);
        }
        if said.is_none() {
            tracing::warn!(merchant_id = %merchant, "a signed webhook names no session; it is kept as it is");
        }
        for _ in 0..TRIES {
            let consequence = match &said {
                Some(said) => self.consequence(merchant, signed_for, said, now).await?,
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
                session: said.as_ref().map(|said| said.session_id.clone()),
                body: body.clone(),
            };
            match self.store.record_webhook(webhook, consequence).await {
                Ok(receipt) => {
                    if matches!(receipt, WebhookReceipt::Stored(Some(_))) {
                        for (checkout, fact) in &facts {
                            telemetry::fact(checkout, fact);
                        }
                    }
                    return Ok(receipt);
                }
                Err(RecordError::Consequence(AppendError::Conflict)) => {}
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
    /// One for a session that we do not know leads to nothing: it may have overtaken the
    /// answer that tells us the session's id, and that answer schedules a read of its own.
    async fn consequence(
        &self,
        merchant: &MerchantId,
        signed_for: SignedFor,
        said: &SessionStatusChanged,
        now: Timestamp,
    ) -> Result<Option<Consequence>, ActError> {
        let Some((id, attempt)) = self.store.find_session(&said.session_id).await? else {
            return Ok(None);
        };
        telemetry::about(&id);
        let Some(loaded) = self.store.load(&id).await? else {
            return Ok(None);
        };
        if signed_for == SignedFor::Merchant && loaded.checkout.merchant != *merchant {
            tracing::warn!(merchant_id = %merchant, "a webhook is about another merchant's checkout; it is kept and changes nothing");
            return Ok(None);
        }
        let notice = Command::Notice {
            attempt,
            said: said.said.clone(),
        };
        let events = decide(&loaded.checkout, notice, now)?;
        let (_, tasks) = follow(loaded.checkout, &events);
        Ok(Some(Consequence {
            checkout: id,
            expected: loaded.version,
            events,
            tasks,
        }))
    }
}
