use leptos::prelude::*;
use payment::{AttemptId, Standing};

use super::{
    PageInput,
    around::{Page, brand_href, embedders},
};
use crate::{
    desk::CheckoutView,
    part::{
        footer, header,
        icon::Icon,
        notice,
        send_receipt::{self, Sending},
    },
    receipt::Receipt,
    shell::{Head, Rendered, Site, document},
};

/// The page of a receipt, made for paper too.
#[must_use]
pub fn render_receipt(
    view: &CheckoutView,
    receipt: &Receipt,
    sending: Sending,
    site: &Site,
) -> Rendered {
    // A receipt starts nothing.
    let locale = receipt.locale;
    let input = PageInput::of(view.clone(), locale, AttemptId::from_bytes([0; 16]));
    let page = Page::new(&input);
    let head = Head {
        locale,
        title: format!("{} · {}", receipt.title, page.brand().name),
        brand: Some(page.brand()),
        brand_href: Some(brand_href(view)),
        schemes: page.schemes(),
        live: false,
        refresh: None,
    };
    document(head, site, || {
        // It finds no island here, and nothing of the payment to watch: only the buttons.
        let script = site
            .start_js
            .map(|src| view! { <script type="module" src=src></script> });
        view! {
            <div class="sheet receipt" data-embedders=embedders(view)>
                {header::plain(&page, "receipt")}
                <main id="main" tabindex="-1" data-offline=page.words.around.offline>
                    <div class="receipt-head">
                        <h1 tabindex="-1">{receipt.title}</h1>
                        <button class="link screen-only" type="button" data-does="print" hidden>
                            {page.words.receipt.print}
                        </button>
                    </div>
                    {receipt.test.map(|test| view! { <p class="test">{test}</p> })}
                    {sum(receipt)}
                    {ways(&page, sending)}
                    {facts(receipt)}
                    {open(&page, receipt)}
                    {code(&page, receipt)}
                    <p class="screen-only back">
                        <a href=page.address("")>{page.words.receipt.back}</a>
                    </p>
                </main>
                {footer::of_checkout(&page)}
            </div>
            {script}
        }
    })
}

/// How much, and how it stands.
fn sum(receipt: &Receipt) -> AnyView {
    let (class, icon) = match receipt.standing {
        Standing::Paid | Standing::Short => ("standing positive", Icon::Check),
        Standing::Debit => ("standing planned", Icon::Calendar),
        Standing::Returned => ("standing caution", Icon::Mark),
    };
    view! {
        <div class="sum">
            <strong>{receipt.amount.clone()}</strong>
            " "
            <span class="currency">"CAD"</span>
        </div>
        <div class=class>{icon.view()} <strong>{receipt.state.clone()}</strong></div>
        <p class="lead">{receipt.told.clone()}</p>
    }
    .into_any()
}

/// How it is kept. Buttons that need a script show themselves once it runs, in room that is
/// kept for them.
fn ways(page: &Page<'_>, sending: Sending) -> AnyView {
    let words = &page.words.receipt;
    view! {
        <div class="ways screen-only">
            <a class="button" href=page.below("receipt.pdf") download="">{words.download}</a>
            {send_receipt::view(page, sending)}
        </div>
        <noscript>
            <p class="screen-only quiet">{words.print_how}</p>
        </noscript>
    }
    .into_any()
}

fn facts(receipt: &Receipt) -> AnyView {
    let rows: Vec<_> = receipt
        .facts
        .iter()
        .map(|fact| view! { <div><dt>{fact.name}</dt><dd>{fact.value.clone()}</dd></div> })
        .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}

/// What the payment leaves open, and what the customer may do.
fn open(page: &Page<'_>, receipt: &Receipt) -> Option<AnyView> {
    if receipt.open.is_empty() && receipt.rights.is_none() {
        return None;
    }
    let open: Vec<_> = receipt
        .open
        .iter()
        .map(|sentence| notice::caution(view! { <p>{sentence.clone()}</p> }))
        .collect();
    let rights = receipt
        .rights
        .map(|rights| view! { <p class="quiet">{rights}</p> });
    let part = view! {
        <section class="receipt-part" aria-labelledby="open">
            <h2 id="open">{page.words.receipt.open}</h2>
            {open}
            {rights}
        </section>
    };
    Some(part.into_any())
}

/// The code by which others can check the receipt.
fn code(page: &Page<'_>, receipt: &Receipt) -> Option<AnyView> {
    let words = &page.words.receipt;
    let code = receipt.code.as_deref()?;
    // Lines end between groups, also where no font is known.
    let groups: Vec<_> = code
        .split_inclusive('-')
        .map(|group| view! { <span>{group.to_owned()}</span> <wbr /> })
        .collect();
    let part = view! {
        <section class="receipt-part" aria-labelledby="code">
            <div class="receipt-head">
                <h2 id="code">{words.code}</h2>
                <button
                    class="link screen-only"
                    type="button"
                    data-does="copy"
                    data-of="receipt-code"
                    data-done=words.copied
                    data-failed=words.marked
                    hidden
                >
                    {words.copy}
                </button>
            </div>
            <p class="quiet">{words.code_how}</p>
            <p class="code" lang="zxx" translate="no" id="receipt-code">{groups}</p>
            <p class="screen-only quiet" role="status" data-says="copy"></p>
        </section>
    };
    Some(part.into_any())
}
