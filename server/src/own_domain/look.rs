//! Looks whether the hosts that merchants name are theirs: by itself, and when it is asked to.

use std::time::Duration;

use futures::{StreamExt as _, stream};
use payment::{MerchantId, Mode, Timestamp};
use store::{Action, Actor, Domain, DomainError, Looked, NewAudit, StoreError};

use super::{Tenant, record::NoAnswer, verdict::judge};
use crate::{dashboard::note, state::AppState};

/// How often it is looked whether a look is due.
const PAUSE: Duration = Duration::from_secs(5);
/// How many are taken on at a time, and how long whoever does so has for them.
const AT_A_TIME: u32 = 8;
const LEASE: Duration = Duration::from_secs(60);
/// How often a look is settled while others change who has the host.
const TRIES: usize = 4;

/// Why nobody looked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LookRefused {
    /// The merchant names no host in that mode.
    #[error("the merchant names no host")]
    NotNamed,
    /// They had it looked for again and again.
    #[error("it was looked for again and again")]
    TooOften {
        /// How long until it may be looked for once more.
        wait: Duration,
    },
    /// Somebody looks for that merchant's at this moment, or many others' are looked for.
    #[error("too many are looked for at once")]
    NoTurn,
    /// It is not known how the host stands.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Looks for the record of the host that a merchant names, at once. How it stands then.
pub(crate) async fn look_now(
    state: &AppState,
    merchant: &MerchantId,
    mode: Mode,
) -> Result<Domain, LookRefused> {
    let alone = state.records.alone(merchant);
    let _alone = alone.ok_or(LookRefused::NoTurn)?;
    let named = state.store.domain(merchant, mode).await?;
    let domain = named.ok_or(LookRefused::NotNamed)?;
    let tenant = Tenant {
        merchant: merchant.clone(),
        mode,
    };
    let taken = state.records.take(&tenant, state.clock.now());
    taken.map_err(|wait| LookRefused::TooOften { wait })?;
    let turn = state.records.turn().await.ok_or(LookRefused::NoTurn)?;
    let texts = state.records.texts(&domain.host).await;
    drop(turn);
    settle(state, domain, texts).await?;
    let stands = state.store.domain(merchant, mode).await?;
    stands.ok_or(LookRefused::NotNamed)
}

/// Looks for whatever is due until the program is asked to stop.
pub(crate) async fn keep_looking(state: AppState) {
    while !state.shutdown.is_cancelled() {
        let looking = async {
            if let Err(error) = look_for_due(&state).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "merchants' own domains could not be looked for"
                );
            }
            state.clock.sleep(PAUSE).await;
        };
        // A look that is cut short is taken again once its lease is over.
        tokio::select! {
            () = looking => {}
            () = state.shutdown.cancelled() => {}
        }
    }
}

async fn look_for_due(state: &AppState) -> Result<(), StoreError> {
    let now = state.clock.now();
    let due = state.store.claim_looks(now, now.plus(LEASE), AT_A_TIME);
    let looks = stream::iter(due.await?).map(|domain| look(state, domain));
    let mut looks = looks.buffer_unordered(usize::try_from(AT_A_TIME).unwrap_or(1));
    while let Some(looked) = looks.next().await {
        looked?;
    }
    Ok(())
}

/// Looks for a host's record without a turn: the worker has as many places as it takes on, and
/// nobody who asks for a look keeps it waiting.
async fn look(state: &AppState, before: Domain) -> Result<(), StoreError> {
    let texts = state.records.texts(&before.host).await;
    settle(state, before, texts).await
}

/// Writes down what follows from what stands at a host's record. A host that is named anew
/// meanwhile has a record of its own.
async fn settle(
    state: &AppState,
    before: Domain,
    texts: Result<Vec<Vec<u8>>, NoAnswer>,
) -> Result<(), StoreError> {
    for _ in 0..TRIES {
        let holder = state.store.domain_holder(&before.host).await?;
        let holder = holder
            .filter(|holder| (&holder.merchant, holder.mode) != (&before.merchant, before.mode));
        let now = state.clock.now();
        let texts = texts.as_deref().map_err(|no_answer| *no_answer);
        let verdict = judge(&before, texts, holder.as_ref(), now);
        let looked = Looked {
            before: before.clone(),
            after: verdict.after,
        };
        let holder = holder.zip(verdict.holder);
        let holder = holder.map(|(before, after)| Looked { before, after });
        let both: Vec<Looked> = std::iter::once(&looked).chain(&holder).cloned().collect();
        let changed: Vec<&Domain> = both.iter().filter_map(changed).collect();
        let notes = changed.iter().map(|domain| noted(domain, now)).collect();
        let store = &state.store;
        match store.settle_look(looked, holder, notes).await {
            Ok(true) => {
                if let [looked, holder] = &both[..] {
                    warn_of_contest(looked, holder);
                }
                if changed.is_empty() {
                    return Ok(());
                }
                for domain in changed {
                    tell(domain);
                }
                return state.domains.refresh(store).await;
            }
            Ok(false) | Err(DomainError::NoSuchDomain) => return Ok(()),
            // Who has the host has changed since.
            Err(DomainError::Taken) => {}
            Err(DomainError::Store(error)) => return Err(error),
        }
    }
    Ok(())
}

/// How the host stands, where it was proven or is not any more.
fn changed(looked: &Looked) -> Option<&Domain> {
    let Looked { before, after } = looked;
    (before.proven.is_some() != after.proven.is_some()).then_some(after)
}

/// A host that customers pay at is about to pass from one merchant to another.
fn warn_of_contest(looked: &Looked, holder: &Looked) {
    let (before, after) = (looked.before.contested_since, looked.after.contested_since);
    if after.is_some() && before != after {
        tracing::warn!(
            merchant_id = %holder.after.merchant,
            mode = %holder.after.mode,
            host = %holder.after.host,
            "the record of a proven host is gone and another merchant's is there: it is theirs \
             when a later look says so too"
        );
    }
}

/// What the merchant's audit log says of it.
fn noted(domain: &Domain, now: Timestamp) -> NewAudit {
    let host = Some(domain.host.as_str().to_owned());
    let action = Action::DomainChanged;
    note::line(
        &domain.merchant,
        Actor::System,
        action,
        Some(domain.mode),
        host,
        now,
    )
}

fn tell(domain: &Domain) {
    tracing::info!(
        merchant_id = %domain.merchant,
        mode = %domain.mode,
        host = %domain.host,
        proven = domain.proven.is_some(),
        "whose a host is has changed"
    );
}
