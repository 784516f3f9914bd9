use payment::{
    CheckoutId, MerchantId, Order, PageToken, PaymentLinkId, Timestamp, create, open, work_after,
};
use store::{CreateError, Loaded, NewCheckout, NewTask, Remember, TakeError};

use super::Desk;
use crate::telemetry;

/// A checkout as a merchant ordered it, with the ids that it is to have.
#[derive(Debug)]
pub(crate) struct Ordered {
    pub(crate) id: CheckoutId,
    pub(crate) merchant: MerchantId,
    pub(crate) token: PageToken,
    pub(crate) order: Order,
    pub(crate) expires_at: Timestamp,
}

impl Ordered {
    /// The checkout as it will be, for an answer that has to be written with it.
    pub(crate) fn preview(&self, now: Timestamp) -> Option<payment::Checkout> {
        open(
            self.id.clone(),
            self.merchant.clone(),
            &create(self.order.clone(), self.expires_at, now),
        )
    }

    /// What is to be written of it, with the work that it makes necessary.
    fn new_checkout(
        self,
        answer: Option<Remember>,
        now: Timestamp,
    ) -> Result<NewCheckout, CreateError> {
        let Self {
            id,
            merchant,
            token,
            order,
            expires_at,
        } = self;
        let created = create(order, expires_at, now);
        let checkout =
            open(id.clone(), merchant.clone(), &created).ok_or(CreateError::NotACreation)?;
        let tasks = work_after(&checkout, &created.event)
            .into_iter()
            .map(|(work, delay)| NewTask {
                work,
                due_at: now.plus(delay),
            })
            .collect();
        Ok(NewCheckout {
            id,
            merchant,
            token,
            created,
            tasks,
            idempotency: answer,
        })
    }
}

impl Desk {
    /// Makes a checkout, with the answer to be given again to whoever repeats the request.
    pub(crate) async fn create(
        &self,
        ordered: Ordered,
        answer: Option<Remember>,
        now: Timestamp,
    ) -> Result<Loaded, CreateError> {
        let new = ordered.new_checkout(answer, now)?;
        let created = new.created.clone();
        let loaded = self.store.create_checkout(new).await?;
        telemetry::fact(&loaded.checkout.id, &created);
        Ok(loaded)
    }

    /// Makes a checkout by a payment link, which takes one of its uses.
    pub(crate) async fn create_by_link(
        &self,
        link: &PaymentLinkId,
        ordered: Ordered,
        now: Timestamp,
    ) -> Result<Loaded, TakeError> {
        let new = ordered.new_checkout(None, now)?;
        let created = new.created.clone();
        let loaded = self.store.take_payment_link(link, new, now).await?;
        telemetry::fact(&loaded.checkout.id, &created);
        Ok(loaded)
    }
}
