mod orders;

use leptos::prelude::*;
use payment::{Locale, Method, Money};

pub use self::orders::{ShopOrder, ShopOrderState};
use crate::{
    brand::Brand,
    format,
    part::header,
    shell::{Head, Rendered, Site, document},
    words::{ShopWords, Words, words},
};

/// The logo of the demonstration's shop, to be served at its brand's address.
pub const LOGO: &str = include_str!("shop/logo.svg");

/// What the shop's pages wear beside what every page does. Its customers' pages do without.
pub const STORE_STYLE: &str = include_str!("../../../style/store.css");
/// The picture of its one product: ours alone, so it may stand in the page raw.
const PRODUCT: &str = include_str!("shop/product.svg");

/// What the shop of the demonstration is made from.
#[derive(Clone, Debug)]
pub struct ShopInput {
    /// The language to speak.
    pub locale: Locale,
    /// The look of the shop.
    pub brand: Brand,
    /// Where the brand's stylesheet is.
    pub brand_href: String,
    /// What a visitor can play.
    pub scenarios: Vec<ShopScenario>,
    /// The name of the one that is chosen at first; the first one when there is none.
    pub selected: Option<String>,
    /// The password of every test user at the make-believe bank.
    pub password: String,
    /// Its latest orders, newest first.
    pub orders: Vec<ShopOrder>,
}

/// One story that the twin plays.
#[derive(Clone, Debug)]
pub struct ShopScenario {
    /// Its name at the twin, such as `Happy1`: what the form posts. The words tell what
    /// will happen; a scenario that they do not know is shown by its name.
    pub name: String,
    /// The method that it is about.
    pub method: Method,
    /// What the cart costs in it.
    pub amount: Money,
    /// What to type as the user name at the bank, where the bank asks for one.
    pub user: Option<String>,
}

/// What the page after the payment is made from.
#[derive(Clone, Debug)]
pub struct ThanksInput {
    /// The language to speak.
    pub locale: Locale,
    /// The look of the shop.
    pub brand: Brand,
    /// Where the brand's stylesheet is.
    pub brand_href: String,
}

/// The shop of the demonstration: one product, a cart, and a story to choose.
#[must_use]
pub fn render_shop(input: &ShopInput, site: &Site) -> Rendered {
    let words = words(input.locale);
    let head = head(input.locale, &input.brand, &input.brand_href, words);
    document(head, site, || {
        view! {
            <div class="store">
                {masthead(input.locale, &input.brand, words, "/demo", "")}
                <main id="main" class="store-main" tabindex="-1">
                    {product(&words.shop)}
                    {cart(input, &words.shop)}
                    {orders::orders(&input.orders, input.locale, words)}
                </main>
            </div>
        }
    })
}

/// The shop's page after a payment.
#[must_use]
pub fn render_thanks(input: &ThanksInput, site: &Site) -> Rendered {
    let words = words(input.locale);
    let head = head(input.locale, &input.brand, &input.brand_href, words);
    let thanks = &words.shop.thanks;
    document(head, site, || {
        view! {
            <div class="store">
                {masthead(input.locale, &input.brand, words, "/demo/thanks", "")}
                <main id="main" class="store-thanks" tabindex="-1">
                    <h1>{thanks.title}</h1>
                    <p class="lead">{thanks.lead}</p>
                    <p>{thanks.next}</p>
                    <p>
                        <a class="button" href=format!("/demo?lang={}", input.locale)>
                            {words.shop.again}
                        </a>
                    </p>
                </main>
            </div>
        }
    })
}

fn head<'a>(locale: Locale, brand: &'a Brand, href: &str, words: &Words) -> Head<'a> {
    head_titled(locale, brand, href, words.shop.title)
}

pub(super) fn head_titled<'a>(
    locale: Locale,
    brand: &'a Brand,
    href: &str,
    title: &str,
) -> Head<'a> {
    Head {
        locale,
        title: title.to_owned(),
        brand: Some(brand),
        brand_href: Some(href.to_owned()),
        schemes: brand.schemes,
        live: false,
        refresh: None,
    }
}

/// `query` is what the page's address asks for beside the language.
pub(super) fn masthead(
    locale: Locale,
    brand: &Brand,
    words: &Words,
    path: &str,
    query: &str,
) -> AnyView {
    let other = locale.other();
    let href = format!("{path}?lang={other}{query}");
    view! {
        <header class="masthead">
            {header::shop(brand)} {header::switch(other, words.around.other_language, href)}
        </header>
    }
    .into_any()
}

fn product(words: &ShopWords) -> AnyView {
    let facts: Vec<_> = words
        .facts
        .iter()
        .map(|fact| view! { <li>{*fact}</li> })
        .collect();
    view! {
        <section class="product">
            <div class="product-picture" role="img" aria-label=words.picture inner_html=PRODUCT></div>
            <p class="kicker">{words.kicker}</p>
            <h1>{words.product}</h1>
            <p class="lead">{words.blurb}</p>
            <ul class="product-facts">{facts}</ul>
        </section>
    }
    .into_any()
}

fn cart(input: &ShopInput, words: &ShopWords) -> AnyView {
    let first = input
        .scenarios
        .first()
        .map(|scenario| scenario.name.clone());
    let selected = input.selected.clone().or(first);
    let scenarios: Vec<_> = input
        .scenarios
        .iter()
        .map(|scenario| {
            let checked = selected.as_ref() == Some(&scenario.name);
            story(input, scenario, checked, words)
        })
        .collect();
    view! {
        <form class="cart" method="post" action="/demo/pay">
            <h2>{words.cart}</h2>
            <p class="cart-item">{words.item}</p>
            <input type="hidden" name="lang" value=input.locale.tag() />
            <fieldset class="stories">
                <legend>{words.scenarios}</legend>
                <p class="hint">{words.scenarios_hint}</p>
                <div class="story-list">{scenarios}</div>
            </fieldset>
            <p class="cart-total">{words.total}</p>
            <button class="button" type="submit">
                {words.pay}
            </button>
        </form>
    }
    .into_any()
}

fn story(input: &ShopInput, scenario: &ShopScenario, checked: bool, words: &ShopWords) -> AnyView {
    let known = (words.scenario)(&scenario.name);
    let name = known
        .as_ref()
        .map_or_else(|| scenario.name.clone(), |known| known.name.to_owned());
    let own = known.as_ref().and_then(|known| known.sign_in);
    let happens = known.map(|known| view! { <span>{known.happens}</span> });
    let usual = || {
        let user = scenario.user.as_ref()?;
        Some((words.sign_in)(user, &input.password))
    };
    let sign_in = own
        .map(str::to_owned)
        .or_else(usual)
        .map(|sentence| view! { <span>{sentence}</span> });
    view! {
        <label class="story">
            <input type="radio" name="scenario" value=scenario.name.clone() checked=checked />
            <span class="story-name">{name}</span>
            <span class="story-more">{happens} " " {sign_in}</span>
            <span class="story-sum">{format::money(scenario.amount, input.locale)}</span>
        </label>
    }
    .into_any()
}
