use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest as _, Multipart, Request, State},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use bytes::Bytes;
use dashboard::shell::{Done, Frame};
use futures::StreamExt as _;
use http::{HeaderMap, Method, StatusCode, request::Parts};
use payment::Timestamp;
use store::{Power, SignIn};
use subtle::ConstantTimeEq as _;
use url::form_urlencoded;

use super::{
    Access,
    cookie::{self, Token},
    document::{self, site},
    entrance::{IDLE, SEEN_WITHIN},
    language, next,
    route::{Gate, Recency},
    signed::{Signed, SignedPerson, Visitor},
};
use crate::state::AppState;

/// The name, in small letters, of the header in which a script sends the form's token.
const TOKEN_HEADER: &str = "x-form-token";

/// How many times the largest form is read away of one that is too large.
const READ_AWAY: usize = 8;

/// Lets in who may, and says who it is. In this order: whoever is not signed in is sent to do so;
/// whoever looks at no merchant is sent to choose one; a role that may not do this is 403; so is a
/// form that does not carry the token of who is signed in, and of what they look at; and whoever
/// changes what decides who may do what shows once more who they are, where they last did so long
/// ago.
pub(super) async fn admit(
    State((state, gate)): State<(AppState, Gate)>,
    mut request: Request,
    next: Next,
) -> Response {
    let Gate {
        access,
        recency,
        most,
    } = gate;
    let now = state.clock.now();
    let is_there = is_somebody_there(&request);
    let found = match find(&state, request.headers(), is_there, now).await {
        Ok(found) => found,
        Err(error) => return document::unavailable(&error),
    };
    let found = found.map(|(sign_in, token)| SignedPerson::of(sign_in, &token));
    let locale = language::of(&request, found.as_ref().and_then(|person| person.locale));
    let frame = Frame {
        site: site(),
        locale,
        path: request.uri().path().to_owned(),
        other_language: language::other(&request, access, locale),
        viewer: found.as_ref().map(SignedPerson::viewer),
        done: done(&request),
    };
    let chosen = language::cookie(&state, &request);
    let may_pass = match (access, &found) {
        (Access::Anybody, _) | (Access::Person, Some(_)) => Ok(()),
        (Access::Person | Access::Member(_), None) => {
            Err(Redirect::to(&next::sign_in(&request)).into_response())
        }
        (Access::Member(power), Some(person)) => match &person.membership {
            None => Err(Redirect::to("/dashboard/merchants").into_response()),
            Some(membership) if membership.role.may(power) => Ok(()),
            Some(_) => Err(document::forbidden(&frame)),
        },
    };
    let mut response = match may_pass {
        Err(response) => response,
        Ok(()) if is_longer(request.headers(), most) => {
            discard(request.into_body(), most.saturating_mul(READ_AWAY)).await;
            document::too_large(&frame)
        }
        Ok(()) => {
            let sealed = access == Access::Anybody || request.method() != Method::POST;
            if !sealed {
                let Some(person) = &found else {
                    return StatusCode::FORBIDDEN.into_response();
                };
                request = match sealed_form(request, access, most, &person.form_token).await {
                    Ok(request) => request,
                    Err(Unsealed::Foreign) => return document::stale(&frame),
                    Err(Unsealed::TooLarge) => return document::too_large(&frame),
                };
                let is_asked = recency == Recency::Asked;
                if access == Access::Member(Power::Govern) && is_asked && !person.is_fresh(now) {
                    return Redirect::to(&next::sign_in_again(&frame.path)).into_response();
                }
            }
            let extensions = request.extensions_mut();
            if let Some(person) = found {
                if let Some(membership) = person.membership.clone() {
                    extensions.insert(Signed {
                        merchant: membership.merchant,
                        mode: person.mode,
                        locale,
                        person: person.clone(),
                        frame: frame.clone(),
                    });
                }
                extensions.insert(person);
            }
            extensions.insert(Visitor { locale, frame });
            next.run(request).await
        }
    };
    if let Some(chosen) = chosen {
        response
            .headers_mut()
            .append(http::header::SET_COOKIE, chosen);
    }
    response
}

/// Whoever the browser shows to be.
async fn find(
    state: &AppState,
    headers: &HeaderMap,
    is_there: bool,
    now: Timestamp,
) -> Result<Option<(SignIn, Token)>, store::StoreError> {
    let Some(token) = cookie::read(state, headers) else {
        return Ok(None);
    };
    let found = state
        .store
        .sign_in_by_digest(&token.digest(), now, IDLE)
        .await?;
    let Some(sign_in) = found else {
        return Ok(None);
    };
    if is_there && now.since(sign_in.seen_at) >= SEEN_WITHIN {
        let (store, id) = (state.store.clone(), sign_in.id.clone());
        tokio::spawn(async move {
            if let Err(error) = store.note_sign_in_seen(&id, now).await {
                tracing::debug!(%error, "a visit was not noted");
            }
        });
    }
    Ok(Some((sign_in, token)))
}

/// Whether somebody asks, and not a page that was left open and follows along by itself: it would
/// stay signed in for as long as it is open.
fn is_somebody_there(request: &Request) -> bool {
    let is_script = request
        .headers()
        .get("sec-fetch-dest")
        .is_some_and(|value| value == "empty");
    !is_script && !request.uri().path().ends_with("/events")
}

/// Whether what a form carries is the token. What a form does for a merchant is bound to that
/// merchant and mode, whatever else was chosen since in another tab; what it does for the person
/// is not.
fn is_theirs(access: Access, shown: &str, token: &str) -> bool {
    match access {
        Access::Member(_) => shown.as_bytes().ct_eq(token.as_bytes()).into(),
        Access::Person | Access::Anybody => who(shown).ct_eq(who(token)).into(),
    }
}

/// The part of a token that says who shows it.
fn who(token: &str) -> &[u8] {
    token.split('.').next().unwrap_or_default().as_bytes()
}

/// Why a form is not taken.
enum Unsealed {
    /// It does not carry the token.
    Foreign,
    /// There is more in it than is taken.
    TooLarge,
}

/// Whether a form says itself that there is more in it than is taken.
fn is_longer(headers: &HeaderMap, most: usize) -> bool {
    let length = headers.get(http::header::CONTENT_LENGTH);
    length
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok())
        .is_some_and(|length| u64::try_from(most).is_ok_and(|most| length > most))
}

/// Reads away what is not taken, up to a limit: browsers show no answer to what they could not
/// send.
async fn discard(body: Body, most: usize) {
    let mut parts = body.into_data_stream();
    let mut left = most;
    while let Some(Ok(part)) = parts.next().await {
        left = left.saturating_sub(part.len());
        if left == 0 {
            return;
        }
    }
}

/// The request again, if its form, or its header, carries the token.
async fn sealed_form(
    request: Request,
    access: Access,
    most: usize,
    token: &str,
) -> Result<Request, Unsealed> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, most).await.map_err(|_| Unsealed::TooLarge)?;
    let named = parts.headers.get(TOKEN_HEADER);
    let shown = match named.and_then(|value| value.to_str().ok()) {
        Some(shown) => Some(shown.to_owned()),
        None if has_files(&parts) => token_beside_files(&parts, &bytes).await,
        None => form_urlencoded::parse(&bytes)
            .find(|(name, _)| name == "token")
            .map(|(_, value)| value.into_owned()),
    };
    if shown.is_some_and(|shown| is_theirs(access, &shown, token)) {
        Ok(Request::from_parts(parts, Body::from(bytes)))
    } else {
        Err(Unsealed::Foreign)
    }
}

/// Whether a form is of the kind that files can be in.
fn has_files(parts: &Parts) -> bool {
    let kind = parts.headers.get(http::header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

/// The token of such a form. It stands before everything else.
async fn token_beside_files(parts: &Parts, bytes: &Bytes) -> Option<String> {
    let request = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let first = form.next_field().await.ok()??;
    if first.name() == Some("token") {
        first.text().await.ok()
    } else {
        None
    }
}

fn done(request: &Request) -> Option<Done> {
    let query = request.uri().query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "done")
        .and_then(|(_, value)| Done::of(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_for_the_merchant_and_the_mode_of_its_page_or_for_the_person_alone() {
        let member = Access::Member(Power::Work);
        for (access, shown, token, passes) in [
            (member, "ada.shop", "ada.shop", true),
            (member, "ada.shop", "ada.other", false),
            (member, "ada", "ada.shop", false),
            (member, "bob.shop", "ada.shop", false),
            (member, "", "ada.shop", false),
            (Access::Person, "ada.shop", "ada.other", true),
            (Access::Person, "ada", "ada.shop", true),
            (Access::Person, "ada.shop", "ada", true),
            (Access::Person, "bob.shop", "ada.shop", false),
            (Access::Person, ".shop", "ada.shop", false),
            (Access::Person, "", "ada.shop", false),
        ] {
            assert_eq!(is_theirs(access, shown, token), passes, "{shown} {token}");
        }
    }

    #[test]
    fn a_page_that_follows_along_is_nobody_who_is_there() {
        let request = |path: &str, dest: &str| {
            let request = http::Request::get(path).header("sec-fetch-dest", dest);
            request.body(Body::empty()).expect("it is a request")
        };
        assert!(is_somebody_there(&request(
            "/dashboard/payments",
            "document"
        )));
        assert!(!is_somebody_there(&request("/dashboard/payments", "empty")));
        let stream = "/dashboard/payments/events";
        assert!(!is_somebody_there(&request(stream, "document")));
    }
}
