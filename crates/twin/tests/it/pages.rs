use reqwest::{StatusCode, header};

use crate::desk::{Desk, eft, settings};

#[tokio::test]
async fn every_page_loads_only_what_the_twin_serves() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    for screen in [
        "consent",
        "bank",
        "sign-in",
        "question",
        "account",
        "amount",
        "review",
        "agreement",
        "done",
    ] {
        let page = desk.walk(&id, "somebody", screen).await;
        for attribute in ["src=\"", "href=\""] {
            for address in page.html.split(attribute).skip(1) {
                assert!(
                    address.starts_with('/') && !address.starts_with("//"),
                    "{screen}: {address:.40}"
                );
            }
        }
        for forbidden in [" style=", " onclick=", " onload=", "<style", "javascript:"] {
            assert!(!page.html.contains(forbidden), "{screen}: {forbidden}");
        }
    }
    for asset in [
        "/assets/twin.css",
        "/assets/twin.js",
        "/assets/mark.svg",
        "/favicon.ico",
    ] {
        let answer = desk.get(asset).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{asset}");
    }
}

#[tokio::test]
async fn the_pages_may_be_framed_and_allow_no_inline_code() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    let request = desk.get(&format!("/app/?sessionId={id}"));
    let answer = request.send().await.expect("an answer");
    let policy = answer.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(policy.starts_with("default-src 'none'"));
    assert!(!policy.contains("frame-ancestors") && !policy.contains("unsafe"));
    assert!(!answer.headers().contains_key("x-frame-options"));
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn the_customer_can_change_the_language_and_stays_on_the_screen() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    let page = desk.walk(&id, "somebody", "bank").await;
    assert!(page.html.contains("<html lang=\"en-CA\">"));
    let page = desk.submit(&id, "language", &[("to", "fr-CA")]).await;
    assert_eq!(page.screen, "bank");
    assert!(page.html.contains("<html lang=\"fr-CA\">"));
    assert!(
        page.html
            .contains("Choisissez votre institution financière")
    );
}

#[tokio::test]
async fn the_list_of_banks_can_be_searched_without_javascript() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    desk.walk(&id, "somebody", "bank").await;
    let request = desk.get(&format!("/app/bank?sessionId={id}&q=CAISSE"));
    let html = request
        .send()
        .await
        .expect("an answer")
        .text()
        .await
        .expect("text");
    assert!(html.contains("Caisse Saint-Laurent"));
    assert!(!html.contains("Boreal Bank"));
}

#[tokio::test]
async fn a_form_of_a_screen_that_was_left_changes_nothing() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    desk.walk(&id, "somebody", "account").await;
    let page = desk.submit(&id, "bank", &[("institution", "fjord")]).await;
    assert_eq!(page.screen, "account");
    assert!(page.steps.is_empty());
    assert!(page.html.contains("Boreal Bank"));
}

#[tokio::test]
async fn a_reload_goes_on_where_the_customer_was() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    desk.walk(&id, "somebody", "amount").await;
    let page = desk.open_app(&id).await;
    assert_eq!(page.screen, "amount");
    assert_eq!(page.steps, ["APP_MOUNTED"]);
}

#[tokio::test]
async fn names_are_shown_as_text_whatever_they_hold() {
    let desk = Desk::open().await;
    let id = desk
        .create(&eft("<b>&\"", "<script>alert(1)</script>", "Doe"))
        .await;
    let page = desk.walk(&id, "somebody", "agreement").await;
    assert!(!page.html.contains("<script>alert"));
    assert!(page.html.contains("&lt;script&gt;alert(1)"));
}

#[tokio::test]
async fn an_unknown_session_gets_a_kind_page_in_both_languages() {
    let desk = Desk::open().await;
    for path in [
        "/app/",
        "/app/?sessionId=",
        "/app/?sessionId=nope",
        "/app/bank?sessionId=3c90c3cc-0d44-4b50-8888-8dd25736052a",
    ] {
        let answer = desk.get(path).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        let html = answer.text().await.expect("text");
        assert!(
            html.contains("There is no such payment") && html.contains("Ce paiement n’existe pas")
        );
    }
}

#[tokio::test]
async fn a_merchant_that_gave_addresses_gets_its_customer_back() {
    let desk = Desk::open().await;
    let mut body = eft("ORDER-1001", "John", "Doe");
    body["options"]["redirectPreferences"] = serde_json::json!({
        "mode": "JsEvents", "urlSuccess": "https://shop.example/thanks", "urlExit": "https://shop.example/cart"
    });
    let id = desk.create(&body).await;
    let page = desk.walk(&id, "somebody", "done").await;
    assert!(
        page.html
            .contains("href=\"https://shop.example/thanks\" target=\"_top\"")
    );
}

#[tokio::test]
async fn the_front_page_lists_every_scenario_in_both_languages() {
    let desk = Desk::open().await;
    for (address, title) in [
        ("/?lang=en", "An offline twin"),
        ("/?lang=fr", "Un jumeau hors ligne"),
    ] {
        let html = desk
            .get(address)
            .send()
            .await
            .expect("an answer")
            .text()
            .await
            .expect("text");
        assert!(html.contains(title));
        for name in [
            "Happy1",
            "Unhappy1",
            "StopBeforeAgreement",
            "ET-NameMismatch",
        ] {
            assert!(html.contains(name), "{name}");
        }
    }
}

#[tokio::test]
async fn a_debit_that_nobody_guarantees_never_speaks_of_a_guarantee() {
    let desk = Desk::open().await;
    let mut body = eft("ORDER-1001", "John", "Doe");
    body["options"]["guarantee"]["enable"] = serde_json::json!(false);
    for (language, word) in [("EN", "guarant"), ("FR", "garanti")] {
        body["options"]["notificationPreferences"] = serde_json::json!({ "language": language });
        let id = desk.create(&body).await;
        for screen in ["consent", "amount", "review", "agreement", "done"] {
            let page = desk.walk(&id, "somebody", screen).await;
            assert!(
                !page.html.to_lowercase().contains(word),
                "{language} {screen}"
            );
        }
    }
}

#[tokio::test]
async fn a_page_that_waits_for_the_merchant_looks_again_by_itself() {
    let desk = Desk::with(twin::Settings {
        // Nobody listens there; three tries in vain take longer than this test.
        guarantee_webhook: Some(twin::Webhook {
            url: "http://127.0.0.1:9/guarantee".to_owned(),
            secret: "shared".to_owned(),
        }),
        guarantee_retry: std::time::Duration::from_secs(3_600),
        ..settings()
    })
    .await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    let page = desk.walk(&id, "Happy1", "waiting").await;
    assert!(
        page.html
            .contains("<meta http-equiv=\"refresh\" content=\"2\">")
    );
    assert_eq!(desk.submit(&id, "waiting", &[]).await.screen, "waiting");
    desk.drive(&id, "EFT0302").await;
    let page = desk.open_app(&id).await;
    assert_eq!(page.screen, "agreement");
    assert!(!page.html.contains("http-equiv=\"refresh\""));
}

#[tokio::test]
async fn a_payment_that_is_not_activated_lets_nobody_go_on() {
    let desk = Desk::open().await;
    let token = desk.token().await;
    let call = async |path: &str, body: serde_json::Value| -> serde_json::Value {
        let request = desk
            .post(path)
            .bearer_auth(&token)
            .header("BaseURI", "shop");
        let answer = request.json(&body).send().await.expect("an answer");
        answer.json().await.expect("JSON")
    };
    let order = serde_json::json!({
        "referenceId": "ORDER-1001", "amount": 250.00,
        "customerName": "John Smith", "customerEmail": "john.smith@example.com",
        "clientUrls": ["https://shop.example/pay"],
    });
    let made = call("/api/v1/sessions/initiate", order).await;
    let id = made["sessionId"].as_str().expect("a session");
    let page = desk.open_app(id).await;
    assert_eq!(page.screen, "inactive");
    assert_eq!(page.steps, ["APP_MOUNTED"]);
    assert_eq!(desk.submit(id, "confirm", &[]).await.screen, "inactive");
    assert_eq!(desk.submit(id, "back", &[]).await.screen, "inactive");

    call(
        "/api/v1/paymentrequests",
        serde_json::json!({ "sessionId": id }),
    )
    .await;
    let page = desk.open_app(id).await;
    assert_eq!(page.screen, "confirm");
    assert_eq!(page.steps, ["APP_MOUNTED", "APP_INITIATED", "CONFIRMATION"]);

    // Only the merchant's own pages may frame it.
    let answer = desk.get(&format!("/app/?sessionId={id}")).send().await;
    let answer = answer.expect("an answer");
    let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str();
    let policy = policy.expect("text");
    assert!(
        policy.contains("frame-ancestors 'self' https://shop.example;")
            || policy.ends_with("frame-ancestors 'self' https://shop.example")
    );
}
