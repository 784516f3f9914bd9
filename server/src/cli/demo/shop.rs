//! The shop of the demonstration: what a merchant's own site would be.

mod notification;
mod order;
mod outbox;

use std::sync::Arc;

use app::{
    brand::Brand,
    page::{LOGO, STORE_STYLE, ShopInput, ShopScenario, ThanksInput, render_shop, render_thanks},
};
use axum::{
    Form, Router,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use http::{HeaderMap, StatusCode, header};
use payment::{CheckoutId, Delivery, Locale, MerchantId, Mode, Money, Order, PageToken};
use serde::Deserialize;

pub(super) use self::notification::PATH as NOTIFICATIONS;
pub(in crate::cli) use self::outbox::letter_alone;
use super::scenario::{SCENARIOS, Scenario};
use crate::{
    customer::{LanguageQuery, fault, missing, site},
    desk::Ordered,
    random,
    security::headers::{Document, Framing},
    state::AppState,
};

/// How long the shop's checkouts can be paid.
const LIFETIME: std::time::Duration = std::time::Duration::from_secs(60 * 60);

/// Every test user's password at the twin [G-scen].
const PASSWORD: &str = "Everyday";

/// The shop's pages, selling for this merchant, and where it is notified. `secret` is what the
/// shop was shown when it asked to be.
pub(super) fn router(merchant: MerchantId, secret: &str) -> Router<AppState> {
    let (seller, secret) = (merchant.clone(), Arc::<str>::from(secret));
    Router::new()
        .route("/", get(|| async { Redirect::to("/demo") }))
        .route(
            "/demo",
            get(move |state, query, headers| show(state, query, headers, seller.clone())),
        )
        .route(
            "/demo/pay",
            post(move |state, form| pay(state, form, merchant)),
        )
        .route(
            NOTIFICATIONS,
            post(move |state, headers, body| {
                notification::receive(state, headers, body, Arc::clone(&secret))
            }),
        )
        .route("/demo/thanks", get(thanks))
        .route("/demo/logo.svg", get(logo))
        .route("/demo/brand.css", get(stylesheet))
        .merge(outbox::router())
}

#[derive(Debug, Default, Deserialize)]
struct ShopQuery {
    #[serde(flatten)]
    language: LanguageQuery,
    scenario: Option<String>,
}

async fn show(
    State(state): State<AppState>,
    Query(query): Query<ShopQuery>,
    headers: HeaderMap,
    merchant: MerchantId,
) -> Response {
    let orders = match order::latest(&state.store, merchant).await {
        Ok(orders) => orders,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the shop could not read its orders"
            );
            return fault(&headers);
        }
    };
    let input = ShopInput {
        locale: query.language.resolve(&headers, None),
        brand: Brand::maple_and_pine(),
        brand_href: brand_href(),
        scenarios: SCENARIOS.iter().map(offered).collect(),
        selected: query
            .scenario
            .filter(|name| Scenario::named(name).is_some()),
        password: PASSWORD.to_owned(),
        orders,
    };
    page(render_shop(&input, &site()).html, &query.language)
}

fn offered(scenario: &Scenario) -> ShopScenario {
    ShopScenario {
        name: scenario.name.to_owned(),
        method: scenario.method,
        amount: Money::from_cents(scenario.cents).unwrap_or(Money::ZERO),
        user: scenario.user(),
    }
}

async fn thanks(Query(language): Query<LanguageQuery>, headers: HeaderMap) -> Response {
    let locale = language.resolve(&headers, None);
    let input = ThanksInput {
        locale,
        brand: Brand::maple_and_pine(),
        brand_href: brand_href(),
    };
    page(render_thanks(&input, &site()).html, &language)
}

fn page(html: String, language: &LanguageQuery) -> Response {
    let document = Document {
        status: StatusCode::OK,
        html,
        frame_origins: Vec::new(),
        framing: Framing::Nobody,
        secure: false,
    };
    let mut response = document.into_response();
    if let Some(cookie) = language.cookie(false) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

#[derive(Debug, Deserialize)]
struct Cart {
    scenario: String,
    lang: Option<String>,
}

/// What a shop's server does with the API, done at the desk.
async fn pay(
    State(state): State<AppState>,
    Form(cart): Form<Cart>,
    merchant: MerchantId,
) -> Response {
    let nothing = HeaderMap::new();
    let Some(scenario) = Scenario::named(&cart.scenario) else {
        return missing(&nothing);
    };
    let locale = cart.lang.and_then(|lang| lang.parse::<Locale>().ok());
    let (token, now) = (PageToken::from_bytes(random::secret()), state.clock.now());
    let shop = |path: &str| Some(state.config.server.public_url.join(path));
    let id = CheckoutId::from_bytes(random::ordered());
    let ordered = Ordered {
        merchant,
        token: token.clone(),
        order: Order {
            mode: Mode::Test,
            amount: Money::from_cents(scenario.cents).ok(),
            reference: scenario.reference().parse().ok(),
            methods: scenario.methods(),
            customer: scenario.customer(),
            payee_account: None,
            delivery: Delivery::Page,
            locale,
            theme: payment::Theme::Auto,
            success_url: shop("/demo/thanks"),
            cancel_url: shop("/demo"),
            metadata: order::label(&id),
            payment_link: None,
        },
        id,
        expires_at: now.plus(LIFETIME),
    };
    match state.desk.create(ordered, None, now).await {
        Ok(_) => Redirect::to(&format!("/c/{}", token.as_str())).into_response(),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the shop could not make a checkout"
            );
            fault(&nothing)
        }
    }
}

fn brand_href() -> String {
    format!("/demo/brand.css?{}", Brand::maple_and_pine().digest())
}

/// `GET /demo/brand.css`: the shop's colours, and the parts that only its own pages have.
async fn stylesheet() -> impl IntoResponse {
    let colours = Brand::maple_and_pine().stylesheet();
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        format!("{colours}@layer parts {{{STORE_STYLE}}}"),
    )
}

async fn logo() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, LOGO)
}
