//! What each address of the API takes: the one place that says which key may do what.

use http::Method;
use store::Scope;

/// Who is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody.
    Anybody,
    /// A key of this scope, or a stronger one.
    Key(Scope),
}

/// What an address takes. `path` is below `/v1`, with the parts that vary in braces.
///
/// To look takes `read`. To make checkouts and act on them takes `write`, and so does whatever
/// repeats what was told before or tells an example. All that changes who is told, who may do what or how the
/// merchant looks takes `admin`, and so does what nobody thought of here.
pub(crate) fn access(method: &Method, path: &str) -> Access {
    let is_look = matches!(*method, Method::GET | Method::HEAD);
    let (resource, rest) = path
        .trim_start_matches('/')
        .split_once('/')
        .unwrap_or((path.trim_start_matches('/'), ""));
    let scope = match resource {
        "openapi.json" if is_look => return Access::Anybody,
        // Who has which key is for those who give them out.
        "keys" => Scope::Admin,
        _ if is_look => Scope::Read,
        "checkouts" | "deliveries" | "payment_links" => Scope::Write,
        "webhook_endpoints" if matches!(rest, "{id}/replay" | "{id}/test") => Scope::Write,
        _ => Scope::Admin,
    };
    Access::Key(scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_look_takes_less_than_to_act_and_to_act_less_than_to_change_who_is_told() {
        let key = |method: Method, path: &str| match access(&method, path) {
            Access::Anybody => "anybody",
            Access::Key(scope) => scope.as_str(),
        };
        for (method, path, needed) in [
            (Method::GET, "/checkouts", "read"),
            (Method::HEAD, "/checkouts/{id}", "read"),
            (Method::POST, "/checkouts", "write"),
            (Method::POST, "/checkouts/{id}/claim", "write"),
            (Method::POST, "/payment_links", "write"),
            (Method::GET, "/webhook_endpoints", "read"),
            (Method::POST, "/webhook_endpoints/{id}/replay", "write"),
            (Method::POST, "/webhook_endpoints/{id}/test", "write"),
            (
                Method::POST,
                "/webhook_endpoints/{id}/rotate_secret",
                "admin",
            ),
            (Method::POST, "/webhook_endpoints", "admin"),
            (Method::PUT, "/branding/logo", "admin"),
            (Method::GET, "/keys", "admin"),
            (Method::GET, "/openapi.json", "anybody"),
            (Method::POST, "/openapi.json", "admin"),
            (Method::DELETE, "/whatever/comes/next", "admin"),
        ] {
            assert_eq!(key(method.clone(), path), needed, "{method} {path}");
        }
    }
}
