#![doc = include_str!("../README.md")]

mod apply;
mod attempt;
mod checkout;
mod command;
mod decide;
mod delivery;
mod event;
mod evidence;
mod failure;
mod fulfilment;
mod id;
mod letter;
mod link;
mod locale;
mod method;
mod mode;
mod money;
mod more_time;
mod notification;
mod order;
mod party;
mod payment_link;
mod reading;
mod screen;
mod session;
mod step;
mod theme;
mod time;
mod work;

pub use apply::{apply, open, replay};
pub use attempt::{Attempt, AttemptState, CanceledBy, End};
pub use checkout::{
    Case, CaseKind, Checkout, CloseReason, LastFailure, Payment, Phase, Standing, Status,
};
pub use command::{Command, Rejection};
pub use decide::{MAX_ATTEMPTS, MAX_STEPS, create, decide};
pub use delivery::Delivery;
pub use event::{Event, Recorded};
pub use evidence::{Evidence, Proof};
pub use failure::{Failure, FailureCode};
pub use fulfilment::{Fulfilment, OrderId, OrderIdFault};
pub use id::{
    AgreementId, AttemptId, AuditId, CheckoutId, DeliveryId, EndpointId, EntryLinkId, EventId,
    InvalidId, KeyId, LetterId, LinkRequestId, LinkedAccountId, LoginId, MerchantId, PageToken,
    PasskeyId, PaymentLinkId, PaymentLinkToken, PersonId, RequestId, SessionId, SignInId,
};
pub use letter::{Letter, UnknownLetter, letter_after};
pub use link::{AgreementLink, GuaranteeAnswer, InvalidLink, LinkedAccount, Linking};
pub use locale::{Locale, UnknownLocale};
pub use method::{Method, UnknownMethod};
pub use mode::{Mode, UnknownMode};
pub use money::{Money, MoneyError};
pub use notification::{NotificationKind, UnknownNotificationKind, notification_after};
pub use order::{Customer, Metadata, Order, Reference};
pub use party::{
    Address, BankAccount, DateOfBirth, Digits, Email, Field, Name, Payer, Phone, PostalCode,
    Province, TextFault,
};
pub use payment_link::{
    LinkAmount, LinkDescription, LinkOffer, LinkState, LinkSwitch, LinkUses, MAX_LINK_USES,
    PaymentLink, ReferencePrefix,
};
pub use reading::{Reading, Said};
pub use screen::{Screen, screen};
pub use session::{Api, Session};
pub use step::{Claim, InvalidStep, StepName};
pub use theme::{Theme, UnknownTheme};
pub use time::Timestamp;
pub use work::{
    CLOSE_GRACE, LINK_WINDOW, OPENING_GRACE, RETURN_WINDOW, SCHEDULE_WINDOW, WATCH_WINDOW, Work,
    work_after,
};
