use leptos::prelude::*;
use payment::{AttemptId, Locale, Payment};

use super::{
    PageInput,
    around::{Page, brand_href, decision},
};
use crate::{
    desk::CheckoutView,
    part::{footer, header, notice},
    shell::{Head, Rendered, Site, document},
    words::telling::returned,
};

/// The receipt of a paid checkout, made for paper too.
#[must_use]
pub fn render_receipt(view: &CheckoutView, locale: Locale, site: &Site) -> Rendered {
    // A receipt starts nothing.
    let input = PageInput::of(view.clone(), locale, AttemptId::from_bytes([0; 16]));
    let page = Page::new(&input);
    let title = page.words.receipt.title;
    let head = Head {
        locale,
        title: format!("{title} · {}", page.brand().name),
        brand: Some(page.brand()),
        brand_href: Some(brand_href(view)),
        schemes: page.schemes(),
        live: false,
        refresh: None,
    };
    document(head, site, || {
        let content = match view.checkout.payment() {
            Some(payment) => paper(&page, payment),
            None => view! { <p class="lead">{page.words.receipt.not_yet}</p> }.into_any(),
        };
        view! {
            <div class="sheet">
                {header::plain(&page, "receipt")}
                <main id="main" tabindex="-1">
                    <h1 tabindex="-1">{title}</h1>
                    {content}
                    <p class="screen-only quiet">{page.words.receipt.print}</p>
                    <p class="screen-only">
                        <a href=page.address("")>{page.words.receipt.back}</a>
                    </p>
                </main>
                {footer::of_checkout(&page)}
            </div>
        }
    })
}

fn paper(page: &Page<'_>, payment: &Payment) -> AnyView {
    let (words, checkout) = (page.words, &page.view().checkout);
    let payer = page
        .attempt()
        .map(|attempt| &attempt.payer)
        .map(|payer| format!("{} {}", payer.first_name.as_str(), payer.last_name.as_str()));
    let payee = page.brand().legal.clone();
    let guarantee = if payment.guaranteed {
        words.end.guaranteed
    } else {
        words.end.not_guaranteed
    };
    let taken_back = returned(checkout).map(|case| {
        let why = (words.returned)(decision(case.detail.as_deref())).why;
        let amount = page.money(case.amount);
        let sentence = (words.end.returned)(&amount, &page.brand().name, why);
        notice::caution(view! { <p>{sentence}</p> })
    });
    let rows = [
        (
            words.order.pay_to,
            Some(payee.unwrap_or_else(|| page.brand().name.clone())),
        ),
        (words.order.payer, payer),
        (
            words.order.reference,
            checkout.order.reference.as_ref().map(ToString::to_string),
        ),
        (words.receipt.number, Some(checkout.id.to_string())),
        (
            words.end.at,
            Some(page.clock().moment(payment.paid_at, page.locale())),
        ),
        (
            words.end.method,
            Some(page.method(payment.method).to_owned()),
        ),
        (words.end.guarantee, Some(guarantee.to_owned())),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect();
    view! {
        <div class="sum">
            <strong>{page.money(payment.amount)}</strong>
            " "
            <span class="currency">"CAD"</span>
        </div>
        <dl class="facts">{rows}</dl>
        {taken_back}
    }
    .into_any()
}
