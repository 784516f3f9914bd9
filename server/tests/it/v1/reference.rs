use reqwest::Method;

use crate::house::{Answer, House};

#[tokio::test]
async fn the_reference_tells_every_operation_and_needs_no_key_no_script_and_nobody_else() {
    let house = House::open();
    let page = Answer::of(house.anonymous(Method::GET, "/v1/reference")).await;
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self';"),
        "{policy}"
    );
    assert!(!page.text.contains("<script") && !page.text.contains("<style"));
    assert!(!page.text.contains("src=") && !page.text.contains(" style="));
    let document = house.get("/v1/openapi.json").await.json();
    for verbs in document["paths"].as_object().unwrap().values() {
        for operation in verbs.as_object().unwrap().values() {
            let id = operation["operationId"].as_str().unwrap();
            assert!(page.text.contains(&format!("<article id=\"{id}\"")), "{id}");
        }
    }
    for name in document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
    {
        assert!(
            page.text.contains(&format!("<article id=\"{name}\"")),
            "{name}"
        );
    }
    let style = Answer::of(house.anonymous(Method::GET, "/v1/reference.css")).await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn the_reference_has_a_frame_in_either_language() {
    let house = House::open();
    for (query, language, title) in [
        ("?lang=fr-CA", "fr-CA", "Référence de l’API"),
        ("?lang=en-CA", "en-CA", "API reference"),
        ("?lang=xx&lang=yy", "en-CA", "API reference"),
    ] {
        let path = format!("/v1/reference{query}");
        let page = Answer::of(house.anonymous(Method::GET, &path)).await;
        assert_eq!(page.status, 200, "{query}");
        assert!(
            page.text.contains(&format!("<html lang=\"{language}\"")),
            "{query}"
        );
        assert!(page.text.contains(title), "{query}");
    }
}
