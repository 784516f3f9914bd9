//! The document around a page.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use payment::Locale;

use crate::{
    brand::{Brand, Font, Rgb, Schemes},
    words::words,
};

/// What the build made for pages to load. All of it may be missing: pages then do without.
#[derive(Clone, Copy, Debug, Default)]
pub struct Site {
    /// The stylesheet, to stand in the head; allowed by its hash.
    pub css: Option<&'static str>,
    /// The script that keeps early messages, to stand in the head; allowed by its hash.
    pub early: Option<&'static str>,
    /// The path of the module that starts the islands.
    pub start_js: Option<&'static str>,
    /// The path of the module that it loads.
    pub glue: Option<&'static str>,
}

/// A whole document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Its text.
    pub html: String,
}

/// What the head of a document says.
pub(crate) struct Head<'a> {
    pub(crate) locale: Locale,
    pub(crate) title: String,
    pub(crate) brand: Option<&'a Brand>,
    pub(crate) brand_href: Option<String>,
    /// By which light it is shown.
    pub(crate) schemes: Schemes,
    /// Whether islands live on the page.
    pub(crate) live: bool,
    /// After how many seconds a browser without scripts looks again by itself, if it does.
    pub(crate) refresh: Option<u8>,
}

/// The document with that head, around what `body` makes. Nothing in it waits or streams.
pub(crate) fn document<V: IntoView + 'static>(
    head: Head<'_>,
    site: &Site,
    body: impl FnOnce() -> V,
) -> Rendered {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| whole(head, site, body().into_any()).to_html());
    owner.unset_with_forced_cleanup();
    Rendered {
        html: format!("<!doctype html>{html}"),
    }
}

fn whole(head: Head<'_>, site: &Site, body: AnyView) -> AnyView {
    let description = head.brand.map(|brand| {
        let described = (words(head.locale).around.described)(&brand.name);
        view! { <meta name="description" content=described /> }
    });
    let chrome = head.brand.map(|brand| chrome(brand, head.schemes));
    let icon = head
        .brand
        .and_then(|brand| brand.logo.clone())
        .map(|logo| view! { <link rel="icon" href=logo.href /> });
    let fonts: Vec<_> = head.brand.map(fonts).unwrap_or_default();
    let (theme, schemes) = match head.schemes {
        Schemes::Light => (Some("light"), "only light"),
        Schemes::Dark => (Some("dark"), "dark"),
        Schemes::Both => (None, "light dark"),
    };
    let brand = head
        .brand_href
        .map(|href| view! { <link rel="stylesheet" href=href /> });
    let refresh = head.refresh.map(|seconds| {
        view! { <noscript><meta http-equiv="refresh" content=seconds.to_string() /></noscript> }
    });
    let scripts = head.live.then(|| scripts(site));
    // Ours alone, and allowed by hash: raw, as `<style>` knows no escapes.
    let css = site.css.map(|css| view! { <style inner_html=css></style> });
    view! {
        <html lang=head.locale.tag() dir="ltr" data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{head.title}</title>
                {description}
                <meta name="color-scheme" content=schemes />
                <meta name="robots" content="noindex, nofollow" />
                <meta name="referrer" content="same-origin" />
                <meta name="format-detection" content="telephone=no" />
                {chrome}
                {icon}
                {fonts}
                {css}
                {brand}
                {scripts}
                {refresh}
            </head>
            <body>{body}</body>
        </html>
    }
    .into_any()
}

/// The browser's own bars, in the colours of the page.
fn chrome(brand: &Brand, schemes: Schemes) -> AnyView {
    let (day, night) = brand.theme_colours();
    let meta = |colour: Rgb| {
        leptos::html::meta()
            .name("theme-color")
            .content(colour.to_string())
    };
    // The macro knows no `media` on a `<meta>`.
    let by = |media: &'static str, colour| meta(colour).attr("media", media);
    match schemes {
        Schemes::Light => meta(day).into_any(),
        Schemes::Dark => meta(night).into_any(),
        Schemes::Both => (
            by("(prefers-color-scheme: light)", day),
            by("(prefers-color-scheme: dark)", night),
        )
            .into_any(),
    }
}

/// Fonts are asked for with the page, not after its stylesheet has come.
fn fonts(brand: &Brand) -> Vec<AnyView> {
    brand
        .fonts()
        .filter_map(Font::href)
        .map(|href| {
            view! { <link rel="preload" href=href r#as="font" type="font/woff2" crossorigin="anonymous" /> }
                .into_any()
        })
        .collect()
}

fn scripts(site: &Site) -> AnyView {
    let early = site
        .early
        .map(|early| view! { <script inner_html=early></script> });
    let glue = site
        .glue
        .map(|href| view! { <link rel="modulepreload" href=href /> });
    let start = site
        .start_js
        .map(|src| view! { <script type="module" src=src></script> });
    view! { {early} {glue} {start} }.into_any()
}
