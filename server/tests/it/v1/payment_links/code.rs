use reqwest::Method;
use serde_json::json;

use super::{link, one};
use crate::house::House;

#[tokio::test]
async fn the_address_of_a_link_is_a_picture_of_the_size_that_was_asked_for() {
    let house = House::open();
    let made = link(&house, &json!({ "amount": 4000 })).await;
    let drawn = house.get(&format!("{}/qr.svg", one(&made))).await;
    assert_eq!(
        (drawn.status, drawn.header("content-type")),
        (200, "image/svg+xml")
    );
    assert!(drawn.text.starts_with("<svg "), "{}", drawn.text);
    assert_eq!(drawn.header("cache-control"), "no-store");

    for (query, side) in [("", 512), ("?size=128", 128), ("?size=2048", 2048)] {
        let path = format!("{}/qr.png{query}", one(&made));
        let response = house.request(Method::GET, &path).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "image/png");
        let png = response.bytes().await.unwrap();
        assert!(png.starts_with(b"\x89PNG"));
        // Width and height, where the format has them.
        let edge = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((edge(16), edge(20)), (side, side));
    }
    for size in ["127", "2049", "-1", "9999999999999", "big", "256.0"] {
        let path = format!("{}/qr.png?size={size}", one(&made));
        let refused = house.get(&path).await;
        assert_eq!(
            refused.faults(),
            "/size invalid: must be a whole number from 128 to 2048",
            "{size}"
        );
    }
}
