//! No page says more than is known, in whatever state it is shown.

use app::{
    brand::Brand,
    page::{PageInput, Site, render_page},
    sample::{Sample, Wearing},
};
use payment::{Locale, Method, Mode, Order, Reading, Screen, Theme};

use crate::fixture::{Log, cents, input, linked, order, view_of};

/// What only a payment that counts may be called.
const PAID: [(&str, &[&str]); 2] = [
    ("en-CA", &["paid", "received", "confirmed"]),
    ("fr-CA", &["payé", "reçu", "confirmé"]),
];

/// What only an attempt may be called that is over without money.
const FAILED: [(&str, &[&str]); 2] = [
    (
        "en-CA",
        &["failed", "declined", "did not go through", "returned"],
    ),
    ("fr-CA", &["échoué", "refusé", "n’a pas abouti", "retourné"]),
];

/// Sentences in which these words deny, or tell of what may come.
const HARMLESS: [&str; 19] = [
    "n’en a rien reçu",
    "Voir le reçu",
    "un lien qui peut être payé",
    "If it closes before you have paid",
    "avant que vous ayez payé",
    "You have not paid yet.",
    "Vous n’avez pas encore payé.",
    "this page will say that you have paid",
    "cette page indiquera que vous avez payé",
    "each one would hold a link that can be paid",
    "name confirmed by your bank",
    "nom confirmé par votre institution",
    "not guaranteed: your bank can still return it",
    "Confirmed at once",
    "Confirmed once you accept",
    "Confirmé aussitôt",
    "Confirmé dès que vous acceptez",
    "non garanti\u{a0}: votre institution peut encore le retourner",
    "We have not heard that it was returned.",
];

fn drawn(sample: Sample, locale: Locale) -> String {
    let brand = Brand::plain("Maple & Pine");
    let page = sample.render(&Wearing {
        brand: &brand,
        theme: Theme::Auto,
        locale,
        mode: Mode::Live,
        site: &Site::default(),
    });
    said(&page.html)
}

/// What the main part of a page says, or all of a page that has no parts, without its markup.
fn said(html: &str) -> String {
    let (_, body) = html.split_once("<body").expect("a body");
    let main = body.split_once("<main").map_or(body, |(_, main)| main);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let mut text = String::new();
    for part in main.split('<').skip(1) {
        text.push_str(part.split_once('>').map_or("", |(_, text)| text));
        text.push('\n');
    }
    text.replace("&amp;", "&")
}

/// The words of a list that a text says, other than harmlessly.
fn found<'a>(text: &str, words: &[(&str, &'a [&'a str]); 2], locale: Locale) -> Vec<&'a str> {
    let text = HARMLESS
        .iter()
        .fold(text.to_owned(), |text, harmless| text.replace(harmless, ""))
        .to_lowercase();
    let (_, words) = words
        .iter()
        .find(|(tag, _)| *tag == locale.tag())
        .expect("a language");
    words
        .iter()
        .copied()
        .filter(|word| {
            text.match_indices(word).any(|(at, _)| {
                let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
                !is_letter(text[..at].chars().next_back())
                    && !is_letter(text[at + word.len()..].chars().next())
            })
        })
        .collect()
}

/// Whether something was paid for good in that picture, and whether something ended without.
const fn known(sample: Sample) -> (bool, bool) {
    match sample {
        Sample::Screen(screen) => match screen {
            Screen::Paid => (true, false),
            Screen::NotGuaranteed
            | Screen::LowBalance
            | Screen::NameMismatch
            | Screen::SignInFailed
            | Screen::Declined
            | Screen::SessionExpired
            | Screen::Unavailable
            | Screen::Returned
            | Screen::Failed
            | Screen::CanceledByYou
            | Screen::CanceledByShop
            | Screen::Expired => (false, true),
            Screen::Choose
            | Screen::Opening
            | Screen::Link
            | Screen::Account
            | Screen::Sent
            | Screen::Bank
            | Screen::Checking
            | Screen::Agreement => (false, false),
        },
        Sample::PaidShort | Sample::PaidTwice | Sample::Receipt => (true, false),
        Sample::PaidReturned | Sample::PaymentLinkShut => (true, true),
        _ => (false, false),
    }
}

#[test]
fn nothing_is_called_paid_or_failed_before_it_is() {
    let mut untrue = Vec::new();
    for sample in Sample::all() {
        for locale in Locale::ALL {
            let text = drawn(sample, locale);
            let (is_paid, is_over) = known(sample);
            for (words, is_known) in [(&PAID, is_paid), (&FAILED, is_over)] {
                let lines = text.lines().filter(|_| !is_known);
                let lines = lines.filter(|line| !found(line, words, locale).is_empty());
                untrue.extend(lines.map(|line| format!("{sample:?}: {line}")));
            }
        }
    }
    assert_eq!(untrue, [""; 0]);
}

#[test]
fn the_words_that_are_looked_for_are_found() {
    for (sample, words) in [
        (Sample::Screen(Screen::Paid), &PAID),
        (Sample::Screen(Screen::Declined), &FAILED),
    ] {
        for locale in Locale::ALL {
            assert!(!found(&drawn(sample, locale), words, locale).is_empty());
        }
    }
}

#[test]
fn a_page_that_waits_for_word_says_not_to_pay_again_and_what_to_quote() {
    let nameless = Order {
        reference: None,
        ..order()
    };
    for locale in Locale::ALL {
        let again = match locale {
            Locale::EnCa => "Do not pay again",
            Locale::FrCa => "Ne payez pas de nouveau",
        };
        for sample in [
            Sample::Screen(Screen::Checking),
            Sample::Stopping,
            Sample::Status,
        ] {
            let text = drawn(sample, locale);
            assert!(text.contains(again), "{sample:?}: {text}");
            assert!(text.contains("ORDER-1001"), "{sample:?}: {text}");
        }
        let view = view_of(&nameless, Screen::Checking);
        let number = view.checkout.id.to_string();
        let text = page(&input(view, locale));
        assert!(text.contains(&number), "{text}");
    }
}

fn page(input: &PageInput) -> String {
    said(&render_page(input, &Site::default()).html)
}

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
    agreed.now = agreed.now.plus(std::time::Duration::from_secs(7 * 86_400));
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
    assert_eq!(found(&text, &PAID, Locale::EnCa), [""; 0], "{text}");
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

#[test]
fn an_amount_that_many_banks_refuse_in_one_transfer_is_told_of_before_anybody_signs_in() {
    let large = |methods: &[Method]| {
        let order = Order {
            amount: Some(cents(450_000)),
            methods: methods.to_vec(),
            ..order()
        };
        render_page(
            &input(view_of(&order, Screen::Choose), Locale::EnCa),
            &Site::default(),
        )
        .html
    };
    let html = large(&[Method::ETransfer, Method::GuaranteedEft]);
    let text = said(&html);
    assert!(
        text.contains("$4,500.00 is more than many banks allow in one transfer."),
        "{text}"
    );
    assert!(
        text.contains("“Bank debit, guaranteed” does not have that limit."),
        "{text}"
    );
    // The likelier one is proposed, and the other one stays open.
    assert!(html.contains("value=\"guaranteed_eft\" checked"), "{html}");
    assert!(html.contains("value=\"e_transfer\""), "{html}");
    let alone = said(&large(&[Method::ETransfer]));
    assert!(
        alone.contains("Ask your bank what it allows before you begin."),
        "{alone}"
    );
    let small = said(&page_html(&order()));
    assert!(!small.contains("is more than many banks"), "{small}");
    assert!(
        small.contains("many banks cap one transfer at $3,000"),
        "{small}"
    );
}

fn page_html(order: &Order) -> String {
    render_page(
        &input(view_of(order, Screen::Choose), Locale::EnCa),
        &Site::default(),
    )
    .html
}
