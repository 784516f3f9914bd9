use reqwest::Method;
use serde_json::json;

use crate::{
    house::{Answer, House},
    payer::Payer,
};

#[tokio::test]
async fn a_good_form_starts_one_attempt_and_leads_to_the_page() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let answer = payer.start("guaranteed_eft").await;
    assert_eq!(answer.status, 303);
    assert_eq!(
        answer.header("location"),
        format!("{}?lang=en-CA", payer.path())
    );
    let checkout = payer.checkout().await;
    assert_eq!(checkout["status"], "processing");
    assert_eq!(checkout["attempts"].as_array().unwrap().len(), 1);
    let session = house.twin_sessions().await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        payer
            .page()
            .await
            .text
            .contains(&format!("sessionId={session}"))
    );
    assert_eq!(payer.screen().await, "bank");
}

#[tokio::test]
async fn the_same_form_sent_twice_starts_one_attempt() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let id = [("attempt", "att_00000000000000000000000001")];
    let (first, second) = tokio::join!(
        payer.start_with("guaranteed_eft", &id),
        payer.start_with("guaranteed_eft", &id)
    );
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(payer.start_with("e_transfer", &id).await.status, 303);
    assert_eq!(
        payer.checkout().await["attempts"].as_array().unwrap().len(),
        1
    );
    assert_eq!(house.asked("POST", "/api/v2/sessions").await, 1);
}

#[tokio::test]
async fn another_attempt_cancels_the_session_of_the_one_before() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    payer.start("e_transfer").await;
    let checkout = payer.checkout().await;
    let attempts = checkout["attempts"].as_array().unwrap();
    assert_eq!(attempts.len(), 2);
    assert_eq!(attempts[1]["method"], "e_transfer");
    let sessions = house.twin_sessions().await;
    assert_eq!(sessions[0]["statusDetails"], "EFT0501");
    assert_eq!(sessions[1]["status"], "Initiated");
}

#[tokio::test]
async fn every_fault_of_a_form_is_shown_at_once_with_what_was_typed() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    let form = [
        ("token", payer.token.as_str()),
        ("method", "cheque"),
        ("first_name", "Anne-Marie"),
        ("last_name", ""),
        ("email", "nobody@nowhere"),
        ("lang", "fr-CA"),
    ];
    let answer = house.submit("/actions/start", &form).await;
    let answer = house.follow(&answer).await;
    assert!(answer.text.contains("<html lang=\"fr-CA\""));
    assert!(
        answer.text.contains("value=\"Anne-Marie\"")
            && answer.text.contains("value=\"nobody@nowhere\"")
    );
    for field in ["last_name", "email"] {
        let input = answer
            .text
            .split("<input")
            .find(|input| input.contains(&format!("name=\"{field}\"")))
            .unwrap();
        assert!(
            input
                .split('>')
                .next()
                .unwrap()
                .contains("aria-invalid=\"true\""),
            "{field}: {input}"
        );
    }
    assert!(
        payer.checkout().await["attempts"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn what_people_really_type_and_paste_is_read() {
    let house = House::with_twin();
    let payer = Payer::with(&house, json!({ "amount": null })).await;
    let form = [
        ("token", payer.token.as_str()),
        ("method", "guaranteed_eft"),
        ("first_name", " \u{202e}E\u{301}lise\u{202c} 😀\u{200b}"),
        ("last_name", "Ｔremblay\u{a0}Roy "),
        ("email", "<mailto:elise@exemple.ca>\u{feff}"),
        ("amount", "\u{200e}１ 234,50 $ "),
        ("lang", "fr-CA"),
    ];
    let answer = house.submit("/actions/start", &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let requests = house
        .fetch(&format!("{}/_twin/requests", house.twin_url()))
        .await
        .text;
    for read in [
        "Élise",
        "Tremblay Roy",
        "elise@exemple.ca",
        "\"amount\":1234.50,",
        // The bank's page speaks the language of ours.
        "\"language\":\"FR\"",
    ] {
        assert!(requests.contains(read), "{read}: {requests}");
    }
}

#[tokio::test]
async fn ten_thousand_characters_are_refused_with_a_sentence_and_kept() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    let long = "é".repeat(10_000);
    let form = [
        ("token", payer.token.as_str()),
        ("method", "guaranteed_eft"),
        ("first_name", long.as_str()),
        ("last_name", long.as_str()),
        ("email", long.as_str()),
        ("lang", "en-CA"),
    ];
    let answer = house.submit("/actions/start", &form).await;
    let answer = house.follow(&answer).await;
    for sentence in [
        "Shorten your first name to 100 characters",
        "Shorten your last name to 100 characters",
        "Enter an email address of at most 100 characters",
    ] {
        assert!(answer.text.contains(sentence), "{sentence}");
    }
    assert_eq!(answer.text.matches(&format!("value=\"{long}\"")).count(), 3);
    assert_eq!(payer.checkout().await["status"], "open");
}

#[tokio::test]
async fn what_the_merchant_said_of_the_customer_is_not_the_browsers_to_change() {
    let house = House::with_twin();
    let customer = json!({ "customer": { "first_name": "Alice", "last_name": "Roy", "email": "alice@example.ca" } });
    let payer = Payer::with(&house, customer).await;
    payer.start_with("guaranteed_eft", &[("amount", "1")]).await;
    let requests = house
        .fetch(&format!("{}/_twin/requests", house.twin_url()))
        .await;
    let listed = requests.json();
    let create = listed
        .as_array()
        .unwrap()
        .iter()
        .find(|request| request["path"] == "/api/v2/sessions")
        .unwrap();
    let body = create["body"]
        .as_str()
        .map_or_else(|| create["body"].to_string(), str::to_owned);
    assert!(body.contains("Alice") && !body.contains("John"), "{body}");
    assert!(
        requests.text.contains("\"amount\":250.00,"),
        "{}",
        requests.text
    );
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let request = house
            .anonymous(Method::POST, "/actions/start")
            .header(name, value)
            .form(&[("token", payer.token.as_str()), ("method", "e_transfer")]);
        assert_eq!(Answer::of(request).await.status, 403, "{name}: {value}");
    }
    assert!(
        payer.checkout().await["attempts"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_form_that_is_none_of_ours_breaks_nothing() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    assert_eq!(
        house
            .submit("/actions/start", &[("token", "nonsense")])
            .await
            .status,
        404
    );
    assert_eq!(house.submit("/actions/nonsense", &[]).await.status, 404);
    let json = house
        .anonymous(Method::POST, "/actions/start")
        .json(&json!({ "token": payer.token }));
    assert!(matches!(Answer::of(json).await.status, 400..=499));
    for (attempt, step) in [
        ("nonsense", "SUCCESS"),
        ("att_00000000000000000000000000", "SUCCESS"),
        ("", "\u{0}<script>"),
    ] {
        let form = [
            ("token", payer.token.as_str()),
            ("attempt", attempt),
            ("step", step),
        ];
        let answer = house.submit("/actions/hint", &form).await;
        assert!(answer.status < 500, "{attempt} {step}: {}", answer.status);
    }
    assert_eq!(payer.checkout().await["status"], "open");
}

#[tokio::test]
async fn a_customer_who_cancels_can_pay_after_all() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    assert_eq!(payer.cancel().await.status, 303);
    assert_eq!(payer.checkout().await["status"], "open");
    assert_eq!(payer.screen().await, "canceled_by_you");
    assert_eq!(house.twin_sessions().await[0]["statusDetails"], "EFT0501");
    let form = [("token", payer.token.as_str()), ("lang", "en-CA")];
    assert_eq!(house.submit("/actions/restart", &form).await.status, 303);
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
}

#[tokio::test]
async fn a_cancel_that_comes_after_the_money_finds_it_paid() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.cancel().await;
    assert_eq!(payer.checkout().await["status"], "paid");
}

#[tokio::test]
async fn a_transfer_that_is_moving_at_the_bank_is_not_called_off() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("e_transfer").await;
    house.drive("Processing").await;
    payer.cancel().await;
    // The bank may still accept it, so nobody is told that nothing was taken.
    assert_eq!(payer.checkout().await["status"], "processing");
    assert_eq!(payer.screen().await, "checking");
    house.drive("Accepted").await;
    payer.until_status("paid").await;
}

#[tokio::test]
async fn an_attempt_that_another_took_the_place_of_is_superseded() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    payer.start("e_transfer").await;
    let attempts = payer.checkout().await["attempts"].clone();
    assert_eq!(attempts[0]["status"], "superseded");
    assert_eq!(
        house.asked("POST", "/cancel").await,
        1,
        "one cancel is enough"
    );
}

#[tokio::test]
async fn money_on_the_attempt_before_is_seen_before_another_session_is_made() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.start("e_transfer").await;
    let checkout = payer.until_status("paid").await;
    assert_eq!(checkout["payment"]["method"], "guaranteed_eft");
    assert_eq!(house.asked("POST", "/api/v2/sessions").await, 1);
}

#[tokio::test]
async fn whoever_sends_too_much_is_told_so_by_a_page_of_the_shop_with_the_way_back() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    let huge = "x".repeat(600_000);
    for (lang, title) in [
        ("en-CA", "That was too much text"),
        ("fr-CA", "Ce texte est trop long"),
    ] {
        for path in ["/actions/start", "/actions/extend", "/actions/cancel"] {
            let form = [
                ("token", payer.token.as_str()),
                ("lang", lang),
                ("first_name", huge.as_str()),
            ];
            let page = house.submit(path, &form).await;
            assert_eq!(page.status, 413, "{path}");
            for told in [
                format!("<html lang=\"{lang}\""),
                format!("<h1 tabindex=\"-1\">{title}</h1>"),
                format!("href=\"{}?lang={lang}\"", payer.path()),
                "ORDER-1001".to_owned(),
                "/brand/".to_owned(),
            ] {
                assert!(page.text.contains(&told), "{path} {told}: {}", page.text);
            }
            assert!(page.text.len() < 20_000, "nothing of it is shown again");
        }
    }
    // Where nobody can tell whose page it was, it is said in both languages.
    let page = house
        .submit("/actions/start", &[("first_name", &huge)])
        .await;
    assert_eq!(page.status, 413);
    assert!(page.text.contains("too much text") && page.text.contains("trop long"));
    assert_eq!(payer.checkout().await["attempts"], json!([]));
}
