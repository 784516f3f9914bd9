//! The secrets that the store needs itself are kept under a seal where there is a key.

use std::{fs, sync::Arc, time::Duration};

use payment::{AuditId, EndpointId, MerchantId, Mode};
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::{Connection as _, Row as _};
use store::{
    Action, Actor, EndpointSecret, Kinds, NewAudit, NewEndpoint, NewMerchant, Reseal, Resealed,
    Scrubbed, SealingKey, Seals, SecretOwner, SecretsKept, Signing, Store,
};

use crate::shop::{Shop, at};

/// What a secret is made of here, so that it is found wherever it is.
const KEY: &[u8; 32] = b"canary-canary-canary-canary-key!";
const SEED: &[u8; 32] = b"canary-canary-canary-canary-seed";
const NEWER: &[u8; 32] = b"canary-rotated-rotated-rotated-!";
const WEBHOOK: &str = "canary-of-the-provider";

/// Different every time, which is all that matters here.
fn nonce() -> [u8; 24] {
    use std::hash::{BuildHasher as _, RandomState};
    let word = || RandomState::new().hash_one(0_u8).to_le_bytes();
    [word(), word(), word()].concat().try_into().unwrap()
}

pub(crate) fn seals(current: Option<u8>, old: &[u8]) -> Arc<Seals> {
    let key = |n: u8| SealingKey::from_bytes([n; 32]);
    let old = old.iter().copied().map(key).collect();
    Arc::new(Seals::new(current.map(key), old))
}

fn endpoint() -> EndpointId {
    EndpointId::from_bytes([1; 16])
}

impl Shop {
    /// The same store, as it is opened with these keys.
    pub(crate) async fn reopen_with(self, seals: Arc<Seals>) -> Self {
        let shop = self.reopen().await;
        let store = shop.store.clone().sealing_with(seals, nonce);
        Self { store, ..shop }
    }

    async fn keep_secrets(&self) {
        let other = NewMerchant {
            id: MerchantId::from_bytes([7; 16]),
            name: "With a secret".into(),
            brand: "{}".into(),
            webhook_secret: Some(SecretString::from(WEBHOOK)),
            created_at: at(1),
        };
        self.store.create_merchant(other).await.unwrap();
        let new = NewEndpoint {
            id: endpoint(),
            merchant: self.merchant.clone(),
            mode: Mode::Test,
            url: "https://shop.example/hooks".into(),
            description: String::new(),
            kinds: Kinds::All,
            secret: EndpointSecret::new(*KEY, *SEED),
            created_at: at(1),
        };
        self.store.create_endpoint(new).await.unwrap();
    }

    async fn rotate_to_newer(&self) {
        let endpoint = endpoint();
        let rotated = self.store.rotate_secret(
            &self.merchant,
            &endpoint,
            EndpointSecret::new(*NEWER, *SEED),
            Duration::from_secs(100),
            at(2),
            None,
        );
        assert!(rotated.await.unwrap());
    }

    /// The keys that are signed with, newest first.
    async fn signing_keys(&self) -> Vec<[u8; 32]> {
        let secrets = self.store.endpoint_secrets(&endpoint(), at(3)).await;
        let secrets = secrets.unwrap();
        assert!(secrets.iter().all(|secret| secret.seed() == SEED));
        secrets.iter().map(|secret| *secret.hmac_key()).collect()
    }

    async fn webhook_secret(&self) -> Option<String> {
        let id = MerchantId::from_bytes([7; 16]);
        let merchant = self.store.merchant(&id).await.unwrap().unwrap();
        let secret = merchant.webhook_secret;
        secret.map(|secret| secret.expose_secret().to_owned())
    }

    /// Whether any of it can be read in the rows.
    async fn shows_a_canary(&self) -> bool {
        let mut door = self.back_door().await;
        let rows = sqlx::query("SELECT hmac_key, seed, sealed FROM endpoint_secret")
            .fetch_all(&mut door)
            .await
            .unwrap();
        let columns = ["hmac_key", "seed", "sealed"];
        let of_endpoints = rows.iter().flat_map(|row| {
            columns.map(|column| row.get::<Option<Vec<u8>>, _>(column).unwrap_or_default())
        });
        let all: Vec<Vec<u8>> = of_endpoints.collect();
        let clear: Option<String> = sqlx::query_scalar("SELECT MAX(webhook_secret) FROM merchant")
            .fetch_one(&mut door)
            .await
            .unwrap();
        let holds = |bytes: &Vec<u8>| bytes.windows(6).any(|part| part == b"canary");
        clear.is_some() || all.iter().any(holds)
    }
}

fn kept(clear: u32, current: u32, old: u32) -> SecretsKept {
    SecretsKept {
        clear,
        current,
        old,
        closed: Vec::new(),
    }
}

/// Whether a file of the store, or one beside it, shows a canary.
fn is_in_a_file(shop: &Shop) -> bool {
    let mut files = fs::read_dir(shop.place.folder()).unwrap();
    files.any(|file| {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        bytes.windows(6).any(|part| part == b"canary")
    })
}

#[tokio::test]
async fn with_a_key_nothing_is_kept_in_the_clear_and_everything_is_read_back() {
    let shop = Shop::open().await.reopen_with(seals(Some(1), &[])).await;
    shop.keep_secrets().await;
    shop.rotate_to_newer().await;
    let shop = shop.reopen_with(seals(Some(1), &[])).await;
    assert_eq!(
        shop.signing_keys().await,
        [*NEWER, *KEY],
        "both sign in the overlap"
    );
    assert_eq!(shop.webhook_secret().await.as_deref(), Some(WEBHOOK));
    assert!(!shop.shows_a_canary().await);
    let standing = shop.store.secrets_kept(at(3)).await.unwrap();
    assert_eq!(standing, kept(0, 3, 0));
}

#[tokio::test]
async fn without_a_key_secrets_are_kept_as_they_come() {
    let shop = Shop::open().await.reopen_with(seals(None, &[])).await;
    shop.keep_secrets().await;
    assert_eq!(shop.signing_keys().await, [*KEY]);
    let done = shop.store.reseal_secrets(Reseal::ClearAndOld, at(3)).await;
    assert_eq!(done.unwrap(), Resealed::default());
    assert_eq!(shop.webhook_secret().await.as_deref(), Some(WEBHOOK));
    let standing = shop.store.secrets_kept(at(3)).await.unwrap();
    assert_eq!(standing, kept(2, 0, 0));
}

#[tokio::test]
async fn what_was_kept_in_the_clear_is_sealed_once_there_is_a_key() {
    let shop = Shop::open().await;
    shop.keep_secrets().await;
    assert!(shop.shows_a_canary().await);
    let shop = shop.reopen_with(seals(Some(1), &[])).await;
    assert_eq!(
        shop.signing_keys().await,
        [*KEY],
        "it is read before that too"
    );
    for sealed in [2, 0] {
        let done = shop
            .store
            .reseal_secrets(Reseal::Clear, at(3))
            .await
            .unwrap();
        assert_eq!(done, Resealed { sealed, closed: 0 });
    }
    assert!(!shop.shows_a_canary().await);
    assert_eq!(shop.signing_keys().await, [*KEY]);
    assert_eq!(shop.webhook_secret().await.as_deref(), Some(WEBHOOK));
}

#[tokio::test]
async fn of_servers_that_seal_at_once_one_does_and_nothing_is_lost() {
    let shop = Shop::open().await;
    shop.keep_secrets().await;
    let shop = shop.reopen_with(seals(Some(1), &[])).await;
    let other = Store::open(shop.place.url()).await.unwrap();
    let other = other.sealing_with(seals(Some(1), &[]), nonce);
    let (one, two) = tokio::join!(
        shop.store.reseal_secrets(Reseal::Clear, at(3)),
        other.reseal_secrets(Reseal::Clear, at(3)),
    );
    assert_eq!(one.unwrap().sealed + two.unwrap().sealed, 2);
    assert_eq!(shop.signing_keys().await, [*KEY]);
    other.close().await;
}

#[tokio::test]
async fn a_file_holds_no_byte_of_a_secret_that_was_sealed() {
    let shop = Shop::open_file().await;
    shop.keep_secrets().await;
    let shop = shop.reopen_with(seals(Some(1), &[])).await;
    shop.store
        .reseal_secrets(Reseal::Clear, at(3))
        .await
        .unwrap();
    shop.rotate_to_newer().await;
    shop.store.close().await;
    assert!(!is_in_a_file(&shop));
}

#[tokio::test]
async fn a_file_that_is_scrubbed_keeps_nothing_of_rows_that_are_gone() {
    let shop = Shop::open_file().await;
    shop.keep_secrets().await;
    let mut door = shop.back_door().await;
    for statement in [
        "PRAGMA secure_delete = OFF",
        "INSERT INTO endpoint_secret (endpoint, number, hmac_key, seed)
         WITH RECURSIVE n(n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM n WHERE n < 3000)
         SELECT endpoint, n, hmac_key, seed FROM endpoint_secret, n WHERE number = 1",
        "DELETE FROM endpoint_secret WHERE number > 1",
    ] {
        sqlx::query(statement).execute(&mut door).await.unwrap();
    }
    door.close().await.unwrap();
    let shop = shop.reopen_with(seals(Some(1), &[])).await;
    let done = shop.store.reseal_secrets(Reseal::Clear, at(3)).await;
    assert_eq!(done.unwrap().sealed, 2);
    assert!(is_in_a_file(&shop), "in pages that nothing refers to");
    assert_eq!(shop.store.scrub().await.unwrap(), Scrubbed::Gone);
    assert!(!is_in_a_file(&shop), "while the store is open");
    assert_eq!(shop.signing_keys().await, [*KEY]);
    shop.rotate_to_newer().await;
    assert_eq!(shop.signing_keys().await, [*NEWER, *KEY]);
    shop.store.close().await;
    assert!(!is_in_a_file(&shop));
}

#[tokio::test]
async fn an_old_key_opens_until_everything_is_sealed_anew() {
    let shop = Shop::open().await.reopen_with(seals(Some(1), &[])).await;
    shop.keep_secrets().await;
    let shop = shop.reopen_with(seals(Some(2), &[1])).await;
    assert_eq!(shop.signing_keys().await, [*KEY]);
    shop.rotate_to_newer().await;
    let standing = shop.store.secrets_kept(at(3)).await.unwrap();
    assert_eq!(standing, kept(0, 1, 2));
    let left = shop
        .store
        .reseal_secrets(Reseal::Clear, at(3))
        .await
        .unwrap();
    assert_eq!(
        left,
        Resealed::default(),
        "another server may have the old key alone"
    );
    let done = shop
        .store
        .reseal_secrets(Reseal::ClearAndOld, at(3))
        .await
        .unwrap();
    assert_eq!(
        done,
        Resealed {
            sealed: 2,
            closed: 0
        }
    );
    let shop = shop.reopen_with(seals(Some(2), &[])).await;
    assert_eq!(shop.signing_keys().await, [*NEWER, *KEY]);
    assert_eq!(shop.webhook_secret().await.as_deref(), Some(WEBHOOK));
}

#[tokio::test]
async fn a_key_that_is_lost_closes_old_secrets_and_not_the_next_one() {
    let shop = Shop::open().await.reopen_with(seals(Some(1), &[])).await;
    shop.keep_secrets().await;
    let shop = shop.reopen_with(seals(Some(2), &[])).await;
    assert!(shop.signing_keys().await.is_empty());
    assert_eq!(shop.webhook_secret().await, None);
    let done = shop
        .store
        .reseal_secrets(Reseal::ClearAndOld, at(3))
        .await
        .unwrap();
    assert_eq!(
        done,
        Resealed {
            sealed: 0,
            closed: 2
        }
    );
    shop.rotate_to_newer().await;
    assert_eq!(shop.signing_keys().await, [*NEWER]);
    let standing = shop.store.secrets_kept(at(3)).await.unwrap();
    let closed = vec![
        SecretOwner::Endpoint {
            id: endpoint(),
            merchant: shop.merchant.clone(),
        },
        SecretOwner::Merchant(MerchantId::from_bytes([7; 16])),
    ];
    assert_eq!(
        standing,
        SecretsKept {
            closed,
            ..kept(0, 1, 0)
        }
    );

    let note = note();
    let (merchant, other) = (note.merchant.clone(), SecretString::from("canary-set-anew"));
    let set = shop.store.set_webhook_secret(&merchant, other, note);
    assert!(set.await.unwrap());
    let secret = shop.webhook_secret().await;
    assert_eq!(secret.as_deref(), Some("canary-set-anew"));
    assert!(!shop.shows_a_canary().await);
    let over = shop.store.secrets_kept(at(102)).await.unwrap();
    assert_eq!(over, kept(0, 2, 0), "what is over counts no more");
    let done = shop
        .store
        .reseal_secrets(Reseal::ClearAndOld, at(102))
        .await;
    assert_eq!(done.unwrap(), Resealed::default());
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM endpoint_secret")
        .fetch_one(&mut shop.back_door().await)
        .await
        .unwrap();
    assert_eq!(count, 1, "and is thrown away");
}

#[tokio::test]
async fn nothing_is_signed_with_an_older_secret_alone() {
    let shop = Shop::open().await.reopen_with(seals(Some(1), &[])).await;
    shop.keep_secrets().await;
    let shop = shop.reopen_with(seals(Some(2), &[1])).await;
    shop.rotate_to_newer().await;
    let shop = shop.reopen_with(seals(Some(1), &[])).await;
    assert!(shop.signing_keys().await.is_empty());
    let signing = shop.store.signing(&endpoint(), at(3)).await.unwrap();
    assert!(matches!(signing, Signing::Closed), "{signing:?}");
    let nobody = EndpointId::from_bytes([9; 16]);
    let signing = shop.store.signing(&nobody, at(3)).await.unwrap();
    assert!(matches!(signing, Signing::Gone), "{signing:?}");
}

fn note() -> NewAudit {
    NewAudit {
        id: AuditId::from_bytes([1; 16]),
        merchant: MerchantId::from_bytes([7; 16]),
        at: at(3),
        who: Actor::Operator,
        action: Action::WebhookSecretRotated,
        mode: None,
        subject: None,
    }
}

#[tokio::test]
async fn a_seal_that_is_moved_to_another_endpoint_does_not_open() {
    let shop = Shop::open().await.reopen_with(seals(Some(1), &[])).await;
    shop.keep_secrets().await;
    let other = EndpointId::from_bytes([2; 16]);
    let new = NewEndpoint {
        id: other.clone(),
        merchant: shop.merchant.clone(),
        mode: Mode::Test,
        url: "https://shop.example/more".into(),
        description: String::new(),
        kinds: Kinds::All,
        secret: EndpointSecret::new(*NEWER, *SEED),
        created_at: at(1),
    };
    shop.store.create_endpoint(new).await.unwrap();
    let mut door = shop.back_door().await;
    sqlx::query(
        "UPDATE endpoint_secret SET sealed =
             (SELECT sealed FROM endpoint_secret WHERE endpoint = $1) WHERE endpoint = $2",
    )
    .bind(other.as_str())
    .bind(endpoint().as_str())
    .execute(&mut door)
    .await
    .unwrap();
    drop(door);
    assert!(shop.signing_keys().await.is_empty());
}

#[tokio::test]
async fn answers_from_before_that_showed_a_secret_are_emptied_and_no_others() {
    let shop = Shop::open().await;
    let mut door = shop.back_door().await;
    let shown = br#"{"id":"we_1","object":"webhook_endpoint","secret":"whsec_canary"}"#;
    let hidden = br#"{"id":"we_1","object":"webhook_endpoint"}"#;
    let noted = br#"{"object":"checkout","metadata":{"it":"whsec_ is a word"}}"#;
    for (key, body) in [("a", &shown[..]), ("b", &hidden[..]), ("c", &noted[..])] {
        sqlx::query(
            "INSERT INTO idempotency
                 (merchant, key, request_digest, reserved_at, status, body, answered_at)
             VALUES ($1, $2, $3, 1, 201, $3, 1)",
        )
        .bind(shop.merchant.as_str())
        .bind(key)
        .bind(body)
        .execute(&mut door)
        .await
        .unwrap();
    }
    let step = match door.backend_name() {
        "PostgreSQL" => include_str!("../../migrations/postgres/0029_seal.sql"),
        _ => include_str!("../../migrations/sqlite/0029_seal.sql"),
    };
    let purge = &step[step.find("UPDATE idempotency").unwrap()..];
    sqlx::query(purge).execute(&mut door).await.unwrap();
    let kept: Vec<Vec<u8>> = sqlx::query_scalar("SELECT body FROM idempotency ORDER BY key")
        .fetch_all(&mut door)
        .await
        .unwrap();
    assert_eq!(kept, [b"".to_vec(), hidden.to_vec(), noted.to_vec()]);
}
