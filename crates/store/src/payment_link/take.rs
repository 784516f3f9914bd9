use payment::{LinkState, PaymentLinkId, Timestamp};

use super::{
    read::uses,
    row::{Row, select},
};
use crate::{
    CreateError, Loaded, NewCheckout, Store, StoreError,
    change::News,
    database::Connection,
    log::Create,
    writer::{Refusal, Write},
};

/// Why no checkout was made by a link. Nothing was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TakeError {
    /// Nobody is let in right now.
    #[error("the payment link is {}", .0.as_str())]
    Shut(LinkState),
    /// There is no such link.
    #[error("no such payment link")]
    NoSuchLink,
    /// The checkout could not be made.
    #[error(transparent)]
    Create(CreateError),
}

impl From<StoreError> for TakeError {
    fn from(error: StoreError) -> Self {
        Self::Create(error.into())
    }
}

impl From<sqlx::Error> for TakeError {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<CreateError> for TakeError {
    fn from(error: CreateError) -> Self {
        Self::Create(error)
    }
}

impl Refusal for TakeError {
    fn fault(&self) -> Option<&StoreError> {
        match self {
            Self::Create(error) => error.fault(),
            Self::Shut(_) | Self::NoSuchLink => None,
        }
    }
}

impl Store {
    /// Makes a checkout by a link, which takes one of its uses, if it lets anybody in. Of as
    /// many as come at once, no more get in than there are uses left.
    pub async fn take_payment_link(
        &self,
        link: &PaymentLinkId,
        new: NewCheckout,
        now: Timestamp,
    ) -> Result<Loaded, TakeError> {
        self.write(Take {
            link: link.clone(),
            create: Create::of(new)?,
            now,
        })
        .await
    }
}

struct Take {
    link: PaymentLinkId,
    create: Create,
    now: Timestamp,
}

impl Write for Take {
    type Output = Loaded;
    type Error = TakeError;

    async fn write(&self, db: &mut Connection) -> Result<Loaded, TakeError> {
        // Whoever comes at the same time waits here, and counts what this one made. A link
        // without a count has nobody wait.
        let locked = sqlx::query(
            "UPDATE payment_link SET max_uses = max_uses WHERE id = $1 AND max_uses IS NOT NULL",
        )
        .bind(self.link.as_str())
        .execute(&mut *db)
        .await?;
        let row: Option<Row> = sqlx::query_as(select!("WHERE id = $1"))
            .bind(self.link.as_str())
            .fetch_optional(&mut *db)
            .await?;
        let link = row.ok_or(TakeError::NoSuchLink)?.read()?.link;
        // It has a count only since a moment ago, so nobody waited: from the start again.
        if locked.rows_affected() == 0 && link.max_uses.is_some() {
            return Err(StoreError::Contended.into());
        }
        let used = match link.max_uses {
            Some(_) => uses(&mut *db, &self.link).await?,
            None => payment::LinkUses::default(),
        };
        match link.state(used, self.now) {
            LinkState::Open => {}
            shut @ (LinkState::Inactive
            | LinkState::Expired
            | LinkState::Taken
            | LinkState::UsedUp) => return Err(TakeError::Shut(shut)),
        }
        Ok(self.create.write(db).await?)
    }

    fn news(&self, loaded: &Loaded) -> News {
        self.create.news(loaded)
    }
}
