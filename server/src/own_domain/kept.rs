use std::time::{Duration, Instant};

/// How long what was made is used.
const USED: Duration = Duration::from_secs(5 * 60);

/// What is made when it is needed, and anew after some minutes. What could not be made is tried
/// again each time.
#[derive(Debug)]
pub(super) struct Kept<T> {
    made: Option<(T, Instant)>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { made: None }
    }
}

impl<T: Clone> Kept<T> {
    /// What is kept, or made now.
    pub(super) fn get(&mut self, now: Instant, make: impl FnOnce() -> Option<T>) -> Option<T> {
        let is_fresh = |at: Instant| now.saturating_duration_since(at) < USED;
        if let Some((kept, _)) = self.made.as_ref().filter(|(_, at)| is_fresh(*at)) {
            return Some(kept.clone());
        }
        // Where there is no other, the one before may still do.
        if let Some(made) = make() {
            self.made = Some((made, now));
        }
        self.made.as_ref().map(|(kept, _)| kept.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_anew_after_some_minutes_and_whenever_it_could_not_be() {
        let (mut kept, began) = (Kept::default(), Instant::now());
        let at = |seconds| began + Duration::from_secs(seconds);
        assert_eq!(kept.get(at(0), || None), None);
        assert_eq!(kept.get(at(1), || Some(1)), Some(1));
        assert_eq!(kept.get(at(299), || Some(2)), Some(1));
        assert_eq!(kept.get(at(301), || None), Some(1), "better than nobody");
        assert_eq!(kept.get(at(302), || Some(3)), Some(3));
    }
}
