//! What a merchant changes by a request that is to be answered once: the same changes, with
//! the answer in their transaction.

use std::time::Duration;

use payment::{DeliveryId, EndpointId, MerchantId, Timestamp};

use super::{
    EndpointChange, EndpointError, EndpointSecret, NewEndpoint, Replayed,
    endpoint::{Create, Delete, Update},
    replay::One,
    secret::Rotate,
};
use crate::{AnswerError, Remember, Store, StoreError, idempotency::Answered, writer::Write};

impl Store {
    async fn answered<W: Write>(
        &self,
        merchant: &MerchantId,
        write: W,
        answer: Option<Remember>,
        is_done: fn(&W::Output) -> bool,
    ) -> Result<W::Output, AnswerError<W::Error>> {
        self.write(Answered {
            write,
            merchant: merchant.clone(),
            answer,
            is_done,
        })
        .await
    }

    /// [`create_endpoint`](Self::create_endpoint), answered.
    pub async fn create_endpoint_and_answer(
        &self,
        new: NewEndpoint,
        answer: Option<Remember>,
    ) -> Result<(), AnswerError<EndpointError>> {
        let merchant = new.merchant.clone();
        self.answered(&merchant, Create(new), answer, |()| true)
            .await
    }

    /// [`update_endpoint`](Self::update_endpoint), answered.
    pub async fn update_endpoint_and_answer(
        &self,
        merchant: &MerchantId,
        id: &EndpointId,
        change: EndpointChange,
        now: Timestamp,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        let id = id.clone();
        let update = Update { id, change, now };
        self.answered(merchant, update, answer, |found| *found)
            .await
    }

    /// [`delete_endpoint`](Self::delete_endpoint), answered.
    pub async fn delete_endpoint_and_answer(
        &self,
        merchant: &MerchantId,
        id: &EndpointId,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        self.answered(merchant, Delete(id.clone()), answer, |found| *found)
            .await
    }

    /// [`rotate_secret`](Self::rotate_secret), answered.
    pub async fn rotate_secret_and_answer(
        &self,
        merchant: &MerchantId,
        id: &EndpointId,
        secret: EndpointSecret,
        overlap: Duration,
        now: Timestamp,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        let rotate = Rotate {
            endpoint: id.clone(),
            secret,
            until: now.plus(overlap),
            now,
        };
        self.answered(merchant, rotate, answer, |found| *found)
            .await
    }

    /// [`replay_delivery`](Self::replay_delivery), answered where something is sent.
    pub async fn replay_delivery_and_answer(
        &self,
        merchant: &MerchantId,
        id: &DeliveryId,
        now: Timestamp,
        answer: Option<Remember>,
    ) -> Result<Option<Replayed>, AnswerError<StoreError>> {
        let Some(one) = One::of(self, id, now).await? else {
            return Ok(None);
        };
        self.answered(merchant, one, answer, |replayed| match replayed {
            Some(Replayed::Again(_) | Replayed::Hastened(_)) => true,
            Some(Replayed::EndpointDisabled) | None => false,
        })
        .await
    }
}
