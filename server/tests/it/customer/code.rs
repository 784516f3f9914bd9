use reqwest::Method;

use crate::{
    house::{Answer, House},
    payer::Payer,
};

#[tokio::test]
async fn the_code_is_a_picture_that_only_the_page_of_an_open_checkout_shows() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let address = format!("{}/qr.svg", payer.path());
    assert!(payer.page().await.text.contains(&address));
    let code = Answer::of(house.anonymous(Method::GET, &address)).await;
    assert_eq!(
        (code.status, code.header("content-type")),
        (200, "image/svg+xml")
    );
    assert_eq!(code.header("cache-control"), "no-store");
    assert!(code.header("content-security-policy").contains("sandbox"));
    assert!(code.text.starts_with("<svg ") && code.text.contains("M4 4h1v1h-1z"));
    // Another language is another address.
    let french = Answer::of(house.anonymous(Method::GET, &format!("{address}?lang=fr-CA"))).await;
    assert_ne!(french.text, code.text);

    for path in ["/c/x/qr.svg", "/c/00000000000000000000000000000000/qr.svg"] {
        let absent = Answer::of(house.anonymous(Method::GET, path)).await;
        assert_eq!((absent.status, absent.text.as_str()), (404, ""));
    }
    let cancel = format!("/v1/checkouts/{}/cancel", payer.id);
    assert_eq!(
        house.post(&cancel, &serde_json::json!({})).await.status,
        200
    );
    assert!(!payer.page().await.text.contains(&address));
}
