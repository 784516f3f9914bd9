//! Where somebody goes on after a form. Never to another site.

use axum::extract::Request;
use http::Method;
use url::form_urlencoded;

/// Where everybody begins.
pub(super) const HOME: &str = "/dashboard";

/// The way in, which leads back to what was asked for.
pub(super) fn sign_in(request: &Request) -> String {
    let path = request.uri().path();
    if request.method() != Method::GET || path == HOME {
        return "/dashboard/sign-in".to_owned();
    }
    let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("/dashboard/sign-in?next={next}")
}

/// The way to show once more who one is, which leads back to the list that a form is about. What
/// was filled in is lost.
pub(super) fn sign_in_again(path: &str) -> String {
    format!("/dashboard/sign-in?again=1&next={}", section(ours(path)))
}

/// The list that a page belongs to: what it shows itself may not be there any more, or in the
/// other mode.
pub(super) fn section(path: &str) -> &str {
    let end = path.match_indices('/').nth(2).map(|(at, _)| at);
    end.map_or(path, |at| &path[..at])
}

/// The page of ours that a form names, or else where everybody begins.
pub(super) fn ours(text: &str) -> &str {
    let is_ours = text
        .strip_prefix(HOME)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.'))
        && !text.contains("//")
        && !text.contains("..");
    if is_ours { text } else { HOME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for bad in [
            "",
            "/",
            "//evil.example",
            "https://evil.example/dashboard",
            "/dashboard//evil.example",
            "/dashboard/../c/1",
            "/dashboard\\evil",
            "/dashboard@evil.example",
            "/dashboardx",
            "/dashboard/a\r\nset-cookie: x=1",
        ] {
            assert_eq!(ours(bad), HOME, "{bad:?}");
        }
        assert_eq!(ours("/dashboard/people"), "/dashboard/people");
    }

    #[test]
    fn one_comes_back_to_the_list() {
        assert_eq!(section("/dashboard/keys/key_1"), "/dashboard/keys");
        assert_eq!(section("/dashboard/keys"), "/dashboard/keys");
        assert_eq!(section("/dashboard"), "/dashboard");
        assert_eq!(
            sign_in_again("/dashboard/people/per_1/role"),
            "/dashboard/sign-in?again=1&next=/dashboard/people"
        );
    }
}
