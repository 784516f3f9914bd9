use reqwest::Method;

use crate::{
    house::{Answer, House},
    payer::Payer,
};

/// The way back names an attempt; this one is nobody's.
const ATTEMPT: &str = "att_00000000000000000000000000";

async fn visit(house: &House, path: &str) -> Answer {
    Answer::of(house.anonymous(Method::GET, path)).await
}

#[tokio::test]
async fn the_way_back_from_the_bank_leads_on_to_an_address_without_the_login() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    for query in [
        "",
        "?loginId=canary-1209&accountId=canary-2&institution=FlinksCapital",
        "?loginId=%00&accountId=%ff",
        "?loginId=<script>",
    ] {
        let back = visit(&house, &format!("{}/linked/{ATTEMPT}{query}", payer.path())).await;
        assert_eq!(back.status, 303, "{query}");
        assert_eq!(back.header("location"), payer.path(), "{query}");
        assert_eq!(back.header("cache-control"), "no-store");
        assert_eq!(back.header("referrer-policy"), "no-referrer");
    }
    assert_eq!(payer.screen().await, "choose");
    assert!(!house.close().contains("canary"), "a login in the log");
}

#[tokio::test]
async fn where_nothing_is_to_be_linked_the_page_tells_how_things_stand() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let window = visit(&house, &format!("{}/link?lang=fr-CA", payer.path())).await;
    assert_eq!(window.status, 303);
    assert_eq!(window.header("location"), payer.path());
    let frame = visit(&house, &format!("{}/link/frame?lang=fr-CA", payer.path())).await;
    assert_eq!(frame.status, 409);
    assert!(frame.text.contains("n’a pas pu s’ouvrir"), "{}", frame.text);
    // It stands in the frame of our own page, and in nobody else's.
    assert_eq!(frame.header("x-frame-options"), "SAMEORIGIN");
    let policy = frame.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
}

#[tokio::test]
async fn nobodys_page_links_nothing() {
    let house = House::with_twin();
    for path in ["link", "link/frame", "linked/att_1?loginId=abc"] {
        for token in ["nobody", "00000000000000000000000000"] {
            let answer = visit(&house, &format!("/c/{token}/{path}")).await;
            assert_eq!(answer.status, 404, "{token} {path}");
        }
    }
}

#[tokio::test]
async fn a_login_that_nobody_asked_for_is_dropped_without_noise() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let attempt = payer.checkout().await["attempts"][0]["id"].clone();
    for (attempt, login) in [
        (attempt.as_str().unwrap(), "5e115eac"),
        ("att_00000000000000000000000000", "5e115eac"),
        ("nonsense", "\u{0}<script>"),
    ] {
        let form = [
            ("token", payer.token.as_str()),
            ("attempt", attempt),
            ("login", login),
        ];
        let answer = house.submit("/actions/link", &form).await;
        assert_eq!(answer.status, 204, "{attempt} {login}");
    }
    assert_eq!(payer.screen().await, "bank");
}
