//! Where a merchant is told what happens, and what became of it.

use axum::http::StatusCode;
use tokio::{io::AsyncWriteExt as _, net::TcpListener};

use super::person::Person;
use crate::{
    house::{House, order},
    receiver::Receiver,
};

const ENDPOINTS: &str = "/dashboard/endpoints";

#[tokio::test]
async fn an_endpoint_is_made_with_its_secret_shown_once_switched_off_and_given_another() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    for bad in [
        "",
        "http://shop.example",
        "https://127.0.0.1/",
        "javascript:alert(1)",
    ] {
        let refused = owner.submit(ENDPOINTS, &[("url", bad)]).await;
        assert_eq!(refused.status, 422, "{bad}");
        assert!(refused.text.contains("This address cannot be notified."));
    }
    let form = [
        ("url", "https://shop.example/hooks"),
        ("description", "<b>Shop</b>"),
        ("kinds", "*"),
    ];
    let made = owner.submit(ENDPOINTS, &form).await;
    assert!(made.text.contains("whsec_"), "{}", made.text);
    let list = owner.get(ENDPOINTS).await;
    assert!(list.text.contains("https://shop.example/hooks"));
    assert!(list.text.contains("&lt;b&gt;Shop&lt;/b&gt;"));
    assert!(!list.text.contains("whsec_"));
    let id = house.get("/v1/webhook_endpoints").await.json();
    let page = format!("{ENDPOINTS}/{}", id["data"][0]["id"].as_str().unwrap());
    assert_eq!(
        owner.submit(&format!("{page}/disable"), &[]).await.status,
        303
    );
    assert!(owner.get(&page).await.text.contains("Disabled by you"));
    assert_eq!(
        owner.submit(&format!("{page}/enable"), &[]).await.status,
        303
    );
    let rotated = owner.submit(&format!("{page}/secret"), &[]).await;
    assert!(rotated.text.contains("whsec_"));
    assert_ne!(rotated.text, made.text);
    let shown = owner.get(&page).await;
    for asked in ["Yes, give it a new secret", "Yes, disable it"] {
        assert!(shown.text.contains(asked), "{}", shown.text);
    }
    let long = "x".repeat(256);
    let too_long = [
        ("url", "https://shop.example/more"),
        ("description", long.as_str()),
        ("kinds", "*"),
    ];
    let refused = owner.submit(ENDPOINTS, &too_long).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("At most 255 characters"));
    assert!(refused.text.contains("value=\"https://shop.example/more\""));
    let staff = Person::of_merchant(&house, &house.merchant, "staff", 2).await;
    for path in [ENDPOINTS, page.as_str()] {
        let shown = staff.get(path).await;
        assert!(!shown.text.contains("Make an endpoint"));
        assert!(shown.text.contains("https://shop.example/…"), "{path}");
        assert!(!shown.text.contains("shop.example/hooks"), "{path}");
    }
    assert_eq!(staff.submit(ENDPOINTS, &form).await.status, 403);
}

#[tokio::test]
async fn a_delivery_shows_each_try_with_what_was_answered_and_can_be_sent_again() {
    let house = House::open_with("[notifications]\nallow_private = true\n");
    let receiver = Receiver::open().await;
    receiver.answer(StatusCode::INTERNAL_SERVER_ERROR);
    let made = house
        .post(
            "/v1/webhook_endpoints",
            &serde_json::json!({ "url": receiver.url }),
        )
        .await
        .json();
    let checkout = house.checkout(&order()).await;
    let id = checkout["id"].as_str().unwrap();
    house
        .post(
            &format!("/v1/checkouts/{id}/cancel"),
            &serde_json::json!({}),
        )
        .await;
    receiver.until(1).await;
    let staff = Person::of(&house, "staff").await;
    let page = format!("{ENDPOINTS}/{}", made["id"].as_str().unwrap());
    let list = staff.get(&page).await;
    assert!(list.text.contains("checkout.canceled"), "{}", list.text);
    let delivery = super::browser::between(&list.text, "/dashboard/deliveries/", "\"").to_owned();
    let delivery = format!("/dashboard/deliveries/{delivery}");
    let mut door = house.back_door().await;
    let began = std::time::Instant::now();
    loop {
        let noted = sqlx::query("UPDATE delivery_try SET answer = $1")
            .bind(b"<script>alert(1)</script>".to_vec())
            .execute(&mut door)
            .await
            .unwrap();
        if noted.rows_affected() > 0 {
            break;
        }
        assert!(began.elapsed().as_secs() < 30, "the try was never noted");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let shown = staff.get(&delivery).await;
    assert!(shown.text.contains("Refused: the answer was not 2xx"));
    assert!(
        shown.text.contains("&lt;script&gt;alert(1)"),
        "{}",
        shown.text
    );
    assert!(!shown.text.contains("<script>alert(1)"));
    let again = staff.submit(&format!("{delivery}/replay"), &[]).await;
    assert_eq!(again.status, 303);
    receiver.until(2).await;
    let noted: Vec<(String,)> =
        sqlx::query_as("SELECT subject FROM audit WHERE action = 'delivery_replayed'")
            .fetch_all(&mut door)
            .await
            .unwrap();
    assert!(delivery.ends_with(&noted[0].0), "{noted:?}");
    let reader = Person::of_merchant(&house, &house.merchant, "read_only", 2).await;
    assert_eq!(
        reader
            .submit(&format!("{delivery}/replay"), &[])
            .await
            .status,
        403
    );
}

/// What the form of an endpoint's page carries of it.
async fn seen(person: &Person<'_>, page: &str) -> String {
    let shown = person.get(page).await.text;
    super::browser::between(&shown, "name=\"seen\" value=\"", "\"").to_owned()
}

#[tokio::test]
async fn an_edit_in_a_tab_that_was_left_open_does_not_put_back_an_address() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let body = serde_json::json!({ "url": "https://shop.example/hooks" });
    let made = house.post("/v1/webhook_endpoints", &body).await.json();
    let id = made["id"].as_str().unwrap();
    let (page, api) = (
        format!("{ENDPOINTS}/{id}"),
        format!("/v1/webhook_endpoints/{id}"),
    );
    let stale = seen(&owner, &page).await;
    let form = |seen, url, description| {
        [
            ("seen", seen),
            ("url", url),
            ("description", description),
            ("kinds", "*"),
        ]
    };
    let moved = form(stale.as_str(), "https://shop.example/new", "");
    assert_eq!(owner.submit(&page, &moved).await.status, 303);

    let late = form(stale.as_str(), "https://shop.example/hooks", "Mine");
    for (language, said) in [
        ("en-CA", "somebody else changed this endpoint"),
        (
            "fr-CA",
            "une autre personne a modifié ce point de terminaison",
        ),
    ] {
        let told = owner
            .submit(&format!("{page}?lang={language}"), &late)
            .await;
        assert_eq!(told.status, 409, "{}", told.text);
        assert!(told.text.contains(said), "{}", told.text);
        assert!(told.text.contains("value=\"Mine\""), "{}", told.text);
    }
    let unsigned = form("", "https://shop.example/hooks", "Mine");
    assert_eq!(owner.submit(&page, &unsigned).await.status, 409);
    let stands = house.get(&api).await.json();
    assert_eq!(stands["url"], "https://shop.example/new");

    let told = owner.submit(&page, &late).await.text;
    let now = super::browser::between(&told, "name=\"seen\" value=\"", "\"");
    let again = form(now, "https://shop.example/hooks", "Mine");
    assert_eq!(owner.submit(&page, &again).await.status, 303);
    let stands = house.get(&api).await.json();
    assert_eq!(stands["description"], "Mine");
}

#[tokio::test]
async fn an_endpoint_is_edited_by_the_rules_of_the_api_and_deleted() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let body = serde_json::json!({ "url": "https://shop.example/hooks" });
    let made = house.post("/v1/webhook_endpoints", &body).await.json();
    let id = made["id"].as_str().unwrap();
    let (page, api) = (
        format!("{ENDPOINTS}/{id}"),
        format!("/v1/webhook_endpoints/{id}"),
    );
    let refused = owner
        .submit(
            &page,
            &[
                ("seen", seen(&owner, &page).await.as_str()),
                ("url", "http://127.0.0.1"),
                ("description", "<i>kept</i>"),
            ],
        )
        .await;
    assert_eq!(refused.status, 422);
    for text in [
        "This address cannot be notified.",
        "Choose at least one.",
        "value=\"http://127.0.0.1\"",
        "&lt;i&gt;kept&lt;/i&gt;",
    ] {
        assert!(refused.text.contains(text), "{text}: {}", refused.text);
    }
    assert_eq!(
        house.get(&api).await.json()["events"][0],
        "*",
        "it is as it was"
    );
    let seen = seen(&owner, &page).await;
    let form = [
        ("seen", seen.as_str()),
        ("url", "https://shop.example/other"),
        ("description", "Warehouse"),
        ("kinds", "checkout.paid"),
        ("kinds", "checkout.expired"),
    ];
    assert_eq!(owner.submit(&page, &form).await.status, 303);
    let stands = house.get(&api).await.json();
    assert_eq!(stands["url"], "https://shop.example/other");
    assert_eq!(
        stands["events"],
        serde_json::json!(["checkout.paid", "checkout.expired"])
    );
    let staff = Person::of_merchant(&house, &house.merchant, "staff", 2).await;
    for below in ["", "/delete"] {
        let form = staff.submit(&format!("{page}{below}"), &form).await;
        assert_eq!(form.status, 403, "{below}");
    }
    let deleted = owner.submit(&format!("{page}/delete"), &[]).await;
    assert_eq!(
        deleted.header("location"),
        "/dashboard/endpoints?done=removed"
    );
    assert_eq!(owner.get(&page).await.status, 404);
    let log = owner.get("/dashboard/audit").await.text;
    assert!(log.contains("Changed an endpoint") && log.contains("Deleted an endpoint"));
}

#[tokio::test]
async fn a_test_event_is_seen_with_its_answer_and_what_was_missed_is_sent_again() {
    let house = House::open_with("[notifications]\nallow_private = true\n");
    let receiver = Receiver::open().await;
    let body = serde_json::json!({ "url": receiver.url });
    let made = house.post("/v1/webhook_endpoints", &body).await.json();
    let endpoint = made["id"].as_str().unwrap();
    let page = format!("{ENDPOINTS}/{endpoint}");
    let staff = Person::of(&house, "staff").await;
    receiver.answer(StatusCode::IM_A_TEAPOT);
    let event = [("event", "checkout.expired")];
    let sent = staff.submit(&format!("{page}/test"), &event).await;
    assert_eq!(
        sent.header("location"),
        format!("{page}?state=test#deliveries"),
        "{}",
        sent.text
    );
    assert_eq!(receiver.until(1).await[0].kind(), "test");
    let shown = staff.get(&format!("{page}?state=test")).await.text;
    for text in ["checkout.expired", "Refused: the answer was not 2xx", "418"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    for (said, english, french) in [
        ("too_often", "five at once", "pas plus de cinq essais"),
        ("sealed", "secret cannot be read", "ne peut pas être lu"),
    ] {
        for (language, words) in [("en-CA", english), ("fr-CA", french)] {
            let told = staff
                .get(&format!("{page}?came={said}&lang={language}"))
                .await;
            assert!(told.text.contains(words), "{}", told.text);
        }
    }
    let odd = staff
        .submit(&format!("{page}/test"), &[("event", "paid")])
        .await;
    assert_eq!(odd.status, 422);

    receiver.answer(StatusCode::OK);
    let replay = format!("{page}/replay");
    for odd in [
        vec![("scope", "all")],
        vec![("scope", "undelivered"), ("from", "yesterday")],
        vec![
            ("scope", "undelivered"),
            ("from", "2026-02-02"),
            ("to", "2026-02-01"),
        ],
        vec![],
    ] {
        let answer = staff.submit(&replay, &odd).await;
        assert_eq!(answer.header("location"), format!("{page}?came=no_range"));
    }
    let checkout = house.checkout(&order()).await;
    let cancel = format!("/v1/checkouts/{}/cancel", checkout["id"].as_str().unwrap());
    house.post(&cancel, &serde_json::json!({})).await;
    receiver.until(2).await;
    // What is still under way is not sent twice.
    let began = std::time::Instant::now();
    loop {
        let listed = format!("/v1/webhook_endpoints/{endpoint}/deliveries");
        if house.get(&listed).await.json()["data"][0]["status"] == "delivered" {
            break;
        }
        assert!(began.elapsed().as_secs() < 30, "it was never noted");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let all = [("scope", "all"), ("from", "2020-01-01")];
    let again = staff.submit(&replay, &all).await;
    assert_eq!(again.header("location"), format!("{page}?came=1"));
    let told = receiver.until(3).await;
    assert_eq!(told[1].header("webhook-id"), told[2].header("webhook-id"));
    let shown = staff.get(&format!("{page}?came=1")).await.text;
    assert!(shown.contains("One notification is on its way."), "{shown}");
    let reader = Person::of_merchant(&house, &house.merchant, "read_only", 2).await;
    for below in ["test", "replay"] {
        let form = reader.submit(&format!("{page}/{below}"), &event).await;
        assert_eq!(form.status, 403);
    }
}

#[tokio::test]
async fn a_test_event_that_is_not_sent_says_why() {
    let house = House::open_with("[notifications]\nallow_private = true\n");
    let receiver = Receiver::open().await;
    let body = serde_json::json!({ "url": receiver.url });
    let made = house.post("/v1/webhook_endpoints", &body).await.json();
    let page = format!("{ENDPOINTS}/{}", made["id"].as_str().unwrap());
    let staff = Person::of(&house, "staff").await;
    let test = format!("{page}/test");
    let send = || staff.submit(&test, &[("event", "checkout.paid")]);
    let mut sent = 0;
    loop {
        let answer = send().await;
        if answer.header("location") == format!("{page}?came=too_often") {
            break;
        }
        sent += 1;
        assert!(sent < 50, "{}", answer.text);
    }
    assert!(sent >= 5, "{sent}");
    assert_eq!(receiver.until(sent).await.len(), sent);

    let spoil = "UPDATE endpoint_secret SET sealed = $1, hmac_key = $2, seed = $2";
    sqlx::query(spoil)
        .bind(b"under a key that is gone".to_vec())
        .bind(Vec::<u8>::new())
        .execute(&mut house.back_door().await)
        .await
        .unwrap();
    let sealed = send().await;
    assert_eq!(sealed.header("location"), format!("{page}?came=sealed"));
}

#[tokio::test]
async fn whoever_hangs_up_leaves_no_test_event_behind_that_is_not_noted() {
    let house = House::open_with("[notifications]\nallow_private = true\n");
    let slow = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", slow.local_addr().unwrap());
    let body = serde_json::json!({ "url": url });
    let made = house.post("/v1/webhook_endpoints", &body).await.json();
    let id = made["id"].as_str().unwrap();
    let page = format!("{ENDPOINTS}/{id}");
    let staff = Person::of(&house, "staff").await;
    let test = format!("{page}/test");
    let mut held = tokio::select! {
        answer = staff.submit(&test, &[("event", "checkout.paid")]) => panic!("{}", answer.text),
        held = slow.accept() => held.unwrap().0,
    };
    // In this time the server has long seen that nobody listens.
    for _ in 0..50 {
        let next = format!("/v1/webhook_endpoints/{id}/test");
        let next = house.post(&next, &serde_json::json!({})).await;
        assert_eq!(next.problem()["code"], "test_under_way");
    }
    let answer = b"HTTP/1.1 418 I'm a teapot\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    held.write_all(answer).await.unwrap();
    let mut door = house.back_door().await;
    let began = std::time::Instant::now();
    loop {
        let noted: Vec<(String,)> =
            sqlx::query_as("SELECT subject FROM audit WHERE action = 'endpoint_tested'")
                .fetch_all(&mut door)
                .await
                .unwrap();
        if noted == [(id.to_owned(),)] {
            break;
        }
        assert!(began.elapsed().as_secs() < 30, "{noted:?}");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let kept = staff.get(&format!("{page}?state=test")).await.text;
    assert!(kept.contains("418"), "{kept}");
}
