#![doc = include_str!("../README.md")]

mod account;
mod brand;
mod chain;
mod change;
mod check;
mod database;
mod digest;
mod domain;
mod draft;
mod drift;
mod embedding;
mod error;
mod figure;
#[cfg(feature = "fresh")]
pub mod fresh;
mod health;
mod idempotency;
mod key;
mod letter;
mod log;
mod mark;
mod merchant;
mod neighbour;
mod notification;
mod open;
mod payment_link;
mod people;
mod proof;
mod receipt_key;
mod seal;
mod sealing;
mod session;
mod setting;
mod store;
mod task;
mod url;
mod version;
mod view;
mod watch;
mod webhook;
mod writer;

pub use account::{AccountError, AccountOwner, SealedAccount};
pub use brand::{BrandChange, FORMER_LOGOS, LogoChange, LogoMark, NewLogo, StoredBrand};
pub use change::{Change, Waiter};
pub use database::TimeLimits;
pub use digest::Digest;
pub use domain::{
    Domain, DomainError, DomainName, Found, InvalidDomainName, LastLook, Looked, ProvenBy,
};
pub use draft::NewDraft;
pub use drift::{
    DriftNews, DriftRow, DriftSighting, MAX_DRIFT_SAMPLE, MAX_DRIFT_WORDS, OTHER_WORDS,
};
pub use error::{LogFault, StoreError};
pub use figure::{Counted, CountedTo, Day, DayFigure, Figure, InvalidDay, Reached, Took};
pub use idempotency::{
    AnswerError, IdempotencyKey, InvalidIdempotencyKey, NewReservation, RESERVATION_TIME, Remember,
    RememberError, Remembered, Reservation, Reserved,
};
pub use key::{
    KEY_USE_KNOWN_WITHIN, Key, KeyError, KeyHint, ListedKey, MAX_KEYS, NewKey, Scope, UnknownScope,
};
pub use letter::{
    AskedLetter, ClaimedLetter, FAILED_LETTERS_COUNTED, FailedLetter, LETTERS_A_DAY, LetterFate,
    LetterFigures, LetterOutcome, LetterRow, LetterState, NewLetter,
};
pub use log::{AppendError, CreateError, Entry, Loaded, Logged, NewCheckout};
pub use merchant::{Merchant, MerchantError, NewMerchant};
pub use notification::{
    ClaimedDelivery, DeliveryDetail, DeliveryFigures, DeliveryFilter, DeliveryRow, DeliveryState,
    DisabledReason, Endpoint, EndpointChange, EndpointError, EndpointNews, EndpointSecret, Fate,
    KEPT_TEST_EVENTS, Kinds, MAX_ANSWER, MAX_ENDPOINTS, MAX_LOST, NewEndpoint, NewNotification,
    NotificationRow, ReplayRange, ReplayScope, Replayed, Signing, Standing, TestEvent, Tried, Try,
    TryOutcome,
};
pub use open::OpenError;
pub use payment_link::{NewPaymentLink, PaymentLinkFilter, StoredPaymentLink, TakeError};
pub use people::{
    AcceptError, Action, Actor, AuditEntry, AuditPage, Ceremony, EntryKind, EntryLink, Joining,
    ListedSignIn, MAX_CEREMONIES, MAX_INVITATIONS, MAX_PASSKEYS, Member, Membership,
    MembershipError, NewAudit, NewCeremony, NewEntryLink, NewPasskey, NewPerson, NewSignIn,
    Passkey, PasskeyError, PasswordHash, Person, PersonError, Power, Role, SignIn, SignInEmail,
    SignInError, SignInWay, UnknownAction, UnknownEntryKind, UnknownRole, UnknownSignInWay,
};
pub use proof::{Column, Fault, Finding, MAX_FINDINGS, Place, Report};
pub use receipt_key::{NewReceiptKey, ReceiptKeyRow, ReceiptSigner};
pub use seal::{
    InvalidSealingKey, NoSealingKey, SealError, SealPlace, Sealed, SealedWith, SealingKey, Seals,
};
pub use sealing::{Nonce, Reseal, Resealed, Scrubbed, SecretOwner, SecretsKept};
pub use store::Store;
pub use task::{Claimed, Lease, NewTask, Released, ScheduleError};
pub use url::{InvalidStoreUrl, StoreUrl};
pub use version::Version;
pub use view::{Cases, CheckoutRow, ListFilter};
pub use watch::Watch;
pub use webhook::{
    Consequence, MAX_WEBHOOK_BODY, NewWebhook, RecordError, StoredWebhook, WaitingWebhook,
    WebhookBody, WebhookReceipt, WebhookScope, WebhookTooLarge,
};
pub use writer::{Stats, Tuning};
