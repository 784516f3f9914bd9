//! The page of a debit agreement by itself.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::desk::{Desk, Page};

impl Desk {
    /// Makes a debit and answers with its payment request and its agreement.
    async fn debit(&self, party: Value) -> (String, String) {
        let payor = json!({
            "contactInfo": party,
            "accountInfo": {
                "institutionCode": "777", "transitNumber": "77777", "accountNumber": "1111000"
            }
        });
        let body = json!([{
            "transactionCode": "450",
            "amount": 250.00,
            "paymentDirection": "DEBIT",
            "currency": "CAD",
            "description": "Order 1001",
            "crossReferenceNumber": "ORDER-1001",
            "payor": payor,
            "scheduleInfo": { "paymentFrequency": "OneTime", "startDate": "2099-01-01" }
        }]);
        let made: Value = self
            .keyed(self.post("/api/v1/transactions"))
            .json(&body)
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON");
        let text = made.to_string();
        let request = found(&made, "requestId")
            .or_else(|| found(&made, "id"))
            .unwrap_or_else(|| panic!("no request: {text}"));
        let schedule = made
            .pointer("/schedules/0/id")
            .or_else(|| made.pointer("/0/schedules/0/id"))
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("no schedule: {text}"));
        let schedule: Value = self
            .keyed(self.get(&format!("/api/v1/schedules/{schedule}")))
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON");
        let pad = found(&schedule, "padId").unwrap_or_else(|| panic!("no pad: {schedule}"));
        (request, pad)
    }

    async fn person(&self) -> (String, String) {
        self.debit(json!({ "firstName": "John", "lastName": "Doe" }))
            .await
    }

    async fn open_agreement(&self, pad: &str) -> Page {
        let answer = self.get(&format!("/pad/{pad}")).send().await;
        Page::read(answer.expect("an answer")).await
    }

    async fn answer_agreement(&self, pad: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.post(&format!("/pad/{pad}"));
        Page::read(request.form(fields).send().await.expect("an answer")).await
    }

    async fn payment_request(&self, id: &str) -> String {
        let path = format!("/api/v1/paymentrequests/{id}");
        let request = self.keyed(self.get(&path)).header("BaseURI", "twin");
        let body: Value = request
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON");
        body["status"].as_str().expect("a status").to_owned()
    }
}

fn found(value: &Value, member: &str) -> Option<String> {
    let here = value.get(member).or_else(|| value.get(0)?.get(member))?;
    here.as_str().map(str::to_owned)
}

const SIGN: [(&str, &str); 2] = [("agreement", "sign"), ("signed", "yes")];

#[tokio::test]
async fn the_agreement_has_its_seven_elements_and_hides_the_account_number() {
    let desk = Desk::open().await;
    let (_, pad) = desk.person().await;
    let page = desk.open_agreement(&pad).await;
    assert_eq!(page.screen, "agreement");
    assert_eq!(page.steps, ["APP_MOUNTED"]);
    for part in [
        "John Doe",
        "••••\u{a0}1000",
        "You let the merchant debit $250.00",
        "Personal",
        "Once, on January 1, 2099",
        "sample form",
        "Ask the merchant",
        "You can be paid back",
        "ORDER-1001",
    ] {
        assert!(page.html.contains(part), "{part}");
    }
    assert!(!page.html.contains("1111000"));
}

#[tokio::test]
async fn signing_is_told_once_and_the_payment_is_accepted() {
    let desk = Desk::open().await;
    let (request, pad) = desk.person().await;
    assert_eq!(desk.payment_request(&request).await, "Initiated");
    let page = desk.answer_agreement(&pad, &SIGN).await;
    assert_eq!(page.screen, "done");
    assert_eq!(page.steps, ["COMPONENT_PAD_DOWNLOADED", "SUCCESS"]);
    assert_eq!(desk.payment_request(&request).await, "Accepted");
    let again = desk.answer_agreement(&pad, &SIGN).await;
    assert_eq!(again.screen, "done");
    assert!(again.steps.is_empty());
    assert_eq!(desk.open_agreement(&pad).await.screen, "done");
}

#[tokio::test]
async fn a_box_that_is_not_checked_signs_nothing() {
    let desk = Desk::open().await;
    let (request, pad) = desk.person().await;
    let page = desk.answer_agreement(&pad, &[("agreement", "sign")]).await;
    assert_eq!(page.screen, "agreement");
    assert!(page.html.contains("role=\"alert\"") && page.steps.is_empty());
    assert_eq!(desk.payment_request(&request).await, "Initiated");
}

#[tokio::test]
async fn whoever_leaves_has_not_paid_and_can_come_back() {
    let desk = Desk::open().await;
    let (request, pad) = desk.person().await;
    let left = desk
        .answer_agreement(&pad, &[("agreement", "not-now")])
        .await;
    assert_eq!(left.screen, "unsigned");
    assert_eq!(left.steps, ["COMPONENT_PAD_WARNING_SCREEN_EXIT"]);
    assert_eq!(desk.payment_request(&request).await, "Initiated");
    assert_eq!(desk.open_agreement(&pad).await.screen, "agreement");
    assert_eq!(desk.answer_agreement(&pad, &SIGN).await.screen, "done");
}

#[tokio::test]
async fn a_payment_that_was_called_off_cannot_be_signed_for() {
    let desk = Desk::open().await;
    let (request, pad) = desk.person().await;
    let path = format!("/api/v1/paymentrequests/{request}/cancel");
    desk.keyed(desk.post(&path))
        .header("BaseURI", "twin")
        .send()
        .await
        .expect("an answer")
        .error_for_status()
        .expect("it is cancelled");
    assert_eq!(desk.open_agreement(&pad).await.screen, "ended");
    let page = desk.answer_agreement(&pad, &SIGN).await;
    assert_eq!(page.screen, "ended");
    assert!(page.steps.is_empty());
}

#[tokio::test]
async fn the_agreement_is_french_for_whoever_reads_french_and_by_the_switch() {
    let desk = Desk::open().await;
    let (_, pad) = desk
        .debit(json!({ "legalName": "Érablière Gagnon inc." }))
        .await;
    let answer = desk
        .get(&format!("/pad/{pad}"))
        .header("accept-language", "fr-CA,fr;q=0.9")
        .send()
        .await;
    let page = Page::read(answer.expect("an answer")).await;
    for part in [
        "<html lang=\"fr-CA\"",
        "Accord de prélèvement automatique",
        "250,00\u{a0}$",
        "Entreprise",
        "le 1er janvier 2099",
    ] {
        assert!(page.html.contains(part), "{part}");
    }
    let answer = desk.get(&format!("/pad/{pad}?lang=en-CA")).send().await;
    let page = Page::read(answer.expect("an answer")).await;
    assert!(page.html.contains("Business"));
}

#[tokio::test]
async fn an_agreement_that_nobody_knows_gets_a_kind_page() {
    let desk = Desk::open().await;
    for pad in [
        "nope",
        "3c90c3cc-0d44-4b50-8888-8dd25736052a",
        "%22%3E%3Cb%3E",
    ] {
        let answer = desk.get(&format!("/pad/{pad}")).send().await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{pad}");
        let page = Page::read(answer).await;
        assert_eq!(page.screen, "missing");
        assert!(!page.html.contains("<b>"));
    }
}
