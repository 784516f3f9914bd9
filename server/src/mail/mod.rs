//! Letters to customers: what their money did, in writing.
//!
//! A letter is a row in the store, written by the work that its event made necessary. One loop
//! claims what is due under a lease and hands each letter to the mail server in a place of its
//! own, so that a mail server that is slow or away keeps no payment waiting. What a letter says is
//! worked out when it is sent, from the checkout as it stands then; its id is the same for every
//! try, so that one that comes twice is known for what it is.

mod keep;
mod letter;
mod message;
mod outbox;
mod sender;
mod smtp;

use std::path::Path;

use store::LetterOutcome;

use self::smtp::Smtp;
pub(crate) use self::{
    keep::keep,
    letter::{Written, sample},
    outbox::{Entry, Outbox},
    sender::run,
};
use crate::config::{MailConfig, MailRoute, PublicUrl};

/// The way that letters take.
#[derive(Debug)]
pub(crate) struct Mailer {
    config: MailConfig,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Smtp(Box<Smtp>),
    Outbox(Outbox),
}

/// What came of handing a letter over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handed {
    /// In a word.
    pub(crate) outcome: LetterOutcome,
    /// The mail server's reply code, where it gave one. Its words may name the customer.
    pub(crate) code: Option<u16>,
}

impl From<LetterOutcome> for Handed {
    fn from(outcome: LetterOutcome) -> Self {
        Self {
            outcome,
            code: None,
        }
    }
}

impl Mailer {
    /// Makes it ready; opens no connection.
    pub(crate) fn new(config: &MailConfig, house: &PublicUrl) -> Self {
        let way = match &config.route {
            MailRoute::Smtp(smtp) => Way::Smtp(Box::new(Smtp::new(smtp, house))),
            MailRoute::Outbox(folder) => Way::Outbox(Outbox::new(folder)),
        };
        Self {
            config: config.clone(),
            way,
        }
    }

    /// The longest that handing one letter over takes.
    pub(crate) const fn timeout(&self) -> std::time::Duration {
        self.config.timeout
    }

    /// The folder that letters lie in, where that is where they go.
    pub(crate) const fn outbox(&self) -> Option<&Outbox> {
        match &self.way {
            Way::Outbox(outbox) => Some(outbox),
            Way::Smtp(_) => None,
        }
    }

    /// Whether a mail server would take a letter: up to its greeting, its encryption and its
    /// password. Nothing is sent.
    pub(crate) async fn check(&self) -> Handed {
        match &self.way {
            Way::Smtp(smtp) => self.in_time(smtp.check(self.timeout())).await,
            Way::Outbox(_) => LetterOutcome::Sent.into(),
        }
    }

    /// Hands a letter over, in time or not at all.
    pub(crate) async fn send(&self, letter: &Written) -> Handed {
        let Some(message) = message::of(letter, &self.config) else {
            // No mail server could make anything of the address.
            return LetterOutcome::Refused.into();
        };
        match &self.way {
            Way::Smtp(smtp) => self.in_time(smtp.send(&message, self.timeout())).await,
            Way::Outbox(outbox) => outbox.keep(letter, &message.formatted()).await.into(),
        }
    }

    async fn in_time(&self, exchange: impl Future<Output = Handed>) -> Handed {
        let exchange = tokio::time::timeout(self.timeout(), exchange);
        exchange
            .await
            .unwrap_or_else(|_| LetterOutcome::TimedOut.into())
    }
}

/// Where a demonstration's letters lie, in its data folder.
pub(crate) fn outbox_folder(data: &Path) -> std::path::PathBuf {
    data.join("outbox")
}
