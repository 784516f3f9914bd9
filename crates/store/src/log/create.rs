use payment::{Checkout, CheckoutId, MerchantId, PageToken, Recorded};

use super::{
    Loaded,
    format::{self, Line},
};
use crate::{
    Change, Digest, NewTask, Remember, RememberError, Store, StoreError, Version,
    change::News,
    database::{self, Connection},
    idempotency, task, view,
    writer::Write,
};

/// A checkout to be made.
#[derive(Clone, Debug)]
pub struct NewCheckout {
    /// Its id.
    pub id: CheckoutId,
    /// Who is paid.
    pub merchant: MerchantId,
    /// What its page's address ends in.
    pub token: PageToken,
    /// The event that makes it.
    pub created: Recorded,
    /// What that event makes necessary later.
    pub tasks: Vec<NewTask>,
    /// The answer to be given again to whoever repeats the request.
    pub idempotency: Option<Remember>,
}

/// Why a checkout was not made. Nothing of it was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CreateError {
    /// The event does not make a checkout.
    #[error("a log starts with the making of its checkout")]
    NotACreation,
    /// There is no such merchant.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// There is a checkout of that id or page token.
    #[error("the checkout's id or page token is taken")]
    Taken,
    /// The idempotency key has an answer already:
    /// [`Store::idempotency`] has it.
    #[error("the idempotency key has been used")]
    KeyUsed,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for CreateError {
    fn from(error: sqlx::Error) -> Self {
        if database::is_orphan(&error) {
            return Self::NoSuchMerchant;
        }
        Self::Store(error.into())
    }
}

impl From<RememberError> for CreateError {
    fn from(error: RememberError) -> Self {
        match error {
            RememberError::NoSuchMerchant => Self::NoSuchMerchant,
            RememberError::KeyUsed => Self::KeyUsed,
            RememberError::Store(error) => Self::Store(error),
        }
    }
}

impl Store {
    /// Makes a checkout: its first event, its tasks and the answer to remember, together
    /// or not at all.
    pub async fn create_checkout(&self, new: NewCheckout) -> Result<Loaded, CreateError> {
        self.write(Create::of(new)?).await
    }
}

/// The making of a checkout.
pub(crate) struct Create {
    new: NewCheckout,
    checkout: Checkout,
    lines: Vec<Line>,
    head: Digest,
}

impl Create {
    /// Works out what there is to write, which needs no turn at the writer.
    pub(crate) fn of(new: NewCheckout) -> Result<Self, CreateError> {
        let checkout = payment::open(new.id.clone(), new.merchant.clone(), &new.created)
            .ok_or(CreateError::NotACreation)?;
        let origin = view::origin(&checkout, &new.token);
        let events = std::slice::from_ref(&new.created);
        let (lines, head) = format::lines(&new.id, Version::NONE, origin, events, &[])?;
        Ok(Self {
            new,
            checkout,
            lines,
            head,
        })
    }
}

const FIRST: Version = Version::new(1);

impl Write for Create {
    type Output = Loaded;
    type Error = CreateError;

    async fn write(&self, db: &mut Connection) -> Result<Loaded, CreateError> {
        let new = &self.new;
        if !view::insert(db, &self.checkout, FIRST, &new.token, &self.head).await? {
            return Err(CreateError::Taken);
        }
        format::insert(db, &new.id, &self.lines).await?;
        for task in &new.tasks {
            task::schedule(db, &new.id, task).await?;
        }
        if let Some(answer) = &new.idempotency {
            idempotency::insert(db, &new.merchant, answer).await?;
        }
        Ok(Loaded {
            checkout: self.checkout.clone(),
            version: FIRST,
            token: new.token.clone(),
            head: self.head,
        })
    }

    fn news(&self, _output: &Loaded) -> News {
        News {
            change: Some(Change {
                checkout: self.new.id.clone(),
                version: FIRST,
            }),
            tasks: !self.new.tasks.is_empty(),
            deliveries: false,
            letters: false,
        }
    }
}
