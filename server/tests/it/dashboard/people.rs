//! Who has access, as an owner changes it; keys; and what the log says of it.

use reqwest::Method;
use serde_json::json;

use super::browser::{Browser, PASSWORD, between};
use crate::house::House;

const ADA: &str = "ada@shop.example";
const BOB: &str = "bob@shop.example";

/// The id of the member with that address, on the page of an owner.
async fn id_of(owner: &Browser<'_>, email: &str) -> String {
    let page = owner.get("/dashboard/people").await;
    // What stands before the table names the owner too.
    let mut rows = page.text.split("<tr").skip(1);
    let row = rows.find(|row| row.contains(email));
    between(row.unwrap(), "/dashboard/people/", "/").to_owned()
}

#[tokio::test]
async fn an_owner_invites_changes_and_removes_and_the_last_owner_stays() {
    let house = House::open();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let invite = async |email, role| {
        let form = [("email", email), ("role", role)];
        ada.post("/dashboard/people/invite", &form).await
    };
    assert!(
        invite("no address", "staff")
            .await
            .text
            .contains("This is no e-mail address.")
    );
    assert!(
        invite(ADA, "staff")
            .await
            .text
            .contains("has access already")
    );
    let page = invite(BOB, "staff").await;
    let link = between(&page.text, "class=\"shown-once\">", "<").to_owned();
    let link = format!("/dashboard{}", link.split_once("/dashboard").unwrap().1);
    let bob = Browser::new(&house);
    bob.submit(&link, &[("password", PASSWORD)]).await;
    assert_eq!(bob.get("/dashboard/people").await.status, 403);

    let id = id_of(&ada, BOB).await;
    let change = async |id: &str, role| {
        let path = format!("/dashboard/people/{id}/role");
        ada.post(&path, &[("role", role)]).await
    };
    assert_eq!(change(&id, "owner").await.status, 303);
    assert_eq!(bob.get("/dashboard/people").await.status, 200, "at once");
    assert_eq!(change(&id, "king").await.status, 422);
    assert_eq!(change(&id, "read_only").await.status, 303);
    let own = id_of(&ada, ADA).await;
    let refused = change(&own, "staff").await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("keeps at least one owner"));
    let gone = ada
        .post(&format!("/dashboard/people/{own}/remove"), &[])
        .await;
    assert_eq!(gone.status, 409);

    let removed = ada
        .post(&format!("/dashboard/people/{id}/remove"), &[])
        .await;
    assert_eq!(removed.status, 303);
    assert!(!bob.is_in().await);
    assert_eq!(bob.sign_in(BOB, PASSWORD).await.status, 401);
    let log = ada.get("/dashboard/audit").await;
    for text in [
        "Invited somebody",
        "Accepted an invitation",
        "Changed a role",
        "Removed somebody",
    ] {
        assert!(log.text.contains(text), "{text}");
    }
    assert!(log.text.contains("bob@shop.example: Owner → Read-only"));
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_opens_nothing() {
    let house = House::open();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let form = [("email", BOB), ("role", "staff")];
    let page = ada.post("/dashboard/people/invite", &form).await;
    let link = between(&page.text, "class=\"shown-once\">", "<").to_owned();
    let link = format!("/dashboard{}", link.split_once("/dashboard").unwrap().1);
    let page = ada.get("/dashboard/people").await;
    let id = between(&page.text, "/dashboard/people/invitations/", "/").to_owned();
    let path = format!("/dashboard/people/invitations/{id}/withdraw");
    assert_eq!(ada.post(&path, &[]).await.status, 303);
    assert_eq!(ada.post(&path, &[]).await.status, 404);
    let log = ada.get("/dashboard/audit").await.text;
    let line = log.split("<tr").find(|line| line.contains("Withdrew"));
    assert!(line.unwrap().contains(BOB), "{log}");
    let bob = Browser::new(&house);
    assert_eq!(
        bob.submit(&link, &[("password", PASSWORD)]).await.status,
        404
    );
}

#[tokio::test]
async fn an_owner_lets_back_in_whom_they_alone_let_in_and_nobody_else() {
    let house = House::open();
    let (other, _) = house.another_merchant();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let bob = Browser::of_new(&house, BOB, &house.merchant, "staff").await;
    let id = id_of(&ada, BOB).await;
    let path = format!("/dashboard/people/{id}/recovery");
    let page = ada.post(&path, &[]).await;
    let link = between(&page.text, "class=\"shown-once\">", "<").to_owned();
    let link = format!("/dashboard{}", link.split_once("/dashboard").unwrap().1);
    let again = Browser::new(&house);
    again
        .submit(&link, &[("password", "a third set of words")])
        .await;
    assert!(again.is_in().await && !bob.is_in().await);

    let invitation = super::browser::invite(&house, BOB, &other, "owner");
    again.submit(&invitation, &[]).await;
    let refused = ada.post(&path, &[]).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.text.contains("access to another merchant too"),
        "{}",
        refused.text
    );
}

#[tokio::test]
async fn a_key_made_here_works_until_it_is_revoked_and_is_of_the_mode_that_was_looked_at() {
    let house = House::open();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let form = [("mode", "live"), ("back", "/dashboard/keys")];
    let switched = ada.post("/dashboard/mode", &form).await;
    assert_eq!(switched.header("location"), "/dashboard/keys");
    let made = ada.post("/dashboard/keys", &[("scope", "write")]).await;
    let key = between(&made.text, "class=\"shown-once\">", "<").to_owned();
    assert!(key.starts_with("gk_live_"), "{key}");
    let ask = async || {
        let request = house.anonymous(Method::GET, "/v1/checkouts");
        crate::house::Answer::of(request.bearer_auth(&key))
            .await
            .status
    };
    assert_eq!(ask().await, 200);
    let list = ada.get("/dashboard/keys").await;
    assert!(
        list.text.contains(&format!("…{}", &key[key.len() - 4..])),
        "{}",
        list.text
    );
    assert!(!list.text.contains(&key));
    let id = between(&list.text, "/dashboard/keys/", "/revoke").to_owned();
    let to_test = [("mode", "test")];
    ada.post("/dashboard/mode", &to_test).await;
    let revoke = format!("/dashboard/keys/{id}/revoke");
    assert_eq!(ada.post(&revoke, &[]).await.status, 404, "in test mode");
    assert_eq!(ask().await, 200);
    ada.post("/dashboard/mode", &form).await;
    assert_eq!(
        ada.post(&format!("/dashboard/keys/{id}/revoke"), &[])
            .await
            .status,
        303
    );
    assert_eq!(ask().await, 401);
    assert_eq!(
        ada.post("/dashboard/keys", &[("scope", "all")])
            .await
            .status,
        422
    );
}

#[tokio::test]
async fn what_programs_change_is_in_the_log_too_and_what_was_refused_is_not() {
    let house = House::open();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    house.post("/v1/keys", &json!({ "scope": "all" })).await;
    let log = ada.get("/dashboard/audit").await;
    assert!(!log.text.contains("Made an API key"), "{}", log.text);
    let made = house
        .post("/v1/keys", &json!({ "scope": "read" }))
        .await
        .json();
    let id = made["id"].as_str().unwrap();
    house
        .post(&format!("/v1/keys/{id}/revoke"), &json!({}))
        .await;
    let log = ada.get("/dashboard/audit").await;
    for text in ["Made an API key", "Revoked an API key", "API key key_", id] {
        assert!(log.text.contains(text), "{text}: {}", log.text);
    }
    let line = log.text.split("<tr").find(|line| line.contains("Made an"));
    assert!(line.unwrap().contains(id), "{}", log.text);
    let once = async || {
        let request = house.request(Method::POST, "/v1/payment_links");
        let request = request.header("idempotency-key", "the-same");
        crate::house::Answer::of(request.json(&json!({ "amount": 100 }))).await
    };
    assert_eq!((once().await.status, once().await.status), (201, 201));
    house.live_key();
    let log = ada.get("/dashboard/audit").await;
    assert_eq!(log.text.matches("Made a payment link").count(), 1);
    let line = log.text.split("<tr").find(|line| line.contains("Live"));
    let by = "Whoever runs this installation";
    assert!(line.unwrap().contains(by), "{}", log.text);
}

#[tokio::test]
async fn every_page_is_in_the_language_that_was_chosen() {
    let house = House::open();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    for path in [
        "/dashboard",
        "/dashboard/account",
        "/dashboard/people",
        "/dashboard/keys",
        "/dashboard/audit",
    ] {
        let page = ada.get(&format!("{path}?lang=fr-CA")).await;
        assert!(page.text.contains("<html lang=\"fr-CA\""), "{path}");
        assert!(page.text.contains("Se déconnecter"), "{path}");
        assert!(
            page.text.contains("Tableau de bord") || page.text.contains("Maple"),
            "{path}"
        );
    }
    let form = [("locale", "fr-CA")];
    ada.post("/dashboard/account/language", &form).await;
    assert!(
        ada.get("/dashboard").await.text.contains("lang=\"fr-CA\""),
        "for good"
    );
}

#[tokio::test]
async fn a_way_back_that_was_made_before_does_not_open_what_somebody_joined_since() {
    let house = House::open();
    let (other, _) = house.another_merchant();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let bob = Browser::of_new(&house, BOB, &house.merchant, "staff").await;
    let id = id_of(&ada, BOB).await;
    let path = format!("/dashboard/people/{id}/recovery");
    let page = ada.post(&path, &[]).await;
    let link = between(&page.text, "class=\"shown-once\">", "<").to_owned();
    let link = format!("/dashboard{}", link.split_once("/dashboard").unwrap().1);
    bob.submit(&super::browser::invite(&house, BOB, &other, "owner"), &[])
        .await;
    let thief = Browser::new(&house);
    let form = [("password", "the thief's own words")];
    assert_eq!(thief.submit(&link, &form).await.status, 404);
    assert!(!thief.is_in().await && bob.is_in().await);
}

#[tokio::test]
async fn a_form_of_an_old_tab_does_nothing_to_another_merchant_or_in_another_mode() {
    let house = House::open();
    let (other, _) = house.another_merchant();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let join = super::browser::invite(&house, ADA, &other, "owner");
    ada.submit(&join, &[]).await;
    let choose = async |merchant: &str| {
        let form = [("merchant", merchant)];
        let chosen = ada.post("/dashboard/merchants", &form).await;
        assert_eq!(chosen.header("location"), "/dashboard");
    };
    choose(&house.merchant).await;
    let tab = ada.get("/dashboard/keys").await;
    let token = between(&tab.text, "name=\"token\" value=\"", "\"").to_owned();
    let make = async || {
        let form = [("token", token.as_str()), ("scope", "admin")];
        ada.submit("/dashboard/keys", &form).await
    };
    assert_eq!(make().await.status, 200);

    ada.post("/dashboard/mode", &[("mode", "live")]).await;
    let refused = make().await;
    assert_eq!(refused.status, 403);
    assert!(refused.text.contains("This form is out of date"));
    choose(&other).await;
    assert_eq!(make().await.status, 403);
    let keys = ada.get("/dashboard/keys").await;
    assert_eq!(keys.text.matches("/revoke").count(), 1, "its first key");
    // What is about oneself is the same whatever is looked at.
    let form = [("token", token.as_str()), ("locale", "en-CA")];
    let language = ada.submit("/dashboard/account/language", &form).await;
    assert_eq!(language.status, 303);
}

#[tokio::test]
async fn whoever_signed_in_long_ago_shows_once_more_who_they_are_to_change_who_may_do_what() {
    let house = House::open();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let make = async || ada.post("/dashboard/keys", &[("scope", "read")]).await;
    assert_eq!(make().await.status, 200);
    let mut door = house.back_door().await;
    sqlx::query("UPDATE sign_in SET created_at = created_at - $1")
        .bind(15 * 60 * 1_000_000_i64)
        .execute(&mut door)
        .await
        .unwrap();
    let again = make().await;
    assert_eq!(
        (again.status, again.header("location")),
        (303, "/dashboard/sign-in?again=1&next=/dashboard/keys")
    );
    let codes = ada.post("/dashboard/account/recovery-codes", &[]).await;
    assert_eq!(codes.header("location"), "/dashboard/account");
    assert!(ada.get("/dashboard/account").await.text.contains("again=1"));
    assert_eq!(ada.get("/dashboard/keys").await.status, 200, "to look");
    ada.sign_in(ADA, PASSWORD).await;
    assert_eq!(make().await.status, 200);
}

#[tokio::test]
async fn what_is_shown_once_leads_to_no_other_language_and_a_page_keeps_what_was_asked() {
    let house = House::open();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let form = [("email", BOB), ("role", "staff")];
    let shown = ada.post("/dashboard/people/invite", &form).await;
    assert_eq!(shown.status, 200);
    assert!(!shown.text.contains("hreflang=\"fr-CA\""), "{}", shown.text);
    let page = ada.get("/dashboard/payments?status=paid&done=saved").await;
    assert!(
        page.text
            .contains("/dashboard/payments?status=paid&amp;lang=fr-CA"),
        "{}",
        page.text
    );
}
