use std::fmt;

use axum::{
    Router,
    handler::Handler,
    middleware,
    routing::{MethodFilter, MethodRouter, on},
};
use http::Method;
use store::Power;

use super::admit::admit;
use crate::state::AppState;

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

/// One verb of one address of the dashboard, with who is let in and what answers. The parts of
/// the address that vary are in braces.
#[derive(Clone)]
pub(crate) struct Route {
    method: Method,
    path: &'static str,
    access: Access,
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
            access,
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
            access,
            answer: on(MethodFilter::POST, handler),
        }
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
        self.access
    }
}

/// The router that answers all of them. Nobody passes who was not let in.
pub(super) fn router(routes: Vec<Route>, state: &AppState) -> Router<AppState> {
    routes.into_iter().fold(Router::new(), |router, route| {
        let gate = middleware::from_fn_with_state((state.clone(), route.access), admit);
        router.route(route.path, route.answer.layer(gate))
    })
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
