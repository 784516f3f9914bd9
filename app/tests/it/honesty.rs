//! No page says more than is known, in whatever state it is shown.

use app::{
    brand::Brand,
    desk::Anew,
    page::{PageInput, Site, render_page},
    sample::{Sample, Wearing},
};
use payment::{CaseKind, CloseReason, Locale, Method, Mode, Order, Screen, Theme};

use crate::fixture::{Log, input, order, view_of};

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
pub(crate) fn said(html: &str) -> String {
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
        Sample::PaidReturned => (false, true),
        Sample::PaymentLinkShut => (true, true),
        _ => (false, false),
    }
}

/// Whether a text calls nothing paid.
pub(crate) fn is_not_called_paid(text: &str, locale: Locale) -> bool {
    found(text, &PAID, locale).is_empty()
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

#[test]
fn an_expired_page_sends_nobody_to_pay_again_where_money_may_have_come() {
    let session = || Log::new(order()).started(1, Method::Eft).opened(1);
    let expired = |log: Log| log.closed(CloseReason::Expired);
    let late = expired(session()).case(1, CaseKind::LatePayment, None);
    for (log, may_begin_anew) in [
        (expired(Log::new(order())), true),
        (expired(session()), false),
        (late, false),
    ] {
        let mut view = log.view();
        view.anew = Some(Anew {
            href: "/l/0".to_owned(),
            form: "0".to_owned(),
        });
        for locale in Locale::ALL {
            let text = page(&input(view.clone(), locale));
            let (anew, again) = match locale {
                Locale::EnCa => ("tart a new payment", "Do not pay again"),
                Locale::FrCa => ("ommencer un nouveau paiement", "Ne payez pas de nouveau"),
            };
            assert_eq!(text.contains(anew), may_begin_anew, "{text}");
            assert_eq!(text.contains(again), !may_begin_anew, "{text}");
            let asks = ["Ask Maple", "Demandez-en"]
                .iter()
                .any(|it| text.contains(it));
            assert!(!(asks && may_begin_anew), "{text}");
        }
    }
}

#[test]
fn no_page_of_an_order_with_one_method_promises_another() {
    for method in Method::ALL {
        for screen in Screen::ALL {
            let mut view = view_of(&order(), screen);
            view.checkout.order.methods = vec![method];
            for attempt in &mut view.checkout.attempts {
                attempt.method = method;
            }
            for locale in Locale::ALL {
                let text = page(&input(view.clone(), locale)).to_lowercase();
                for promise in ["pay another way", "payer autrement", "payez autrement"] {
                    assert!(
                        !text
                            .replace("comment payer autrement", "")
                            .contains(promise),
                        "{method:?} {screen:?}: {text}"
                    );
                }
            }
        }
    }
}

pub(crate) fn page(input: &PageInput) -> String {
    said(&render_page(input, &Site::default()).html)
}
