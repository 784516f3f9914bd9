use flinks::{drift::sanitize, webhook::Webhook};
use payment::{
    Attempt, AttemptId, Checkout, CheckoutId, Command, MerchantId, Mode, SessionId, Timestamp,
    decide,
};
use store::{
    AccountOwner, AppendError, Consequence, Entry, Loaded, NewWebhook, RecordError, WaitingWebhook,
    WebhookBody, WebhookReceipt, WebhookScope,
};

use super::{ActError, Desk, TRIES};
use crate::telemetry;

/// Whose secret a notification was signed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignedFor {
    /// The account's, which stands behind every merchant that has none of its own.
    Account {
        /// Of which accounts it is the secret.
        modes: Vec<Mode>,
    },
    /// One of the merchant's own: good for its checkouts alone.
    Merchant {
        /// For which of them.
        modes: Vec<Mode>,
    },
}

/// A notification whose signature was verified.
#[derive(Debug)]
struct Notification {
    signed_for: SignedFor,
    body: WebhookBody,
    /// What it says, where it says anything about a session.
    said: Option<Webhook>,
}

impl Notification {
    /// As the store keeps it; `None` for one that names no session.
    fn to_keep(&self, merchant: &MerchantId, now: Timestamp) -> Option<NewWebhook> {
        Some(NewWebhook {
            merchant: merchant.clone(),
            received_at: now,
            session: Some(self.said.as_ref()?.session_id().clone()),
            body: self.body.clone(),
        })
    }
}

/// What a notification asks of the checkout.
fn command(said: Webhook, attempt: AttemptId) -> Command {
    match said {
        Webhook::Status(said) => Command::Notice {
            attempt,
            said: said.said,
        },
        Webhook::Guarantee(issued) => Command::GuaranteeIssued {
            attempt,
            amount: issued.amount,
        },
    }
}

/// The attempt whose session that is now.
fn attempt_of(checkout: &Checkout, session: &SessionId) -> Option<AttemptId> {
    let is_of = |attempt: &&Attempt| attempt.session.as_ref().is_some_and(|it| it.id == *session);
    let attempt = checkout.attempts.iter().find(is_of)?;
    Some(attempt.id.clone())
}

impl Desk {
    /// How many notifications are being kept at this moment.
    pub(crate) fn webhooks_at_the_door(&self) -> usize {
        self.at_the_door.len()
    }

    /// Keeps a notification whose signature was verified. It is sent once, so it is on disk
    /// before anything else is done about it; a worker then takes it in, and has the provider
    /// asked about the session that it names, or answered where it offers a guarantee. What
    /// it says changes nothing else by itself.
    pub(crate) async fn note_webhook(
        &self,
        merchant: &MerchantId,
        signed_for: SignedFor,
        body: WebhookBody,
        now: Timestamp,
    ) -> Result<WebhookReceipt, ActError> {
        let _here = self.at_the_door.token();
        let said = Webhook::decode(body.as_bytes()).ok();
        let notification = Notification {
            signed_for,
            body,
            said,
        };
        let receipt = self.keep_for_later(merchant, &notification, now).await?;
        // It is sent once, and this is not.
        self.note_unknown(merchant, &notification).await;
        Ok(receipt)
    }

    async fn keep_for_later(
        &self,
        merchant: &MerchantId,
        notification: &Notification,
        now: Timestamp,
    ) -> Result<WebhookReceipt, ActError> {
        let scope = match notification.signed_for.clone() {
            SignedFor::Account { modes } => WebhookScope::Account { modes },
            SignedFor::Merchant { modes } => WebhookScope::Merchant { modes },
        };
        if let Some(webhook) = notification.to_keep(merchant, now) {
            match self.store.keep_webhook(webhook, scope).await {
                Ok(Some(receipt)) => return Ok(receipt),
                Ok(None) => {}
                Err(RecordError::NoSuchMerchant | RecordError::Consequence(_)) => {
                    return Err(ActError::Missing);
                }
                Err(RecordError::Store(error)) => return Err(error.into()),
            }
        }
        // Nobody knows the session. That it is an attempt's whose making was not answered takes
        // longer to find out.
        self.keep(merchant, notification, now).await
    }

    /// Takes in what the provider has told about sessions of a checkout, and has it asked
    /// about each.
    pub(crate) async fn take_webhooks(
        &self,
        id: &CheckoutId,
        now: Timestamp,
    ) -> Result<(), ActError> {
        for _ in 0..TRIES {
            // In this order: one that comes in between has its own task.
            let waiting = self.store.waiting_webhooks(id).await?;
            if waiting.is_empty() {
                return Ok(());
            }
            let loaded = self.store.load(id).await?.ok_or(ActError::Missing)?;
            let commands = self.told(&loaded.checkout, &waiting).await?;
            let consequence = self.decided(loaded, commands.into_iter(), now)?;
            let facts = consequence.entry.events.clone();
            match self.store.take_webhooks(waiting, consequence).await {
                Ok(_) => {
                    for fact in &facts {
                        telemetry::fact(id, fact);
                    }
                    return Ok(());
                }
                Err(AppendError::Conflict) => {}
                Err(AppendError::KeyUsed) => return Err(ActError::Overtaken),
                Err(error @ AppendError::SessionTaken) => return Err(ActError::Refused(error)),
                Err(AppendError::Store(error)) => return Err(error.into()),
            }
        }
        Err(ActError::Contended)
    }

    /// What waiting notifications say of the checkout's attempts.
    async fn told(
        &self,
        checkout: &Checkout,
        waiting: &[WaitingWebhook],
    ) -> Result<Vec<Command>, ActError> {
        let mut commands = Vec::with_capacity(waiting.len());
        for webhook in waiting {
            let Ok(said) = Webhook::decode(webhook.body.as_bytes()) else {
                continue;
            };
            let session = said.session_id();
            let attempt = match attempt_of(checkout, session) {
                Some(attempt) => Some(attempt),
                None => {
                    let found = self.store.find_session(session).await?;
                    let attempt = found.map(|(_, attempt)| attempt);
                    attempt.filter(|it| checkout.attempt(it).is_some())
                }
            };
            if let Some(attempt) = attempt {
                commands.push(command(said, attempt));
            }
        }
        Ok(commands)
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
        let notification = Notification {
            signed_for,
            body,
            said,
        };
        let receipt = self.keep(merchant, &notification, now).await?;
        self.note_unknown(merchant, &notification).await;
        Ok(receipt)
    }

    /// Has it noted where a notification says what no document does.
    async fn note_unknown(&self, merchant: &MerchantId, notification: &Notification) {
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
    }

    async fn keep(
        &self,
        merchant: &MerchantId,
        notification: &Notification,
        now: Timestamp,
    ) -> Result<WebhookReceipt, ActError> {
        for _ in 0..TRIES {
            let consequence = match &notification.said {
                Some(said) => self.consequence(merchant, notification, said, now).await?,
                None => None,
            };
            let facts: Vec<_> = consequence
                .iter()
                .flat_map(|it| {
                    it.entry
                        .events
                        .clone()
                        .into_iter()
                        .map(|fact| (it.loaded.checkout.id.clone(), fact))
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
        let signed_for = &notification.signed_for;
        if !self
            .speaks_for(signed_for, merchant, &loaded.checkout)
            .await?
        {
            tracing::warn!(merchant_id = %merchant, "a webhook is about a checkout of another merchant, mode or account; it is kept and changes nothing");
            return Ok(None);
        }
        let adopt = adopt.map(|session: SessionId| Command::Adopt {
            attempt: attempt.clone(),
            session,
        });
        let notice = command(said.clone(), attempt);
        self.decided(loaded, adopt.into_iter().chain([notice]), now)
            .map(Some)
    }

    /// Whether whoever signed for that merchant's address has anything to say about the
    /// checkout.
    pub(super) async fn speaks_for(
        &self,
        signed_for: &SignedFor,
        merchant: &MerchantId,
        checkout: &Checkout,
    ) -> Result<bool, ActError> {
        let mode = checkout.order.mode;
        match signed_for {
            SignedFor::Account { modes } => {
                let owner = AccountOwner {
                    merchant: checkout.merchant.clone(),
                    mode,
                };
                Ok(modes.contains(&mode) && self.store.account(&owner).await?.is_none())
            }
            SignedFor::Merchant { modes } => {
                Ok(modes.contains(&mode) && checkout.merchant == *merchant)
            }
        }
    }

    /// What the commands lead to, one after the other, in one append.
    fn decided(
        &self,
        loaded: Loaded,
        commands: impl Iterator<Item = Command>,
        now: Timestamp,
    ) -> Result<Consequence, ActError> {
        let mut checkout = loaded.checkout.clone();
        let mut entry = Entry::default();
        for command in commands {
            let next = decide(&checkout, command, now)?;
            let (after, written) = self.follow(checkout, &loaded.token, next);
            checkout = after;
            entry.extend(written);
        }
        Ok(Consequence { loaded, entry })
    }
}
