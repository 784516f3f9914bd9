//! Who listens for live updates: a few of a checkout, and of whoever is signed in, however many
//! ask.

use std::{
    collections::{HashMap, VecDeque},
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use tokio_util::sync::CancellationToken;

/// How many streams one checkout, or one sign-in, has at most on one server. Whoever has its
/// address can open as many as they like; the oldest gives way, for it is the likeliest to be dead.
const AT_MOST: usize = 32;

/// The streams that are open on this server, by what they are counted by. Clones are one list.
#[derive(Debug)]
pub(crate) struct Streams<K>(Arc<Mutex<HashMap<K, VecDeque<Open>>>>);

impl<K> Clone for Streams<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K> Default for Streams<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

#[derive(Debug)]
struct Open {
    number: u64,
    displaced: CancellationToken,
}

/// One stream's place, until it is dropped.
#[derive(Debug)]
pub(crate) struct Place<K: Eq + Hash> {
    streams: Streams<K>,
    key: K,
    number: u64,
    /// Cancelled when the stream has to give way.
    pub(crate) displaced: CancellationToken,
}

impl<K: Clone + Eq + Hash> Streams<K> {
    /// A place for one more stream. Where there are too many, the oldest loses its own.
    pub(crate) fn enter(&self, key: &K) -> Place<K> {
        let displaced = CancellationToken::new();
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let streams = open.entry(key.clone()).or_default();
        let number = streams.back().map_or(0, |last| last.number + 1);
        streams.push_back(Open {
            number,
            displaced: displaced.clone(),
        });
        if streams.len() > AT_MOST
            && let Some(oldest) = streams.pop_front()
        {
            oldest.displaced.cancel();
        }
        Place {
            streams: self.clone(),
            key: key.clone(),
            number,
            displaced,
        }
    }
}

impl<K: Eq + Hash> Drop for Place<K> {
    fn drop(&mut self) {
        let mut open = self
            .streams
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(streams) = open.get_mut(&self.key) {
            streams.retain(|it| it.number != self.number);
            if streams.is_empty() {
                open.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use payment::CheckoutId;

    use super::*;

    #[test]
    fn the_oldest_of_too_many_gives_way_and_the_others_stay() {
        let (streams, one) = (Streams::default(), CheckoutId::from_bytes([1; 16]));
        let mut places: Vec<_> = (0..AT_MOST).map(|_| streams.enter(&one)).collect();
        let other = streams.enter(&CheckoutId::from_bytes([2; 16]));
        assert!(places.iter().all(|it| !it.displaced.is_cancelled()));
        places.push(streams.enter(&one));
        let displaced: Vec<_> = places
            .iter()
            .map(|it| it.displaced.is_cancelled())
            .collect();
        assert!(displaced[0] && displaced[1..].iter().all(|it| !it));
        assert!(!other.displaced.is_cancelled());
    }

    #[test]
    fn a_stream_that_ended_makes_room() {
        let (streams, id) = (Streams::default(), CheckoutId::from_bytes([1; 16]));
        let first = streams.enter(&id);
        let mut others: Vec<_> = (1..AT_MOST).map(|_| streams.enter(&id)).collect();
        others.pop();
        let last = streams.enter(&id);
        assert!(!first.displaced.is_cancelled());
        drop((first, others, last));
        assert!(streams.0.lock().expect("whole").is_empty());
    }
}
