use reqwest::{Method, RequestBuilder};

use crate::house::{Answer, House, order};

fn create(house: &House) -> RequestBuilder {
    house.request(Method::POST, "/v1/checkouts")
}

async fn sent(house: &House, body: impl Into<reqwest::Body>) -> Answer {
    Answer::of(
        create(house)
            .header("content-type", "application/json")
            .body(body),
    )
    .await
}

async fn nothing_is_stored(house: &House) {
    let list = house.get("/v1/checkouts").await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_body_that_is_not_json_is_refused_without_quoting_it() {
    let house = House::open();
    for body in [
        "",
        "canary",
        "{\"canary\": ",
        "[1,]",
        "{} canary",
        "\"\\ud800canary\"",
    ] {
        let answer = sent(&house, body).await;
        assert_eq!(
            (answer.status, &answer.problem()["code"]),
            (400, &"malformed_json".into()),
            "{body}"
        );
        assert!(!answer.text.contains("canary"));
    }
    assert_eq!(sent(&house, b"\"\xff\"".to_vec()).await.status, 400);
    let twice = sent(&house, "{\"amount\": 1,\n \"amount\": 2}").await;
    insta::assert_json_snapshot!(twice.problem(), @r#"
        {
          "code": "malformed_json",
          "detail": "The body has an object with the same name twice, at line 2, column 9.",
          "status": 400,
          "title": "The body is not JSON",
          "type": "urn:problem-type:guichet:malformed_json"
        }
        "#);
    nothing_is_stored(&house).await;
}

#[tokio::test]
async fn a_body_that_nests_without_end_is_refused() {
    let house = House::open();
    let deep = format!("{{\"metadata\": {}", "[".repeat(10_000));
    assert_eq!(sent(&house, deep).await.status, 400);
}

#[tokio::test]
async fn a_body_over_16_kilobytes_is_refused() {
    let house = House::open();
    let padded = |bytes: usize| {
        let text = order().to_string();
        let padding = " ".repeat(bytes - text.len());
        text + &padding
    };
    assert_eq!(sent(&house, padded(16_384)).await.status, 201);
    let answer = sent(&house, padded(16_385)).await;
    assert_eq!(answer.status, 413);
    insta::assert_json_snapshot!(answer.problem(), @r#"
        {
          "code": "body_too_large",
          "detail": "A body has at most 16384 bytes.",
          "status": 413,
          "title": "The body is too large",
          "type": "urn:problem-type:guichet:body_too_large"
        }
        "#);
    assert_eq!(sent(&house, vec![b' '; 500_000]).await.status, 413);
}

#[tokio::test]
async fn a_body_that_is_not_declared_as_json_is_refused() {
    let house = House::open();
    let text = order().to_string();
    assert_eq!(
        Answer::of(create(&house).body(text.clone())).await.status,
        415
    );
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
    ] {
        let answer = Answer::of(
            create(&house)
                .header("content-type", kind)
                .body(text.clone()),
        )
        .await;
        assert_eq!(
            (answer.status, &answer.problem()["code"]),
            (415, &"unsupported_media_type".into()),
            "{kind}"
        );
    }
    nothing_is_stored(&house).await;
    let declared = create(&house)
        .header("content-type", "application/json; charset=UTF-8")
        .body(text);
    assert_eq!(Answer::of(declared).await.status, 201);
}
