use leptos::prelude::*;
use payment::{Delivery, Method};

use super::masked::masked;
use crate::page::around::{self, Page};

/// Where the customer goes on, within the card of a method that leaves the choice. Styles hide
/// it while another method is chosen; what it says then is not read.
pub(crate) fn choice(page: &Page<'_>, method: Method) -> Option<AnyView> {
    let checkout = &page.view().checkout;
    // A second link could be paid beside one that came of a request without an answer; and
    // without a reference nobody could tell whose that was.
    let is_traceable = checkout.order.reference.is_some();
    if !can_be_mailed(method) || !is_traceable || around::may_be_mailed(checkout) {
        return None;
    }
    let chosen = chosen(page);
    let ways: Vec<_> = [Delivery::Page, Delivery::Email]
        .into_iter()
        .map(|delivery| way(page, delivery, delivery == chosen))
        .collect();
    let choice = view! {
        <fieldset class="deliveries">
            <legend>{page.words.form.deliveries}</legend>
            {ways}
        </fieldset>
    };
    Some(choice.into_any())
}

/// Whether the provider sends links of this method by e-mail `[ET-init]`.
pub(crate) const fn can_be_mailed(method: Method) -> bool {
    match method {
        Method::ETransfer => true,
        Method::GuaranteedEft | Method::Eft => false,
    }
}

fn way(page: &Page<'_>, delivery: Delivery, checked: bool) -> AnyView {
    let words = (page.words.delivery)(delivery);
    let name = name(delivery);
    let (id, line) = (format!("delivery-{name}"), format!("delivery-{name}-line"));
    let to = match delivery {
        Delivery::Page => None,
        Delivery::Email => page
            .view()
            .checkout
            .order
            .customer
            .email
            .as_ref()
            .map(|email| view! { <span class="delivery-to">{masked(email)}</span> }),
    };
    view! {
        <div class="delivery">
            <input
                type="radio"
                name="delivery"
                id=id.clone()
                value=name
                checked=checked
                aria-describedby=line.clone()
            />
            <label for=id>{words.name}</label>
            <span class="delivery-line" id=line>
                {words.line}
                " "
                {to}
            </span>
        </div>
    }
    .into_any()
}

/// Its name in the form.
const fn name(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Page => "page",
        Delivery::Email => "email",
    }
}

/// What was chosen in a refused form; else the page, where the customer is.
fn chosen(page: &Page<'_>) -> Delivery {
    page.refused()
        .map_or(Delivery::Page, |refused| read(&refused.form.delivery))
}

/// What a form says of it. Anything but a wish for an e-mail means the page, which sends
/// nothing to anybody.
pub(crate) fn read(text: &str) -> Delivery {
    if text == name(Delivery::Email) {
        Delivery::Email
    } else {
        Delivery::Page
    }
}
