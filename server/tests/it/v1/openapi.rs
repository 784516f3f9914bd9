use std::{env, fs, path::Path};

use reqwest::Method;
use serde_json::Value;

use crate::house::{Answer, House};

const FILE: &str = "docs/openapi.json";

#[tokio::test]
async fn the_description_in_the_documentation_is_the_one_that_is_served() {
    let house = House::open();
    let answer = Answer::of(house.anonymous(Method::GET, "/v1/openapi.json")).await;
    assert_eq!(answer.status, 200);
    let mut served = serde_json::to_string_pretty(&answer.json()).unwrap();
    served.push('\n');
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(FILE);
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, &served).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == served,
        "{FILE} is behind: UPDATE_DOCS=1 cargo test -p server --test it v1::openapi"
    );
}

#[tokio::test]
async fn every_address_that_answers_is_described_and_every_described_one_answers() {
    let house = House::open();
    let document: Value = house.get("/v1/openapi.json").await.json();
    let mut described = Vec::new();
    for (path, verbs) in document["paths"].as_object().unwrap() {
        for verb in verbs.as_object().unwrap().keys() {
            described.push((verb.to_ascii_uppercase(), path.clone()));
        }
    }
    let mut answering = server::addresses();
    described.sort();
    answering.sort();
    assert_eq!(described, answering);
    for (verb, path) in described {
        let path = path.replace("{id}", "nothing");
        let answer = house.anonymous(verb.parse().unwrap(), &path);
        let answer = Answer::of(answer).await;
        assert_ne!(answer.status, 405, "{verb} {path}");
    }
}

#[tokio::test]
async fn a_request_may_pin_a_version_and_an_unknown_one_is_refused() {
    let house = House::open();
    let with = |version: &'static str| {
        Answer::of(
            house
                .request(Method::GET, "/v1/checkouts")
                .header("guichet-version", version),
        )
    };
    let newest = house.get("/v1/checkouts").await;
    let newest = newest.header("guichet-version").to_owned();
    assert_eq!(with("2026-11-21").await.header("guichet-version"), newest);
    let refused = with("1999-01-01").await;
    insta::assert_json_snapshot!(refused.problem(), @r#"
        {
          "code": "unknown_version",
          "detail": "Guichet-Version is one header, or left out; known here: 2026-11-21.",
          "status": 400,
          "title": "The API has no such version",
          "type": "urn:problem-type:guichet:unknown_version"
        }
        "#);
    assert_eq!(refused.header("guichet-version"), newest);
}
