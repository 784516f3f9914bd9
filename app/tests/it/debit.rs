//! A debit: its days, and what its payer has a right to.

use std::time::Duration;

use app::page::{Site, render_page};
use payment::{Locale, Method, Reading, Screen};

use crate::{
    fixture::{Log, cents, input, linked, order, view_of},
    honesty::{is_not_called_paid, page, said},
};

#[test]
fn a_debit_that_is_not_guaranteed_is_scheduled_and_never_paid() {
    // Friday, November 20.
    let session = || Log::new(order()).started(1, Method::Eft).opened(1);
    let mut agreed = session().paid(1, cents(25_000), false).view();
    let text = page(&input(agreed.clone(), Locale::EnCa));
    for part in [
        "Your debit is scheduled",
        "Your bank takes $250.00 for Maple & Pine on or after Monday, November 23.",
        "Maple & Pine should see the money around Thursday, November 26.",
        "Not guaranteed",
        "Amount of the debit",
        "for 90 days, until February 21, 2027 at the least",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let text = page(&input(agreed.clone(), Locale::FrCa));
    for part in [
        "Votre prélèvement est prévu",
        "au plus tôt le lundi 23\u{a0}novembre",
        "vers le jeudi 26\u{a0}novembre",
        "pendant 90\u{a0}jours, au moins jusqu’au 21\u{a0}février 2027",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // A week later nobody has told us whether the bank took it.
    agreed.now = agreed.now.plus(Duration::from_secs(7 * 86_400));
    let text = page(&input(agreed, Locale::EnCa));
    assert!(text.contains("Your debit was scheduled"), "{text}");
    assert!(text.contains("Your bank statement shows"), "{text}");

    let accepted = linked(&order())
        .chosen(1, "a1")
        .debited(1)
        .paid(1, cents(25_000), false)
        .view();
    let text = page(&input(accepted, Locale::EnCa));
    assert!(text.contains("Your debit was accepted"), "{text}");
    assert!(text.contains("your bank can still return it"), "{text}");
}

#[test]
fn a_signed_agreement_tells_the_day_of_its_debit() {
    let signed = linked(&order())
        .chosen(1, "a1")
        .debited(1)
        .read(1, Reading::Scheduled)
        .view();
    let text = page(&input(signed.clone(), Locale::EnCa));
    assert!(text.contains("Your debit is scheduled"), "{text}");
    assert!(text.contains("on or after Monday, November 23."), "{text}");
    assert!(text.contains("Do not pay again."), "{text}");
    assert!(is_not_called_paid(&text, Locale::EnCa), "{text}");
}

#[test]
fn a_guaranteed_payment_tells_when_the_money_leaves_the_account() {
    let text = page(&input(view_of(&order(), Screen::Paid), Locale::EnCa));
    assert!(text.contains("The money leaves your account on or after Monday, November 23."));
    assert!(!text.contains("Can be disputed"));
}

#[test]
fn whoever_signs_a_debit_can_read_what_it_is_and_what_they_have_a_right_to() {
    let sign = linked(&order()).chosen(1, "a1").debited(1).view();
    for (locale, parts) in [
        (
            Locale::EnCa,
            [
                "What a pre-authorized debit is, and your rights",
                "one debit of $250.00",
                "30 days at most",
                "within 90 days of the debit",
                "Payments Canada",
                "Maple & Pine, about the debit",
            ],
        ),
        (
            Locale::FrCa,
            [
                "Le prélèvement automatique et vos droits",
                "un seul prélèvement de 250,00\u{a0}$",
                "d’au plus 30\u{a0}jours",
                "dans les 90\u{a0}jours du prélèvement",
                "Paiements Canada",
                "Maple & Pine, au sujet du prélèvement",
            ],
        ),
    ] {
        let html = render_page(&input(sign.clone(), locale), &Site::default()).html;
        let text = said(&html);
        for part in parts {
            assert!(text.contains(part), "{part}\n{text}");
        }
        // Folded: it is there for who wants to read it.
        assert!(
            html.contains("<details class=\"rights\"><summary>"),
            "{html}"
        );
    }
    let transfer = Log::new(order()).started(1, Method::ETransfer).opened(1);
    let html = render_page(&input(transfer.view(), Locale::EnCa), &Site::default()).html;
    assert!(!html.contains("class=\"rights\""));
}
