use flinks::{
    client::{Client, Config, Credentials, Error, Nonsense},
    report::{ReportId, ReportKind, rows},
};
use jiff::civil::date;

use super::provider::{Provider, Reply, Seen};

const LIST: &str = "/api/v1/reports";
const ONE: &str = "/api/v1/reports/rep-1";
const FILE: &str = "/files/rep-1.csv";

fn id() -> ReportId {
    "rep-1".parse().expect("an id")
}

#[tokio::test]
async fn reports_are_listed_by_kind_and_days_with_both_keys() {
    for body in [
        r#"[{"id":"rep-1","type":"ClientSettlement","startDate":"2026-11-19"}]"#,
        r#"{"reports":[{"id":"rep-1","type":"ClientSettlement","startDate":"2026-11-19"}]}"#,
    ] {
        let provider = Provider::start(move |_: &Seen, _| Reply::json(200, body)).await;
        let listed = provider
            .client()
            .reports(
                ReportKind::ClientSettlement,
                date(2026, 11, 1),
                date(2026, 11, 30),
            )
            .await
            .expect("listed");
        assert_eq!((listed.len(), &listed[0].id), (1, &id()));
        let seen = &provider.seen(LIST)[0];
        assert_eq!(
            seen.query.as_deref(),
            Some("filteringTypes=ClientSettlement&startDate=2026-11-01&endDate=2026-11-30")
        );
        assert_eq!(seen.header("x-client-id"), Some("the-client"));
        assert_eq!(seen.header("x-api-key"), Some("canary-api-key"));
        assert_eq!(seen.header("authorization"), None);
    }
}

#[tokio::test]
async fn the_file_of_a_report_is_fetched_without_credentials() {
    let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
        ONE => Reply::json(
            200,
            r#"{"id":"rep-1","downloadLink":"/files/rep-1.csv?pass=1"}"#,
        ),
        _ => Reply::Typed(200, "text/csv", "referenceId,amount\nA,1.00\n".to_owned()),
    })
    .await;
    let file = provider.client().report(&id()).await.expect("fetched");
    let (rows, faults) = rows(&file);
    assert_eq!((rows.len(), faults.len()), (1, 0));
    let seen = &provider.seen(FILE)[0];
    assert_eq!(seen.query.as_deref(), Some("pass=1"));
    for header in ["authorization", "x-api-key", "x-client-id"] {
        assert_eq!(seen.header(header), None, "{header}");
    }
}

#[tokio::test]
async fn a_link_that_is_none_or_not_safe_is_not_followed() {
    for body in [
        "{}",
        r#"{"downloadLink":"http://elsewhere.example/x.csv"}"#,
        r#"{"downloadLink":"file:///etc/passwd"}"#,
    ] {
        let provider = Provider::start(move |_: &Seen, _| Reply::json(200, body)).await;
        let answer = provider.client().report(&id()).await;
        assert!(
            matches!(answer, Err(Error::Nonsense(Nonsense::Shape))),
            "{body}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn a_link_that_has_run_out_is_told() {
    let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
        ONE => Reply::json(200, r#"{"downloadLink":"/files/rep-1.csv"}"#),
        _ => Reply::json(403, ""),
    })
    .await;
    let answer = provider.client().report(&id()).await;
    assert!(matches!(answer, Err(Error::Forbidden)), "{answer:?}");
}

#[tokio::test]
async fn a_file_may_be_larger_than_an_answer() {
    let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
        ONE => Reply::json(200, r#"{"downloadLink":"/files/rep-1.csv"}"#),
        _ => Reply::Typed(
            200,
            "text/csv",
            format!(
                "referenceId,amount\n{}",
                "ORDER-1001,250.00\n".repeat(10_000)
            ),
        ),
    })
    .await;
    let file = provider.client().report(&id()).await.expect("fetched");
    assert_eq!(rows(&file).0.len(), 10_000);
}

#[tokio::test]
async fn without_an_api_key_reports_are_not_asked_for() {
    let provider = Provider::start(|_: &Seen, _| Reply::json(200, "[]")).await;
    let client = Client::new(Config {
        credentials: Credentials {
            api_key: None,
            ..provider.config().credentials
        },
        ..provider.config()
    })
    .expect("good");
    let answer = client
        .reports(
            ReportKind::DailyProgress,
            date(2026, 11, 1),
            date(2026, 11, 1),
        )
        .await;
    assert!(
        matches!(answer, Err(Error::NotConfigured("api_key"))),
        "{answer:?}"
    );
    assert!(provider.seen(LIST).is_empty());
}

#[test]
fn a_kind_of_report_has_the_providers_word() {
    for kind in ReportKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    assert!("Weekly".parse::<ReportKind>().is_err());
}
