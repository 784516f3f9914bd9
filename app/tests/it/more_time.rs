//! How much time is left, and the way to more of it.

use std::time::Duration;

use app::page::{PageInput, Site, live_state, render_page};
use app::sample::{Sample, Wearing};
use payment::{Locale, Mode, Screen, Theme};

use crate::fixture::{Log, input, linked, order, view};

fn page(input: &PageInput) -> String {
    render_page(input, &Site::default()).html
}

fn sample(sample: Sample, locale: Locale) -> String {
    let brand = app::brand::Brand::plain("Épicerie");
    let wearing = Wearing {
        brand: &brand,
        theme: Theme::Auto,
        locale,
        mode: Mode::Test,
        site: &Site::default(),
    };
    sample.render(&wearing).html
}

/// The first tag that says so.
fn tag<'a>(html: &'a str, says: &str) -> &'a str {
    let at = html.find(says).expect("the element is there");
    let begin = html[..at].rfind('<').expect("the tag begins");
    let end = html[at..].find('>').expect("the tag ends");
    &html[begin..at + end]
}

#[test]
fn every_page_that_ends_by_itself_can_tell_so_and_no_other_does() {
    for screen in Screen::ALL {
        for locale in Locale::ALL {
            let view = view(screen);
            let ends = !view.checkout.status().is_final();
            let html = page(&input(view.clone(), locale));
            assert_eq!(html.contains("class=\"stay-place\""), ends, "{screen:?}");
            assert_eq!(live_state(&view, locale).stay.is_some(), ends, "{screen:?}");
            if ends {
                let notice = tag(&html, "class=\"stay\"");
                assert!(notice.contains("hidden"), "{screen:?}: there is an hour");
            }
        }
    }
}

#[test]
fn the_notice_comes_up_before_the_end_and_never_claims_more_than_there_is() {
    for (left, told) in [(300, 5), (299, 5), (240, 4), (61, 2), (60, 1), (1, 1)] {
        let mut view = view(Screen::Choose);
        view.now = view.checkout.expires_at.minus(Duration::from_secs(left));
        let html = page(&input(view, Locale::EnCa));
        assert!(!tag(&html, "class=\"stay\"").contains("hidden"));
        let line = match told {
            1 => "Less than a minute left on this page.".to_owned(),
            minutes => format!("Less than {minutes} minutes left on this page."),
        };
        let (_, shown) = html.split_once("class=\"stay-line\"").expect("a line");
        let shown = shown.split_once('>').expect("the tag ends").1;
        assert!(shown.starts_with(&line), "{left}: {}", &shown[..60]);
    }
}

#[test]
fn there_is_a_line_for_every_minute_that_is_told() {
    let html = page(&input(view(Screen::Bank), Locale::FrCa));
    let place = tag(&html, "class=\"stay-place\"");
    assert!(place.contains("data-warning=\"300\""), "{place}");
    for minutes in 2..=5 {
        assert!(place.contains(&format!("moins de {minutes} minutes")));
    }
    assert!(place.contains("moins d’une minute"));
}

#[test]
fn where_no_more_time_is_to_be_had_the_page_says_so_and_has_no_button() {
    for locale in Locale::ALL {
        let last = sample(Sample::EndingLast, locale);
        assert!(tag(&last, "action=\"/actions/extend\"").contains("hidden"));
        assert!(!tag(&last, "class=\"stay-last\"").contains("hidden"));
        assert!(!last.contains("id=\"more-time\""));
        let first = sample(Sample::Ending, locale);
        assert!(tag(&first, "class=\"stay-last\"").contains("hidden"));
        assert!(!tag(&first, "action=\"/actions/extend\"").contains("hidden"));
    }
}

#[test]
fn without_scripts_the_button_takes_along_what_was_typed_and_never_takes_the_enter_key() {
    for screen in [Screen::Choose, Screen::Declined] {
        let html = page(&input(view(screen), Locale::EnCa));
        let ours = html
            .find("formaction=\"/actions/extend#time-given\"")
            .expect("a button");
        let button = &html[html[..ours].rfind("<button").expect("a tag")..ours];
        assert!(button.contains("form=\"start\""), "{button}");
        // The first button of a form is the one that Enter presses.
        let submit = html.find("class=\"submit-here\"").expect("the form's own");
        assert!(submit < ours, "{screen:?}");
    }
    let bank = page(&input(view(Screen::Bank), Locale::EnCa));
    assert!(bank.contains("id=\"more-time\""));
    assert!(!bank.contains("formaction"));
}

#[test]
fn a_debit_that_is_signed_is_not_hurried() {
    let log = linked(&order()).chosen(1, "a1").debited(1);
    let view = log.read(1, payment::Reading::Scheduled).view();
    assert_eq!(live_state(&view, Locale::EnCa).stay, None);
    assert!(!page(&input(view, Locale::EnCa)).contains("stay-place"));
}

#[test]
fn what_takes_longer_than_usual_is_told_once_it_does() {
    let waiting = |seconds| {
        let mut view = Log::new(order())
            .started(1, payment::Method::GuaranteedEft)
            .view();
        view.now = view.checkout.as_of.plus(Duration::from_secs(seconds));
        page(&input(view, Locale::EnCa))
    };
    let early = waiting(4);
    assert!(tag(&early, "class=\"slow\"").contains("hidden"));
    assert!(tag(&early, "data-late=").contains("data-late=\"6\""));
    assert!(!tag(&waiting(10), "class=\"slow\"").contains("hidden"));
    for locale in Locale::ALL {
        assert!(!tag(&sample(Sample::Slow, locale), "class=\"slow\"").contains("hidden"));
    }
}

#[test]
fn what_happens_in_the_meantime_does_not_begin_the_waiting_anew() {
    let mut view = Log::new(order())
        .started(1, payment::Method::GuaranteedEft)
        .view();
    let began = view.checkout.as_of;
    view.now = began.plus(Duration::from_secs(12));
    // Another tab asked for more time.
    view.checkout.as_of = view.now;
    let html = page(&input(view, Locale::EnCa));
    assert!(!tag(&html, "class=\"slow\"").contains("hidden"));
}

#[test]
fn a_form_without_scripts_hears_that_it_has_more_time() {
    let mut asked = input(view(Screen::Choose), Locale::EnCa);
    assert!(!page(&asked).contains("id=\"time-given\""));
    asked.time_given = true;
    let html = page(&asked);
    assert!(tag(&html, "id=\"time-given\"").contains("role=\"status\""));
    assert!(html.contains("You have more time."));
    assert!(html.contains("formaction=\"/actions/extend#time-given\""));
}

#[test]
fn the_button_waits_for_no_script_that_may_never_run() {
    for screen in [Screen::Choose, Screen::Bank] {
        let html = page(&input(view(screen), Locale::EnCa));
        assert!(tag(&html, "id=\"more-time\"").contains("unscripted"));
        for within in html.split("<noscript>").skip(1) {
            let (within, _) = within.split_once("</noscript>").expect("it ends");
            assert!(!within.contains("more-time"), "{within}");
        }
    }
}

#[test]
fn whose_bank_is_not_listed_finds_another_way_on_the_same_order() {
    let html = page(&input(view(Screen::Bank), Locale::EnCa));
    let (_, details) = html.split_once("class=\"unlisted\"").expect("the way");
    let (details, _) = details.split_once("</details>").expect("it ends");
    assert!(details.contains("My bank is not in the list"));
    assert!(details.contains("choose=1"), "{details}");
    let mut only = order();
    only.methods = vec![payment::Method::GuaranteedEft];
    let html = page(&input(
        app::sample::view_of(&only, Screen::Bank),
        Locale::EnCa,
    ));
    let (_, details) = html.split_once("class=\"unlisted\"").expect("the way");
    let (details, _) = details.split_once("</details>").expect("it ends");
    assert!(!details.contains("choose=1"));
    assert!(details.contains("Ask Maple &amp; Pine"), "{details}");
}

#[test]
fn what_expired_can_be_begun_anew_where_the_link_that_led_there_is_open() {
    for locale in Locale::ALL {
        assert!(sample(Sample::ExpiredAnew, locale).contains("action=\"/l/0?lang="));
        assert!(!sample(Sample::Screen(Screen::Expired), locale).contains("\"/l/"));
    }
}
