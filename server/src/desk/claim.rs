use payment::{Checkout, CheckoutId, Command, OrderId, Timestamp};
use store::Remember;

use super::{ActError, Acted, Desk};

impl Desk {
    /// Claims the payment for what the merchant fulfils. Of all the claims that ever come, one
    /// is written: everybody else finds it in the log, or loses to it there and looks again.
    pub(crate) async fn claim(
        &self,
        id: &CheckoutId,
        order: OrderId,
        now: Timestamp,
        answer: impl Fn(&Checkout) -> Option<Remember> + Send,
    ) -> Result<Acted, ActError> {
        self.act_and_answer(id, Command::Claim { order }, now, answer)
            .await
    }
}
