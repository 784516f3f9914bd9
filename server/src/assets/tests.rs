use axum::body::Body as RequestBody;
use http::{Method, Request};
use tower::ServiceExt as _;

use super::*;

static SHELF: &[Asset] = &[
    Asset {
        name: "guichet-0123456789abcdef.wasm",
        content_type: "application/wasm",
        identity: Body {
            bytes: b"\0asm-plain",
            etag: "\"0123\"",
        },
        brotli: Body {
            bytes: b"\0asm-br",
            etag: "\"0123-br\"",
        },
        gzip: Body {
            bytes: b"\0asm-gzip",
            etag: "\"0123-gz\"",
        },
    },
    Asset {
        name: "start-fedcba9876543210.js",
        content_type: "text/javascript; charset=utf-8",
        identity: Body {
            bytes: b"start()",
            etag: "\"fedc\"",
        },
        brotli: Body {
            bytes: b"start-br",
            etag: "\"fedc-br\"",
        },
        gzip: Body {
            bytes: b"start-gzip",
            etag: "\"fedc-gz\"",
        },
    },
];

const WASM: &str = "/assets/guichet-0123456789abcdef.wasm";

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers
            .get(name)
            .map(|value| value.to_str().expect("text"))
    }
}

async fn ask(method: Method, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    let request = request.body(RequestBody::empty()).expect("a request");
    let response = serving::<()>(SHELF)
        .oneshot(request)
        .await
        .expect("infallible");
    let (parts, body) = response.into_parts();
    let body = body::to_bytes(body, 1 << 20).await.expect("a short body");
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: body.to_vec(),
    }
}

#[tokio::test]
async fn a_browser_gets_brotli_and_may_keep_it_for_ever() {
    let answer = ask(
        Method::GET,
        WASM,
        &[(header::ACCEPT_ENCODING, "gzip, deflate, br")],
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, b"\0asm-br");
    assert_eq!(answer.header(header::CONTENT_ENCODING), Some("br"));
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        Some("application/wasm")
    );
    assert_eq!(answer.header(header::VARY), Some("accept-encoding"));
    assert_eq!(answer.header(header::ETAG), Some("\"0123-br\""));
    assert_eq!(
        answer.header(header::CACHE_CONTROL),
        Some("public, max-age=31536000, immutable")
    );
    assert_eq!(
        answer.header(header::X_CONTENT_TYPE_OPTIONS),
        Some("nosniff")
    );
}

#[tokio::test]
async fn a_client_without_codings_gets_the_bytes_as_they_are() {
    let answer = ask(Method::GET, "/assets/start-fedcba9876543210.js", &[]).await;
    assert_eq!(answer.body, b"start()");
    assert_eq!(answer.header(header::CONTENT_ENCODING), None);
    assert_eq!(answer.header(header::CONTENT_LENGTH), Some("7"));
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        Some("text/javascript; charset=utf-8")
    );
}

#[tokio::test]
async fn known_bytes_are_not_sent_again() {
    for known in ["\"0123-gz\"", "\"x\", W/\"0123-gz\"", "*"] {
        let headers = [
            (header::ACCEPT_ENCODING, "gzip"),
            (header::IF_NONE_MATCH, known),
        ];
        let answer = ask(Method::GET, WASM, &headers).await;
        assert_eq!(answer.status, StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!(answer.body, b"");
        assert_eq!(answer.header(header::ETAG), Some("\"0123-gz\""));
        assert_eq!(answer.header(header::VARY), Some("accept-encoding"));
    }
}

#[tokio::test]
async fn the_tag_of_another_coding_does_not_match() {
    let headers = [
        (header::ACCEPT_ENCODING, "gzip"),
        (header::IF_NONE_MATCH, "\"0123-br\""),
    ];
    let answer = ask(Method::GET, WASM, &headers).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, b"\0asm-gzip");
}

#[tokio::test]
async fn head_tells_the_length_without_the_bytes() {
    let answer = ask(Method::HEAD, WASM, &[(header::ACCEPT_ENCODING, "br")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_LENGTH), Some("7"));
    assert_eq!(answer.body, b"");
}

#[tokio::test]
async fn an_unknown_name_is_missing_and_the_answer_is_not_kept() {
    for name in [
        "guichet-0.wasm",
        "manifest.json",
        "..%2Fmanifest.json",
        "%00",
    ] {
        let answer = ask(Method::GET, &format!("/assets/{name}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(answer.header(header::CACHE_CONTROL), Some("no-store"));
        assert_eq!(
            answer.header(header::X_CONTENT_TYPE_OPTIONS),
            Some("nosniff")
        );
    }
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let answer = ask(Method::POST, WASM, &[]).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn a_site_is_whole_or_not_there() {
    let Site {
        css,
        css_hash,
        early,
        early_hash,
        start_js,
        glue,
        dashboard_style,
        dashboard_script,
    } = site();
    let parts = [
        css,
        css_hash,
        early,
        early_hash,
        start_js,
        glue,
        dashboard_style,
        dashboard_script,
    ];
    let there = parts.iter().flatten().count();
    assert!(there == 0 || there == parts.len());
    assert_eq!(ASSETS.is_empty(), there == 0);
}
