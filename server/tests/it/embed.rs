//! The script for merchants' pages.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::Method;
use sha2::{Digest as _, Sha384};

use crate::house::{Answer, House};

/// What pages that name a release by its hash hold it to. A release never changes: what is
/// mended becomes another.
const V1_0: &str = "sha384-Y7x5wp9zx8t4KuSr5/QI1LqUErbJJqP9SAQi+RLz7rxw6KjpSCow3pAxDOQIRgW4";
const V1_1: &str = "sha384-RXF03/ewc70j142NcT5uU/FCCWKciCdwIlckWO5CU8CqKr/6/RmVYyhj8p3c4rXm";

#[tokio::test]
async fn a_release_of_the_script_is_what_it_was_and_every_origin_may_load_it() {
    let house = House::open();
    for (path, release, cached) in [
        ("/embed/v1.js", V1_1, "public, max-age=3600"),
        (
            "/embed/v1.0.js",
            V1_0,
            "public, max-age=31536000, immutable",
        ),
        (
            "/embed/v1.1.js",
            V1_1,
            "public, max-age=31536000, immutable",
        ),
    ] {
        let script = Answer::of(house.anonymous(Method::GET, path)).await;
        assert_eq!(script.status, 200, "{path}");
        let digest = Sha384::digest(script.text.as_bytes());
        let hash = format!("sha384-{}", BASE64_STANDARD.encode(digest));
        assert_eq!(hash, release, "{path}");
        for (name, value) in [
            ("content-type", "text/javascript; charset=utf-8"),
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", cached),
        ] {
            assert_eq!(script.header(name), value, "{path}");
        }
    }
    for (name, text) in [
        (
            "the documentation",
            include_str!("../../../docs/merchants/embedding.md"),
        ),
        (
            "the example",
            include_str!("../../../examples/html/index.html"),
        ),
    ] {
        assert!(text.contains(V1_1), "{name} names the newest release");
    }
    let absent = Answer::of(house.anonymous(Method::GET, "/embed/v2.js")).await;
    assert_eq!(absent.status, 404);
}
