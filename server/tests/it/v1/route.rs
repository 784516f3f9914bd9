use reqwest::Method;

use crate::house::{Answer, House};

#[tokio::test]
async fn addresses_and_verbs_that_are_not_there_are_problems_too() {
    let house = House::open();
    for path in ["/v1", "/v1/", "/v1/checkouts/", "/v1/checkouts/a/b"] {
        assert_eq!(
            house.get(path).await.problem()["code"],
            "not_found",
            "{path}"
        );
    }
    let answer = house.get("/v1/chekouts").await;
    insta::assert_json_snapshot!(answer.problem(), @r#"
        {
          "code": "not_found",
          "status": 404,
          "title": "Not found",
          "type": "urn:problem-type:guichet:not_found"
        }
        "#);
    let answer = Answer::of(house.request(Method::DELETE, "/v1/checkouts")).await;
    insta::assert_json_snapshot!(answer.problem(), @r#"
        {
          "code": "method_not_allowed",
          "status": 405,
          "title": "This address does not take this method",
          "type": "urn:problem-type:guichet:method_not_allowed"
        }
        "#);
    assert!(
        answer.header("allow").contains("POST"),
        "{:?}",
        answer.headers
    );
}

#[tokio::test]
async fn a_request_keeps_the_id_it_came_with_when_that_is_harmless() {
    let house = House::open();
    let with = |id: &'static str| {
        Answer::of(
            house
                .request(Method::GET, "/v1/checkouts")
                .header("x-request-id", id),
        )
    };
    assert_eq!(
        with("edge-42_a.b").await.header("x-request-id"),
        "edge-42_a.b"
    );
    for id in [
        "",
        "a b",
        "<script>",
        "0123456789012345678901234567890123456789012345678901234567890123456789",
    ] {
        let given = with(id).await;
        assert!(given.header("x-request-id").starts_with("req_"), "{id}");
    }
}
