use store::{Fault, MAX_FINDINGS};

use super::{busy, busy_file, tamper, told, verified};
use crate::shop::Shop;

#[tokio::test]
async fn a_store_that_nobody_touched_is_clean_and_counted() {
    let shop = busy().await;
    for report in [
        verified(&shop.store).await,
        shop.store.replay().await.unwrap(),
    ] {
        assert_eq!(told(&shop, &report), Vec::<String>::new());
        assert!(report.is_clean());
        assert_eq!(
            (report.checkouts, report.events, report.sessions),
            (3, 11, 3)
        );
    }
}

#[tokio::test]
async fn an_empty_store_is_clean() {
    let shop = Shop::open().await;
    let report = verified(&shop.store).await;
    assert!(report.is_clean());
    assert_eq!((report.checkouts, report.events), (0, 0));
}

/// On both engines: what each allows.
#[tokio::test]
async fn every_way_to_touch_a_log_is_found_and_named() {
    let ways: &[(&[&'static str], &[&str])] = &[
        (
            &["UPDATE event SET body = replace(body, 'LOGIN', 'LOGON') WHERE seq = 4"],
            &["2 event 4 event_altered"],
        ),
        (
            &["UPDATE event SET body = replace(body, 'SUCCESS', 'SUCCOSS') WHERE seq = 5"],
            &["2 event 5 event_altered"],
        ),
        (
            &["UPDATE event SET at = at + 1 WHERE seq = 4 AND body LIKE '%LOGIN%'"],
            &["2 event 4 event_altered"],
        ),
        (
            &["UPDATE event SET evidence = 'browser' WHERE seq = 4 AND body LIKE '%LOGIN%'"],
            &["2 event 4 event_altered"],
        ),
        (
            &["UPDATE event SET type = 'step_sean' WHERE seq = 4 AND body LIKE '%LOGIN%'"],
            &["2 event 4 event_unreadable"],
        ),
        (
            &["UPDATE event SET format = 2 WHERE seq = 4 AND body LIKE '%LOGIN%'"],
            &["2 event 4 event_unreadable"],
        ),
        (
            &["UPDATE event SET body = '{}' WHERE seq = 4 AND body LIKE '%LOGIN%'"],
            &["2 event 4 event_unreadable"],
        ),
        (
            &[
                "UPDATE event SET hash = (SELECT token_digest FROM checkout WHERE reference = 'ORDER-1')
                 WHERE seq = 4 AND body LIKE '%LOGIN%'",
            ],
            &["2 event 4 hash_altered"],
        ),
        (
            &["DELETE FROM event WHERE seq = 4 AND body LIKE '%LOGIN%'"],
            &["2 event 4 event_missing"],
        ),
        (
            &["DELETE FROM event WHERE seq = 5 AND body LIKE '%SUCCESS%'"],
            &["2 event 5 event_missing"],
        ),
        (
            &["DELETE FROM event WHERE seq >= 4 AND body LIKE '%step_seen%'"],
            &["2 event 4 event_missing"],
        ),
        (
            &["DELETE FROM event WHERE body LIKE '%ORDER-2%'"],
            &["2 event 1 event_missing"],
        ),
        (
            &["DELETE FROM event WHERE body LIKE '%ORDER-1%'"],
            &["1 log_missing"],
        ),
        (
            &[
                "UPDATE event SET seq = 99 WHERE seq = 4 AND body LIKE '%LOGIN%'",
                "UPDATE event SET seq = 4 WHERE seq = 5 AND body LIKE '%SUCCESS%'",
                "UPDATE event SET seq = 5 WHERE seq = 99",
            ],
            &["2 event 4 event_altered", "2 event 5 event_altered", "2 head_altered"],
        ),
        (
            &[
                "INSERT INTO event (checkout, seq, at, evidence, type, format, body, hash)
                 SELECT checkout, 6, at, evidence, type, format, body, hash
                 FROM event WHERE seq = 5 AND body LIKE '%SUCCESS%'",
            ],
            &["2 event 6 event_added"],
        ),
    ];
    for (statements, findings) in ways {
        let shop = busy().await;
        tamper(&shop, statements).await;
        let report = verified(&shop.store).await;
        assert_eq!(told(&shop, &report), *findings, "{statements:?}");
    }
}

#[tokio::test]
async fn every_way_to_touch_a_row_is_found_and_named() {
    let ways: &[(&'static str, &[&str])] = &[
        (
            "UPDATE checkout SET status = 'paid' WHERE reference = 'ORDER-2'",
            &["2 row_differs"],
        ),
        (
            "UPDATE checkout SET amount = 1 WHERE reference = 'ORDER-2'",
            &["2 row_differs"],
        ),
        (
            "UPDATE checkout SET amount = NULL WHERE reference = 'ORDER-2'",
            &["2 row_differs"],
        ),
        (
            "UPDATE checkout SET reference = 'ORDER-9' WHERE reference = 'ORDER-2'",
            &["2 row_differs"],
        ),
        (
            "UPDATE checkout SET reference = NULL WHERE reference = 'ORDER-2'",
            &["2 row_differs"],
        ),
        (
            "UPDATE checkout SET created_at = created_at + 1 WHERE reference = 'ORDER-2'",
            &["2 row_differs"],
        ),
        (
            "UPDATE checkout SET expires_at = expires_at - 1 WHERE reference = 'ORDER-2'",
            &["2 row_differs"],
        ),
        (
            "UPDATE checkout SET version = 7 WHERE reference = 'ORDER-2'",
            &["2 row_differs"],
        ),
        (
            "UPDATE checkout SET version = 4 WHERE reference = 'ORDER-2'",
            &["2 row_differs"],
        ),
        (
            "UPDATE checkout SET mode = 'live' WHERE reference = 'ORDER-2'",
            &["2 event 1 origin_altered", "2 row_differs"],
        ),
        (
            "UPDATE checkout SET token = (SELECT token FROM checkout WHERE reference = 'ORDER-1')
             WHERE reference = 'ORDER-2'",
            &["2 token_altered"],
        ),
        (
            "UPDATE checkout SET token_digest = head WHERE reference = 'ORDER-2'",
            &["2 event 1 origin_altered", "2 token_altered"],
        ),
        (
            "UPDATE checkout SET head = token_digest WHERE reference = 'ORDER-2'",
            &["2 head_altered"],
        ),
        (
            "DELETE FROM session WHERE checkout = (SELECT id FROM checkout WHERE reference = 'ORDER-2')",
            &["2 event 3 session_missing"],
        ),
        (
            "UPDATE session SET checkout = (SELECT id FROM checkout WHERE reference = 'ORDER-1')
             WHERE checkout = (SELECT id FROM checkout WHERE reference = 'ORDER-2')",
            &["1 session_added", "2 event 3 session_missing"],
        ),
        (
            "UPDATE session SET attempt = 'att_00000000000000000000000000'
             WHERE checkout = (SELECT id FROM checkout WHERE reference = 'ORDER-2')",
            &["2 event 3 session_missing", "2 session_added"],
        ),
        (
            "UPDATE session SET digest = (SELECT head FROM checkout WHERE reference = 'ORDER-1')
             WHERE checkout = (SELECT id FROM checkout WHERE reference = 'ORDER-2')",
            &["2 event 3 session_missing", "2 session_added"],
        ),
    ];
    for (statement, findings) in ways {
        let shop = busy().await;
        tamper(&shop, &[statement]).await;
        let report = verified(&shop.store).await;
        assert_eq!(told(&shop, &report), *findings, "{statement}");
    }
}

/// What an engine that watches over its references does not let happen.
#[tokio::test]
async fn rows_that_lost_what_they_belong_to_are_named() {
    let shop = busy_file().await;
    tamper(
        &shop,
        &[
            "PRAGMA foreign_keys = OFF",
            "DELETE FROM checkout WHERE reference = 'ORDER-2'",
        ],
    )
    .await;
    let report = verified(&shop.store).await;
    let orphans: u64 = report
        .findings
        .iter()
        .map(|finding| match &finding.fault {
            Fault::Orphans { rows, .. } => *rows,
            _ => 0,
        })
        .sum();
    assert!(orphans >= 6, "{report:?}");
    let told = told(&shop, &report);
    assert!(told.contains(&"2 checkout_missing".to_owned()), "{told:?}");
    assert!(told.contains(&"2 session_added".to_owned()), "{told:?}");

    let shop = busy_file().await;
    tamper(
        &shop,
        &[
            "PRAGMA foreign_keys = OFF",
            "UPDATE checkout SET id = 'John Doe' WHERE reference = 'ORDER-2'",
        ],
    )
    .await;
    let report = verified(&shop.store).await;
    assert!(!report.is_clean());
    for finding in &report.findings {
        let text = finding.to_string();
        assert!(!text.contains("John"), "{text}");
    }
}

#[tokio::test]
async fn a_merchant_put_in_anothers_place_is_found() {
    let shop = busy_file().await;
    tamper(
        &shop,
        &[
            "INSERT INTO merchant (id, name, brand, webhook_secret, created_at) SELECT 'mer_00000000000000000000000009', name, brand, webhook_secret, created_at FROM merchant",
            "UPDATE checkout SET merchant = 'mer_00000000000000000000000009' WHERE reference = 'ORDER-3'",
        ],
    )
    .await;
    let report = verified(&shop.store).await;
    assert_eq!(told(&shop, &report), ["3 event 1 origin_altered"]);
}

#[tokio::test]
async fn however_much_is_wrong_it_is_all_counted_and_some_of_it_kept() {
    let shop = Shop::open().await;
    for n in 1..=200 {
        shop.checkout(n).await;
    }
    tamper(
        &shop,
        &["UPDATE checkout SET amount = 1, reference = 'X', created_at = 0, expires_at = 0, status = 'paid', version = 2"],
    )
    .await;
    let report = verified(&shop.store).await;
    assert_eq!(report.faults, 200 * 6);
    assert_eq!(report.findings.len(), MAX_FINDINGS);
}
