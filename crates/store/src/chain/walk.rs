use super::Link;
use crate::Digest;

/// What of an event does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Break {
    /// The event, or what stands before it, is not what was written.
    Content,
    /// The event is what was written; the hash beside it is not.
    Hash,
}

/// Goes along a log and tells which of its events do not follow from what is before them.
///
/// Of a break, what comes after decides what was touched: it was hashed over the hash that
/// was right when it was written. So the verdict on an event is known one step later.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    /// The hash that lies beside the event before.
    stored: Option<Digest>,
    /// The hash that the event before should have.
    due: Digest,
    /// The event before, when the two differ.
    suspect: Option<i64>,
}

/// Where a walk found a break.
pub(crate) type Broken = (i64, Break);

impl Walk {
    pub(crate) const fn from(origin: Digest) -> Self {
        Self {
            stored: Some(origin),
            due: origin,
            suspect: None,
        }
    }

    /// Takes the next event, and tells of the one before.
    pub(crate) fn step(&mut self, link: &Link<'_>, stored: Option<Digest>) -> Option<Broken> {
        let suspect = self.suspect.take();
        let after_stored = self.stored.map(|before| link.hash(&before));
        let after_due = suspect.map(|_| link.hash(&self.due));
        let (follows, verdict) = if stored.is_some() && stored == after_stored {
            (true, Break::Content)
        } else if stored.is_some() && stored == after_due {
            (true, Break::Hash)
        } else {
            (false, Break::Content)
        };
        self.due = if follows {
            stored
        } else {
            after_stored.or(after_due)
        }
        .unwrap_or(self.due);
        self.stored = stored;
        if !follows {
            self.suspect = Some(link.seq);
        }
        suspect.map(|seq| (seq, verdict))
    }

    /// Goes on behind a gap, from a hash that nothing vouches for.
    pub(crate) fn jump(&mut self, stored: Option<Digest>) -> Option<Broken> {
        let broken = self.suspect.take().map(|suspect| (suspect, Break::Content));
        self.due = stored.unwrap_or(self.due);
        self.stored = stored;
        broken
    }

    /// Tells of the last event, and whether `head` is its hash.
    pub(crate) fn end(mut self, head: Option<Digest>) -> (Option<Broken>, bool) {
        let verdict = if head == Some(self.due) {
            Break::Hash
        } else {
            Break::Content
        };
        let broken = self.suspect.take().map(|suspect| (suspect, verdict));
        let is_head = head.is_some() && (head == self.stored || head == Some(self.due));
        (broken, is_head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: Option<Broken> = Some((2, Break::Content));

    fn link(seq: i64) -> Link<'static> {
        Link {
            checkout: b"chk",
            seq,
            at: seq,
            evidence: b"clock",
            kind: b"step_seen",
            format: 1,
            body: b"{}",
            told: None,
        }
    }

    fn log() -> Vec<(Link<'static>, Option<Digest>)> {
        let mut before = Digest::of("origin");
        (1..=4)
            .map(|seq| {
                before = link(seq).hash(&before);
                (link(seq), Some(before))
            })
            .collect()
    }

    /// Every break, and whether the head is right.
    fn walk(log: &[(Link<'_>, Option<Digest>)], head: Option<Digest>) -> (Vec<Broken>, bool) {
        let mut walk = Walk::from(Digest::of("origin"));
        let mut broken: Vec<_> = log
            .iter()
            .filter_map(|(link, stored)| walk.step(link, *stored))
            .collect();
        let (last, is_head) = walk.end(head);
        broken.extend(last);
        (broken, is_head)
    }

    #[test]
    fn a_log_that_nobody_touched_follows_to_its_head() {
        let log = log();
        assert_eq!(walk(&log, log[3].1), (vec![], true));
        assert_eq!(walk(&log, log[2].1), (vec![], false));
        assert_eq!(walk(&log, None), (vec![], false));
        assert_eq!(walk(&log[..3], log[3].1), (vec![], false));
    }

    #[test]
    fn an_event_that_was_changed_is_named_and_no_other() {
        for touched in 0..4 {
            let mut log = log();
            let head = log[3].1;
            log[touched].0.body = b"[]";
            let seq = log[touched].0.seq;
            assert_eq!(walk(&log, head), (vec![(seq, Break::Content)], true));
        }
    }

    #[test]
    fn a_hash_that_was_changed_is_told_from_its_event() {
        for touched in 0..4 {
            for instead in [None, Some(Digest::of("other"))] {
                let mut log = log();
                let head = log[3].1;
                log[touched].1 = instead;
                let seq = log[touched].0.seq;
                assert_eq!(walk(&log, head), (vec![(seq, Break::Hash)], true));
            }
        }
    }

    #[test]
    fn behind_a_gap_the_rest_is_still_looked_at() {
        let mut log = log();
        let head = log[3].1;
        log[3].0.body = b"[]";
        let mut walk = Walk::from(Digest::of("origin"));
        assert_eq!(walk.step(&log[0].0, log[0].1), None);
        assert_eq!(walk.jump(log[2].1), None);
        assert_eq!(walk.step(&log[3].0, log[3].1), None);
        assert_eq!(walk.end(head), (Some((4, Break::Content)), true));
    }

    #[test]
    fn two_that_changed_places_are_both_named() {
        let mut log = log();
        let head = log[3].1;
        log.swap(1, 2);
        (log[1].0.seq, log[2].0.seq) = (2, 3);
        let (broken, is_head) = walk(&log, head);
        assert!(broken.contains(&CONTENT.expect("it is some")), "{broken:?}");
        assert!(broken.iter().any(|(seq, _)| *seq == 3), "{broken:?}");
        assert!(is_head);
    }
}
