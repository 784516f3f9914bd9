use leptos::prelude::*;
use payment::{Locale, Money};

use crate::{
    format,
    page::OUTBOX,
    words::{OrderStateWords, Words},
};

/// An order of the demonstration's shop.
#[derive(Clone, Debug)]
pub struct ShopOrder {
    /// The shop's own number of it.
    pub number: String,
    /// What it costs.
    pub amount: Money,
    /// Where it stands for the shop.
    pub state: ShopOrderState,
}

/// Where an order stands for the shop, which believes nothing but a signed notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShopOrderState {
    /// Nobody has paid.
    Awaited,
    /// It is paid, and the shop has not been told yet.
    Paid,
    /// The shop was told and claimed the payment for this order.
    ReadyToShip,
    /// The bank took the payment back.
    Returned,
    /// It ended unpaid.
    Unpaid,
}

impl ShopOrderState {
    /// Its name in the markup.
    const fn name(self) -> &'static str {
        match self {
            Self::Awaited => "awaited",
            Self::Paid => "paid",
            Self::ReadyToShip => "ready",
            Self::Returned => "returned",
            Self::Unpaid => "unpaid",
        }
    }

    const fn words(self, words: &OrderStateWords) -> &'static str {
        match self {
            Self::Awaited => words.awaited,
            Self::Paid => words.paid,
            Self::ReadyToShip => words.ready_to_ship,
            Self::Returned => words.returned,
            Self::Unpaid => words.unpaid,
        }
    }
}

/// The shop's latest orders; nothing where there are none.
pub(super) fn orders(
    orders: &[ShopOrder],
    locale: Locale,
    all: &Words,
) -> Option<impl IntoView + use<>> {
    let words = &all.shop;
    if orders.is_empty() {
        return None;
    }
    let rows: Vec<_> = orders
        .iter()
        .map(|order| {
            view! {
                <li class="shop-order" data-order=order.state.name()>
                    <span class="shop-order-number">{order.number.clone()}</span>
                    <span class="shop-order-state">{order.state.words(&words.order_states)}</span>
                    <span class="shop-order-sum">{format::money(order.amount, locale)}</span>
                </li>
            }
        })
        .collect();
    Some(view! {
        <section class="shop-orders" aria-labelledby="orders">
            <h2 id="orders">{words.orders}</h2>
            <p class="hint">{words.orders_hint}</p>
            <ul class="shop-order-list">{rows}</ul>
            <p>
                <a href=format!("{OUTBOX}?lang={locale}")>{all.outbox.title}</a>
            </p>
        </section>
    })
}
