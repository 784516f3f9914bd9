//! A debit: its days, and what its payer has a right to.

use std::time::Duration;

use app::{
    brand::Brand,
    desk::CheckoutView,
    page::{Site, render_page},
};
use payment::{CaseKind, Locale, Method, Order, Reading, Screen};

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
        "Your bank is expected to take $250.00 for Maple & Pine on or after Monday, November 23.",
        "Maple & Pine should see the money around Thursday, November 26.",
        "Not guaranteed",
        "Amount of the debit",
        "personal account: for 90 days, until February 21, 2027 at the least",
        "business account: for 10 business days",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let text = page(&input(agreed.clone(), Locale::FrCa));
    for part in [
        "Votre prélèvement est prévu",
        "au plus tôt le lundi 23\u{a0}novembre",
        "vers le jeudi 26\u{a0}novembre",
        "compte personnel\u{a0}: pendant 90\u{a0}jours, au moins jusqu’au 21\u{a0}février 2027",
        "compte d’entreprise\u{a0}: pendant 10\u{a0}jours ouvrables",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // A week later nobody has told us whether the bank took it.
    agreed.now = agreed.now.plus(Duration::from_secs(7 * 86_400));
    let text = page(&input(agreed, Locale::EnCa));
    assert!(text.contains("Your debit was scheduled"), "{text}");
    assert!(text.contains("Your bank statement shows"), "{text}");
    assert!(!text.contains("November 26"), "{text}");
    assert!(!text.contains("Money arrives"), "{text}");

    let mut accepted = linked(&order())
        .chosen(1, "a1")
        .debited(1)
        .paid(1, cents(25_000), false)
        .view();
    let text = page(&input(accepted.clone(), Locale::EnCa));
    assert!(text.contains("Your debit was accepted"), "{text}");
    assert!(text.contains("your bank can still return it"), "{text}");
    assert!(text.contains("around Thursday, November 26."), "{text}");
    // No day that is over is promised.
    accepted.now = accepted.now.plus(Duration::from_secs(7 * 86_400));
    for locale in Locale::ALL {
        let text = page(&input(accepted.clone(), locale));
        assert!(!is_november_26(&text), "{text}");
        assert!(
            text.contains("90\u{a0}") || text.contains("90 days"),
            "{text}"
        );
    }
    let returnable = |at: &CheckoutView, locale| {
        let text = page(&input(at.clone(), locale));
        let says = text
            .contains("until February 21, 2027, at the least, your bank can still return it")
            || text
                .contains("jusqu’au 21\u{a0}février 2027 au moins, votre institution peut encore");
        (
            says,
            text.contains("can still return") || text.contains("peut encore"),
        )
    };
    for locale in Locale::ALL {
        assert_eq!(returnable(&accepted, locale), (true, true));
    }
    // Nor is anything said to be open for ever.
    accepted.now = accepted.now.plus(Duration::from_secs(90 * 86_400));
    for locale in Locale::ALL {
        assert_eq!(returnable(&accepted, locale), (false, false));
        let text = page(&input(accepted.clone(), locale));
        assert!(
            !text.contains("Can be disputed") && !text.contains("Contestable"),
            "{text}"
        );
        assert!(
            text.contains("Not guaranteed") || text.contains("Non garanti"),
            "{text}"
        );
    }
}

fn is_november_26(text: &str) -> bool {
    text.contains("November 26") || text.contains("26\u{a0}novembre")
}

#[test]
fn a_debit_that_came_back_is_not_called_paid_and_has_no_days_to_come() {
    let back = linked(&order())
        .chosen(1, "a1")
        .debited(1)
        .paid(1, cents(25_000), false)
        .case(1, CaseKind::ReturnedPayment, Some("905"))
        .view();
    for (locale, title) in [
        (Locale::EnCa, "Your bank took the debit back"),
        (Locale::FrCa, "Votre institution a repris le prélèvement"),
    ] {
        let text = page(&input(back.clone(), locale));
        assert!(text.contains(title), "{text}");
        assert!(is_not_called_paid(&text, locale), "{text}");
        assert!(!is_november_26(&text), "{text}");
    }
}

#[test]
fn whoever_is_told_to_quote_a_reference_finds_one() {
    let nameless = Order {
        reference: None,
        ..order()
    };
    let view = view_of(&nameless, Screen::Paid);
    let number = view.checkout.id.to_string();
    let text = page(&input(view, Locale::EnCa));
    assert!(text.contains("Keep the reference"), "{text}");
    assert!(text.contains(&number), "{text}");
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
fn the_guarantee_is_the_shops_and_takes_no_right_from_whoever_is_debited() {
    let html = render_page(
        &input(view_of(&order(), Screen::Paid), Locale::EnCa),
        &Site::default(),
    )
    .html;
    let text = said(&html);
    assert!(text.contains("The money can leave your account from now on."));
    // The day of a guaranteed debit is documented nowhere.
    assert!(!text.contains("November 23"), "{text}");
    assert!(text.contains("Can be disputed"), "{text}");
    assert!(html.contains("<details class=\"rights\">"), "{html}");
    let transfer = Log::new(order())
        .started(1, Method::ETransfer)
        .opened(1)
        .paid(1, cents(25_000), true);
    let text = page(&input(transfer.view(), Locale::EnCa));
    assert!(!text.contains("Can be disputed"), "{text}");
}

#[test]
fn a_notice_that_is_shortened_is_told_before_anything_is_signed_and_never_folded() {
    let signing = linked(&order()).chosen(1, "a1").debited(1).view();
    for view in [linked(&order()).view(), signing] {
        for (locale, told) in [
            (Locale::EnCa, "sooner than 10 calendar days"),
            (Locale::FrCa, "moins de 10\u{a0}jours civils"),
        ] {
            let html = render_page(&input(view.clone(), locale), &Site::default()).html;
            let (before, _) = html
                .split_once("<details class=\"rights\">")
                .expect("a fold");
            assert!(before.contains("<strong>"), "{html}");
            assert!(before.contains(told), "{html}");
        }
    }
}

#[test]
fn the_rights_name_what_was_really_debited_and_a_way_to_the_shop() {
    let mut less = Log::new(order())
        .started(1, Method::GuaranteedEft)
        .opened(1)
        .paid(1, cents(18_000), true)
        .view();
    less.brand = Brand::plain("Maple & Pine");
    let html = render_page(&input(less, Locale::EnCa), &Site::default()).html;
    let (_, fold) = html
        .split_once("<details class=\"rights\">")
        .expect("a fold");
    let (fold, _) = fold.split_once("</details>").expect("it ends");
    assert!(fold.contains("one debit of $180.00"), "{fold}");
    assert!(fold.contains("https://shop.example/cart"), "{fold}");
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
