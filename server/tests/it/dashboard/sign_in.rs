//! Getting in: by a password, by an invitation, by what is made for whoever is locked out.

use reqwest::Method;

use super::browser::{Browser, PASSWORD, between, invite, path};
use crate::house::{Answer, House};

const ADA: &str = "ada@shop.example";

#[tokio::test]
async fn an_invitation_opens_once_and_the_password_chosen_opens_from_then_on() {
    let house = House::open();
    let link = invite(&house, "Ada@Shop.example", &house.merchant, "owner");
    let browser = Browser::new(&house);
    let page = browser.get(&link).await;
    assert_eq!(page.status, 200);
    for text in ["Join Maple &amp; Pine", ADA, "Owner"] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    let weak = browser.submit(&link, &[("password", "short")]).await;
    assert_eq!(weak.status, 422);
    assert!(weak.text.contains("This is too short"), "{}", weak.text);
    assert!(!browser.is_in().await);

    let joined = browser.submit(&link, &[("password", PASSWORD)]).await;
    assert_eq!(
        (joined.status, joined.header("location")),
        (303, "/dashboard")
    );
    let home = browser.get("/dashboard").await;
    assert!(home.text.contains(ADA), "{}", home.text);
    assert_eq!(browser.get(&link).await.status, 404, "it is used up");

    let another = Browser::new(&house);
    let signed_in = another.sign_in("ADA@shop.example ", PASSWORD).await;
    assert_eq!(signed_in.header("location"), "/dashboard");
    assert!(another.is_in().await);
    another.post("/dashboard/sign-out", &[]).await;
    assert!(!another.is_in().await);
    assert!(browser.is_in().await, "the other stays");
}

#[tokio::test]
async fn whether_there_is_an_account_is_told_by_nothing() {
    let house = House::open();
    Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let stranger = Browser::new(&house);
    let mut told = Vec::new();
    for (email, password) in [
        (ADA, "not the password"),
        ("bob@shop.example", "not the password"),
        ("no address", "not the password"),
        ("", ""),
    ] {
        let answer = stranger.sign_in(email, password).await;
        assert_eq!(answer.status, 401, "{email}");
        assert_eq!(stranger.cookie(), "");
        told.push(
            answer
                .text
                .replace(&format!("value=\"{email}\""), "value=\"\""),
        );
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");

    let mut told = Vec::new();
    for email in [ADA, "bob@shop.example"] {
        let form = [("email", email), ("code", "0000-0000-0000")];
        let answer = stranger.submit("/dashboard/recovery", &form).await;
        assert_eq!(answer.status, 401, "{email}");
        told.push(answer.text.replace(email, ""));
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn an_account_that_was_tried_ten_times_is_closed_for_a_while_and_so_is_one_that_is_not_there()
{
    let house = House::open();
    Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let stranger = Browser::new(&house);
    for email in [ADA, "bob@shop.example"] {
        for _ in 0..10 {
            assert_eq!(
                stranger
                    .sign_in(email, "wrong again and again")
                    .await
                    .status,
                401
            );
        }
        let closed = stranger.sign_in(email, PASSWORD).await;
        assert_eq!(closed.status, 429, "{email}");
        assert!(closed.text.contains("wrong too often"), "{}", closed.text);
        let form = [("email", email), ("code", "0000-0000-0000")];
        let code = async || stranger.submit("/dashboard/recovery", &form).await.status;
        for _ in 0..10 {
            assert_eq!(code().await, 401, "codes are counted apart");
        }
        assert_eq!(code().await, 429);
    }
    assert!(!stranger.is_in().await);
}

#[tokio::test]
async fn of_many_who_try_at_once_no_more_get_through_than_one_after_the_other() {
    let house = House::open();
    Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let tries = (0..50).map(|_| async {
        let stranger = Browser::new(&house);
        stranger.sign_in(ADA, "wrong all at once").await.status
    });
    let told = futures::future::join_all(tries).await;
    let count = |status| told.iter().filter(|told| **told == status).count();
    // One who waited too long for a core is told to come again, and is not counted.
    assert!(count(401) <= 10, "{told:?}");
    assert_eq!(count(401) + count(429) + count(503), 50, "{told:?}");
    assert!(count(429) >= 30, "{told:?}");
}

#[tokio::test]
async fn no_stranger_closes_the_door_for_all_who_come_through_one_proxy() {
    let house = House::open();
    let ada = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let stranger = Browser::new(&house);
    for n in 0..70 {
        let link = format!("/dashboard/recovery/guess-{n}");
        assert_eq!(stranger.get(&link).await.status, 404);
    }
    assert_eq!(ada.sign_in(ADA, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_cookie_is_for_this_site_alone_and_changes_with_each_sign_in_and_password() {
    let house = House::open();
    let browser = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let first = browser.cookie();
    let answer = browser.sign_in(ADA, PASSWORD).await;
    let set = answer.header("set-cookie");
    assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{set}");
    let second = browser.cookie();
    assert_ne!(first, second);
    let with = async |cookie: &str| {
        let request = house.anonymous(Method::GET, "/dashboard/account");
        Answer::of(request.header("cookie", cookie)).await.status
    };
    assert_eq!((with(&first).await, with(&second).await), (303, 200));

    let other = Browser::new(&house);
    other.sign_in(ADA, PASSWORD).await;
    let change = async |current, password| {
        let form = [("current", current), ("password", password)];
        browser.post("/dashboard/account/password", &form).await
    };
    let wrong = change("not this one at all", "another four words").await;
    assert!(wrong.text.contains("This is not your current password"));
    let weak = change(PASSWORD, "ada@shop.example").await;
    assert!(weak.text.contains("This can be guessed"), "{}", weak.text);
    assert!(other.is_in().await);
    let changed = change(PASSWORD, "another four words").await;
    assert_eq!(changed.header("location"), "/dashboard/account?done=saved");
    assert!(browser.is_in().await && !other.is_in().await);
    assert_eq!(with(&second).await, 303);
    assert_eq!(other.sign_in(ADA, PASSWORD).await.status, 401);
    assert_eq!(other.sign_in(ADA, "another four words").await.status, 303);
}

#[tokio::test]
async fn a_recovery_code_lets_in_once_and_then_a_password_can_be_chosen() {
    let house = House::open();
    let browser = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let page = browser.post("/dashboard/account/recovery-codes", &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let list = between(&page.text, "class=\"codes\"", "</ul>");
    let code = between(list, "<li>", "</li>").to_owned();
    let left = browser.get("/dashboard/account").await;
    assert!(left.text.contains("You have 10 recovery codes left."));

    let lost = Browser::new(&house);
    let form = [("email", ADA), ("code", &code.to_uppercase())];
    let came_back = lost.submit("/dashboard/recovery", &form).await;
    assert_eq!(came_back.header("location"), "/dashboard/account");
    let twice = Browser::new(&house)
        .submit("/dashboard/recovery", &form)
        .await;
    assert_eq!(twice.status, 401);
    let chosen = [("password", "a third set of words")];
    let saved = lost.post("/dashboard/account/password", &chosen).await;
    assert_eq!(saved.header("location"), "/dashboard/account?done=saved");
    assert!(!browser.is_in().await, "who had the old one is out");
    let log = lost.get("/dashboard/audit").await;
    for text in [
        "Came back in by recovery",
        "Changed their password",
        "Made new recovery codes",
    ] {
        assert!(log.text.contains(text), "{text}: {}", log.text);
    }
}

#[tokio::test]
async fn the_operator_makes_a_way_back_that_opens_once() {
    let house = House::open();
    let browser = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let link = path(&house.administer(&["user", "recover", ADA, "--json"]));
    let lost = Browser::new(&house);
    assert!(lost.get(&link).await.text.contains(ADA));
    let form = [("password", "a third set of words")];
    let chosen = lost.submit(&link, &form).await;
    assert_eq!(chosen.header("location"), "/dashboard/account");
    assert!(lost.is_in().await && !browser.is_in().await);
    assert_eq!(lost.submit(&link, &form).await.status, 404);
    assert_eq!(lost.sign_in(ADA, PASSWORD).await.status, 401);
}

#[tokio::test]
async fn whoever_is_known_joins_another_merchant_only_as_themselves() {
    let house = House::open();
    let (other, _) = house.another_merchant();
    let browser = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let link = invite(&house, ADA, &other, "read_only");
    // Whoever holds the link of somebody known cannot choose their password with it.
    let thief = Browser::new(&house);
    let page = thief.get(&link).await;
    assert!(
        page.text
            .contains("Somebody signs in with this address already"),
        "{}",
        page.text
    );
    let taken = thief
        .submit(&link, &[("password", "the thief's own words")])
        .await;
    assert_eq!(taken.status, 409);
    assert_eq!(
        thief.sign_in(ADA, "the thief's own words").await.status,
        401
    );
    let bob = Browser::of_new(&house, "bob@shop.example", &house.merchant, "staff").await;
    assert_eq!(bob.submit(&link, &[]).await.status, 409);

    let joined = browser.submit(&link, &[]).await;
    assert_eq!(joined.header("location"), "/dashboard/merchants");
    let form = [("merchant", other.as_str())];
    let chosen = browser.post("/dashboard/merchants", &form).await;
    assert_eq!(chosen.header("location"), "/dashboard");
    let home = browser.get("/dashboard").await;
    assert!(home.text.contains("Read-only"), "{}", home.text);
    assert_eq!(browser.get("/dashboard/people").await.status, 403);
    assert_eq!(bob.post("/dashboard/merchants", &form).await.status, 404);
}

#[tokio::test]
async fn forms_of_other_sites_and_forms_that_say_nothing_are_refused() {
    let house = House::open();
    let browser = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    let page = browser.get("/dashboard/account").await;
    let token = between(&page.text, "name=\"token\" value=\"", "\"").to_owned();
    let send = async |header: Option<(&str, &str)>, token: &str| {
        let mut request = browser.request(Method::POST, "/dashboard/account/language");
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        let form = [("locale", "en-CA"), ("token", token)];
        Answer::of(request.form(&form)).await.status
    };
    let own = house.url();
    for (header, token, status) in [
        (None, token.as_str(), 403),
        (Some(("origin", "https://evil.example")), &token, 403),
        (Some(("origin", "null")), &token, 403),
        (Some(("sec-fetch-site", "cross-site")), &token, 403),
        (Some(("sec-fetch-site", "same-site")), &token, 403),
        (Some(("origin", own.as_str())), "", 403),
        (Some(("origin", own.as_str())), "guessed", 403),
        (Some(("sec-fetch-site", "same-origin")), &token, 303),
        (Some(("origin", own.as_str())), &token, 303),
    ] {
        assert_eq!(send(header, token).await, status, "{header:?}");
    }
    let other = Browser::of_new(&house, "bob@shop.example", &house.merchant, "owner").await;
    let form = [("mode", "live"), ("token", token.as_str())];
    let theirs = other.submit("/dashboard/mode", &form).await;
    assert_eq!(theirs.status, 403, "each has a token of their own");
}

#[tokio::test]
async fn pages_are_kept_by_nobody_and_shown_in_no_frame_and_run_nothing_that_stands_in_them() {
    let house = House::open();
    let browser = Browser::of_new(&house, ADA, &house.merchant, "owner").await;
    for path in [
        "/dashboard/sign-in?again=1",
        "/dashboard",
        "/dashboard/keys?after=key_0",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"));
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(!page.text.contains(" style="), "{path}");
        assert!(!page.text.contains("<style"), "{path}");
    }
}

#[tokio::test]
async fn a_dashboard_that_is_switched_off_or_elsewhere_is_not_there() {
    let off = House::open_with("[dashboard]\nenabled = false\n");
    assert_eq!(
        Browser::new(&off).get("/dashboard/sign-in").await.status,
        404
    );

    let house = House::open_with("[dashboard]\nurl = \"https://manage.example\"\n");
    assert_eq!(
        Browser::new(&house).get("/dashboard/sign-in").await.status,
        404
    );
    let at = async |host: &str| {
        let request = house.anonymous(Method::GET, "/dashboard/sign-in");
        Answer::of(request.header("host", host)).await.status
    };
    assert_eq!(at("manage.example").await, 200);
    assert_eq!(at("Manage.Example").await, 200);
    assert_eq!(at("manage.example:444").await, 404);
    let link = house.administer(&[
        "user",
        "add",
        ADA,
        "--merchant",
        &house.merchant,
        "--role",
        "owner",
        "--json",
    ]);
    let link = link["link"].as_str().unwrap();
    assert!(
        link.starts_with("https://manage.example/dashboard/invitation/"),
        "{link}"
    );
    let joined = house
        .anonymous(Method::POST, &path(&serde_json::json!({ "link": link })))
        .header("host", "manage.example")
        .header("origin", "https://manage.example")
        .form(&[("password", PASSWORD)]);
    let joined = Answer::of(joined).await;
    let set = joined.header("set-cookie");
    assert!(set.starts_with("__Host-dashboard="), "{set}");
    assert!(
        set.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{set}"
    );
}

#[tokio::test]
async fn what_is_secret_is_in_no_log_line() {
    let house = House::open();
    let link = invite(&house, ADA, &house.merchant, "owner");
    let browser = Browser::new(&house);
    browser.submit(&link, &[("password", PASSWORD)]).await;
    browser.sign_in(ADA, "a wrong password").await;
    let page = browser.post("/dashboard/account/recovery-codes", &[]).await;
    let code = between(&page.text, "<li>", "</li>").to_owned();
    let made = browser.post("/dashboard/keys", &[("scope", "read")]).await;
    let key = between(&made.text, "class=\"shown-once\">", "<").to_owned();
    assert!(key.starts_with("gk_test_"), "{}", made.text);
    let cookie = browser.cookie();
    let token = link.rsplit('/').next().unwrap().to_owned();
    let log = house.close();
    for secret in [
        ADA,
        PASSWORD,
        "a wrong password",
        &code,
        &key,
        &token,
        cookie.trim_start_matches("dashboard="),
    ] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}
