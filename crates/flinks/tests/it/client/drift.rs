//! What no page documents about the carrier of an answer.

use flinks::drift::{DriftKind, Sighting};
use payment::Method;

use super::provider::{
    AUTHORIZE, CANCEL, Provider, Reply, SESSION, STATUS, Seen, new_session, session,
};

async fn sightings(reply: impl Fn() -> Reply + Clone + Send + Sync + 'static) -> Vec<Sighting> {
    let provider = Provider::start(move |seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        _ => reply(),
    })
    .await;
    let client = provider.client();
    let _ = client.read(Method::GuaranteedEft, &session()).await;
    let seen = client.take_drift();
    assert_eq!(client.take_drift(), [], "they are told once");
    seen
}

fn words(seen: &[Sighting]) -> Vec<(DriftKind, &str)> {
    seen.iter()
        .map(|sighting| (sighting.drift.kind, sighting.drift.word.as_str()))
        .collect()
}

#[tokio::test]
async fn a_status_that_no_page_has_for_the_call_is_reported() {
    for (status, word) in [
        (204, "HTTP204"),
        (202, "HTTP202"),
        (302, "HTTP302"),
        (418, "HTTP418"),
        (451, "HTTP451"),
        (507, "HTTP507"),
    ] {
        let seen = sightings(move || Reply::json(status, "{}")).await;
        assert_eq!(words(&seen), [(DriftKind::HttpStatus, word)]);
    }
    for status in [200, 400, 401, 403, 404, 429, 500, 502, 503, 504] {
        let seen = sightings(move || Reply::json(status, "{}")).await;
        assert_eq!(words(&seen), [], "{status}");
    }
}

#[tokio::test]
async fn a_content_type_that_no_page_has_is_reported_with_the_shape_of_the_body() {
    let seen =
        sightings(|| Reply::Typed(200, "text/html; charset=utf-8", "<p>Canary".to_owned())).await;
    assert_eq!(words(&seen), [(DriftKind::ContentType, "text-html")]);
    assert_eq!(seen[0].sample.as_deref(), Some("9 bytes that are not JSON"));
    let seen =
        sightings(|| Reply::Typed(200, "john.doe@example.com/9876541", "{}".to_owned())).await;
    assert_eq!(words(&seen), [(DriftKind::ContentType, "unreadable")]);
    for known in [
        "application/json",
        "text/json",
        "TEXT/plain",
        "application/problem+json;v=1",
    ] {
        let seen = sightings(move || Reply::Typed(200, known, "{}".to_owned())).await;
        assert_eq!(words(&seen), [], "{known}");
    }
    let seen = sightings(|| Reply::Typed(502, "text/html", "<p>gateway".to_owned())).await;
    assert_eq!(words(&seen), [], "a gateway's page is nobody's drift");
}

#[tokio::test]
async fn a_good_day_reports_nothing() {
    let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        STATUS => Reply::status("Initiated", "EFT0101"),
        CANCEL => Reply::json(409, ""),
        _ => Reply::created(),
    })
    .await;
    let client = provider.client();
    client.create_session(&new_session()).await.expect("made");
    let answer = client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    client.cancel(&session()).await.expect("answered");
    assert_eq!((answer.drift, answer.sample), (vec![], None));
    assert_eq!(client.take_drift(), []);
}

#[tokio::test]
async fn what_an_answer_says_is_in_the_answer_and_told_there_alone() {
    let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        _ => Reply::json(
            200,
            &format!(r#"{{"sessionId":"{SESSION}","status":"Paused","fee":"Canary"}}"#),
        ),
    })
    .await;
    let client = provider.client();
    let answer = client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    let kinds: Vec<DriftKind> = answer.drift.iter().map(|drift| drift.kind).collect();
    assert_eq!(kinds, [DriftKind::SessionStatus, DriftKind::Field]);
    let sample = answer.sample.expect("a sample");
    assert!(
        !sample.contains("Canary") && sample.contains("<text 6>"),
        "{sample}"
    );
    assert_eq!(client.take_drift(), []);
}

#[tokio::test]
async fn new_fields_in_the_answer_to_an_act_are_reported() {
    let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        CANCEL => Reply::json(200, r#"{"status":"Canceled","refund":"Canary"}"#),
        _ => Reply::json(
            201,
            &format!(r#"{{"sessionId":"{SESSION}","link":"Canary"}}"#),
        ),
    })
    .await;
    let client = provider.client();
    client.create_session(&new_session()).await.expect("made");
    client.cancel(&session()).await.expect("called off");
    let seen = client.take_drift();
    assert_eq!(
        words(&seen),
        [(DriftKind::Field, "link"), (DriftKind::Field, "refund")]
    );
    let samples: Vec<&str> = seen.iter().filter_map(|it| it.sample.as_deref()).collect();
    assert_eq!(samples.len(), 2);
    assert!(!samples.concat().contains("Canary"), "{samples:?}");
}

#[tokio::test]
async fn a_surprise_about_a_token_is_told_without_its_body() {
    let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::Typed(
            203,
            "application/jwt",
            r#"{"access_token":"CANARY_TOKEN","expires_in":599}"#.to_owned(),
        ),
        _ => Reply::status("Initiated", "EFT0101"),
    })
    .await;
    let client = provider.client();
    client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    let seen = client.take_drift();
    assert_eq!(
        words(&seen),
        [
            (DriftKind::HttpStatus, "HTTP203"),
            (DriftKind::ContentType, "application-jwt")
        ]
    );
    assert!(seen.iter().all(|sighting| sighting.sample.is_none()));
}
