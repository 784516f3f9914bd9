use serde_json::{Value, json};

use crate::desk::{Desk, eft, pair};

#[tokio::test]
async fn the_happy_customer_pays_and_the_page_tells_every_step_once() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    assert_eq!(desk.standing(&id).await, pair("Initiated", "EFT0101"));
    let done = desk.walk(&id, "Happy1", "done").await;
    assert_eq!(
        done.steps,
        [
            "APP_MOUNTED",
            "INSTITUTION_SELECTED",
            "SUBMIT_CREDENTIAL",
            "SUBMIT_MFA",
            "ACCOUNT_SELECTED",
            "COMPONENT_DEPOSIT_CONTINUE",
            "GUARANTEE_OFFERED",
            "COMPONENT_PAD_DOWNLOADED",
            "SUCCESS",
        ]
    );
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
    assert_eq!(desk.open_app(&id).await.steps, ["APP_MOUNTED"]);
}

#[tokio::test]
async fn a_real_order_plays_the_scenario_of_the_user_at_the_bank() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "Joe", "Fails")).await;
    let page = desk.walk(&id, "unhappy1", "ended").await;
    assert_eq!(
        page.steps.last().map(String::as_str),
        Some("GUARANTEE_FAILED")
    );
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0402"));
    let page = desk.submit(&id, "ended", &[]).await;
    assert_eq!(page.steps, ["COMPONENT_OTHER_FUNDING_OPTIONS_SELECTED"]);
}

#[tokio::test]
async fn any_other_user_is_the_payer() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "Élise", "Gagnon")).await;
    desk.walk(&id, "elise", "done").await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
    let details = desk.details(&id).await;
    assert_eq!(details["userDetails"]["nameMatch"], 100);
    assert_eq!(details["step"]["current"], "Complete");
    assert_eq!(details["guaranteeDetails"]["guaranteeAccepted"], true);
    let number = details["payor"]["account"]["accountNumber"].as_str();
    assert!(number.expect("a number").starts_with("****"));
}

#[tokio::test]
async fn a_lower_amount_is_offered_and_becomes_the_amount_when_it_is_taken() {
    let desk = Desk::open().await;
    let mut body = eft("Happy2", "Steve", "Diamond");
    body["amount"] = json!(1000.00);
    let id = desk.create(&body).await;
    desk.walk(&id, "Happy2", "offer").await;
    let review = desk.submit(&id, "offer", &[("offer", "accept")]).await;
    assert!(review.html.contains("$600.00"));
    desk.walk(&id, "Happy2", "done").await;
    let said = desk.status(&id).await;
    assert_eq!(said["statusDetails"], "EFT0301");
    assert_eq!(said["amount"], 600.0);
}

#[tokio::test]
async fn a_lower_amount_that_is_not_taken_ends_without_a_guarantee() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("Happy2", "Steve", "Diamond")).await;
    desk.walk(&id, "Happy2", "offer").await;
    let page = desk.submit(&id, "offer", &[("offer", "decline")]).await;
    assert_eq!(page.steps, ["COMPONENT_NBO_RETURN_TO_CLIENT_SELECTED"]);
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0402"));
}

#[tokio::test]
async fn the_french_scenario_is_french_from_end_to_end() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("Happy3", "Alex", "Rider")).await;
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
        let page = desk.walk(&id, "Happy3", screen).await;
        assert!(page.html.contains("<html lang=\"fr-CA\">"), "{screen}");
    }
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn the_bank_lets_nobody_in_after_three_wrong_passwords() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "sign-in").await;
    let wrong = [("user", "Happy1"), ("password", "wrong")];
    for left in ["2 tries left", "One try left"] {
        let page = desk.submit(&id, "sign-in", &wrong).await;
        assert_eq!(page.screen, "sign-in");
        assert!(page.html.contains("role=\"alert\"") && page.html.contains(left));
        assert_eq!(page.steps, ["SUBMIT_CREDENTIAL"]);
    }
    assert_eq!(desk.submit(&id, "sign-in", &wrong).await.screen, "ended");
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0401"));
}

#[tokio::test]
async fn one_wrong_password_is_forgiven_and_the_customer_may_give_up() {
    let desk = Desk::open().await;
    let wrong = [("user", "Happy1"), ("password", "wrong")];
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "sign-in").await;
    desk.submit(&id, "sign-in", &wrong).await;
    desk.walk(&id, "Happy1", "done").await;

    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "sign-in").await;
    desk.submit(&id, "sign-in", &wrong).await;
    let page = desk.submit(&id, "sign-in", &[("give-up", "yes")]).await;
    assert_eq!(page.screen, "ended");
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0401"));
}

#[tokio::test]
async fn an_account_of_somebody_else_ends_the_session() {
    let desk = Desk::open().await;
    let other_payer = desk.create(&eft("Happy1", "Jane", "Doe")).await;
    let other_holder = desk.create(&eft("WrongName", "John", "Doe")).await;
    for id in [other_payer, other_holder] {
        desk.walk(&id, "anybody", "ended").await;
        assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0403"));
    }
}

#[tokio::test]
async fn a_name_is_compared_kindly() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("Happy1", "JOHN", "d'Öe")).await;
    desk.walk(&id, "Happy1", "done").await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn an_account_that_holds_too_little_ends_the_session() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("LowBalance", "John", "Doe")).await;
    desk.walk(&id, "anybody", "ended").await;
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0404"));
}

#[tokio::test]
async fn a_customer_who_leaves_at_the_agreement_has_not_paid_and_can_come_back() {
    let desk = Desk::open().await;
    let id = desk
        .create(&eft("StopBeforeAgreement", "John", "Doe"))
        .await;
    desk.walk(&id, "anybody", "agreement").await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0302"));
    let page = desk
        .submit(&id, "agreement", &[("agreement", "not-now")])
        .await;
    assert_eq!(page.screen, "unsigned");
    assert_eq!(page.steps, ["COMPONENT_PAD_WARNING_SCREEN_EXIT"]);
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0302"));

    assert_eq!(desk.open_app(&id).await.screen, "agreement");
    let page = desk
        .submit(
            &id,
            "agreement",
            &[("agreement", "sign"), ("signed", "yes")],
        )
        .await;
    assert_eq!(page.steps, ["COMPONENT_PAD_DOWNLOADED", "SUCCESS"]);
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn an_agreement_without_the_box_checked_is_not_signed() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "agreement").await;
    let page = desk
        .submit(&id, "agreement", &[("agreement", "sign")])
        .await;
    assert_eq!(page.screen, "agreement");
    assert!(page.html.contains("role=\"alert\""));
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0302"));
}

#[tokio::test]
async fn a_preset_amount_cannot_be_changed_and_an_open_one_is_entered() {
    let desk = Desk::open().await;
    let preset = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&preset, "Happy1", "amount").await;
    desk.submit(&preset, "amount", &[("amount", "1.00")]).await;
    assert_eq!(desk.status(&preset).await["amount"], 250.0);

    let mut body = eft("Happy1", "John", "Doe");
    body["amount"] = Value::Null;
    let open = desk.create(&body).await;
    desk.walk(&open, "Happy1", "amount").await;
    let page = desk.submit(&open, "amount", &[("amount", "lots")]).await;
    assert!(page.html.contains("role=\"alert\""));
    let page = desk.submit(&open, "amount", &[("amount", "75,50")]).await;
    assert_eq!(page.screen, "review");
    assert_eq!(desk.status(&open).await["amount"], 75.5);
}

#[tokio::test]
async fn a_merchant_with_a_consent_page_of_its_own_skips_the_first_screen() {
    let desk = Desk::open().await;
    let mut body = eft("Happy1", "John", "Doe");
    body["options"]["showConsentScreen"] = json!(false);
    let id = desk.create(&body).await;
    let page = desk.open_app(&id).await;
    assert_eq!(page.screen, "bank");
    assert_eq!(page.steps, ["APP_MOUNTED", "CONSENT_DISABLED"]);
}

#[tokio::test]
async fn a_customer_who_has_begun_is_in_progress_without_a_code() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.open_app(&id).await;
    assert_eq!(desk.standing(&id).await, pair("Initiated", "EFT0101"));
    desk.walk(&id, "Happy1", "bank").await;
    assert_eq!(desk.standing(&id).await, pair("InProgress", "null"));
}
