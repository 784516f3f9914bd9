//! Whatever page of a checkout any test here is answered with: it says no more than is known.

/// What may only be said of a payment that counts.
const COUNTS: [&str; 8] = [
    "You have paid",
    "Voir le reçu",
    "Your bank confirmed",
    "Amount paid",
    "Vous avez payé",
    "Votre institution financière a confirmé",
    "Montant payé",
    "View the receipt",
];

/// What may only be said of one that is known to have failed.
const FAILED: [&str; 8] = [
    "was declined",
    "failed",
    "Nothing was taken.",
    "You can pay again",
    "a échoué",
    "a été refusé",
    "Rien n’a été prélevé.",
    "Pay another way",
];

/// Checks a page that shows a checkout; anything else is none of its business.
pub(crate) fn check(html: &str) {
    let (Some(status), Some(look)) = (data(html, "status"), data(html, "look")) else {
        return;
    };
    let text = said(html);
    let says = |words: &[&'static str]| words.iter().copied().find(|it| text.contains(it));
    let place = format!(
        "{status}, {}, {look}",
        data(html, "screen").unwrap_or_default()
    );
    if status != "paid" {
        assert_eq!(says(&COUNTS), None, "{place}: {text}");
        let is_headed = |title: &str| text.lines().any(|line| line == title);
        assert!(!is_headed("Paid") && !is_headed("Payé"), "{place}: {text}");
    }
    if status == "paid" || look == "waiting" {
        assert_eq!(says(&FAILED), None, "{place}: {text}");
    }
    if !["open", "processing"].contains(&status) {
        assert!(!html.contains("data-form=\"start\""), "{place}: {text}");
    }
}

/// An attribute of `<main>`.
fn data<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let (_, main) = html.split_once("<main ")?;
    let (_, rest) = main.split_once(&format!("data-{name}=\""))?;
    rest.split('"').next()
}

/// What stands in `<main>`, a line for each text, without what is drawn and hidden.
fn said(html: &str) -> String {
    let (_, main) = html.split_once("<main ").expect("it was there");
    let main = main.split("</main>").next().unwrap_or_default();
    let mut text = String::new();
    for part in main.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        if !tag.split_whitespace().any(|it| it == "hidden") {
            text.push_str(words);
        }
        text.push('\n');
    }
    text.replace("&amp;", "&")
}

#[test]
#[should_panic(expected = "Amount paid")]
fn a_page_that_calls_an_open_checkout_paid_is_found_out() {
    check("<main data-status=\"open\" data-look=\"failure\"><dt>Amount paid</dt></main>");
}

#[test]
#[should_panic(expected = "Nothing was taken.")]
fn a_page_that_says_of_what_it_waits_for_that_it_failed_is_found_out() {
    check(
        "<main data-status=\"processing\" data-look=\"waiting\"><p>Nothing was taken.</p></main>",
    );
}
