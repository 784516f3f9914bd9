use reqwest::Method;

use super::{URL, path};
use crate::house::{Answer, House};

#[tokio::test]
async fn a_deleted_endpoint_is_gone() {
    let house = House::open();
    let path = path(&house.endpoint(URL).await);
    let delete = || Answer::of(house.request(Method::DELETE, &path));
    let gone = delete().await;
    assert_eq!((gone.status, &*gone.text), (204, ""));
    assert_eq!(house.get(&path).await.status, 404);
    assert_eq!(delete().await.status, 404);
    let list = house.get("/v1/webhook_endpoints").await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_delete_under_a_key_is_answered_alike_although_nothing_is_left() {
    let house = House::open();
    let path = path(&house.endpoint(URL).await);
    let delete = || {
        let request = house.request(Method::DELETE, &path);
        Answer::of(request.header("idempotency-key", "delete-1"))
    };
    let (first, again) = (delete().await, delete().await);
    assert_eq!((first.status, again.status), (204, 204));
    assert_eq!(again.header("idempotent-replayed"), "true");
}
