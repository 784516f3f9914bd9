use store::{SealedAccount, SealedWith, Seals, Store};

use super::report::Report;
use crate::{
    account::{Account, read_own},
    chain::chain,
    config::StoreConfig,
};

const CHECK: &str = "account";

/// Whether every merchant's own account opens, and the provider takes its credentials.
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
    store.close().await;
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
