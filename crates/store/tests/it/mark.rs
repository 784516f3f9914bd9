use crate::shop::{Shop, at};

#[tokio::test]
async fn the_latest_of_all_marks_stays() {
    let shop = Shop::open().await;
    let mark = async || shop.store.clock_mark().await.unwrap();
    assert_eq!(mark().await, None);
    // Of as many digits or fewer, the later moment counts.
    for (moment, kept) in [(5, 5), (900, 900), (1_000, 1_000), (999, 1_000), (2, 1_000)] {
        shop.store.raise_clock_mark(at(moment)).await.unwrap();
        assert_eq!(mark().await, Some(at(kept)));
    }
    shop.store.put_clock_mark(at(3)).await.unwrap();
    assert_eq!(mark().await, Some(at(3)));
}
