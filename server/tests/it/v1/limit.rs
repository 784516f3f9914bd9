use reqwest::Method;

use crate::house::{Answer, House};

async fn list(house: &House, key: &str) -> Answer {
    let request = house.anonymous(Method::GET, "/v1/checkouts");
    Answer::of(request.bearer_auth(key)).await
}

#[tokio::test]
async fn a_key_that_asks_too_much_is_told_when_to_come_back_and_no_other_is() {
    // A minute and more passes before anything comes free again.
    let house = House::open_with("[api]\nrate_limit = 1\nrate_burst = 100\n");
    let (_, other) = house.another_merchant();
    let mut left = None;
    for _ in 0..100 {
        let answer = list(&house, &house.api_key).await;
        assert_eq!(answer.header("ratelimit-policy"), "\"key\";q=100;w=100");
        if answer.status == 429 {
            break;
        }
        left = Some(answer.header("ratelimit").to_owned());
    }
    assert!(left.is_some());
    let refused = loop {
        let answer = list(&house, &house.api_key).await;
        if answer.status == 429 {
            break answer;
        }
    };
    let problem = refused.problem();
    assert_eq!(problem["code"], "rate_limited");
    let wait = refused.header("retry-after");
    assert!((90..=100).contains(&wait.parse().unwrap()), "{wait}");
    assert_eq!(refused.header("ratelimit"), format!("\"key\";r=0;t={wait}"));
    assert_eq!(list(&house, &other).await.status, 200);
}

#[tokio::test]
async fn whoever_guesses_keys_is_slowed_down_and_keeps_nobody_out() {
    let house = House::open_with("[api]\nwrong_key_limit = 5\n");
    let mut told = Vec::new();
    for _ in 0..7 {
        told.push(list(&house, "gk_test_guess").await.status);
    }
    assert_eq!(told[..5], [401; 5]);
    assert!(told[5..].contains(&429), "{told:?}");
    assert_eq!(list(&house, &house.api_key).await.status, 200);
}

#[tokio::test]
async fn an_answer_without_a_key_tells_nothing_of_quotas() {
    let house = House::open();
    let answer = Answer::of(house.anonymous(Method::GET, "/v1/checkouts")).await;
    assert_eq!((answer.status, answer.header("ratelimit")), (401, ""));
    let known = list(&house, &house.api_key).await;
    assert_eq!(known.header("ratelimit-policy"), "\"key\";q=1000;w=2");
}
