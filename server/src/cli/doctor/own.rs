use std::sync::Arc;

use store::{SealedAccount, SealedWith, Seals, SecretOwner, SecretsKept, Store, StoreError};

use super::report::Report;
use crate::{
    account::{Account, read_own},
    chain::chain,
    clock,
    config::StoreConfig,
    random,
};

const CHECK: &str = "account";
const SECRETS: &str = "secrets";

/// Whether every merchant's own account opens, and the provider takes its credentials; and how the
/// secrets of merchants are kept.
pub(super) async fn accounts(config: Option<&StoreConfig>, offline: bool, report: &mut Report) {
    // Where the store is not sound, that is said elsewhere.
    let Some(config) = config else { return };
    if config.url.path().is_some_and(|path| !path.exists()) {
        return;
    }
    let Ok(store) = Store::open(&config.url).await else {
        return;
    };
    match store.accounts().await {
        Ok(accounts) => {
            for kept in accounts {
                account(&config.seals, &kept, offline, report).await;
            }
        }
        Err(error) => report.fail(CHECK, chain(&error)),
    }
    let store = store.sealing_with(Arc::clone(&config.seals), random::secret);
    secrets(
        store.secrets_kept(clock::now()).await,
        config.seals.can_seal(),
        report,
    );
    store.close().await;
}

fn secrets(kept: Result<SecretsKept, StoreError>, can_seal: bool, report: &mut Report) {
    let SecretsKept {
        clear,
        current,
        old,
        mut closed,
    } = match kept {
        Ok(kept) => kept,
        Err(error) => return report.fail(SECRETS, chain(&error)),
    };
    let count = closed.len();
    if count > 0 {
        report.fail(
            SECRETS,
            format_args!(
                "{count} cannot be opened: put their key into store.old_sealing_keys, or have them rotated"
            ),
        );
    }
    closed.dedup();
    for owner in closed {
        match owner {
            SecretOwner::Endpoint { id, merchant } => report.fail(
                SECRETS,
                format_args!("one of endpoint {id} of {merchant}, who can rotate it"),
            ),
            SecretOwner::Merchant(merchant) => report.fail(
                SECRETS,
                format_args!(
                    "the webhook secret of {merchant}; `guichet merchant webhook-secret \
                     --merchant {merchant} --rotate` makes another"
                ),
            ),
            SecretOwner::ReceiptKey(id) => report.fail(
                SECRETS,
                format_args!(
                    "receipt key {id}: receipts have no code to check; `guichet receipt-key \
                     rotate` makes another"
                ),
            ),
        }
    }
    if clear > 0 && can_seal {
        report.warn(
            SECRETS,
            format_args!("{clear} are kept in the clear; the next start seals them"),
        );
    } else if clear > 0 {
        report.warn(
            SECRETS,
            format_args!("{clear} are kept in the clear; set store.sealing_key, and the next start seals them"),
        );
    }
    if old > 0 {
        report.warn(
            SECRETS,
            format_args!(
                "{old} are sealed with an old key; `guichet merchant account reseal` seals them anew"
            ),
        );
    }
    if current > 0 {
        report.ok(SECRETS, format_args!("{current} are sealed"));
    }
}

async fn account(seals: &Seals, kept: &SealedAccount, offline: bool, report: &mut Report) {
    let (merchant, mode) = (&kept.owner.merchant, kept.owner.mode);
    let own = match read_own(seals, kept) {
        Ok(own) => own,
        Err(fault) => {
            let why = chain(&fault);
            return report.fail(
                CHECK,
                format_args!("{merchant} {mode} cannot be opened: {why}"),
            );
        }
    };
    for warning in &own.warnings {
        report.warn(CHECK, format_args!("{merchant} {mode}: {warning}"));
    }
    if own.sealed_with == SealedWith::Old {
        report.warn(
            CHECK,
            format_args!(
                "{merchant} {mode} is sealed with an old key; `guichet merchant account reseal` seals it anew"
            ),
        );
    }
    let account = match Account::open(mode, &own.config) {
        Ok(account) => account,
        Err(error) => return report.fail(CHECK, format_args!("{merchant} {}", chain(&error))),
    };
    if offline {
        return report.skipped(
            CHECK,
            format_args!("{merchant} {mode} opens; not asked (--offline)"),
        );
    }
    match account.client.check().await {
        Ok(()) => report.ok(
            CHECK,
            format_args!("{merchant} {mode}: the provider takes the credentials"),
        ),
        Err(error) => report.fail(CHECK, format_args!("{merchant} {mode}: {}", chain(&error))),
    }
    if let Some(connect) = account.client.connect()
        && let Err(error) = connect.generate_authorize_token().await
    {
        report.fail(
            CHECK,
            format_args!("{merchant} {mode}: Connect: {}", chain(&error)),
        );
    }
}
