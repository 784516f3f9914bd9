use std::{future::Future, pin::Pin};

use tokio::sync::oneshot;

use super::{Refusal as _, Write};
use crate::{StoreError, change::News, database::Connection};

/// A write of any type with its caller, for the queue.
pub(super) trait Job: Send {
    fn run<'a>(
        &'a mut self,
        db: &'a mut Connection,
    ) -> Pin<Box<dyn Future<Output = Verdict> + Send + 'a>>;

    fn news(&self) -> News;

    /// Answers the caller, now that the fate of the transaction is known.
    fn answer(self: Box<Self>, fate: &Result<(), StoreError>);
}

pub(super) enum Verdict {
    Keep,
    /// With the database's failure, where that is the reason.
    Undo(Option<StoreError>),
}

pub(super) struct Pending<W: Write> {
    write: W,
    result: Option<Answer<W>>,
    answer: oneshot::Sender<Answer<W>>,
}

type Answer<W> = Result<<W as Write>::Output, <W as Write>::Error>;

impl<W: Write> Pending<W> {
    pub(super) fn new(write: W) -> (Self, oneshot::Receiver<Answer<W>>) {
        let (answer, answered) = oneshot::channel();
        let pending = Self {
            write,
            result: None,
            answer,
        };
        (pending, answered)
    }
}

impl<W: Write> Job for Pending<W> {
    fn run<'a>(
        &'a mut self,
        db: &'a mut Connection,
    ) -> Pin<Box<dyn Future<Output = Verdict> + Send + 'a>> {
        Box::pin(async move {
            let result = self.result.insert(self.write.write(db).await);
            match result {
                Ok(_) => Verdict::Keep,
                Err(refusal) => Verdict::Undo(refusal.fault().cloned()),
            }
        })
    }

    fn news(&self) -> News {
        match &self.result {
            Some(Ok(output)) => self.write.news(output),
            Some(Err(_)) | None => News::default(),
        }
    }

    fn answer(self: Box<Self>, fate: &Result<(), StoreError>) {
        let answer = match (fate, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(StoreError::Closed.into()),
            (Err(error), _) => Err(error.clone().into()),
        };
        // The caller may have stopped waiting.
        drop(self.answer.send(answer));
    }
}
