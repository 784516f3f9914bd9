//! What a world has seen of a checkout: every event of its log, once, and what it makes of them
//! by itself.

use payment::{Checkout, CheckoutId, MerchantId, Recorded};
use store::{Logged, Store, Version};

use super::{bank::Bank, failure::Broken, invariant};

/// A log as far as it was seen.
#[derive(Debug)]
pub(super) struct Witness {
    id: CheckoutId,
    merchant: MerchantId,
    seen: Vec<Logged>,
    checkout: Option<Checkout>,
}

impl Witness {
    pub(super) const fn new(id: CheckoutId, merchant: MerchantId) -> Self {
        Self {
            id,
            merchant,
            seen: Vec::new(),
            checkout: None,
        }
    }

    /// The checkout as it was seen last; `None` before it is there.
    pub(super) const fn checkout(&self) -> Option<&Checkout> {
        self.checkout.as_ref()
    }

    /// Everything that was seen.
    pub(super) fn log(&self) -> &[Logged] {
        &self.seen
    }

    /// Looks at what the log has grown by. How many events that were.
    pub(super) async fn look(&mut self, store: &Store, bank: &Bank) -> Result<usize, Broken> {
        let after = self.seen.last().map_or(Version::NONE, |last| last.seq);
        let news = self.read(store, after).await?;
        self.see(news, bank)
    }

    /// Looks at the whole log once more: after a crash nothing of it may be gone.
    pub(super) async fn look_again(&mut self, store: &Store, bank: &Bank) -> Result<usize, Broken> {
        let mut log = self.read(store, Version::NONE).await?;
        invariant::what_was_seen_stays_in_the_log(&self.seen, &log)?;
        log.drain(..self.seen.len());
        self.see(log, bank)
    }

    /// The checkout that this first event makes.
    pub(super) fn opened(&self, first: &Recorded) -> Option<Checkout> {
        payment::open(self.id.clone(), self.merchant.clone(), first)
    }

    async fn read(&self, store: &Store, after: Version) -> Result<Vec<Logged>, Broken> {
        let log = store.events(&self.id, after).await;
        log.map_err(|error| Broken::machine("the store", &error))
    }

    fn see(&mut self, news: Vec<Logged>, bank: &Bank) -> Result<usize, Broken> {
        let count = news.len();
        for logged in news {
            let after = match self.checkout.clone() {
                Some(before) => payment::apply(before, &logged.recorded),
                None => self
                    .opened(&logged.recorded)
                    .ok_or_else(|| Broken::invariant("a_log_begins_with_its_making", "not"))?,
            };
            let moved = |session: &str| bank.moved(session);
            invariant::after(self.checkout.as_ref(), &logged, &after, &moved)?;
            self.checkout = Some(after);
            self.seen.push(logged);
        }
        Ok(count)
    }
}
