use std::fmt;

use axum::{
    Router,
    handler::Handler,
    middleware,
    routing::{MethodFilter, MethodRouter, on},
};
use http::Method;
use store::Power;
use tower_http::limit::RequestBodyLimitLayer;

use super::admit::admit;
use crate::state::AppState;

/// The largest form without a file, in bytes.
const MAX_FORM: usize = 64 * 1024;

/// What it takes to be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Nothing.
    Anybody,
    /// To be signed in, whatever one is to whichever merchant.
    Person,
    /// To be something to a merchant that may do this.
    Member(Power),
}

impl Access {
    /// Its name in lists.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Anybody => "anybody",
            Self::Person => "person",
            Self::Member(Power::Look) => "look",
            Self::Member(Power::Work) => "work",
            Self::Member(Power::Govern) => "govern",
        }
    }
}

/// Whether somebody who signed in long ago shows once more who they are, before a form is taken
/// that takes the power to govern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recency {
    /// They do: the form decides who gets in, who may do what, or who is told.
    Asked,
    /// They do not: the form decides nothing of the kind, and takes long to fill in.
    NotAsked,
}

/// What stands before a route.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate {
    /// Who is let in.
    pub(super) access: Access,
    /// Whether they have to have signed in lately.
    pub(super) recency: Recency,
    /// The largest form, in bytes.
    pub(super) most: usize,
}

/// One verb of one address of the dashboard, with who is let in and what answers. The parts of
/// the address that vary are in braces.
#[derive(Clone)]
pub(crate) struct Route {
    method: Method,
    path: &'static str,
    gate: Gate,
    answer: MethodRouter<AppState>,
}

impl Route {
    /// Shows a page.
    pub(crate) fn get<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self {
            method: Method::GET,
            path,
            gate: Gate::of(access),
            answer: on(MethodFilter::GET, handler),
        }
    }

    /// Takes a form.
    pub(crate) fn post<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self {
            method: Method::POST,
            path,
            gate: Gate::of(access),
            answer: on(MethodFilter::POST, handler),
        }
    }

    /// The same for a form with a file in it, of up to so many bytes in all.
    pub(crate) const fn with_file(mut self, most: usize) -> Self {
        self.gate.most = most;
        self
    }

    /// The same for a form that takes long to fill in, and would be lost: see [`Recency`].
    pub(crate) const fn at_any_time(mut self) -> Self {
        self.gate.recency = Recency::NotAsked;
        self
    }

    /// Its verb.
    pub(crate) const fn method(&self) -> &Method {
        &self.method
    }

    /// Its address.
    pub(crate) const fn path(&self) -> &'static str {
        self.path
    }

    /// What it takes.
    pub(crate) const fn access(&self) -> Access {
        self.gate.access
    }
}

impl Gate {
    const fn of(access: Access) -> Self {
        Self {
            access,
            recency: Recency::Asked,
            most: MAX_FORM,
        }
    }
}

/// The router that answers all of them. Nobody passes who was not let in.
pub(super) fn router(routes: Vec<Route>, state: &AppState) -> Router<AppState> {
    routes.into_iter().fold(Router::new(), |router, route| {
        let gate = middleware::from_fn_with_state((state.clone(), route.gate), admit);
        // The gate comes first: what is too large is answered with a page.
        let limit = RequestBodyLimitLayer::new(route.gate.most);
        router.route(route.path, route.answer.layer(limit).layer(gate))
    })
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
