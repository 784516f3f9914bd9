//! What counts as money, and what does not.

use serde_json::json;

use crate::{house::House, payer::Payer};

#[tokio::test]
async fn a_browser_that_says_done_pays_nothing() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let attempt = payer.checkout().await["attempts"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let form = [
        ("token", payer.token.as_str()),
        ("attempt", &attempt),
        ("step", "SUCCESS"),
    ];
    assert!(house.submit("/actions/hint", &form).await.status < 300);
    payer
        .until("the hint", |it| it["attempts"][0]["last_step"] == "SUCCESS")
        .await;
    assert_eq!(payer.screen().await, "checking");
    // The provider was asked because of it, and it is not paid.
    let began = std::time::Instant::now();
    while house.asked("GET", "/status").await == 0 {
        assert!(began.elapsed().as_secs() < 30);
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(payer.checkout().await["status"], "processing");
    assert_eq!(payer.checkout().await["payment"], json!(null));
}

#[tokio::test]
async fn an_unsigned_agreement_is_not_paid_and_a_signed_one_is() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0302").await;
    let began = std::time::Instant::now();
    while payer.screen().await != "agreement" {
        assert!(began.elapsed().as_secs() < 30);
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(payer.checkout().await["status"], "processing");
    house.drive("EFT0301").await;
    let checkout = payer.until_status("paid").await;
    assert_eq!(checkout["payment"]["evidence"], "status_read");
    assert_eq!(checkout["payment"]["guaranteed"], true);
}

#[tokio::test]
async fn an_e_transfer_counts_when_its_transaction_is_accepted() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("e_transfer").await;
    house.drive("Processing").await;
    let reads = house.asked("GET", "/details").await;
    let began = std::time::Instant::now();
    while house.asked("GET", "/details").await < reads + 2 {
        assert!(began.elapsed().as_secs() < 30);
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(payer.checkout().await["status"], "processing");
    house.drive("Accepted").await;
    let checkout = payer.until_status("paid").await;
    assert_eq!(checkout["payment"]["method"], "e_transfer");
}

#[tokio::test]
async fn every_failure_of_the_provider_has_its_code_and_leaves_the_checkout_open() {
    for (to, method, code) in [
        ("EFT0401", "guaranteed_eft", "sign_in_failed"),
        ("EFT0402", "guaranteed_eft", "not_guaranteed"),
        ("EFT0403", "guaranteed_eft", "name_mismatch"),
        ("EFT0404", "guaranteed_eft", "low_balance"),
        ("EFT0601", "guaranteed_eft", "session_expired"),
        ("Declined", "e_transfer", "declined"),
        ("Expired", "e_transfer", "session_expired"),
    ] {
        let house = House::with_twin();
        let payer = Payer::new(&house).await;
        payer.start(method).await;
        house.drive(to).await;
        let checkout = payer.until_status("open").await;
        assert_eq!(checkout["last_failure"]["code"], code, "{to}");
        if to.starts_with("EFT") {
            assert_eq!(checkout["last_failure"]["detail"], to);
        }
        assert_eq!(payer.screen().await, code, "{to}");
    }
}
