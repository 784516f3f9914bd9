//! What is served at a merchant's own host: that merchant's pages, and nothing else. Whatever
//! belongs to another merchant, or to the other mode, is not there, and neither is anything
//! that is not a customer's.

use std::future::ready;

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures::{StreamExt as _, stream};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use payment::{PageToken, PaymentLinkToken};
use store::StoreError;
use url::form_urlencoded;

use super::Tenant;
use crate::{
    customer::{MAX_FORM, fault, missing},
    state::AppState,
};

/// What an address at a merchant's own host leads to.
#[derive(Debug, PartialEq, Eq)]
enum Place<'a> {
    /// A page of a checkout.
    Checkout(&'a str),
    /// The page of a payment link.
    PaymentLink(&'a str),
    /// What a page's form or script sends, which names the page inside.
    Action,
    /// A file of a merchant's look.
    Look(&'a str),
    /// What is the same for everybody.
    Shared,
    /// Nothing.
    Nowhere,
}

impl<'a> Place<'a> {
    fn of(path: &'a str) -> Self {
        let mut parts = path.trim_start_matches('/').splitn(3, '/');
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        match (first, second) {
            ("c", Some(token)) => Self::Checkout(token),
            ("l", Some(token)) => Self::PaymentLink(token),
            ("actions", Some(_)) => Self::Action,
            ("brand", Some("font")) => Self::Shared,
            ("brand", Some(file)) => Self::Look(file),
            ("assets" | "embed", Some(_))
            | ("favicon.ico", None)
            // The picture of the demonstration's shop.
            | ("demo", Some("logo.svg"))
            // The keys of receipts are the same for everybody.
            | (".well-known", Some("guichet-receipt-keys.json")) => Self::Shared,
            _ => Self::Nowhere,
        }
    }
}

/// Lets through what is served at the host that the request names.
pub(crate) async fn admit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let host = host(request.headers(), request.uri().host());
    let tenant = host.and_then(|host| state.domains.tenant_at(&host));
    let Some(tenant) = tenant else {
        return next.run(request).await;
    };
    let (parts, body) = request.into_parts();
    let (is_here, body) = match Place::of(parts.uri.path()) {
        Place::Checkout(token) => (is_page(&state, &tenant, token).await, body),
        Place::PaymentLink(token) => (is_link(&state, &tenant, token).await, body),
        Place::Look(file) => (Ok(is_look(&tenant, file)), body),
        Place::Shared => (Ok(true), body),
        Place::Nowhere => (Ok(false), body),
        Place::Action => match read(&parts, body).await {
            Ok((token, body)) => {
                let is_here = is_page(&state, &tenant, &token).await;
                (is_here, body)
            }
            Err(refused) => return refused,
        },
    };
    match is_here {
        Ok(true) => {
            let response = next.run(Request::from_parts(parts, body)).await;
            promising_for_itself(response)
        }
        Ok(false) => missing(&parts.headers),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "it could not be told what is served at a merchant's own host"
            );
            fault(&parts.headers)
        }
    }
}

/// The host that a request names, in lower case and without a port. Only what the caller says
/// to this program counts: a proxy in front has to hand it on.
fn host(headers: &HeaderMap, authority: Option<&str>) -> Option<String> {
    let mut named = headers.get_all(header::HOST).iter();
    let host = match (named.next(), named.next()) {
        (Some(host), None) => host.to_str().ok()?,
        (None, _) => authority?,
        // Two hosts are none: whoever stands in front may have believed the other one.
        (Some(_), Some(_)) => return None,
    };
    let name = host.split(':').next().unwrap_or_default();
    Some(name.trim_end_matches('.').to_ascii_lowercase())
}

/// What is promised of https at a merchant's host holds for that host alone: what is below it
/// is the merchant's own affair.
fn promising_for_itself(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if let Some(promise) = headers.get_mut(header::STRICT_TRANSPORT_SECURITY) {
        *promise = HeaderValue::from_static("max-age=31536000");
    }
    response
}

async fn is_page(state: &AppState, tenant: &Tenant, token: &str) -> Result<bool, StoreError> {
    let Ok(token) = token.parse::<PageToken>() else {
        return Ok(false);
    };
    let owner = state.store.page_owner(&token).await?;
    Ok(owner.is_some_and(|(merchant, mode)| merchant == tenant.merchant && mode == tenant.mode))
}

async fn is_link(state: &AppState, tenant: &Tenant, token: &str) -> Result<bool, StoreError> {
    let Ok(token) = token.parse::<PaymentLinkToken>() else {
        return Ok(false);
    };
    let stored = state.store.payment_link_by_token(&token).await?;
    Ok(stored.is_some_and(|stored| {
        stored.link.merchant == tenant.merchant && stored.link.mode == tenant.mode
    }))
}

fn is_look(tenant: &Tenant, file: &str) -> bool {
    let Tenant { merchant, mode } = tenant;
    file.starts_with(&format!("{merchant}-{mode}-"))
}

/// The page that a form names, and the form, to be read again.
async fn read(parts: &Parts, body: Body) -> Result<(String, Body), Response> {
    let mut chunks = body.into_data_stream();
    let mut beginning = Vec::new();
    while beginning.len() <= MAX_FORM
        && let Some(chunk) = chunks.next().await
    {
        let Ok(chunk) = chunk else {
            let mut response = missing(&parts.headers);
            *response.status_mut() = StatusCode::BAD_REQUEST;
            return Err(response);
        };
        beginning.extend_from_slice(&chunk);
    }
    let mut fields = form_urlencoded::parse(&beginning);
    let token = fields.find(|(name, _)| name == "token");
    let token = token.map(|(_, value)| value.into_owned());
    // What is too large is for the form's own answer to say.
    let whole = stream::once(ready(Ok(Bytes::from(beginning)))).chain(chunks);
    Ok((token.unwrap_or_default(), Body::from_stream(whole)))
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse as _;

    use super::*;
    use crate::security::headers::{Document, Framing};

    #[test]
    fn a_merchants_host_promises_https_for_itself_alone() {
        let promise = |secure| {
            let page = Document {
                status: StatusCode::OK,
                html: String::new(),
                frame_origins: Vec::new(),
                framing: Framing::Nobody,
                secure,
            };
            let response = promising_for_itself(page.into_response());
            response
                .headers()
                .get(header::STRICT_TRANSPORT_SECURITY)
                .cloned()
        };
        let alone = HeaderValue::from_static("max-age=31536000");
        assert_eq!(promise(true), Some(alone));
        assert_eq!(promise(false), None);
    }

    #[test]
    fn only_what_is_a_customers_has_a_place_at_a_merchants_host() {
        for (path, place) in [
            ("/c/abc", Place::Checkout("abc")),
            ("/c/abc/events", Place::Checkout("abc")),
            ("/l/abc", Place::PaymentLink("abc")),
            ("/actions/start", Place::Action),
            ("/brand/mer_1-test-ab.css", Place::Look("mer_1-test-ab.css")),
            ("/brand/font/inter.woff2", Place::Shared),
            ("/assets/start.js", Place::Shared),
            ("/embed/v1.js", Place::Shared),
            ("/favicon.ico", Place::Shared),
        ] {
            assert_eq!(Place::of(path), place, "{path}");
        }
        for path in [
            "",
            "/",
            "/c",
            "/v1/checkouts",
            "/v1/openapi.json",
            "/dashboard",
            "/healthz",
            "/readyz",
            "/webhooks/flinks/mer_1",
            "/demo",
            "/C/abc",
            "/%63/abc",
        ] {
            assert_eq!(Place::of(path), Place::Nowhere, "{path}");
        }
    }

    #[test]
    fn a_host_is_named_once_and_its_port_does_not_matter() {
        let of = |hosts: &[&'static str], authority| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                let value = HeaderValue::from_static(host);
                headers.append(header::HOST, value);
            }
            host(&headers, authority)
        };
        let pay = Some("pay.shop.example".to_owned());
        assert_eq!(of(&["Pay.Shop.Example:8080"], None), pay);
        assert_eq!(of(&["pay.shop.example."], None), pay);
        assert_eq!(of(&[], Some("pay.shop.example")), pay);
        assert_eq!(of(&["pay.shop.example", "pay.guichet.example"], None), None);
        assert_eq!(of(&[], None), None);
    }
}
