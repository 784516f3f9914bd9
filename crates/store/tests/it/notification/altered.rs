//! What was touched past the program is told to nobody.

use store::{DeliveryState, Fate, StoreError};

use super::told;
use crate::shop::{Shop, at};

/// Three events of one checkout, the second of which is told as the first was.
async fn touched() -> Shop {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    for second in [20, 21, 22] {
        shop.fail(1, second).await;
    }
    let mut door = shop.back_door().await;
    let done = sqlx::query(
        "UPDATE notification SET body = (SELECT n.body FROM notification n WHERE n.seq = 2)
         WHERE seq = 3",
    )
    .execute(&mut door)
    .await
    .unwrap();
    assert_eq!(done.rows_affected(), 1);
    shop
}

#[tokio::test]
async fn what_does_not_say_what_was_written_is_not_sent_and_what_follows_is() {
    let shop = touched().await;
    let mut sent = Vec::new();
    for _ in 0..5 {
        let claimed = shop.take(30).await;
        sent.extend(told(&claimed));
        shop.settle(claimed, 30, Fate::Delivered).await;
    }
    assert_eq!(sent, ["1:20", "1:22"]);
    let figures = shop.store.delivery_figures().await.unwrap();
    assert_eq!((figures.waiting, figures.dead, figures.altered), (0, 1, 1));

    // It is shown to nobody either, and a replay of it ends the same way.
    let listed = shop.listed(1).await;
    let buried = listed.iter().find(|it| it.state == DeliveryState::Dead);
    let buried = buried.unwrap();
    let shown = shop.store.delivery(&buried.id).await;
    assert!(
        matches!(
            shown,
            Err(StoreError::CorruptRow {
                table: "notification",
                column: "body"
            })
        ),
        "{shown:?}"
    );
    shop.again(&buried.id, 40).await.unwrap();
    assert!(shop.take(40).await.is_empty());
    let figures = shop.store.delivery_figures().await.unwrap();
    assert_eq!(figures.altered, 2);
}

#[tokio::test]
async fn what_was_put_right_again_can_be_replayed() {
    let shop = touched().await;
    let claimed = shop.take(30).await;
    shop.settle(claimed, 30, Fate::Delivered).await;
    let claimed = shop.take(30).await;
    assert_eq!(told(&claimed), Vec::<String>::new());
    let listed = shop.listed(1).await;
    let buried = listed.iter().find(|it| it.state == DeliveryState::Dead);
    let id = buried.unwrap().id.clone();
    // As a backup has it: what was touched is the digits 1:20, which were 1:21.
    let mut door = shop.back_door().await;
    let text = if shop.store.is_shared() {
        "UPDATE notification SET body = convert_to('1:21', 'UTF8') WHERE seq = 3"
    } else {
        "UPDATE notification SET body = CAST('1:21' AS BLOB) WHERE seq = 3"
    };
    sqlx::query(text).execute(&mut door).await.unwrap();
    let shown = shop.store.delivery(&id).await.unwrap().unwrap();
    assert_eq!(shown.tries[0].outcome.as_str(), "altered");
    assert_eq!(shown.tries[0].at, at(30));
    shop.again(&id, 40).await.unwrap();
    assert_eq!(told(&shop.take(40).await), ["1:21"]);
}
