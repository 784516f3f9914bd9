//! `/dashboard/invitation/{token}`: joining a merchant.

use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::{
    self,
    invitation::{Invitation, Way},
    password::Weak,
};
use http::{HeaderMap, StatusCode};
use payment::PersonId;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use store::{AcceptError, Action, Actor, EntryKind, EntryLink, Joining, NewPerson, SignInWay};

use super::{
    Access, Route, Visitor,
    document::{busy, document, too_often},
    entry, next, note, password,
    sign_in::{Begun, begin},
    tries::From,
    unavailable,
};
use crate::{random, state::AppState};

pub(super) fn routes() -> Vec<Route> {
    const PATH: &str = "/dashboard/invitation/{token}";
    vec![
        Route::get(PATH, Access::Anybody, show),
        Route::post(PATH, Access::Anybody, accept),
    ]
}

/// An invitation that can be accepted.
struct Open {
    link: EntryLink,
    joining: Joining,
    merchant: String,
    /// Whoever signs in with its address already.
    known: Option<PersonId>,
}

impl Open {
    /// The invitation that a token opens, or the page that says that there is none.
    async fn find(
        state: &AppState,
        from: From,
        visitor: &Visitor,
        token: &str,
    ) -> Result<Self, Response> {
        let now = state.clock.now();
        let gone = || {
            document(
                StatusCode::NOT_FOUND,
                page::invitation::gone(&visitor.frame),
            )
        };
        let Some(tried) = state.entrance.tries.begin(from, None, now) else {
            return Err(too_often(&visitor.frame));
        };
        let found = state.store.entry_link(&entry::digest(token), now).await;
        let found = found.map_err(|error| unavailable(&error))?;
        let link = found.filter(|link| link.kind == EntryKind::Invitation);
        let Some((link, joining, merchant)) = link.and_then(|link| {
            let (joining, name) = (link.joining.clone()?, link.merchant_name.clone()?);
            Some((link, joining, name))
        }) else {
            return Err(gone());
        };
        state.entrance.tries.forgive(tried);
        let known = state.store.person_by_email(&link.email).await;
        let known = known.map_err(|error| unavailable(&error))?;
        Ok(Self {
            link,
            joining,
            merchant,
            known: known.map(|person| person.id),
        })
    }

    fn way(&self, visitor: &Visitor) -> Way {
        let viewer = visitor.frame.viewer.as_ref();
        match (&self.known, viewer) {
            (_, Some(viewer)) if viewer.email == self.link.email.as_str() => Way::AtOnce,
            (_, Some(_)) => Way::SomebodyElse,
            (Some(_), None) => Way::SignIn,
            (None, None) => Way::Password(None),
        }
    }

    fn shown(&self, status: StatusCode, visitor: &Visitor, way: Way) -> Response {
        let shown = Invitation {
            email: self.link.email.as_str(),
            merchant: &self.merchant,
            role: self.joining.role,
            way,
        };
        document(status, page::invitation::render(&visitor.frame, &shown))
    }
}

async fn show(
    State(state): State<AppState>,
    visitor: Visitor,
    from: From,
    Path(token): Path<String>,
) -> Response {
    match Open::find(&state, from, &visitor, &token).await {
        Ok(open) => open.shown(StatusCode::OK, &visitor, open.way(&visitor)),
        Err(response) => response,
    }
}

#[derive(Deserialize)]
struct Filled {
    #[serde(default)]
    password: SecretString,
}

async fn accept(
    State(state): State<AppState>,
    visitor: Visitor,
    from: From,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(filled): Form<Filled>,
) -> Response {
    let open = match Open::find(&state, from, &visitor, &token).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let now = state.clock.now();
    let email = &open.link.email;
    let who = Actor::Person(email.clone());
    let merchant = &open.joining.merchant;
    let notes = vec![note::line(merchant, who, Action::Joined, None, None, now)];
    let way = open.way(&visitor);
    match (way, &open.known) {
        (Way::AtOnce, Some(person)) => {
            let digest = entry::digest(&token);
            let joined = state
                .store
                .accept_as_known(digest, person.clone(), now, notes);
            match joined.await {
                Ok(()) => Redirect::to("/dashboard/merchants").into_response(),
                Err(error) => refusal(&error, &visitor),
            }
        }
        (Way::Password(_), None) => {
            if let Err(weak) = password::judge(filled.password.expose_secret(), email.as_str()) {
                return again(&open, &visitor, weak);
            }
            let Ok(hash) = state.entrance.passwords.hash(filled.password).await else {
                return busy(&visitor.frame);
            };
            let new = NewPerson {
                id: PersonId::from_bytes(random::ordered()),
                email: email.clone(),
                locale: Some(visitor.locale),
                password: Some(hash),
                handle: random::secret(),
                created_at: now,
            };
            let person = new.id.clone();
            let joined = state.store.accept_as_new(entry::digest(&token), new, notes);
            if let Err(error) = joined.await {
                return refusal(&error, &visitor);
            }
            let begun = Begun {
                person: &person,
                email,
                password_at: Some(now),
                way: SignInWay::Link,
                action: Action::SignedIn,
            };
            match begin(&state, &headers, begun).await {
                Ok(cookie) => (cookie, Redirect::to(next::HOME)).into_response(),
                Err(error) => unavailable(&error),
            }
        }
        (Way::AtOnce | Way::Password(_) | Way::SignIn | Way::SomebodyElse, _) => {
            open.shown(StatusCode::CONFLICT, &visitor, way)
        }
    }
}

fn again(open: &Open, visitor: &Visitor, weak: Weak) -> Response {
    let way = Way::Password(Some(weak));
    open.shown(StatusCode::UNPROCESSABLE_ENTITY, visitor, way)
}

fn refusal(error: &AcceptError, visitor: &Visitor) -> Response {
    match error {
        AcceptError::Store(error) => unavailable(error),
        // Somebody was faster, with this link or another.
        AcceptError::Gone
        | AcceptError::Taken
        | AcceptError::NotTheirs
        | AcceptError::Elsewhere
        | AcceptError::NoSuchMerchant
        | AcceptError::TooMany => {
            document(StatusCode::CONFLICT, page::invitation::gone(&visitor.frame))
        }
    }
}
