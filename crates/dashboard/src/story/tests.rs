use payment::{
    CanceledBy, Case, CaseKind, Customer, Delivery, Failure, FailureCode, LastFailure, Locale,
    Method, Mode, Name, Order, Payer,
};

use super::*;
use crate::words;

fn at(second: i64) -> Timestamp {
    Timestamp::from_micros(1_795_189_200_000_000 + second * 1_000_000)
}

fn amount() -> Money {
    Money::from_cents(25_000).expect("an amount")
}

fn checkout(phase: Phase) -> Checkout {
    Checkout {
        id: CheckoutId::from_bytes([1; 16]),
        merchant: MerchantId::from_bytes([2; 16]),
        order: Order {
            mode: Mode::Test,
            amount: Some(amount()),
            reference: None,
            delivery: Delivery::default(),
            methods: vec![Method::Eft],
            customer: Customer::default(),
            payee_account: None,
            locale: None,
            theme: Default::default(),
            success_url: None,
            cancel_url: None,
            metadata: Default::default(),
            payment_link: None,
        },
        created_at: at(0),
        first_end: at(3_600),
        expires_at: at(3_600),
        phase,
        attempts: Vec::new(),
        last_failure: None,
        cases: Vec::new(),
        fulfilment: None,
        as_of: at(0),
    }
}

fn attempt(state: AttemptState) -> Attempt {
    let name: Name = "John".parse().expect("a name");
    Attempt {
        id: payment::AttemptId::from_bytes([3; 16]),
        method: Method::Eft,
        amount: amount(),
        payer: Payer {
            first_name: name.clone(),
            middle_name: None,
            last_name: name,
            email: "john@example.com".parse().expect("an address"),
            phone: None,
            date_of_birth: None,
            occupation: None,
        },
        locale: Locale::EnCa,
        delivery: Delivery::default(),
        started_at: at(1),
        account: None,
        debit_asked_at: None,
        session: None,
        agreement: None,
        guarantee: None,
        state,
        steps: Vec::new(),
        claim: None,
        reading: None,
        stop_asked: None,
    }
}

/// What the page says, in both languages.
fn told(checkout: &Checkout) -> [String; 2] {
    Locale::ALL.map(|locale| {
        let why = words::timeline::of(locale).why;
        let failure = checkout.last_failure.as_ref();
        let failure = failure.map(|last| why(&last.failure)).unwrap_or_default();
        let said = words::payment::Said {
            at: "then",
            until: "later",
            evidence: "",
            failure: &failure,
        };
        (words::payment::of(locale).story)(&Story::of(checkout), &said)
    })
}

#[test]
fn whoever_pays_after_a_cancel_is_not_passed_over() {
    for phase in [
        Phase::Canceled { at: at(60) },
        Phase::Expired { at: at(60) },
    ] {
        let mut ended = checkout(phase);
        let [english, french] = told(&ended);
        assert!(english.contains("Nothing is known to have been taken"));
        assert!(french.contains("rien n’a été prélevé"));
        ended.cases.push(Case {
            kind: CaseKind::LatePayment,
            attempt: payment::AttemptId::from_bytes([3; 16]),
            amount: amount(),
            detail: None,
            at: at(70),
        });
        let [english, french] = told(&ended);
        assert!(!english.contains("Nothing is known"), "{english}");
        assert!(
            english.contains("but money arrived afterwards. See the case below: honour the order"),
            "{english}"
        );
        assert!(!french.contains("rien n’a été prélevé"), "{french}");
        assert!(
            french.contains("mais de l’argent est arrivé ensuite"),
            "{french}"
        );
    }
}

#[test]
fn an_attempt_that_is_being_stopped_is_nobody_paying() {
    let mut stopping = checkout(Phase::Open);
    stopping.attempts.push(attempt(AttemptState::Live));
    assert_eq!(Story::of(&stopping), Story::Underway);
    stopping.attempts[0].stop_asked = Some(CanceledBy::Customer);
    assert_eq!(Story::of(&stopping), Story::Stopping);
    for told in told(&stopping) {
        assert!(!told.contains("paying now") && !told.contains("paie en ce moment"));
    }
}

#[test]
fn a_failure_is_told_once_and_another_try_is_promised_only_where_there_is_one() {
    let failure = Failure {
        code: FailureCode::SignInFailed,
        detail: None,
    };
    let ended = || {
        attempt(AttemptState::Ended {
            end: End::Failed(failure.clone()),
            at: at(30),
        })
    };
    let mut failed = checkout(Phase::Open);
    failed.attempts.push(ended());
    failed.last_failure = Some(LastFailure {
        attempt: payment::AttemptId::from_bytes([3; 16]),
        failure: failure.clone(),
        at: at(30),
    });
    let [english, _] = told(&failed);
    assert_eq!(
        english,
        "Not paid. The last attempt failed (then): the bank refused the sign-in. The customer can try again (until later)."
    );
    failed.attempts.resize_with(MAX_ATTEMPTS, ended);
    let [english, french] = told(&failed);
    assert!(!english.contains("can try again"), "{english}");
    assert!(!french.contains("peut réessayer"), "{french}");
}
