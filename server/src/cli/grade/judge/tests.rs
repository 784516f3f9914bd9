use std::collections::BTreeSet;

use super::*;

/// What an endpoint would answer, with nobody watching its orders.
fn answering(status: impl Fn(Trial) -> u16) -> Vec<Seen> {
    let seen = |trial| Seen {
        trial,
        reply: Reply::Status(StatusCode::from_u16(status(trial)).expect("a status")),
        order: Change::NotWatched,
        took: Duration::ZERO,
    };
    Trial::ALL.map(seen).to_vec()
}

/// A good one, but for some trials.
fn but(trials: &[Trial], status: u16) -> Vec<Seen> {
    answering(|trial| {
        if trials.contains(&trial) {
            return status;
        }
        match trial.expected() {
            Expected::Taken => 204,
            Expected::Refused => 401,
        }
    })
}

/// Everything that is said of an endpoint, each once.
fn said(seen: &[Seen]) -> Vec<Verdict> {
    let all: BTreeSet<Verdict> = judge(seen).into_iter().collect();
    all.into_iter().filter(|it| *it != Verdict::Right).collect()
}

#[test]
fn of_a_good_endpoint_nothing_is_said() {
    assert_eq!(said(&but(&[], 0)), []);
}

#[test]
fn one_thing_that_is_wrong_is_named_by_its_name() {
    for (trials, status, verdict) in [
        (
            &[Trial::Late, Trial::Replayed][..],
            200,
            Verdict::IgnoresAge,
        ),
        (&[Trial::Future], 200, Verdict::IgnoresFuture),
        (&[Trial::Unsigned, Trial::Bare], 200, Verdict::TakesUnsigned),
        (&[Trial::OtherId], 200, Verdict::VerifiesInPart),
        (&[Trial::Forged], 500, Verdict::Stumbles),
        (&[Trial::Forged], 302, Verdict::Redirects),
        (&[Trial::Repeated], 409, Verdict::RefusesRepeats),
        (&[Trial::OutOfOrder], 409, Verdict::RefusesDisorder),
        (&[Trial::TwoSecrets], 401, Verdict::ReadsOneSignature),
        (&[Trial::OtherKindFirst], 401, Verdict::ReadsOneSignature),
        (&[Trial::Spaced], 401, Verdict::Reserialises),
        (&[Trial::Spaced], 500, Verdict::Breaks),
        (&[Trial::UnknownType], 500, Verdict::RefusesUnknown),
        (&[Trial::UnknownType], 410, Verdict::Gone),
        (&[Trial::Dribbled], 408, Verdict::Impatient),
        (&[Trial::Large], 413, Verdict::RefusesLarge),
    ] {
        assert_eq!(said(&but(trials, status)), [verdict], "{trials:?} {status}");
    }
}

#[test]
fn who_takes_everything_never_verifies() {
    assert_eq!(said(&answering(|_| 200)), [Verdict::NeverVerifies]);
}

#[test]
fn who_refuses_everything_is_not_praised_for_refusing_what_is_forged() {
    for (status, verdict) in [
        (401, Verdict::RefusesGood),
        (404, Verdict::NotThere),
        (405, Verdict::NotThere),
        (410, Verdict::Gone),
        (500, Verdict::Breaks),
    ] {
        assert_eq!(said(&answering(|_| status)), [Verdict::Moot, verdict]);
    }
    assert_eq!(said(&answering(|_| 308)), [Verdict::Redirects]);
}

#[test]
fn who_writes_the_body_with_sorted_names_takes_that_one_alone() {
    let seen = answering(|trial| if trial == Trial::Sorted { 200 } else { 401 });
    assert_eq!(said(&seen), [Verdict::Reserialises]);
}

#[test]
fn a_clock_that_is_behind_takes_what_is_from_the_future_only() {
    for away in [Trial::Late, Trial::Future] {
        let seen = answering(|trial| if trial == away { 200 } else { 401 });
        assert_eq!(said(&seen), [Verdict::ClockOff]);
    }
}

#[test]
fn an_order_may_change_once() {
    let changed = |trial| {
        let mut seen = but(&[], 0);
        for one in &mut seen {
            one.order = Change::Same;
            if one.trial == trial {
                one.order = Change::Changed;
            }
        }
        said(&seen)
    };
    assert_eq!(changed(Trial::Valid), []);
    assert_eq!(changed(Trial::Repeated), [Verdict::ActsAgain]);
    assert_eq!(changed(Trial::OutOfOrder), [Verdict::ActsAgain]);
    assert_eq!(changed(Trial::Forged), [Verdict::ActsOnRefused]);
}

#[test]
fn an_answer_that_does_not_come_is_a_fault_whatever_was_sent() {
    for (reply, verdict) in [
        (Reply::TimedOut, Verdict::TooSlow),
        (Reply::Lost, Verdict::NoAnswer),
    ] {
        for trial in Trial::ALL {
            let mut seen = but(&[], 0);
            for one in &mut seen {
                if one.trial == trial {
                    one.reply = reply;
                }
            }
            assert!(said(&seen).contains(&verdict), "{trial:?}");
        }
    }
}
