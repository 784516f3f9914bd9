//! Nothing is decided on what was touched.

use store::{LogFault, StoreError};

use super::{busy, tamper};
use crate::shop::step;

#[tokio::test]
async fn a_log_that_was_touched_is_not_read_and_not_written_on() {
    let ways: &[(&'static str, u32, LogFault)] = &[
        (
            "UPDATE event SET body = replace(body, 'LOGIN', 'LOGON') WHERE seq = 4",
            4,
            LogFault::Altered,
        ),
        (
            "UPDATE event SET at = at + 1 WHERE seq = 5 AND body LIKE '%SUCCESS%'",
            5,
            LogFault::Altered,
        ),
        (
            "DELETE FROM event WHERE seq = 5 AND body LIKE '%SUCCESS%'",
            5,
            LogFault::Missing,
        ),
        (
            "DELETE FROM event WHERE seq = 4 AND body LIKE '%LOGIN%'",
            4,
            LogFault::Missing,
        ),
        (
            "UPDATE checkout SET head = token_digest WHERE reference = 'ORDER-2'",
            5,
            LogFault::Altered,
        ),
        (
            "UPDATE checkout SET version = 4 WHERE reference = 'ORDER-2'",
            4,
            LogFault::Altered,
        ),
        (
            "UPDATE checkout SET version = 4, head = (SELECT hash FROM event WHERE seq = 4 AND body LIKE '%LOGIN%')
             WHERE reference = 'ORDER-2'",
            5,
            LogFault::Altered,
        ),
        (
            "UPDATE checkout SET version = 6 WHERE reference = 'ORDER-2'",
            6,
            LogFault::Missing,
        ),
        (
            "UPDATE checkout SET mode = 'live' WHERE reference = 'ORDER-2'",
            1,
            LogFault::Altered,
        ),
    ];
    for (statement, place, expected) in ways {
        let shop = busy().await;
        tamper(&shop, &[statement]).await;
        let id = shop.order(2).id;
        let named = |error: &StoreError| {
            matches!(
                error,
                StoreError::CorruptEvent { checkout, seq, fault }
                    if *checkout == id && seq.number() == *place && fault == expected
            )
        };
        let error = shop.store.load(&id).await.unwrap_err();
        assert!(named(&error), "{statement}: {error:?}");
        // The others are as good as before.
        let entry = vec![step("A")].into();
        shop.store.append(&shop.now(3).await, entry).await.unwrap();
    }
}
