use axum::response::AppendHeaders;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use payment::{AuditId, Mode, PersonId, SignInId, Timestamp};
use store::{Action, Actor, NewAudit, NewSignIn, SignInEmail, SignInWay};

/// Why somebody was not signed in.
pub(in super::super) use store::SignInError as BeginError;

use super::super::{
    cookie::{self, Token},
    entrance::LONGEST,
};
use crate::{random, state::AppState};

/// Somebody who has shown who they are.
pub(in super::super) struct Begun<'a> {
    pub(in super::super) person: &'a PersonId,
    pub(in super::super) email: &'a SignInEmail,
    /// When they had chosen their password, as they showed it.
    pub(in super::super) password_at: Option<Timestamp>,
    /// How.
    pub(in super::super) way: SignInWay,
    /// What the logs of their merchants call it.
    pub(in super::super) action: Action,
}

/// What the browser shows from now on.
pub(in super::super) type Cookie = AppendHeaders<[(HeaderName, HeaderValue); 1]>;

/// Signs the browser in, with a token that nobody has seen before; what it showed until now is
/// worth nothing any more.
pub(in super::super) async fn begin(
    state: &AppState,
    headers: &HeaderMap,
    begun: Begun<'_>,
) -> Result<Cookie, BeginError> {
    let Begun {
        person,
        email,
        password_at,
        way,
        action,
    } = begun;
    let now = state.clock.now();
    let merchants = state.store.merchants_of(person).await?;
    let notes = merchants
        .iter()
        .map(|membership| NewAudit {
            id: AuditId::from_bytes(random::ordered()),
            merchant: membership.merchant.clone(),
            at: now,
            who: Actor::Person(email.clone()),
            action,
            mode: None,
            subject: None,
        })
        .collect();
    let token = Token::generate();
    let new = NewSignIn {
        id: SignInId::from_bytes(random::ordered()),
        person: person.clone(),
        password_at,
        digest: token.digest(),
        way,
        browser: browser(headers),
        // Where there is a choice, it is theirs.
        merchant: match &merchants[..] {
            [only] => Some(only.merchant.clone()),
            _ => None,
        },
        mode: Mode::Test,
        created_at: now,
        ends_at: now.plus(LONGEST),
    };
    let before = cookie::read(state, headers).map(|token| token.digest());
    state.store.begin_sign_in(new, before, notes).await?;
    Ok(AppendHeaders([(header::SET_COOKIE, token.cookie(state))]))
}

/// What a browser calls itself, in a few words that its owner knows it by.
fn browser(headers: &HeaderMap) -> String {
    let told = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    // Each of these calls itself by the names that follow it, too.
    let program = [
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let system = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| told.contains(mark))
            .map(|(_, name)| *name)
    };
    match (named(&program), named(&system)) {
        (Some(program), Some(system)) => format!("{program} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_by_what_its_owner_knows_it_by() {
        let named = |agent: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, HeaderValue::from_static(agent));
            browser(&headers)
        };
        assert_eq!(
            named(
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0"
            ),
            "Edge · Windows"
        );
        assert_eq!(
            named(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1"
            ),
            "Safari · iPhone"
        );
        assert_eq!(named("curl/8.0"), "");
    }
}
