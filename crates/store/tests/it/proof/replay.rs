use store::{Column, Fault};

use super::{busy, tamper, told};

#[tokio::test]
async fn a_row_is_what_its_log_tells_bit_for_bit() {
    let shop = busy().await;
    tamper(
        &shop,
        &[
            "UPDATE checkout SET status = 'paid' WHERE reference = 'ORDER-1'",
            "UPDATE checkout SET amount = 25001 WHERE reference = 'ORDER-3'",
            "DELETE FROM session WHERE checkout = (SELECT id FROM checkout WHERE reference = 'ORDER-2')",
        ],
    )
    .await;
    let report = shop.store.replay().await.unwrap();
    assert_eq!(
        told(&shop, &report),
        [
            "1 row_differs",
            "2 event 3 session_missing",
            "3 row_differs"
        ]
    );
    let columns: Vec<_> = report
        .findings
        .iter()
        .filter_map(|finding| match finding.fault {
            Fault::RowDiffers(column) => Some(column),
            _ => None,
        })
        .collect();
    assert_eq!(columns, [Column::Status, Column::Amount]);
}

#[tokio::test]
async fn a_log_that_cannot_be_told_is_named_and_nothing_is_made_up_for_it() {
    let shop = busy().await;
    tamper(
        &shop,
        &["UPDATE event SET body = '{}' WHERE seq = 4 AND body LIKE '%LOGIN%'"],
    )
    .await;
    let report = shop.store.replay().await.unwrap();
    assert_eq!(told(&shop, &report), ["2 event 4 event_unreadable"]);
}
