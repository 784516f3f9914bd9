use payment::MerchantId;

use super::{Remember, RememberError, insert};
use crate::{
    StoreError,
    change::News,
    database::Connection,
    writer::{Refusal, Write},
};

/// Why a write was not done together with the answer to it. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError<E> {
    /// The idempotency key is no longer held: see [`RememberError::KeyUsed`].
    #[error("the idempotency key has been used")]
    KeyUsed,
    /// What was to be answered was not done.
    #[error(transparent)]
    Undone(E),
}

impl<E: From<StoreError>> From<StoreError> for AnswerError<E> {
    fn from(error: StoreError) -> Self {
        Self::Undone(error.into())
    }
}

impl<E: Refusal> Refusal for AnswerError<E> {
    fn fault(&self) -> Option<&StoreError> {
        match self {
            Self::KeyUsed => None,
            Self::Undone(error) => error.fault(),
        }
    }
}

/// A write together with the answer to the request that caused it.
pub(crate) struct Answered<W: Write> {
    pub(crate) write: W,
    /// Who asked.
    pub(crate) merchant: MerchantId,
    pub(crate) answer: Option<Remember>,
    /// Whether it did anything: what did nothing is not answered for.
    pub(crate) is_done: fn(&W::Output) -> bool,
}

impl<W: Write> Write for Answered<W> {
    type Output = W::Output;
    type Error = AnswerError<W::Error>;

    async fn write(&self, db: &mut Connection) -> Result<W::Output, Self::Error> {
        let output = self.write.write(&mut *db).await;
        let output = output.map_err(AnswerError::Undone)?;
        if let Some(answer) = &self.answer
            && (self.is_done)(&output)
        {
            insert(db, &self.merchant, answer)
                .await
                .map_err(|error| match error {
                    RememberError::KeyUsed | RememberError::NoSuchMerchant => AnswerError::KeyUsed,
                    RememberError::Store(error) => error.into(),
                })?;
        }
        Ok(output)
    }

    fn news(&self, output: &W::Output) -> News {
        self.write.news(output)
    }
}
