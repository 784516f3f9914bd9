//! Which language a page is in: what the address asks for, what was chosen before, what the
//! person chose for good, what the browser prefers; in this order.

use app::locale::choose_locale;
use axum::extract::Request;
use http::{HeaderValue, Method, header};
use payment::Locale;
use url::form_urlencoded;

use super::Access;
use crate::{customer::remembered, state::AppState};

fn asked(request: &Request) -> Option<Locale> {
    let query = request.uri().query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "lang")
        .and_then(|(_, tag)| tag.parse().ok())
}

pub(super) fn of(request: &Request, of_person: Option<Locale>) -> Locale {
    let headers = request.headers();
    let accept = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let chosen = remembered(headers).or(of_person);
    choose_locale(asked(request), chosen, None, accept)
}

/// Where the page is in the other language: what was asked for, with all that was asked. What
/// answers a form is nowhere, but for the forms of the way in, which are pages too.
pub(super) fn other(request: &Request, access: Access, locale: Locale) -> Option<String> {
    let is_page = request.method() == Method::GET || access == Access::Anybody;
    is_page.then(|| {
        let query = request.uri().query().unwrap_or_default();
        let asked = form_urlencoded::parse(query.as_bytes())
            .filter(|(name, _)| !matches!(&**name, "lang" | "done"));
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(asked)
            .append_pair("lang", locale.other().tag())
            .finish();
        format!("{}?{query}", request.uri().path())
    })
}

/// What keeps an express choice for the next page.
pub(super) fn cookie(state: &AppState, request: &Request) -> Option<HeaderValue> {
    asked(request).map(|locale| keep(state, locale))
}

/// What has the browser remember that language.
pub(super) fn keep(state: &AppState, locale: Locale) -> HeaderValue {
    let secure = if state.entrance.is_https() {
        "; Secure"
    } else {
        ""
    };
    HeaderValue::try_from(format!(
        "page_lang={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}",
        locale.tag()
    ))
    .expect("a tag is letters and a hyphen")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use store::Power;

    use super::*;

    #[test]
    fn a_page_is_asked_for_again_with_all_that_was_asked_and_an_answer_is_not() {
        let other = |method: Method, address: &str, access| {
            let request = http::Request::builder().method(method).uri(address);
            let request = request.body(Body::empty()).expect("it is a request");
            other(&request, access, Locale::EnCa)
        };
        let (member, person) = (Access::Member(Power::Govern), Access::Person);
        assert_eq!(
            other(
                Method::GET,
                "/dashboard/payments?q=a%26b&lang=en-CA&done=saved",
                member
            ),
            Some("/dashboard/payments?q=a%26b&lang=fr-CA".into())
        );
        assert_eq!(
            other(Method::POST, "/dashboard/people/invite", member),
            None
        );
        assert_eq!(
            other(Method::POST, "/dashboard/account/recovery-codes", person),
            None
        );
        assert_eq!(
            other(Method::POST, "/dashboard/sign-in", Access::Anybody),
            Some("/dashboard/sign-in?lang=fr-CA".into())
        );
    }
}
