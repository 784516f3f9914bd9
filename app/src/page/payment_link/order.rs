use leptos::prelude::*;
use payment::{LinkAmount, Mode};

use super::{Page, PaymentLinkLook};
use crate::{format, part::order};

impl Page<'_> {
    /// What is paid for. Narrow screens fold it into a bar, wide ones show it whole.
    pub(super) fn order(self) -> AnyView {
        let words = &self.words.order;
        let test = (self.input.link.mode == Mode::Test).then(|| {
            view! { <p class="test">{self.words.around.test}</p> }
        });
        let offer = match self.input.look {
            PaymentLinkLook::Form(_) => self.offer(),
            // There is nothing to pay.
            PaymentLinkLook::Shut(_) => {
                view! { <div class="order-whole">{self.facts()}</div> }.into_any()
            }
        };
        view! {
            <aside class="order" aria-label=words.title>
                {offer}
                {test}
            </aside>
        }
        .into_any()
    }

    fn offer(self) -> AnyView {
        let words = &self.words.order;
        view! {
            <div class="order-whole">
                <p class="order-label">{words.total}</p>
                {self.amount()}
                {self.facts()}
            </div>
            {order::fold(words, self.amount(), self.facts())}
        }
        .into_any()
    }

    fn amount(self) -> AnyView {
        match self.input.link.offer.asked {
            LinkAmount::Fixed(amount) => view! {
                <span class="sum">
                    <strong>{format::money(amount, self.input.locale)}</strong>
                    " "
                    <span class="currency">"CAD"</span>
                </span>
            }
            .into_any(),
            LinkAmount::Open { .. } => {
                view! { <span class="sum open">{self.words.order.open_amount}</span> }.into_any()
            }
        }
    }

    fn facts(self) -> Option<AnyView> {
        let words = self.words;
        let until = match self.input.look {
            PaymentLinkLook::Form(_) => self.input.link.expires_at.map(|end| self.when(end)),
            PaymentLinkLook::Shut(_) => None,
        };
        let rows = [
            (words.payment_link.purpose, self.description()),
            (words.order.open_until, until),
        ];
        let rows: Vec<_> = rows
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
            .collect();
        (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> }.into_any())
    }
}
