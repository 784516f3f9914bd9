//! A letter for programs that show pages: nothing in it runs, and nothing is fetched but the
//! shop's logo.

use app::brand::{Brand, SchemeName, Schemes};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::content::Content;

/// The parts of a letter. Its colours come before it, by name.
const STYLE: &str = include_str!("letter.css");

/// The letter as a page. `url` is where the shop's own addresses begin.
pub(super) fn of(content: &Content, brand: &Brand, url: &str) -> Markup {
    let schemes = match brand.schemes {
        Schemes::Light => "only light",
        Schemes::Dark => "dark",
        Schemes::Both => "light dark",
    };
    html! {
        (DOCTYPE)
        html lang=(content.locale.tag()) dir="ltr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(schemes);
                meta name="supported-color-schemes" content=(schemes);
                meta name="format-detection" content="telephone=no, date=no, address=no";
                title { (content.subject) }
                style { (PreEscaped(style(brand))) }
            }
            body { (sheet(content, brand, url)) }
        }
    }
}

fn sheet(content: &Content, brand: &Brand, url: &str) -> Markup {
    let (label, href) = &content.link;
    html! {
        div.sheet {
            header { (shop(content, brand, url)) }
            main {
                @if let Some(test) = content.test { p.test { (test) } }
                h1 { (content.title) }
                p.sum { strong { (content.amount) } " " span.currency { "CAD" } }
                p.lead { (content.lead) }
                @if let Some(next) = &content.next { p { (next) } }
                table.facts {
                    @for (name, value) in &content.facts {
                        tr { th scope="row" { (name) } td { bdi { (value) } } }
                    }
                }
                @for open in &content.open { p.open { (open) } }
                p { a.button href=(href) target="_blank" rel="noopener" { (label) } }
                @if let Some(rights) = content.rights { p.quiet { (rights) } }
                @if let Some((name, code)) = &content.code {
                    p.quiet { (name) br; code { (code) } }
                }
            }
            footer { (foot(content)) }
        }
    }
}

fn shop(content: &Content, brand: &Brand, url: &str) -> Markup {
    html! {
        @if let Some(logo) = &brand.logo {
            img src={ (url) (logo.href) } width=(logo.width) height=(logo.height) alt="";
        }
        p.shop {
            b { (content.shop) }
            @if let Some(domain) = &content.domain { br; span.quiet { (domain) } }
        }
    }
}

fn foot(content: &Content) -> Markup {
    let (help, ways) = &content.help;
    html! {
        @if !ways.is_empty() {
            p {
                (help) " "
                @for (at, way) in ways.iter().enumerate() {
                    @if at > 0 { " · " }
                    @if way.starts_with("https://") || way.starts_with("http://") {
                        a href=(way) target="_blank" rel="noopener" { (way) }
                    } @else if way.contains('@') {
                        a href={ "mailto:" (way) } { (way) }
                    } @else {
                        span.phone { (way) }
                    }
                }
            }
        }
        p { @for small in &content.small { (small) " " } }
    }
}

/// The stylesheet: the brand's colours where the letter's parts name them. Mail programs know no
/// custom properties, so the colours stand in it themselves, by day and, below, by night.
fn style(brand: &Brand) -> String {
    let (parts, colours) = STYLE.split_once("/* colours */").unwrap_or((STYLE, ""));
    let by = |scheme| {
        let mut text = colours.to_owned();
        for (name, colour) in brand.colours(scheme) {
            text = text.replace(&format!("var(--{name})"), &colour.to_string());
        }
        text
    };
    match brand.schemes {
        Schemes::Light => format!("{parts}{}", by(SchemeName::Light)),
        Schemes::Dark => format!("{parts}{}", by(SchemeName::Dark)),
        Schemes::Both => format!(
            "{parts}{}@media (prefers-color-scheme: dark) {{{}}}",
            by(SchemeName::Light),
            by(SchemeName::Dark)
        ),
    }
}
