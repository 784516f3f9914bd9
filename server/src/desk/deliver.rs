use app::{desk::Start, locale::choose_locale};
use payment::{AttemptId, CheckoutId, Delivery, Method, Order, Payer};

use super::{ActError, Desk};

impl Desk {
    /// Starts the attempt of an order whose link the provider e-mails. Done twice it starts
    /// one: the attempt's id follows from the checkout's.
    pub(crate) async fn deliver(&self, id: &CheckoutId) -> Result<(), ActError> {
        let order = self.checkout(id).await?.order;
        let Some(payer) = payer(&order) else {
            tracing::error!(checkout_id = %id, "a link is to be e-mailed and nobody said to whom");
            return Ok(());
        };
        let start = Start {
            attempt: AttemptId::of_delivery(id),
            method: Method::ETransfer,
            amount: None,
            payer,
            locale: choose_locale(None, None, Some(&order), None),
            delivery: Delivery::Email,
            after: None,
        };
        match Box::pin(self.carry_through(id, start, self.clock.now())).await {
            Err(ActError::Rejected(rejection)) => {
                tracing::warn!(checkout_id = %id, %rejection, "a link is not e-mailed");
                Ok(())
            }
            delivered => delivered,
        }
    }
}

/// The customer, where the merchant told all that the provider needs.
fn payer(order: &Order) -> Option<Payer> {
    let customer = &order.customer;
    Some(Payer {
        first_name: customer.first_name.clone()?,
        middle_name: customer.middle_name.clone(),
        last_name: customer.last_name.clone()?,
        email: customer.email.clone()?,
        phone: customer.phone.clone(),
        date_of_birth: customer.date_of_birth.clone(),
        occupation: customer.occupation.clone(),
    })
}
