use std::time::Duration;

use payment::{AuditId, CheckoutId, Letter, LetterId, Mode, Timestamp};
use store::{
    Action, Actor, AskedLetter, ClaimedLetter, FAILED_LETTERS_COUNTED, LETTERS_A_DAY, LetterFate,
    LetterOutcome, LetterState, NewAudit, NewLetter,
};

use crate::shop::{Shop, at, attempt};

const LEASE: Duration = Duration::from_secs(30);

impl Shop {
    /// A shop with one checkout.
    async fn with_one() -> (Self, CheckoutId) {
        let shop = Self::open().await;
        let made = shop.checkout(1).await;
        (shop, made.checkout.id)
    }

    async fn bring(&self, checkout: &CheckoutId, letter: Letter, now: Timestamp) {
        let letter = NewLetter {
            checkout: checkout.clone(),
            letter,
            attempt: attempt(1),
            at: now,
        };
        self.store.keep_letter(letter).await.unwrap();
    }

    async fn claim_letters(&self, now: Timestamp) -> Vec<ClaimedLetter> {
        self.store.claim_letters(now, LEASE, 10).await.unwrap()
    }

    async fn conclude(&self, letter: &ClaimedLetter, fate: LetterFate, now: Timestamp) -> bool {
        let outcome = LetterOutcome::Sent;
        let settled = self.store.settle_letter(letter, outcome, fate, now);
        settled.await.unwrap()
    }
}

const SENT: LetterFate = LetterFate::Over(LetterState::Sent);

#[tokio::test]
async fn the_same_letter_is_kept_once_and_claimed_by_one() {
    let (shop, checkout) = Shop::with_one().await;
    shop.bring(&checkout, Letter::Paid, at(10)).await;
    shop.bring(&checkout, Letter::Paid, at(20)).await;
    assert_eq!(shop.claim_letters(at(9)).await, []);
    let claimed = shop.claim_letters(at(10)).await;
    assert_eq!(claimed.len(), 1);
    assert_eq!(shop.claim_letters(at(11)).await, []);
    assert!(shop.conclude(&claimed[0], SENT, at(12)).await);
    assert_eq!(shop.store.next_letter_due().await.unwrap(), None);
    // The work that keeps it is done again after a crash.
    shop.bring(&checkout, Letter::Paid, at(30)).await;
    assert_eq!(shop.claim_letters(at(40)).await, []);
    let letters = shop.store.letters(&checkout).await.unwrap();
    assert_eq!((letters.len(), letters[0].state), (1, LetterState::Sent));
}

#[tokio::test]
async fn a_letter_whose_sender_died_is_given_to_the_next_with_the_id_that_it_had() {
    let (shop, checkout) = Shop::with_one().await;
    shop.bring(&checkout, Letter::Paid, at(10)).await;
    let first = shop.claim_letters(at(10)).await.remove(0);
    assert_eq!(shop.store.next_letter_due().await.unwrap(), Some(at(40)));
    let second = shop.claim_letters(at(40)).await.remove(0);
    assert_eq!((&second.id, second.tries), (&first.id, 0));
    assert!(
        !shop.conclude(&first, SENT, at(41)).await,
        "it came too late"
    );
    let again = LetterFate::Again { at: at(60) };
    assert!(shop.conclude(&second, again, at(41)).await);
    let third = shop.claim_letters(at(60)).await.remove(0);
    assert_eq!((&third.id, third.tries), (&first.id, 1));
}

#[tokio::test]
async fn a_copy_is_asked_for_a_few_times_a_day_and_one_at_a_time() {
    let (shop, checkout) = Shop::with_one().await;
    let ask = async |now| {
        let attempt = attempt(1);
        let asked = shop.store.ask_for_letter(&checkout, &attempt, now);
        asked.await.unwrap()
    };
    shop.bring(&checkout, Letter::Paid, at(1)).await;
    assert_eq!(ask(at(2)).await, AskedLetter::OnItsWay, "the first one is");
    for seconds in 0..i64::from(LETTERS_A_DAY) {
        let waiting = shop.claim_letters(at(10 + seconds)).await.remove(0);
        shop.conclude(&waiting, SENT, at(10 + seconds)).await;
        assert_eq!(ask(at(10 + seconds)).await, AskedLetter::Kept);
        assert_eq!(ask(at(10 + seconds)).await, AskedLetter::OnItsWay);
    }
    let waiting = shop.claim_letters(at(50)).await.remove(0);
    shop.conclude(&waiting, SENT, at(50)).await;
    assert_eq!(ask(at(51)).await, AskedLetter::TooMany);
    assert_eq!(ask(at(24 * 60 * 60 + 60)).await, AskedLetter::Kept);
}

#[tokio::test]
async fn what_waits_and_what_was_given_up_lately_is_counted() {
    let (shop, checkout) = Shop::with_one().await;
    shop.bring(&checkout, Letter::Paid, at(1)).await;
    shop.bring(&checkout, Letter::TakenBack, at(1)).await;
    let claimed = shop.claim_letters(at(1)).await;
    shop.conclude(&claimed[0], LetterFate::Over(LetterState::Dead), at(2))
        .await;
    let figures = async |now| {
        let figures = shop.store.letter_figures(now).await.unwrap();
        (figures.waiting, figures.dead)
    };
    assert_eq!(figures(at(3)).await, (1, 1));
    let later = at(3).plus(FAILED_LETTERS_COUNTED);
    assert_eq!(figures(later).await, (1, 0), "whoever looks has seen it");
}

#[tokio::test]
async fn a_letter_that_was_given_up_is_sent_again_once_and_who_asked_is_noted() {
    let (shop, checkout) = Shop::with_one().await;
    let (dead, refused) = (
        LetterFate::Over(LetterState::Dead),
        LetterFate::Over(LetterState::Refused),
    );
    shop.bring(&checkout, Letter::Paid, at(1)).await;
    shop.bring(&checkout, Letter::TakenBack, at(2)).await;
    shop.bring(&checkout, Letter::PaidLate, at(3)).await;
    let claimed = shop.claim_letters(at(4)).await;
    for (letter, fate) in claimed.iter().zip([dead, refused, SENT]) {
        assert!(shop.conclude(letter, fate, at(5)).await);
    }
    let failed = shop.store.failed_letters(at(0), 10).await.unwrap();
    assert_eq!(failed.len(), 2);
    assert_eq!(
        (&failed[0].checkout, &failed[0].merchant),
        (&checkout, &shop.merchant)
    );
    assert_eq!(shop.store.failed_letters(at(6), 10).await.unwrap(), []);
    let renew = async |id: &LetterId, checkout: &CheckoutId, number: u8| {
        let note = NewAudit {
            id: AuditId::from_bytes([number; 16]),
            merchant: shop.merchant.clone(),
            at: at(7),
            who: Actor::Operator,
            action: Action::LetterResent,
            mode: Some(Mode::Test),
            subject: Some(id.as_str().to_owned()),
        };
        let renewed = shop
            .store
            .renew_letter_and_note(checkout, id, at(7), note)
            .await;
        renewed.unwrap()
    };
    let other = CheckoutId::from_bytes([9; 16]);
    assert!(!renew(&failed[0].row.id, &other, 1).await, "of another");
    assert!(!renew(&claimed[2].id, &checkout, 2).await, "it was sent");
    for (number, one) in (3..).zip(&failed) {
        assert!(renew(&one.row.id, &checkout, number).await);
        assert!(!renew(&one.row.id, &checkout, number + 10).await);
        let known = shop.store.failed_letter(&one.row.id).await.unwrap();
        assert_eq!(known, None);
    }
    let again = shop.claim_letters(at(7)).await;
    let mut seen: Vec<_> = again
        .iter()
        .map(|it| (&it.id, it.tries, it.since))
        .collect();
    let mut were: Vec<_> = failed.iter().map(|it| (&it.row.id, 0, at(7))).collect();
    seen.sort();
    were.sort();
    assert_eq!(seen, were);
    let noted = shop.store.audit_page(&shop.merchant, None, 10).await;
    let noted = noted.unwrap();
    assert_eq!(noted.len(), 2, "{noted:?}");
    assert!(noted.iter().all(|it| it.action == Action::LetterResent));
}
