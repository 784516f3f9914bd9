use payment::{MerchantId, Said};
use store::{
    AppendError, Consequence, Loaded, MAX_WEBHOOK_BODY, NewWebhook, RecordError, Version,
    WebhookBody, WebhookReceipt,
};

use crate::shop::{Shop, at, attempt, entry, recorded, session, tick};

impl Shop {
    fn notice(&self, body: &[u8]) -> NewWebhook {
        NewWebhook {
            merchant: self.merchant.clone(),
            received_at: at(7),
            session: Some(session(1)),
            body: body.to_vec().try_into().unwrap(),
        }
    }

    fn consequence(&self, loaded: &Loaded) -> Consequence {
        Consequence {
            loaded: loaded.clone(),
            entry: entry(
                &[recorded(payment::Event::WebhookReceived {
                    attempt: attempt(1),
                    said: Said::default(),
                })],
                &[tick(at(8))],
            ),
        }
    }

    async fn version(&self) -> Version {
        self.now(1).await.version
    }
}

/// Not text, so that it shows what is done to bytes.
const BODY: &[u8] = b"{\"sessionId\":\"session-1\"}\xff\x00";

#[tokio::test]
async fn a_notification_is_kept_byte_for_byte_with_what_it_leads_to() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let receipt = shop
        .store
        .record_webhook(shop.notice(BODY), Some(shop.consequence(&made)))
        .await
        .unwrap();
    assert_eq!(receipt, WebhookReceipt::Stored(Some(Version::new(2))));
    assert_eq!(shop.version().await, Version::new(2));
    assert_eq!(shop.store.next_due().await.unwrap(), Some(at(8)));
    let kept = shop.store.webhooks(&shop.merchant, 10).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].body.as_bytes(), BODY);
    assert_eq!(kept[0].received_at, at(7));
    assert_eq!(kept[0].checkout, Some(made.checkout.id));
}

#[tokio::test]
async fn the_same_notification_twice_is_kept_once_and_counts_once() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let record = |loaded: &Loaded| {
        shop.store
            .record_webhook(shop.notice(BODY), Some(shop.consequence(loaded)))
    };
    record(&made).await.unwrap();
    // Decided anew, and decided on what was there before.
    for loaded in [shop.now(1).await, made] {
        assert_eq!(
            record(&loaded).await.unwrap(),
            WebhookReceipt::Repeated,
            "{}",
            loaded.version
        );
    }
    assert_eq!(shop.version().await, Version::new(2));
    let kept = shop.store.webhooks(&shop.merchant, 10).await.unwrap();
    assert_eq!((kept.len(), kept[0].repeats), (1, 2));
}

#[tokio::test]
async fn the_same_notification_twice_at_once_counts_once() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let record = || {
        shop.store
            .record_webhook(shop.notice(BODY), Some(shop.consequence(&made)))
    };
    let (first, second) = tokio::join!(record(), record());
    let receipts = [first.unwrap(), second.unwrap()];
    assert!(receipts.contains(&WebhookReceipt::Stored(Some(Version::new(2)))));
    assert!(receipts.contains(&WebhookReceipt::Repeated));
    assert_eq!(shop.version().await, Version::new(2));
}

#[tokio::test]
async fn a_repeat_brings_the_consequence_that_was_not_known_at_first() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let first = shop.store.record_webhook(shop.notice(BODY), None).await;
    assert_eq!(first.unwrap(), WebhookReceipt::Stored(None));
    let repeat = shop.store.record_webhook(shop.notice(BODY), None).await;
    assert_eq!(repeat.unwrap(), WebhookReceipt::Repeated);
    let known = shop
        .store
        .record_webhook(shop.notice(BODY), Some(shop.consequence(&made)))
        .await;
    assert_eq!(
        known.unwrap(),
        WebhookReceipt::Stored(Some(Version::new(2)))
    );
}

#[tokio::test]
async fn a_notification_whose_consequence_is_refused_is_not_kept() {
    let shop = Shop::open().await;
    let made = shop.checkout(1).await;
    let overtaken = vec![crate::shop::step("A")].into();
    shop.store.append(&made, overtaken).await.unwrap();
    let refused = shop
        .store
        .record_webhook(shop.notice(BODY), Some(shop.consequence(&made)))
        .await;
    assert!(matches!(
        refused,
        Err(RecordError::Consequence(AppendError::Conflict))
    ));
    let stranger = NewWebhook {
        merchant: MerchantId::from_bytes([9; 16]),
        ..shop.notice(BODY)
    };
    let refused = shop.store.record_webhook(stranger, None).await;
    assert!(matches!(refused, Err(RecordError::NoSuchMerchant)));
    let kept = shop.store.webhooks(&shop.merchant, 10).await.unwrap();
    assert_eq!(kept, []);
}

#[test]
fn a_body_is_at_most_64_kib_and_does_not_print_itself() {
    let fits = WebhookBody::try_from(vec![b'7'; MAX_WEBHOOK_BODY]).unwrap();
    assert_eq!(format!("{fits:?}"), "WebhookBody(65536 bytes)");
    assert!(WebhookBody::try_from(vec![b'7'; MAX_WEBHOOK_BODY + 1]).is_err());
}
