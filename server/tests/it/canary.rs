//! Secrets and personal texts are planted everywhere, and then looked for everywhere that
//! they have no business to be.

use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    mail::office::{Mood, Office, Stage},
    payer::Payer,
};

fn planted() -> Value {
    json!({
        "reference": "canary-reference",
        "customer": {
            "first_name": "Canaryfirst", "last_name": "Canarylast", "email": "canary.mail@example.com",
            "address": {
                "line1": "1 Canary Street", "city": "Canaryville", "province": "ON", "postal_code": "C4N4R1"
            }
        },
        "payee_account": { "institution": "999", "transit": "60265", "account": "9876541" },
        "success_url": "https://shop.example/?canary-url", "metadata": { "canary-name": "canary-value" }
    })
}

#[tokio::test]
async fn nothing_personal_and_no_secret_leaves_by_a_log_a_figure_or_a_header() {
    let office = Office::open().await;
    office.then(Mood::Says(
        Stage::Recipient,
        "550 canary.mail@example.com is full",
    ));
    let house = House::with_twin_and(|_| office.section("tls = \"none\""));
    let payer = Payer::with(&house, planted()).await;
    let faulty = json!({ "canary": "canary-fault", "amount": "canary-fault" });
    let mut answers = vec![house.post("/v1/checkouts", &faulty).await];

    answers.push(payer.start("guaranteed_eft").await);
    house.drive("EFT0403").await;
    payer
        .until("failed", |it| !it["last_failure"].is_null())
        .await;
    answers.push(payer.start("e_transfer").await);
    answers.push(payer.page().await);
    house.drive("Accepted").await;
    payer.until_status("paid").await;
    let paid = payer.page().await;
    // The mail server is in this very thread, which has to answer it before the house is closed.
    office.left(1).await;
    for below in ["receipt", "receipt.pdf"] {
        let receipt = payer.below(&house, below).await;
        assert_eq!(receipt.status, 200, "{below}");
        answers.push(receipt);
    }
    // Its letter was refused, and is written down as that: the next one is another.
    let began = std::time::Instant::now();
    while !payer
        .below(&house, "receipt")
        .await
        .text
        .contains("not_sent")
    {
        assert!(began.elapsed().as_secs() < 30, "the letter still waits");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let button = format!("{}/receipt/email", payer.path());
    let asked = house.submit(&button, &[("lang", "fr-CA")]).await;
    assert_eq!(asked.status, 303);
    answers.push(asked);
    office.left(2).await;
    answers.push(
        house
            .get(&format!("/v1/checkouts/{}/timeline", payer.id))
            .await,
    );

    let sessions = house.twin_sessions().await;
    assert_eq!(sessions.len(), 2);
    let sessions: Vec<String> = sessions
        .iter()
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .collect();
    for session in &sessions {
        assert!(
            !paid.text.contains(session),
            "a session that is over is still on the page"
        );
    }
    answers.push(paid);

    let mut secrets = sessions;
    secrets.extend([
        house.api_key.clone(),
        house.twin_secret(),
        "whsec-canary".into(),
    ]);
    secrets.extend(["canary", "Canary", "C4N4R1", "9876541", "60265"].map(str::to_owned));
    // A redirect leads to the page, so its header holds the page's token; nothing else may.
    let token = payer.token.clone();
    let headers = answers
        .iter()
        .map(|answer: &Answer| format!("{:?}", answer.headers).replace(&token, ""));
    let mut places: Vec<String> = headers.collect();
    secrets.push(token);
    places.push(
        house
            .fetch(&format!("{}/metrics", house.admin_url()))
            .await
            .text,
    );
    let log = house.close();
    assert!(log.contains("refused a letter for good"), "{log}");
    places.push(log);
    for place in &places {
        for secret in &secrets {
            assert!(!place.contains(secret.as_str()), "{secret} is in\n{place}");
        }
    }
}
