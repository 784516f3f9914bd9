//! Notifications about sessions that are known. They are kept many at a time, with one commit
//! and a few statements for all of them, and taken in by a worker: the provider sends each of
//! them once, so nothing that could fail or take long comes before it is on disk.

use payment::Mode;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinSet,
};

use super::{
    NewWebhook, RecordError, WebhookReceipt,
    keep::{KeepAll, Letter},
};
use crate::{
    Store, StoreError,
    writer::{Tuning, Writer},
};

/// How many may wait for their turn before whoever brings one has to.
const QUEUE: usize = 1024;

/// Which checkouts a notification may be about, by whose secret it was signed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookScope {
    /// An account's that stands behind all merchants: those of every merchant that has none
    /// of its own.
    Account {
        /// Which keys' account it is.
        modes: Vec<Mode>,
    },
    /// One of the merchant at whose address it came: its own checkouts.
    Merchant {
        /// Which of them.
        modes: Vec<Mode>,
    },
}

/// Where notifications wait for the next commit.
#[derive(Debug)]
pub(crate) struct Inbox(mpsc::Sender<Brought>);

/// A notification with its bringer.
struct Brought {
    webhook: NewWebhook,
    scope: WebhookScope,
    answer: oneshot::Sender<Answer>,
}

/// `None`: nobody knows its session.
type Answer = Result<Option<WebhookReceipt>, RecordError>;

impl Inbox {
    /// Lives as long as somebody can bring something.
    pub(crate) fn open(writer: Writer, tuning: Tuning) -> Self {
        let (bring, mut brought) = mpsc::channel(QUEUE);
        let writers = writer.lanes();
        tokio::spawn(async move {
            let most = tuning.group.get();
            let mut waiting = Vec::with_capacity(most);
            let mut lanes = JoinSet::new();
            while brought.recv_many(&mut waiting, most).await > 0 {
                let waiting = std::mem::take(&mut waiting);
                let writer = writer.clone();
                lanes.spawn(async move { keep(&writer, waiting).await });
                // What comes while none is free goes together.
                while lanes.len() >= writers {
                    lanes.join_next().await;
                }
                while lanes.try_join_next().is_some() {}
            }
            // Whoever brought something waits for it.
            while lanes.join_next().await.is_some() {}
        });
        Self(bring)
    }
}

/// Writes all of them at once. Where that is refused, each on its own, so that one which
/// cannot be kept takes no other with it.
async fn keep(writer: &Writer, brought: Vec<Brought>) {
    let (letters, answers): (Vec<_>, Vec<_>) = brought
        .into_iter()
        .map(|it| (Letter::of(it.webhook, it.scope), it.answer))
        .unzip();
    match writer.write(KeepAll(letters.clone())).await {
        Ok(receipts) => {
            for (answer, receipt) in answers.into_iter().zip(receipts) {
                // Whoever does not wait any more has no use for it.
                drop(answer.send(Ok(receipt)));
            }
        }
        Err(RecordError::Store(error)) => {
            for answer in answers {
                drop(answer.send(Err(error.clone().into())));
            }
        }
        Err(RecordError::NoSuchMerchant | RecordError::Consequence(_)) => {
            for (letter, answer) in letters.into_iter().zip(answers) {
                let receipt = writer.write(KeepAll(vec![letter])).await;
                let receipt = receipt.map(|receipts| receipts.into_iter().next().flatten());
                drop(answer.send(receipt));
            }
        }
    }
}

impl Store {
    /// Keeps a notification about a session that is known, and has a worker take it in
    /// ([`Work::TakeWebhooks`]). The same body is kept once. `None` when nobody knows the
    /// session, or it is not in scope; then nothing was written.
    pub async fn keep_webhook(
        &self,
        webhook: NewWebhook,
        scope: WebhookScope,
    ) -> Result<Option<WebhookReceipt>, RecordError> {
        let (answer, answered) = oneshot::channel();
        let brought = Brought {
            webhook,
            scope,
            answer,
        };
        let closed = || RecordError::Store(StoreError::Closed);
        self.inbox().0.send(brought).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }
}
