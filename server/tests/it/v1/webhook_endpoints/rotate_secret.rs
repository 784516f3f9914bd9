use reqwest::Method;
use serde_json::json;

use super::{URL, keys, path};
use crate::house::{Answer, House};

#[tokio::test]
async fn a_new_secret_is_shown_once_and_the_old_one_signs_beside_it() {
    let house = House::open();
    let made = house.endpoint(URL).await;
    let address = path(&made);
    let rotate = format!("{address}/rotate_secret");
    let rotated = Answer::of(house.request(Method::POST, &rotate)).await;
    assert_eq!(rotated.status, 200, "{}", rotated.text);
    let rotated = rotated.json();
    let ((old, before), (new, after)) = (keys(&made), keys(&rotated));
    assert!(new.starts_with("whsec_") && new != old);
    assert_eq!((after.len(), after[1]), (2, before[0]), "newest first");
    let read = house.get(&address).await;
    assert!(!read.text.contains("whsec_"));
    assert_eq!(read.json()["public_keys"], rotated["public_keys"]);

    let now = house.post(&rotate, &json!({ "overlap_seconds": 0 })).await;
    let now = now.json();
    assert_eq!(keys(&now).1.len(), 1, "nothing else signs any more");
    let read = house.get(&address).await;
    assert_eq!(read.json()["public_keys"], now["public_keys"]);
}

#[tokio::test]
async fn an_overlap_is_a_week_at_most() {
    let house = House::open();
    let rotate = format!("{}/rotate_secret", path(&house.endpoint(URL).await));
    let body = json!({ "overlap_seconds": 604_801, "why": "leaked" });
    let answer = house.post(&rotate, &body).await;
    insta::assert_snapshot!(answer.faults(), @r"
        /overlap_seconds too_large: must be at most 604800 seconds, which is 7 days
        /why unknown_field: is not a field of this object
        ");
}

#[tokio::test]
async fn a_rotation_under_a_key_is_done_once() {
    let house = House::open();
    let address = path(&house.endpoint(URL).await);
    let rotate = || {
        let request = house.request(Method::POST, &format!("{address}/rotate_secret"));
        Answer::of(request.header("idempotency-key", "rotate-1"))
    };
    let (first, again) = (rotate().await, rotate().await);
    assert_eq!((first.status, &first.text), (200, &again.text));
    let read = house.get(&address).await.json();
    assert_eq!(keys(&read).1.len(), 2);
}
