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

/// What a look leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// How the host stands from now on.
    pub(super) after: Domain,
    /// Whether whoever holds it loses it.
    pub(super) displaces: bool,
}

/// `texts` are what stands at the host's record; `holder` is whoever else the host is known to
/// belong to.
pub(super) fn judge(
    before: &Domain,
    texts: Result<&[Vec<u8>], NoAnswer>,
    holder: Option<&Domain>,
    now: Timestamp,
) -> Verdict {
    let (found, displaces) = found(before, texts, holder);
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
    match (before.proven, found) {
        (Some((_, ProvenBy::Operator)), _) => {}
        (Some((_, ProvenBy::Record)), Found::Record) => after.missing_since = None,
        // What was not said changes nothing.
        (Some((_, ProvenBy::Record)), Found::NoAnswer | Found::Taken) => {}
        (Some((_, ProvenBy::Record)), Found::Nothing | Found::Others) => {
            let since = before.missing_since.unwrap_or(now);
            after.missing_since = Some(since);
            if now.since(since) >= GRACE {
                after.proven = None;
                after.missing_since = None;
            }
        }
        (None, Found::Record) => after.proven = Some((now, ProvenBy::Record)),
        (None, Found::Nothing | Found::Others | Found::Taken | Found::NoAnswer) => {}
    }
    after.next_look_at = next(&after, found, now);
    Verdict { after, displaces }
}

fn found(
    domain: &Domain,
    texts: Result<&[Vec<u8>], NoAnswer>,
    holder: Option<&Domain>,
) -> (Found, bool) {
    let Ok(texts) = texts else {
        return (Found::NoAnswer, false);
    };
    let shows = |domain: &Domain| {
        let mut texts = texts.iter();
        texts.any(|text| text.trim_ascii() == domain.challenge.as_bytes())
    };
    if !shows(domain) {
        let found = if texts.is_empty() {
            Found::Nothing
        } else {
            Found::Others
        };
        return (found, false);
    }
    match holder {
        None => (Found::Record, false),
        Some(holder) => match holder.proven {
            // Who has the name now decides, not who had it first.
            Some((_, ProvenBy::Record)) if !shows(holder) => (Found::Record, true),
            Some((_, ProvenBy::Record | ProvenBy::Operator)) => (Found::Taken, false),
            None => (Found::Record, false),
        },
    }
}

fn next(after: &Domain, found: Found, now: Timestamp) -> Option<Timestamp> {
    match (after.proven, found) {
        (Some((_, ProvenBy::Operator)), _) => None,
        (Some((_, ProvenBy::Record)), Found::Record) => Some(now.plus(AGAIN)),
        (Some((_, ProvenBy::Record)), _) => Some(now.plus(LONGEST)),
        (None, _) if now.since(after.created_at) > GIVEN_UP => None,
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
        assert!(!verdict.displaces);
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
        assert_eq!((verdict.after.proven, verdict.displaces), (None, false));
    }

    #[test]
    fn who_shows_it_takes_the_host_from_who_does_not_any_more() {
        let holder = of(2, Some(ProvenBy::Record));
        let verdict = judge(&of(1, None), Ok(&texts(&[1])), Some(&holder), at(60));
        assert!(verdict.displaces);
        assert_eq!(verdict.after.proven, Some((at(60), ProvenBy::Record)));
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
