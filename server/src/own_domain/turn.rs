//! Who may look for a record at once because they ask for it: each merchant once, and not all.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use payment::MerchantId;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many look at a time.
const AT_A_TIME: usize = 8;
/// How long somebody waits to be one of them.
const WAIT: Duration = Duration::from_secs(2);

/// Those who look.
#[derive(Debug)]
pub(super) struct Turns {
    looking: Mutex<HashSet<MerchantId>>,
    free: Semaphore,
}

/// One of those who look at a time, until it is dropped.
pub(super) type Turn<'a> = SemaphorePermit<'a>;

/// A merchant's only look, until it is dropped.
#[derive(Debug)]
pub(super) struct Alone<'a> {
    turns: &'a Turns,
    merchant: MerchantId,
}

impl Drop for Alone<'_> {
    fn drop(&mut self) {
        self.turns.looking().remove(&self.merchant);
    }
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            looking: Mutex::default(),
            free: Semaphore::new(AT_A_TIME),
        }
    }
}

impl Turns {
    fn looking(&self) -> MutexGuard<'_, HashSet<MerchantId>> {
        self.looking.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// None, where somebody looks for that merchant's at this moment.
    pub(super) fn alone(&self, merchant: &MerchantId) -> Option<Alone<'_>> {
        let is_first = self.looking().insert(merchant.clone());
        is_first.then(|| Alone {
            turns: self,
            merchant: merchant.clone(),
        })
    }

    /// None, where there is no place in a while.
    pub(super) async fn wait(&self) -> Option<Turn<'_>> {
        let turn = tokio::time::timeout(WAIT, self.free.acquire()).await;
        turn.ok()?.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merchant_looks_once_at_a_time() {
        let turns = Turns::default();
        let [one, other] = [1, 2].map(|n| MerchantId::from_bytes([n; 16]));
        let first = turns.alone(&one);
        assert!(first.is_some() && turns.alone(&one).is_none());
        assert!(turns.alone(&one).is_none(), "who is refused ends nothing");
        assert!(turns.alone(&other).is_some());
        drop(first);
        assert!(turns.alone(&one).is_some());
    }

    #[tokio::test]
    async fn who_finds_no_place_is_told_so() {
        let turns = Turns::default();
        let mut taken = Vec::new();
        for _ in 0..AT_A_TIME {
            taken.push(turns.wait().await.expect("there is a place"));
        }
        assert!(turns.wait().await.is_none());
        taken.pop();
        assert!(turns.wait().await.is_some());
    }
}
