use std::time::Duration;

use super::{endpoint_id, secret};
use crate::shop::{Shop, at};

impl Shop {
    /// What is signed with at that second, newest first, by the numbers they were made of.
    async fn signing(&self, second: i64) -> Vec<u8> {
        let secrets = self
            .store
            .endpoint_secrets(&endpoint_id(1), at(second))
            .await;
        secrets
            .unwrap()
            .iter()
            .map(|secret| {
                assert_eq!(secret.seed(), &[secret.hmac_key()[0] + 100; 32]);
                secret.hmac_key()[0]
            })
            .collect()
    }

    async fn rotate(&self, n: u8, second: i64, overlap: u64) {
        let overlap = Duration::from_secs(overlap);
        let done = self
            .store
            .rotate_secret(
                &self.merchant,
                &endpoint_id(1),
                secret(n),
                overlap,
                at(second),
                None,
            )
            .await;
        assert!(done.unwrap());
    }
}

#[tokio::test]
async fn the_old_secret_signs_beside_the_new_one_until_the_overlap_ends() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    assert_eq!(shop.signing(100).await, [1]);
    shop.rotate(2, 100, 50).await;
    assert_eq!(shop.signing(100).await, [2, 1]);
    let shop = shop.reopen().await;
    assert_eq!(shop.signing(149).await, [2, 1]);
    assert_eq!(shop.signing(150).await, [2]);
}

#[tokio::test]
async fn rotating_again_shortens_an_overlap_and_never_lengthens_it() {
    let shop = Shop::open().await;
    shop.endpoint(1).await;
    shop.rotate(2, 100, 50).await;
    shop.rotate(3, 110, 100).await;
    assert_eq!(shop.signing(110).await, [3, 2, 1]);
    assert_eq!(
        shop.signing(160).await,
        [3, 2],
        "the first ends when it was to"
    );
    shop.rotate(4, 170, 0).await;
    assert_eq!(
        shop.signing(170).await,
        [4],
        "without an overlap the others end at once"
    );
}

#[tokio::test]
async fn a_secret_does_not_print_itself() {
    assert_eq!(format!("{:?}", secret(1)), "EndpointSecret(***)");
}
