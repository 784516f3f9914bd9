use app::format::{self, Clock};
use leptos::prelude::*;
use payment::Locale;
use store::CheckoutRow;

use super::PATH;
use crate::{
    part::{status, table, time},
    payments::Filter,
    words::{self, payments::Payments},
};

/// A payment, with the way to its page, from which one comes back to this list.
pub(in crate::page) fn view(
    row: &CheckoutRow,
    filter: &Filter,
    locale: Locale,
    words: &'static Payments,
) -> AnyView {
    let money = |amount| format::money(amount, locale);
    let id = row.id.as_str().to_owned();
    let name = row.reference.as_ref().map_or_else(
        || view! { <span class="quiet">{words.unnamed}</span> }.into_any(),
        |reference| reference.as_str().to_owned().into_any(),
    );
    let href = address(row, filter);
    let order = view! {
        <div>
            <a class="row-link" id=id.clone() href=href>
                {name}
            </a>
            <code class="id">{id}</code>
        </div>
    };
    let made = time::view(row.created_at, &Clock::of(None), locale);
    let cases =
        (row.cases > 0).then(|| view! { <span class="flag">{(words.cases)(row.cases)}</span> });
    let standing = view! { <div>{status::view(row.status, locale)} {cases}</div> };
    let names = words::status::of(locale);
    let method = row.method.map_or("–", names.method);
    let paid = row.paid.map(|(paid, _)| paid);
    let amount = match (row.amount, paid) {
        (Some(asked), Some(paid)) if asked != paid => {
            let paid = (words.paid)(&money(paid));
            view! { {money(asked)} <span class="quiet">{paid}</span> }.into_any()
        }
        (Some(asked), _) => money(asked).into_any(),
        (None, Some(paid)) => money(paid).into_any(),
        (None, None) => view! { <span class="quiet">{words.open_amount}</span> }.into_any(),
    };
    let cells = vec![
        order.into_any(),
        made,
        standing.into_any(),
        method.into_any(),
        view! { <span class="amount">{amount}</span> }.into_any(),
    ];
    table::row(&words.columns, cells)
}

fn address(row: &CheckoutRow, filter: &Filter) -> String {
    let (id, list) = (&row.id, filter.query());
    if list.is_empty() {
        return format!("{PATH}/{id}");
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("list", &list);
    format!("{PATH}/{id}?{}", query.finish())
}
