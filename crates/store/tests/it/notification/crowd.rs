//! A hundred thousand deliveries that wait are in nobody's way.

use store::Fate;

use super::{LEASE, endpoint_id};
use crate::shop::{Shop, at};

/// Writes deliveries to endpoint 1 past the store, which would take long.
pub(super) async fn crowd(shop: &Shop, count: i64, next_at: i64) {
    let mut door = shop.back_door().await;
    sqlx::query(
        "INSERT INTO delivery
             (id, endpoint, notification, checkout, seq, kind, state, next_at, created_at)
         WITH RECURSIVE line(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM line WHERE n < $1)
         SELECT 'dlv_' || $2 || '_' || n, d.endpoint, d.notification, 'chk_' || $2 || '_' || (n / 2), n % 2, d.kind,
                'waiting', $2, d.created_at
         FROM line CROSS JOIN (SELECT * FROM delivery WHERE endpoint = $3 ORDER BY id LIMIT 1) d",
    )
    .bind(count)
    .bind(next_at)
    .bind(endpoint_id(1).as_str())
    .execute(&mut door)
    .await
    .unwrap();
    sqlx::query("ANALYZE").execute(&mut door).await.unwrap();
}

#[tokio::test]
async fn what_is_due_is_claimed_beside_a_hundred_thousand_that_wait_in_another_lane() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.endpoint(2).await;
    shop.fail(1, 20).await;
    // Half of them are due and half are tried again later; their endpoint takes nothing.
    crowd(&shop, 50_000, 25_000_000).await;
    crowd(&shop, 50_000, 900_000_000).await;
    let stalled = shop
        .store
        .claim_deliveries(at(30), LEASE, 1_000)
        .await
        .unwrap();
    assert!(!stalled.is_empty());
    const ROUNDS: u8 = 20;
    for n in 2..2 + ROUNDS {
        shop.fail(n, 30).await;
        let claimed = shop
            .store
            .claim_deliveries(at(31), LEASE, 1_000)
            .await
            .unwrap();
        let mine: Vec<_> = claimed
            .into_iter()
            .filter(|it| it.endpoint == endpoint_id(2))
            .collect();
        assert_eq!(mine.len(), 1);
        shop.settle(mine, 31, Fate::Delivered).await;
        let next = shop.next_delivery(31).await;
        assert_eq!(next, Some(at(30 + 60)), "the others wait for a place");
    }
}
