//! The account-linking frame, as a customer and the page around it meet it.

use std::time::Duration;

use flinks::{event, step::Step};
use reqwest::{StatusCode, Url, header, redirect};
use serde_json::{Value, json};

use crate::desk::Desk;

/// A page of the frame.
#[derive(Debug)]
struct View {
    screen: String,
    html: String,
    messages: Vec<Value>,
    /// The visit's part of every address.
    visit: String,
    status: StatusCode,
}

impl View {
    async fn read(answer: reqwest::Response) -> Self {
        let status = answer.status();
        let visit = answer
            .url()
            .query_pairs()
            .find(|(name, _)| name == "visit")
            .map(|(_, id)| id.into_owned())
            .unwrap_or_default();
        let html = answer.text().await.expect("text");
        let attribute = |name: &str| {
            let start = html.split_once(&format!(" {name}=\""))?.1;
            Some(
                start
                    .split_once('"')?
                    .0
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&"),
            )
        };
        Self {
            screen: attribute("data-screen").expect("a screen"),
            messages: attribute("data-messages")
                .map(|list| serde_json::from_str(&list).expect("a list"))
                .unwrap_or_default(),
            visit,
            status,
            html,
        }
    }

    fn steps(&self) -> Vec<&str> {
        let messages = self.messages.iter();
        messages
            .filter_map(|message| message["step"].as_str())
            .collect()
    }

    fn told(&self, step: &str) -> &Value {
        let mut messages = self.messages.iter();
        messages
            .find(|message| message["step"] == step)
            .unwrap_or_else(|| panic!("{step} was not told: {:?}", self.messages))
    }
}

impl Desk {
    async fn authorize_token(&self) -> String {
        let customer = &self.credentials.customer_id;
        let path = format!("/v3/{customer}/BankingServices/GenerateAuthorizeToken");
        let answer = self
            .post(&path)
            .header("flinks-auth-key", &self.credentials.client_secret)
            .send()
            .await
            .expect("an answer");
        let body: Value = answer.json().await.expect("JSON");
        body["Token"].as_str().expect("a token").to_owned()
    }

    async fn open_frame(&self, parameters: &[(&str, &str)]) -> View {
        let token = self.authorize_token().await;
        let mut url: Url = self.url("/v2/").parse().expect("an address");
        url.query_pairs_mut()
            .append_pair("authorizeToken", &token)
            .extend_pairs(parameters);
        View::read(self.client.get(url).send().await.expect("an answer")).await
    }

    async fn answer(&self, view: &View, fields: &[(&str, &str)]) -> View {
        self.press(view, &view.screen, fields).await
    }

    async fn press(&self, view: &View, part: &str, fields: &[(&str, &str)]) -> View {
        let request = self.post(&format!("/v2/{part}?visit={}", view.visit));
        View::read(request.form(fields).send().await.expect("an answer")).await
    }

    /// Goes on from a page of the frame until that screen, as that user. Everything that was
    /// told on the way comes back with the page.
    async fn link(&self, from: View, user: &str, until: &str) -> View {
        let mut view = from;
        let mut told = view.messages.clone();
        while view.screen != until {
            let answer = ["Montreal", "Canada", "Triangle"]
                .into_iter()
                .find(|answer| view.html.contains(&format!("<code>{answer}</code>")))
                .unwrap_or_default();
            let fields: Vec<(&str, &str)> = match view.screen.as_str() {
                "consent" => vec![("consent", "yes")],
                "bank" => vec![("institution", "boreal")],
                "sign-in" => vec![("user", user), ("password", "Everyday")],
                "question" => vec![("answer", answer)],
                "account" => vec![("account", "chequing")],
                other => panic!("{other} comes before {until}"),
            };
            view = self.answer(&view, &fields).await;
            told.extend(view.messages.clone());
        }
        view.messages = told;
        view
    }
}

#[tokio::test]
async fn a_customer_links_an_account_and_the_frame_tells_every_step() {
    let desk = Desk::open().await;
    let first = desk.open_frame(&[("customerName", "Maple & Pine")]).await;
    assert_eq!(first.screen, "consent");
    assert!(first.html.contains("Maple &amp; Pine"));
    let done = desk.link(first, "Greatday", "done").await;
    assert_eq!(
        done.steps(),
        [
            "APP_MOUNTED",
            "COMPONENT_LOAD_CONSENT",
            "COMPONENT_ACCEPT_CONSENT",
            "COMPONENT_LOAD_INSTITUTION_SELECTOR",
            "INSTITUTION_SELECTED",
            "COMPONENT_LOAD_CREDENTIAL",
            "SUBMIT_CREDENTIAL",
            "COMPONENT_LOAD_MFA",
            "SUBMIT_MFA",
            "COMPONENT_LOAD_ACCOUNT_SELECTION",
            "ACCOUNT_SELECTED",
            "REDIRECT",
        ]
    );
    assert!(done.told("COMPONENT_LOAD_MFA")["mfaTypes"].is_array());
    let accounts = done.told("COMPONENT_LOAD_ACCOUNT_SELECTION");
    assert!(accounts["totalAccounts"].as_u64() >= accounts["displayedAccounts"].as_u64());
    let redirect = done.told("REDIRECT");
    assert_eq!(redirect["institution"], "BorealBank");
    let event = event::decode(&redirect.to_string()).expect("an event");
    let link = event.link.expect("a link");
    assert_eq!(redirect["loginId"], link.login.as_str());
    for id in ["loginId", "accountId"] {
        let id = redirect[id].as_str().expect("an id");
        assert!(redirect["url"].as_str().expect("a url").contains(id));
    }
}

#[tokio::test]
async fn what_the_frame_tells_is_what_the_data_endpoints_know() {
    let desk = Desk::open().await;
    let first = desk.open_frame(&[]).await;
    let done = desk.link(first, "élise.gagnon", "done").await;
    let redirect = done.told("REDIRECT");
    let customer = &desk.credentials.customer_id;
    let token = desk.authorize_token().await;
    let authorized: Value = desk
        .post(&format!("/v3/{customer}/BankingServices/Authorize"))
        .header("flinks-auth-key", token)
        .json(&json!({ "LoginId": redirect["loginId"], "MostRecentCached": true }))
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("JSON");
    assert_eq!(authorized["HttpStatusCode"], 200, "{authorized}");
}

#[tokio::test]
async fn every_step_of_the_frame_is_a_documented_one() {
    let desk = Desk::open().await;
    let first = desk
        .open_frame(&[
            ("enhancedMFA", "true"),
            ("termsUrl", "https://shop.example/terms"),
        ])
        .await;
    let done = desk.link(first, "Greatday", "done").await;
    let denied = desk.open_frame(&[("closeEnable", "true")]).await;
    let denied = desk.answer(&denied, &[("consent", "no")]).await;
    for message in done.messages.iter().chain(&denied.messages) {
        let event = event::decode(&message.to_string()).expect("an event");
        assert!(!matches!(event.step, Step::Unknown(_)), "{message}");
    }
}

#[tokio::test]
async fn events_about_help_terms_and_the_network_have_their_places() {
    let desk = Desk::open().await;
    let parameters = [
        ("enhancedMFA", "true"),
        ("termsUrl", "https://shop.example/terms"),
    ];
    let offers = |view: &View, step: &str| {
        let place = format!("data-tell=\"{step}\"");
        assert!(view.html.contains(&place), "{step}");
    };
    let first = desk.open_frame(&parameters).await;
    offers(&first, "COMPONENT_CLICK_TERMS_URL");
    let list = desk.answer(&first, &[("consent", "yes")]).await;
    list.told("COMPONENT_ACCEPT_TERMS");
    let closed = desk.answer(&list, &[("institution", "red-river")]).await;
    assert_eq!(
        closed.told("DISABLED_INSTITUTION")["institution"],
        "RedRiverSavings"
    );
    assert_eq!(closed.screen, "bank");
    assert!(closed.html.contains("Red River Savings cannot be linked"));
    let sign_in = desk.answer(&closed, &[("institution", "tamarack")]).await;
    offers(&sign_in, "COMPONENT_CLICK_RESET_PASSWORD");
    let question = desk.link(sign_in, "Greatday", "question").await;
    question.told("COMPONENT_ACCEPT_PROVIDER_CONSENT");
    question.told("ENHANCED_MFA_HAS_QUESTIONS");
    offers(&question, "COMPONENT_HELP2FA_INFO");
    offers(&question, "COMPONENT_HELP2FA_TROUBLESHOOTING");

    let first = desk.open_frame(&parameters).await;
    desk.link(first, "greatday_nomfa", "done")
        .await
        .told("ENHANCED_MFA_NO_QUESTIONS");
    let first = desk.open_frame(&parameters).await;
    let denied = desk.answer(&first, &[("consent", "no")]).await;
    denied.told("COMPONENT_DENY_TERMS");

    let script = desk.get("/assets/twin.js").send().await.expect("an answer");
    let script = script.text().await.expect("text");
    assert!(script.contains("APP_ONLINE") && script.contains("APP_OFFLINE"));
}

#[tokio::test]
async fn the_key_to_the_frame_works_once_and_for_half_an_hour() {
    let desk = Desk::open().await;
    let open = async |query: &str| {
        let answer = desk.get(&format!("/v2/{query}")).send().await;
        View::read(answer.expect("an answer")).await
    };
    let missing = open("").await;
    assert_eq!(missing.screen, "refused");
    assert_eq!(missing.status, StatusCode::UNAUTHORIZED);
    assert!(missing.messages.is_empty());

    let token = desk.authorize_token().await;
    let query = format!("?authorizeToken={token}&language=fr");
    assert_eq!(open(&query).await.screen, "consent");
    let again = open(&query).await;
    assert_eq!(again.screen, "refused");
    assert!(again.html.contains("<html lang=\"fr-CA\""));

    let token = desk.authorize_token().await;
    desk.control("/_twin/clock", json!({ "advance_seconds": 1800 }))
        .await;
    assert_eq!(
        open(&format!("?authorizeToken={token}")).await.screen,
        "refused"
    );
}

#[tokio::test]
async fn a_visit_that_nobody_knows_leads_nowhere() {
    let desk = Desk::open().await;
    for path in [
        "/v2/bank",
        "/v2/bank?visit=nope",
        "/v2/bank?visit=3c90c3cc-0d44-4b50-8888-8dd25736052a",
    ] {
        let answer = desk.get(path).send().await.expect("an answer");
        let view = View::read(answer).await;
        assert_eq!(view.status, StatusCode::NOT_FOUND);
        assert_eq!(view.screen, "refused");
    }
}

#[tokio::test]
async fn the_address_of_the_frame_says_how_it_looks() {
    let desk = Desk::open().await;
    let plain = desk.open_frame(&[]).await;
    assert!(plain.html.contains("class=\"bar\"") && plain.html.contains("class=\"mark\""));
    assert!(!plain.html.contains("/v2/leave"));

    let dressed = desk
        .open_frame(&[
            ("language", "fr"),
            ("theme", "dark"),
            ("closeEnable", "true"),
            ("headerImgEnable", "false"),
            ("removePadding", "true"),
            ("staticLoadingEnable", "true"),
            ("stringify", "true"),
            ("webview", "true"),
            ("termsUrl", "https://shop.example/terms"),
            ("something", "unknown"),
        ])
        .await;
    for part in [
        "<html lang=\"fr-CA\" data-theme=\"dark\"",
        "/v2/leave",
        "class=\"plain bare\"",
        "class=\"static\"",
        "data-manner=\"connect stringify webview\"",
        "href=\"https://shop.example/terms\"",
    ] {
        assert!(dressed.html.contains(part), "{part}");
    }
    assert!(!dressed.html.contains("class=\"mark\""));

    let bare = desk.open_frame(&[("headerEnable", "false")]).await;
    assert!(!bare.html.contains("class=\"bar\""));
}

#[tokio::test]
async fn parts_of_the_way_can_be_left_out() {
    let desk = Desk::open().await;
    let list = desk
        .open_frame(&[
            ("consentEnable", "false"),
            ("institutionFilterEnable", "false"),
            ("backEnable", "false"),
            ("accountSelectorEnable", "false"),
            ("demo", "false"),
        ])
        .await;
    assert_eq!(list.screen, "bank");
    assert!(!list.html.contains("role=\"search\""));
    assert!(!list.html.contains("Flinks Capital"));
    let sign_in = desk.answer(&list, &[("institution", "fjord")]).await;
    assert_eq!(sign_in.screen, "sign-in");
    assert!(!sign_in.html.contains("/v2/back"));
    let done = desk.link(sign_in, "greatday_nomfa", "done").await;
    assert_eq!(done.told("REDIRECT")["accountId"], Value::Null);
    assert!(!done.steps().contains(&"COMPONENT_LOAD_ACCOUNT_SELECTION"));
}

#[tokio::test]
async fn the_list_of_banks_can_be_searched_and_the_way_back_is_open() {
    let desk = Desk::open().await;
    let first = desk.open_frame(&[]).await;
    let list = desk.link(first, "", "bank").await;
    let answer = desk
        .get(&format!("/v2/bank?visit={}&q=CAISSE", list.visit))
        .send()
        .await;
    let found = View::read(answer.expect("an answer")).await;
    assert!(found.html.contains("Caisse Saint-Laurent") && !found.html.contains("Boreal Bank"));

    let sign_in = desk.answer(&list, &[("institution", "boreal")]).await;
    let list = desk.press(&sign_in, "back", &[]).await;
    assert_eq!(list.steps(), ["COMPONENT_LOAD_INSTITUTION_SELECTOR"]);
    assert_eq!(desk.press(&list, "back", &[]).await.screen, "consent");
}

#[tokio::test]
async fn a_customer_who_does_not_want_to_leaves_nothing_behind() {
    let desk = Desk::open().await;
    let first = desk.open_frame(&[]).await;
    let denied = desk.answer(&first, &[("consent", "no")]).await;
    assert_eq!(denied.screen, "closed");
    assert_eq!(denied.steps(), ["COMPONENT_DENY_CONSENT"]);

    let first = desk.open_frame(&[("closeEnable", "true")]).await;
    let list = desk.link(first, "", "bank").await;
    let closed = desk.press(&list, "leave", &[]).await;
    assert_eq!(closed.screen, "closed");
    assert_eq!(closed.steps(), ["COMPONENT_CLOSE_SESSION"]);
    let later = desk
        .press(&closed, "bank", &[("institution", "fjord")])
        .await;
    assert_eq!(later.screen, "closed");
}

#[tokio::test]
async fn the_test_users_of_the_bank_do_what_they_are_for() {
    let desk = Desk::open().await;
    for (user, screen, code) in [
        ("greatday_nomfa", "account", None),
        ("GREATDAY", "question", None),
        ("test_disabled_account", "trouble", Some("DISABLED_LOGIN")),
        ("test_service_unavailable", "trouble", Some("RETRY_LATER")),
        ("test_dispatched", "account", Some("OPERATION_DISPATCHED")),
    ] {
        let first = desk.open_frame(&[("requestId", "r-1")]).await;
        let sign_in = desk.link(first, user, "sign-in").await;
        let fields = [("user", user), ("password", "Everyday")];
        let next = desk.answer(&sign_in, &fields).await;
        assert_eq!(next.screen, screen, "{user}");
        let told = next
            .messages
            .iter()
            .find_map(|message| message["flinksCode"].as_str().map(|code| (code, message)));
        assert_eq!(told.map(|(code, _)| code), code, "{user}");
        if let Some((_, message)) = told {
            assert_eq!(message["requestId"], "r-1");
            assert_eq!(message["institution"], "BorealBank");
        }
    }
}

#[tokio::test]
async fn three_wrong_passwords_or_answers_end_at_the_bank_and_another_one_can_be_tried() {
    let desk = Desk::open().await;
    let first = desk.open_frame(&[]).await;
    let mut view = desk.link(first, "", "sign-in").await;
    let wrong = [("user", "Greatday"), ("password", "wrong")];
    for left in ["2 tries left", "One try left"] {
        view = desk.answer(&view, &wrong).await;
        assert!(view.html.contains(left));
        assert_eq!(
            view.steps(),
            ["SUBMIT_CREDENTIAL", "COMPONENT_LOAD_CREDENTIAL_RETRY"]
        );
    }
    view = desk.answer(&view, &wrong).await;
    assert_eq!(view.screen, "trouble");
    let list = desk.answer(&view, &[("next", "other")]).await;
    assert_eq!(list.screen, "bank");

    let mut view = desk.link(list, "Greatday", "question").await;
    for _ in 0..2 {
        view = desk.answer(&view, &[("answer", "Paris")]).await;
        assert_eq!(view.steps(), ["SUBMIT_MFA", "COMPONENT_LOAD_MFA_RETRY"]);
    }
    view = desk.answer(&view, &[("answer", "Paris")]).await;
    assert_eq!(view.screen, "trouble");
    assert!(view.html.contains("INVALID_SECURITY_RESPONSE"));
}

#[tokio::test]
async fn an_account_that_is_not_in_canadian_dollars_cannot_be_picked() {
    let desk = Desk::open().await;
    let first = desk.open_frame(&[]).await;
    let accounts = desk.link(first, "greatday_nomfa", "account").await;
    assert!(accounts.html.contains("value=\"foreign\" disabled"));
    let same = desk.answer(&accounts, &[("account", "foreign")]).await;
    assert_eq!(same.screen, "account");
    assert!(same.html.contains("role=\"alert\""));
}

#[tokio::test]
async fn a_merchant_with_an_address_gets_its_customer_back() {
    let desk = Desk::open().await;
    let parameters = [
        ("redirectUrl", "https://shop.example/linked?cart=77"),
        ("tag", "a&b"),
    ];
    let first = desk.open_frame(&parameters).await;
    let done = desk.link(first, "greatday_nomfa", "done").await;
    let url = done.told("REDIRECT")["url"].as_str().expect("a url");
    assert!(
        url.starts_with("https://shop.example/linked?cart=77&loginId="),
        "{url}"
    );
    assert!(url.ends_with("&institution=BorealBank&tag=a%26b"), "{url}");
    let link = format!("href=\"{}\" target=\"_top\"", url.replace('&', "&amp;"));
    assert!(done.html.contains(&link) && done.html.contains(" data-follow"));

    // Whoever comes back with the browser's button is not sent away again.
    let answer = desk
        .get(&format!("/v2/done?visit={}", done.visit))
        .send()
        .await;
    let again = View::read(answer.expect("an answer")).await;
    assert!(again.messages.is_empty() && !again.html.contains("data-follow"));
}

#[tokio::test]
async fn without_scripts_only_the_full_page_goes_on_by_itself() {
    let desk = Desk::open().await;
    let still = reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(Duration::from_secs(10))
        .build()
        .expect("a client");
    for (place, goes_on) in [("document", true), ("iframe", false)] {
        let first = desk
            .open_frame(&[("redirectUrl", "https://shop.example/linked")])
            .await;
        let accounts = desk.link(first, "greatday_nomfa", "account").await;
        still
            .post(desk.url(&format!("/v2/account?visit={}", accounts.visit)))
            .form(&[("account", "savings")])
            .send()
            .await
            .expect("an answer");
        let answer = desk
            .get(&format!("/v2/done?visit={}", accounts.visit))
            .header("sec-fetch-dest", place)
            .send()
            .await;
        let done = View::read(answer.expect("an answer")).await;
        let refresh =
            "<noscript><meta http-equiv=\"refresh\" content=\"0; url=https://shop.example";
        assert_eq!(done.html.contains(refresh), goes_on, "{place}");
    }
}

#[tokio::test]
async fn a_merchant_that_only_listens_is_told_and_nothing_else_happens() {
    let desk = Desk::open().await;
    let first = desk
        .open_frame(&[
            ("redirectUrl", "https://shop.example/linked"),
            ("innerRedirect", "true"),
        ])
        .await;
    let done = desk.link(first, "greatday_nomfa", "done").await;
    assert!(done.told("REDIRECT")["loginId"].is_string());
    assert!(!done.html.contains("data-follow"));
    assert!(done.html.contains("<noscript><a class=\"button second\""));
}

#[tokio::test]
async fn the_frame_may_be_framed_and_allows_no_inline_code() {
    let desk = Desk::open().await;
    let token = desk.authorize_token().await;
    let answer = desk
        .get(&format!("/v2/?authorizeToken={token}"))
        .send()
        .await
        .expect("an answer");
    let policy = answer.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(policy.starts_with("default-src 'none'"));
    for forbidden in ["unsafe", "frame-ancestors", "sandbox", "sha256"] {
        assert!(!policy.contains(forbidden), "{policy}");
    }
}

#[tokio::test]
async fn somebody_elses_account_is_linked_when_the_fault_says_so() {
    let desk = Desk::open().await;
    desk.control("/_twin/faults", json!({ "name_mismatch": true }))
        .await;
    let first = desk.open_frame(&[]).await;
    let accounts = desk.link(first, "Greatday", "account").await;
    assert!(accounts.html.contains("Morgan Thibodeau") && !accounts.html.contains("John Doe"));
}
