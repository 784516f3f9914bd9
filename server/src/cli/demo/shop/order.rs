//! The shop's own orders. It keeps no book of them: what it says is what it claimed.

use app::page::{ShopOrder, ShopOrderState};
use payment::{Checkout, CheckoutId, MerchantId, Metadata, Mode, Money, Status};
use store::{ListFilter, Store, StoreError};

/// The name under which a checkout of the shop carries the order's number.
pub(super) const NUMBER: &str = "maple_and_pine_order";

/// How many orders the shop shows.
const SHOWN: usize = 5;

/// How many checkouts it looks through for them: others may be made with its key.
const LOOKED_AT: u32 = 20;

/// What a new checkout is to carry. An order's number follows from the checkout, which is the
/// one thing about it that is new.
pub(super) fn label(checkout: &CheckoutId) -> Metadata {
    let id = checkout.as_str();
    let number = format!("MP-{}", id[id.len() - 8..].to_uppercase());
    Metadata::from([(NUMBER.to_owned(), number)])
}

/// The shop's latest orders, newest first.
pub(super) async fn latest(
    store: &Store,
    merchant: MerchantId,
) -> Result<Vec<ShopOrder>, StoreError> {
    let filter = ListFilter::newest(merchant, Mode::Test, LOOKED_AT);
    let mut orders = Vec::with_capacity(SHOWN);
    for row in store.list(&filter).await? {
        let loaded = store.load(&row.id).await?;
        orders.extend(loaded.and_then(|loaded| of(&loaded.checkout)));
        if orders.len() == SHOWN {
            break;
        }
    }
    Ok(orders)
}

fn of(checkout: &Checkout) -> Option<ShopOrder> {
    Some(ShopOrder {
        number: checkout.order.metadata.get(NUMBER)?.clone(),
        amount: checkout.order.amount.unwrap_or(Money::ZERO),
        state: state(checkout),
    })
}

fn state(checkout: &Checkout) -> ShopOrderState {
    match checkout.status() {
        Status::Open | Status::Processing => ShopOrderState::Awaited,
        Status::Canceled | Status::Expired => ShopOrderState::Unpaid,
        Status::Paid if checkout.is_returned() => ShopOrderState::Returned,
        Status::Paid if checkout.fulfilment.is_some() => ShopOrderState::ReadyToShip,
        Status::Paid => ShopOrderState::Paid,
    }
}
