use leptos::prelude::*;
use payment::Field;

use crate::{desk::Anew, page::around::Page};

/// The form that begins the payment of an expired page anew, with what was typed on that page: the
/// amount, and who pays. Nothing of it stands in an address.
pub(crate) fn form(page: &Page<'_>, anew: &Anew) -> AnyView {
    let order = &page.view().checkout.order;
    let amount = order.amount.map(|amount| amount.to_string());
    let address = format!("{}?lang={}", anew.href, page.locale());
    let kept: Vec<_> = [Field::FirstName, Field::LastName, Field::Email]
        .into_iter()
        .map(|field| kept(page, field))
        .collect();
    view! {
        <form method="post" action=address data-form="anew" novalidate>
            <input type="hidden" name="form" value=anew.form.clone() />
            <input type="hidden" name="amount" value=amount.unwrap_or_default() />
            <input type="hidden" name="from" value=page.view().token.as_str().to_owned() />
            {kept}
            <button class="button" type="submit">
                {page.words.time.begin_anew}
            </button>
        </form>
    }
    .into_any()
}

/// What stood in a field. Nobody sees it here; a page that is drawn in the place of the one that
/// expired fills it in, which it does with no field of the server's.
fn kept(page: &Page<'_>, field: Field) -> AnyView {
    let kind = match field {
        Field::Email => "email",
        Field::FirstName | Field::LastName | Field::Amount | Field::Method => "text",
    };
    let typed = page.refused().map(|refused| refused.form.text(field));
    view! {
        <input
            type=kind
            name=field.as_str()
            value=typed.unwrap_or_default().to_owned()
            autocomplete="off"
            hidden
        />
    }
    .into_any()
}
