//! What follows from what was found where a host's record is to be.

use std::time::Duration;

use payment::Timestamp;
use store::{Domain, Found, LastLook, ProvenBy};

use super::record::NoAnswer;

/// How soon it is looked for after a host was named.
pub(crate) const FIRST: Duration = Duration::from_secs(30);
/// The longest pause between looks for a record that is missing.
const LONGEST: Duration = Duration::from_secs(60 * 60);
/// How long a host is looked for by itself that nobody has proven.
const GIVEN_UP: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How often it is looked whether the record of a proven host is still there.
const AGAIN: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a record may be missing before its host is nobody's.
const GRACE: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// How far apart the looks are, at the least, that have to agree before a host passes from one
/// merchant to another: a single answer may be somebody's lie.
const AGREED: Duration = Duration::from_secs(10 * 60);

/// What a look leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// How the host stands from now on.
    pub(super) after: Domain,
    /// How whoever else holds it stands from now on, where that has changed.
    pub(super) holder: Option<Domain>,
}

/// `texts` are what stands at the host's record; `holder` is whoever else the host is known to
/// belong to.
pub(super) fn judge(
    before: &Domain,
    texts: Result<&[Vec<u8>], NoAnswer>,
    holder: Option<&Domain>,
    now: Timestamp,
) -> Verdict {
    let by_record = |holder: &&Domain| matches!(holder.proven, Some((_, ProvenBy::Record)));
    let Ok(texts) = texts else {
        return alone(before, Found::NoAnswer, now);
    };
    let found = found(before, texts);
    let Some(holder) = holder.filter(|_| found == Found::Record) else {
        return alone(before, found, now);
    };
    let taken = alone(before, Found::Taken, now);
    // An operator's word is not looked for.
    let Some(holder) = Some(holder).filter(by_record) else {
        return taken;
    };
    let theirs = self::found(holder, texts);
    let stands = alone(holder, theirs, now).after;
    if theirs == Found::Record {
        let is_back = holder.missing_since.is_some();
        return Verdict {
            holder: is_back.then_some(stands),
            ..taken
        };
    }
    contest(before, taken.after, holder, stands, now)
}

/// The record is there, and the holder's is not: who has the name decides, not who had it first,
/// once that is known for certain. `stands` is how the holder would stand by this look alone.
fn contest(
    before: &Domain,
    taken: Domain,
    holder: &Domain,
    stands: Domain,
    now: Timestamp,
) -> Verdict {
    // Where the holder's was seen in between, the time begins anew.
    let since = before.contested_since.zip(holder.missing_since);
    let since = since.map_or(now, |(ours, theirs)| ours.max(theirs));
    if now.since(since) >= AGREED {
        return Verdict {
            holder: Some(lost(stands, now)),
            ..alone(before, Found::Record, now)
        };
    }
    let after = Domain {
        contested_since: Some(since),
        next_look_at: Some(since.plus(AGREED)),
        ..taken
    };
    let holder = Some(stands);
    Verdict { after, holder }
}

/// What a look says of one merchant, whoever else may want the host.
fn alone(before: &Domain, found: Found, now: Timestamp) -> Verdict {
    let mut after = Domain {
        last_look: Some(LastLook { at: now, found }),
        ..before.clone()
    };
    after.misses = match found {
        Found::Record => 0,
        Found::Nothing | Found::Others | Found::Taken | Found::NoAnswer => {
            before.misses.saturating_add(1)
        }
    };
    if found != Found::NoAnswer {
        after.contested_since = None;
    }
    match (before.proven, found) {
        (Some((_, ProvenBy::Operator)), _) => {}
        (Some((_, ProvenBy::Record)), Found::Record) => after.missing_since = None,
        // What was not said changes nothing.
        (Some((_, ProvenBy::Record)), Found::NoAnswer | Found::Taken) => {}
        (Some((_, ProvenBy::Record)), Found::Nothing | Found::Others) => {
            let since = before.missing_since.unwrap_or(now);
            after.missing_since = Some(since);
            if now.since(since) >= GRACE {
                after = lost(after, now);
            }
        }
        (None, Found::Record) => {
            after.proven = Some((now, ProvenBy::Record));
            after.missing_since = None;
            after.lost_at = None;
        }
        (None, Found::Nothing | Found::Others | Found::Taken | Found::NoAnswer) => {}
    }
    after.next_look_at = next(&after, found, now);
    Verdict {
        after,
        holder: None,
    }
}

/// It is looked for again as a host is that was just named.
fn lost(domain: Domain, now: Timestamp) -> Domain {
    Domain {
        proven: None,
        missing_since: None,
        misses: 0,
        next_look_at: Some(now.plus(FIRST)),
        lost_at: Some(now),
        ..domain
    }
}

/// Whether their record is among what stands there.
fn found(domain: &Domain, texts: &[Vec<u8>]) -> Found {
    let mut all = texts.iter();
    if all.any(|text| text.trim_ascii() == domain.challenge.as_bytes()) {
        Found::Record
    } else if texts.is_empty() {
        Found::Nothing
    } else {
        Found::Others
    }
}

fn next(after: &Domain, found: Found, now: Timestamp) -> Option<Timestamp> {
    let waits_since = after.lost_at.unwrap_or(after.created_at);
    match (after.proven, found) {
        (Some((_, ProvenBy::Operator)), _) => None,
        (Some((_, ProvenBy::Record)), Found::Record) => Some(now.plus(AGAIN)),
        (Some((_, ProvenBy::Record)), _) => Some(now.plus(LONGEST)),
        (None, _) if now.since(waits_since) > GIVEN_UP => None,
        (None, _) => {
            let doublings = after.misses.saturating_sub(1).min(16);
            let pause = FIRST.saturating_mul(1 << doublings);
            Some(now.plus(pause.min(LONGEST)))
        }
    }
}

#[cfg(test)]
mod tests {
    use payment::{MerchantId, Mode};

    use super::*;

    const DAY: u64 = 24 * 60 * 60;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_micros(0).plus(Duration::from_secs(seconds))
    }

    fn of(merchant: u8, proven: Option<ProvenBy>) -> Domain {
        let id = MerchantId::from_bytes([merchant; 16]);
        let host = "pay.shop.example".parse().expect("a host");
        let challenge = format!("challenge {merchant}");
        let named = Domain::named(id, Mode::Live, host, challenge, at(0), at(30));
        Domain {
            proven: proven.map(|by| (at(1), by)),
            ..named
        }
    }

    fn texts(of: &[u8]) -> Vec<Vec<u8>> {
        let challenges = of.iter().map(|n| format!("challenge {n}").into_bytes());
        challenges.chain([b"v=spf1 -all".to_vec()]).collect()
    }

    fn found(verdict: &Verdict) -> Found {
        verdict.after.last_look.expect("somebody looked").found
    }

    #[test]
    fn a_host_is_the_merchants_once_their_record_is_there() {
        let verdict = judge(&of(1, None), Ok(&texts(&[1])), None, at(60));
        assert_eq!(verdict.after.proven, Some((at(60), ProvenBy::Record)));
        assert_eq!(verdict.after.next_look_at, Some(at(60 + DAY)));
        assert_eq!(verdict.holder, None);
    }

    #[test]
    fn nothing_but_the_whole_record_proves_anything() {
        for (texts, found_there) in [
            (vec![], Found::Nothing),
            (texts(&[2]), Found::Others),
            (vec![b"challenge".to_vec(), b" 1".to_vec()], Found::Others),
            (vec![b"challenge 11".to_vec()], Found::Others),
            (vec![b"CHALLENGE 1".to_vec()], Found::Others),
            (vec![vec![0xff; 60_000]], Found::Others),
            (vec![Vec::new()], Found::Others),
        ] {
            let verdict = judge(&of(1, None), Ok(&texts), None, at(60));
            assert_eq!(found(&verdict), found_there);
            assert_eq!(verdict.after.proven, None);
        }
        let silent = judge(&of(1, None), Err(NoAnswer), None, at(60));
        assert_eq!(found(&silent), Found::NoAnswer);
        assert_eq!(silent.after.proven, None);
    }

    #[test]
    fn it_is_looked_for_ever_more_seldom_and_given_up_after_a_week() {
        let (mut domain, mut now, mut pauses) = (of(1, None), at(30), Vec::new());
        while let Some(next) = domain.next_look_at {
            pauses.push(next.since(now).as_secs());
            now = next;
            domain = judge(&domain, Ok(&[]), None, now).after;
        }
        assert_eq!(pauses[..6], [0, 30, 60, 120, 240, 480]);
        assert_eq!(pauses.iter().max(), Some(&3600));
        assert!((7 * DAY..8 * DAY).contains(&now.since(at(0)).as_secs()));
        assert!(pauses.len() < 200, "{}", pauses.len());
    }

    #[test]
    fn a_record_that_is_gone_for_three_days_makes_the_host_nobodys() {
        let (mut domain, mut now) = (of(1, Some(ProvenBy::Record)), at(100));
        domain = judge(&domain, Ok(&texts(&[2])), None, now).after;
        assert_eq!(domain.missing_since, Some(at(100)));
        while domain.proven.is_some() {
            now = domain.next_look_at.expect("it is looked for");
            domain = judge(&domain, Ok(&[]), None, now).after;
        }
        let gone = now.since(at(100)).as_secs();
        assert!((3 * DAY..3 * DAY + 3600).contains(&gone), "{gone}");
        assert_eq!(domain.missing_since, None);
    }

    #[test]
    fn silence_takes_a_host_from_nobody_and_a_record_that_is_back_is_as_if_never_gone() {
        let (mut domain, mut now) = (of(1, Some(ProvenBy::Record)), at(100));
        domain = judge(&domain, Ok(&[]), None, now).after;
        for _ in 0..100 {
            now = now.plus(Duration::from_secs(DAY));
            domain = judge(&domain, Err(NoAnswer), None, now).after;
            assert!(domain.proven.is_some());
        }
        domain = judge(&domain, Ok(&texts(&[1])), None, now).after;
        assert_eq!((domain.missing_since, domain.misses), (None, 0));
        assert_eq!(domain.proven, Some((at(1), ProvenBy::Record)));
    }

    #[test]
    fn of_two_who_show_their_record_the_first_keeps_the_host() {
        let holder = of(2, Some(ProvenBy::Record));
        let verdict = judge(&of(1, None), Ok(&texts(&[1, 2])), Some(&holder), at(60));
        assert_eq!(found(&verdict), Found::Taken);
        assert_eq!((verdict.after.proven, verdict.holder), (None, None));
    }

    #[test]
    fn who_shows_it_takes_the_host_from_who_does_not_any_more_when_a_later_look_agrees() {
        let holder = of(2, Some(ProvenBy::Record));
        let first = judge(&of(1, None), Ok(&texts(&[1])), Some(&holder), at(60));
        assert_eq!(found(&first), Found::Taken);
        let warned = first.holder.expect("the holder's is gone");
        assert_eq!(warned.proven, holder.proven);
        assert_eq!(warned.missing_since, Some(at(60)));
        assert_eq!(first.after.next_look_at, Some(at(660)));

        let early = judge(&first.after, Ok(&texts(&[1])), Some(&warned), at(659));
        assert_eq!(early.after.proven, None);
        assert_eq!(early.after.next_look_at, Some(at(660)));
        let silent = judge(&early.after, Err(NoAnswer), Some(&warned), at(660));
        assert_eq!((silent.after.proven, silent.holder), (None, None));
        let second = judge(&silent.after, Ok(&texts(&[1])), Some(&warned), at(661));
        assert_eq!(second.after.proven, Some((at(661), ProvenBy::Record)));
        assert_eq!(second.after.contested_since, None);
        let displaced = second.holder.expect("the holder loses it");
        assert_eq!((displaced.proven, displaced.missing_since), (None, None));
    }

    #[test]
    fn a_lie_that_is_told_now_and_then_takes_a_host_from_nobody() {
        let holder = of(2, Some(ProvenBy::Record));
        // The truth is seen in between by the one or by the other.
        let lie = texts(&[1]);
        let first = judge(&of(1, None), Ok(&lie), Some(&holder), at(60));
        let warned = first.holder.expect("the holder's is gone");
        let seen = judge(&warned, Ok(&texts(&[2])), None, at(300)).after;
        assert_eq!(seen.missing_since, None);
        let again = judge(&first.after, Ok(&lie), Some(&seen), at(700));
        assert_eq!(again.after.proven, None);
        assert_eq!(again.after.contested_since, Some(at(700)));

        for truth in [texts(&[2]), texts(&[1, 2])] {
            let told = judge(&first.after, Ok(&truth), Some(&warned), at(300));
            let again = judge(&told.after, Ok(&lie), Some(&warned), at(700));
            assert_eq!(again.after.proven, None);
        }
        let both = judge(&first.after, Ok(&texts(&[1, 2])), Some(&warned), at(300));
        assert_eq!(both.holder.map(|holder| holder.missing_since), Some(None));
    }

    #[test]
    fn who_gets_a_lost_host_back_has_all_of_the_grace_again() {
        let (start, lie) = (40 * DAY, texts(&[1]));
        let holder = of(2, Some(ProvenBy::Record));
        let first = judge(&of(1, None), Ok(&lie), Some(&holder), at(start));
        let warned = first.holder.expect("the holder's is gone");
        let later = start + 600;
        let second = judge(&first.after, Ok(&lie), Some(&warned), at(later));
        let displaced = second.holder.expect("the holder loses it");
        // However long ago it was named, it is looked for by itself once more.
        assert_eq!(displaced.next_look_at, Some(at(later + 30)));
        let nothing = judge(&displaced, Ok(&[]), None, at(later + 30)).after;
        assert!(nothing.next_look_at.is_some());
        let stale = Domain {
            missing_since: Some(at(1)),
            ..nothing
        };
        let back = judge(&stale, Ok(&texts(&[2])), None, at(later + 90)).after;
        assert!(back.proven.is_some());
        assert_eq!((back.missing_since, back.lost_at), (None, None));
        let gone = judge(&back, Ok(&[]), None, at(later + 5 * DAY)).after;
        assert_eq!(gone.missing_since, Some(at(later + 5 * DAY)));
        assert!(gone.proven.is_some());
    }

    #[test]
    fn a_host_that_was_lost_is_looked_for_by_itself_for_a_week_from_then() {
        let mut domain = of(1, Some(ProvenBy::Record));
        let mut now = at(60 * DAY);
        while let Some(next) = domain.next_look_at.filter(|_| domain.proven.is_some()) {
            now = next.max(now);
            domain = judge(&domain, Ok(&[]), None, now).after;
        }
        let lost = now;
        assert_eq!(domain.lost_at, Some(lost));
        while let Some(next) = domain.next_look_at {
            now = next;
            domain = judge(&domain, Ok(&[]), None, now).after;
        }
        assert!((7 * DAY..8 * DAY).contains(&now.since(lost).as_secs()));
    }

    #[test]
    fn an_operators_word_stands_until_it_is_taken_back() {
        let holder = of(2, Some(ProvenBy::Operator));
        let verdict = judge(&of(1, None), Ok(&texts(&[1])), Some(&holder), at(60));
        assert_eq!(found(&verdict), Found::Taken);
        for texts in [Ok(&texts(&[])[..]), Ok(&[]), Err(NoAnswer)] {
            let after = judge(&holder, texts, None, at(90 * DAY)).after;
            assert_eq!(after.proven, holder.proven);
            assert_eq!((after.missing_since, after.next_look_at), (None, None));
        }
    }
}
