use app::format::Clock;
use leptos::prelude::*;
use payment::Locale;
use store::{DeliveryRow, NotificationRow};

use crate::{part::time, words::payment::Payment};

/// What the merchant was told, and whether it arrived.
pub(super) fn view(
    notifications: &[NotificationRow],
    locale: Locale,
    words: &'static Payment,
) -> AnyView {
    let told: Vec<_> = notifications
        .iter()
        .map(|notification| one(notification, locale, words))
        .collect();
    let content = if told.is_empty() {
        view! { <p class="empty">{words.no_notifications}</p> }.into_any()
    } else {
        view! { <ul class="told">{told}</ul> }.into_any()
    };
    view! {
        <section class="sheet" aria-labelledby="notifications">
            <h2 id="notifications">{words.notifications}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn one(notification: &NotificationRow, locale: Locale, words: &'static Payment) -> AnyView {
    let at = time::view(notification.created_at, &Clock::of(None), locale);
    let kind = notification.kind.as_str();
    let deliveries: Vec<_> = notification
        .deliveries
        .iter()
        .map(|row| delivery(row, words))
        .collect();
    let deliveries = if deliveries.is_empty() {
        view! { <p class="quiet">{words.no_deliveries}</p> }.into_any()
    } else {
        view! { <ul>{deliveries}</ul> }.into_any()
    };
    view! {
        <li>
            <p><code>{kind}</code> " " {at}</p>
            {deliveries}
        </li>
    }
    .into_any()
}

fn delivery(row: &DeliveryRow, words: &'static Payment) -> AnyView {
    let id = row.id.as_str().to_owned();
    let (anchor, href) = (id.clone(), crate::page::delivery::path(&row.id));
    view! {
        <li data-delivery=row.state.as_str()>
            <span>{(words.delivery)(row.state)}</span>
            " · "
            {(words.tries)(row.tries)}
            " "
            <a id=anchor href=href><code class="id">{id}</code></a>
        </li>
    }
    .into_any()
}
