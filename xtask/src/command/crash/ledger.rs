//! What the server has answered for: kept by those who heard it, apart from any database.

use std::sync::{Arc, Mutex};

use crate::house::lock;

/// One order with everything that was answered about it.
#[derive(Debug, Clone, Default)]
pub(super) struct Account {
    /// Its idempotency key, and its reference at the provider.
    pub(super) name: String,
    /// What was ordered.
    pub(super) order: String,
    /// What the creation was answered, byte for byte.
    pub(super) created: Option<Vec<u8>>,
    pub(super) checkout: String,
    pub(super) token: String,
    /// The attempts whose start was answered.
    pub(super) started: Vec<String>,
    /// The attempts whose start was asked for.
    pub(super) tried: usize,
    /// The session of the last attempt, as its page shows it.
    pub(super) session: Option<String>,
    /// The webhooks that were answered 200.
    pub(super) webhooks: usize,
    /// The different webhooks that were sent.
    pub(super) webhooks_sent: usize,
    /// What a cancel was answered.
    pub(super) canceled: Option<Vec<u8>>,
    /// A status that ends it was read.
    pub(super) ended: Option<String>,
    /// The money has moved at the twin.
    pub(super) is_driven: bool,
    /// The orders that were answered a claim with 200, and with what.
    pub(super) claims: Vec<(String, Vec<u8>)>,
    /// The orders whose claims were refused.
    pub(super) refused: Vec<String>,
}

/// An account that is shared by who lives it and who checks it.
pub(super) type Shared = Arc<Mutex<Account>>;

/// Every account there is.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    accounts: Mutex<Vec<Shared>>,
    broken: Mutex<Vec<String>>,
}

impl Ledger {
    pub(super) fn open(&self, account: Account) -> Shared {
        let shared = Arc::new(Mutex::new(account));
        lock(&self.accounts).push(Arc::clone(&shared));
        shared
    }

    pub(super) fn accounts(&self) -> Vec<Shared> {
        lock(&self.accounts).clone()
    }

    /// The newest accounts.
    pub(super) fn newest(&self, count: usize) -> Vec<Shared> {
        let accounts = lock(&self.accounts);
        accounts.iter().rev().take(count).cloned().collect()
    }

    /// A promise was broken.
    pub(super) fn accuse(&self, what: String) {
        eprintln!("broken: {what}");
        lock(&self.broken).push(what);
    }

    pub(super) fn broken(&self) -> Vec<String> {
        lock(&self.broken).clone()
    }
}

/// What is in the ledger, counted.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Facts {
    pub(super) checkouts: usize,
    pub(super) attempts: usize,
    pub(super) webhooks: usize,
    pub(super) cancels: usize,
    pub(super) ends: usize,
    pub(super) claims: usize,
}

impl Facts {
    pub(super) fn all(&self) -> usize {
        self.checkouts + self.attempts + self.webhooks + self.cancels + self.ends + self.claims
    }

    pub(super) fn of(accounts: &[Shared]) -> Facts {
        accounts.iter().fold(Facts::default(), |facts, account| {
            let account = lock(account);
            Facts {
                checkouts: facts.checkouts + usize::from(account.created.is_some()),
                attempts: facts.attempts + account.started.len(),
                webhooks: facts.webhooks + account.webhooks,
                cancels: facts.cancels + usize::from(account.canceled.is_some()),
                ends: facts.ends + usize::from(account.ended.is_some()),
                claims: facts.claims + account.claims.len() + account.refused.len(),
            }
        })
    }
}
