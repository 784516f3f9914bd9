use crate::{
    AcceptError, AccountError, AppendError, CreateError, EndpointError, KeyError, MembershipError,
    MerchantError, PasskeyError, PersonError, RecordError, RememberError, ScheduleError,
    SignInError, StoreError,
};

/// Why a write was not kept.
pub(crate) trait Refusal: From<StoreError> + Send + 'static {
    /// The database's failure, where that is the reason.
    fn fault(&self) -> Option<&StoreError>;
}

impl Refusal for StoreError {
    fn fault(&self) -> Option<&StoreError> {
        Some(self)
    }
}

/// For those that keep the database's failure in a variant of its own.
macro_rules! refusals {
    ($($error:ty),+ $(,)?) => {
        $(impl Refusal for $error {
            fn fault(&self) -> Option<&StoreError> {
                if let Self::Store(fault) = self { Some(fault) } else { None }
            }
        })+
    };
}

refusals!(
    AcceptError,
    AccountError,
    AppendError,
    CreateError,
    EndpointError,
    KeyError,
    MembershipError,
    MerchantError,
    PasskeyError,
    PersonError,
    RecordError,
    RememberError,
    ScheduleError,
    SignInError,
);
