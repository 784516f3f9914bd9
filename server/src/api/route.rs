use std::fmt;

use axum::{
    Router,
    handler::Handler,
    routing::{MethodFilter, MethodRouter, on},
};
use http::Method;

use super::openapi::Operation;
use crate::state::AppState;

/// One verb of one address of the API, with what answers it and how it is described. The
/// router and the description are made from the same list, so neither can know an address that
/// the other does not.
#[derive(Clone)]
pub(crate) struct Route {
    method: Method,
    path: &'static str,
    answer: MethodRouter<AppState>,
    describe: fn() -> Operation,
}

impl Route {
    /// Answers `GET` there. `path` is below `/v1`, with the parts that vary in braces.
    pub(crate) fn get<H, T>(path: &'static str, handler: H, describe: fn() -> Operation) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self::new(Method::GET, MethodFilter::GET, path, handler, describe)
    }

    /// Answers `POST` there.
    pub(crate) fn post<H, T>(path: &'static str, handler: H, describe: fn() -> Operation) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self::new(Method::POST, MethodFilter::POST, path, handler, describe)
    }

    /// Answers `PUT` there.
    pub(crate) fn put<H, T>(path: &'static str, handler: H, describe: fn() -> Operation) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self::new(Method::PUT, MethodFilter::PUT, path, handler, describe)
    }

    /// Answers `PATCH` there.
    pub(crate) fn patch<H, T>(path: &'static str, handler: H, describe: fn() -> Operation) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self::new(Method::PATCH, MethodFilter::PATCH, path, handler, describe)
    }

    /// Answers `DELETE` there.
    pub(crate) fn delete<H, T>(path: &'static str, handler: H, describe: fn() -> Operation) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self::new(
            Method::DELETE,
            MethodFilter::DELETE,
            path,
            handler,
            describe,
        )
    }

    fn new<H, T>(
        method: Method,
        filter: MethodFilter,
        path: &'static str,
        handler: H,
        describe: fn() -> Operation,
    ) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self {
            method,
            path,
            answer: on(filter, handler),
            describe,
        }
    }

    /// Its verb.
    pub(crate) const fn method(&self) -> &Method {
        &self.method
    }

    /// Its address below `/v1`.
    pub(crate) const fn path(&self) -> &'static str {
        self.path
    }

    /// What it does, for the description of the API.
    pub(crate) fn operation(&self) -> Operation {
        (self.describe)()
    }
}

/// The router that answers all of them.
pub(crate) fn router(routes: Vec<Route>) -> Router<AppState> {
    routes.into_iter().fold(Router::new(), |router, route| {
        router.route(route.path, route.answer)
    })
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} /v1{}", self.method, self.path)
    }
}
