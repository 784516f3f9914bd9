#![doc = include_str!("../README.md")]

mod change;
mod database;
mod digest;
mod drift;
mod error;
mod idempotency;
mod key;
mod log;
mod merchant;
mod open;
mod session;
mod setting;
mod store;
mod task;
mod url;
mod version;
mod view;
mod webhook;
mod writer;

pub use change::{Change, TasksChanged};
pub use digest::Digest;
pub use drift::{
    DriftNews, DriftRow, DriftSighting, MAX_DRIFT_SAMPLE, MAX_DRIFT_WORDS, OTHER_WORDS,
};
pub use error::{LogFault, StoreError};
pub use idempotency::{IdempotencyKey, InvalidIdempotencyKey, Remember, RememberError, Remembered};
pub use key::{Key, KeyError, KeyHint, ListedKey, NewKey};
pub use log::{AppendError, CreateError, Loaded, Logged, NewCheckout};
pub use merchant::{Merchant, MerchantError, NewMerchant};
pub use open::OpenError;
pub use store::Store;
pub use task::{Claimed, NewTask, Released, ScheduleError};
pub use url::{InvalidStoreUrl, StoreUrl};
pub use version::Version;
pub use view::{CheckoutRow, ListFilter};
pub use webhook::{
    Consequence, MAX_WEBHOOK_BODY, NewWebhook, RecordError, StoredWebhook, WebhookBody,
    WebhookReceipt, WebhookTooLarge,
};
pub use writer::Stats;
