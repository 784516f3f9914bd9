//! What stands on every screen.

use app::{
    desk::CheckoutView,
    page::{Onward, Sending, Site, render_fault, render_missing, render_page, render_receipt},
    receipt::Receipt,
    words::{Taken, words},
};
use flinks::limits::Limits;
use payment::{
    CanceledBy, CaseKind, CloseReason, End, Failure, FailureCode, Locale, Method, Order, Reading,
    Screen, screen,
};

use crate::fixture::{
    AGREEMENT, LOGIN, Log, account, attempt_id, cents, full_order, input, linked, order, view,
    view_of,
};

fn html(screen: Screen, locale: Locale) -> String {
    page(&input(view(screen), locale))
}

fn page(input: &app::page::PageInput) -> String {
    render_page(input, &Site::default()).html
}

fn every() -> impl Iterator<Item = (Screen, Locale)> {
    Screen::ALL
        .into_iter()
        .flat_map(|screen| Locale::ALL.map(|locale| (screen, locale)))
}

/// The text of the first element that starts with `open`.
fn text<'a>(html: &'a str, open: &str) -> &'a str {
    let (_, rest) = html.split_once(open).expect("the element is there");
    let (_, rest) = rest.split_once('>').expect("the tag ends");
    rest.split_once("</").expect("the element ends").0
}

#[test]
fn every_screen_has_a_checkout_that_stands_there() {
    for at in Screen::ALL {
        assert_eq!(screen(&view(at).checkout), at);
    }
}

#[test]
fn every_screen_tells_its_title_in_both_languages() {
    for (screen, locale) in every() {
        let html = html(screen, locale);
        let heading = text(&html, "<h1");
        let title = text(&html, "<title");
        assert!(!heading.is_empty(), "{screen:?} {locale}");
        assert_eq!(title, format!("{heading} · Maple &amp; Pine"));
        assert_eq!(html.matches("<h1").count(), 1, "{screen:?} {locale}");
    }
    for screen in Screen::ALL {
        assert_ne!(
            text(&html(screen, Locale::EnCa), "<h1"),
            text(&html(screen, Locale::FrCa), "<h1"),
        );
    }
}

#[test]
fn the_markup_says_where_the_checkout_stands() {
    for (screen, locale) in every() {
        let view = view(screen);
        let html = html(screen, locale);
        let token = view.token.as_str();
        for part in [
            format!("<!doctype html><html lang=\"{locale}\" dir=\"ltr\">"),
            format!("data-status=\"{}\"", view.checkout.status().as_str()),
            format!("data-screen=\"{}\"", screen.as_str()),
            format!("data-seq=\"{}\"", view.seq),
            format!("data-state-url=\"/c/{token}/state?lang={locale}\""),
            format!("data-events-url=\"/c/{token}/events?lang={locale}\""),
            "data-hint-url=\"/actions/hint\"".to_owned(),
            "data-frame-origin=\"https://payments.bank.example\"".to_owned(),
            format!("href=\"/c/{token}?lang={}\"", locale.other()),
            "<leptos-island data-component=\"Live".to_owned(),
        ] {
            assert!(html.contains(&part), "{screen:?} {locale}: {part}\n{html}");
        }
    }
}

#[test]
fn nothing_on_any_page_needs_inline_styles_or_streams_in_later() {
    for (screen, locale) in every() {
        let html = html(screen, locale);
        for part in [" style=", "undefined", "<script", "<template", "__RESOLVED"] {
            assert!(!html.contains(part), "{screen:?} {locale}: {part}");
        }
        let handler = html.split(" on").skip(1).find(|rest| {
            let name: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
            !name.is_empty() && rest[name.len()..].starts_with("=\"")
        });
        assert_eq!(handler, None, "{screen:?} {locale}");
    }
}

#[test]
fn scripts_and_styles_of_the_build_stand_in_the_head_as_they_are() {
    let site = Site {
        css: Some("a>b{color:red}"),
        early: Some("if(1<2&&3>2){}"),
        start_js: Some("/assets/start.1.js"),
        glue: Some("/assets/guichet.1.js"),
    };
    let html = render_page(&input(view(Screen::Bank), Locale::EnCa), &site).html;
    for part in [
        "<style>a>b{color:red}</style>",
        "<script>if(1<2&&3>2){}</script>",
        "<link rel=\"modulepreload\" href=\"/assets/guichet.1.js\">",
        "<script type=\"module\" src=\"/assets/start.1.js\"></script>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    let missing = render_missing(Locale::EnCa, &site).html;
    assert!(!missing.contains("<script"));
}

#[test]
fn the_first_method_is_chosen_at_first_and_another_one_after_a_refusal() {
    let chosen = |screen| {
        let html = html(screen, Locale::EnCa);
        let before = html.split(" checked").next().expect("a choice").to_owned();
        before
            .rsplit("value=\"")
            .next()
            .expect("a value")
            .split('"')
            .next()
            .map(str::to_owned)
    };
    assert_eq!(chosen(Screen::Choose).as_deref(), Some("guaranteed_eft"));
    for screen in [Screen::NotGuaranteed, Screen::LowBalance, Screen::Declined] {
        assert_eq!(chosen(screen).as_deref(), Some("e_transfer"), "{screen:?}");
    }
    assert_eq!(
        chosen(Screen::NameMismatch).as_deref(),
        Some("guaranteed_eft")
    );
}

#[test]
fn only_what_the_merchant_left_open_is_asked_for() {
    let open = html(Screen::Choose, Locale::EnCa);
    for name in ["first_name", "last_name", "email"] {
        assert!(open.contains(&format!("name=\"{name}\"")), "{name}");
    }
    assert!(!open.contains("name=\"amount\""));
    let given = page(&input(view_of(&full_order(), Screen::Choose), Locale::EnCa));
    for name in ["first_name", "last_name", "email", "amount"] {
        assert!(!given.contains(&format!("name=\"{name}\"")), "{name}");
    }
    assert!(given.contains("Élise O’Brien-Tremblay"));
}

#[test]
fn after_a_failure_the_same_payer_is_there_already() {
    let html = html(Screen::NotGuaranteed, Locale::FrCa);
    for value in ["Élise", "O’Brien-Tremblay", "elise@exemple.ca"] {
        assert!(html.contains(&format!("value=\"{value}\"")), "{value}");
    }
}

#[test]
fn the_way_back_to_the_same_method_is_offered_where_it_may_work() {
    for (screen, offered) in [
        (Screen::SignInFailed, true),
        (Screen::SessionExpired, true),
        (Screen::CanceledByYou, true),
        (Screen::Unavailable, true),
        (Screen::Failed, true),
        (Screen::NotGuaranteed, false),
        (Screen::LowBalance, false),
        (Screen::NameMismatch, false),
        (Screen::Declined, false),
        (Screen::Choose, false),
        (Screen::Expired, false),
        (Screen::Paid, false),
    ] {
        let html = html(screen, Locale::EnCa);
        assert_eq!(
            html.contains("data-form=\"restart\""),
            offered,
            "{screen:?}"
        );
    }
}

#[test]
fn an_end_offers_nothing_to_pay_with() {
    for screen in [Screen::Paid, Screen::Expired, Screen::CanceledByShop] {
        assert!(!html(screen, Locale::EnCa).contains("<form"), "{screen:?}");
    }
}

#[test]
fn after_too_many_attempts_the_page_says_so_instead_of_offering_one_more() {
    let mut log = Log::new(order());
    for n in 0..payment::MAX_ATTEMPTS {
        let n = u8::try_from(n).expect("few");
        log = log
            .started(n, Method::ETransfer)
            .ended(n, End::Canceled(CanceledBy::Customer));
    }
    let html = page(&input(log.view(), Locale::EnCa));
    assert!(!html.contains("<form"));
    assert!(html.contains("takes no more"));
}

#[test]
fn the_customer_can_ask_for_another_way_while_an_attempt_is_open() {
    let mut input = input(view(Screen::Bank), Locale::EnCa);
    input.choose_again = true;
    let html = page(&input);
    assert!(html.contains("data-form=\"start\""));
    assert!(html.contains("Starting another one cancels it."));
    assert!(!html.contains("<iframe"));
    // The live part must not take this for another screen and fetch for ever.
    assert!(html.contains("data-screen=\"bank\""));
}

#[test]
fn without_scripts_the_waiting_pages_look_again_and_no_other_does() {
    for (screen, locale) in every() {
        let html = html(screen, locale);
        let waits = matches!(screen, Screen::Opening | Screen::Checking);
        let refresh = "<noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript>";
        assert_eq!(html.contains(refresh), waits, "{screen:?}");
    }
    let mut status = input(view(Screen::Bank), Locale::EnCa);
    assert!(
        page(&status)
            .contains("&amp;view=status\" class=\"button\">I have finished at my bank</a>")
    );
    status.status_only = true;
    let html = page(&status);
    assert!(html.contains("http-equiv=\"refresh\""));
    assert!(!html.contains("<iframe"));
    assert!(html.contains("Back to my bank’s page"));
}

#[test]
fn without_scripts_a_page_that_looks_again_by_itself_can_be_told_not_to() {
    for (screen, status_only, here) in [
        (Screen::Checking, false, ""),
        (Screen::Opening, true, "&amp;view=status"),
        (Screen::Bank, true, "&amp;view=status"),
        (Screen::Sent, false, ""),
    ] {
        let mut input = input(view(screen), Locale::EnCa);
        input.status_only = status_only;
        let token = input.view.token.as_str().to_owned();
        let to = |more: &str| format!("href=\"/c/{token}?lang=en-CA{here}{more}\"");
        let html = page(&input);
        let main = &html[html.find("<h1").expect("a heading")..];
        let stop = format!("<a {}>Stop looking by itself</a>", to("&amp;still=1"));
        let at = main.find(&stop).expect("the way to stop it");
        // Whoever listens comes to it first after what the page says.
        assert!(!main[..at].contains("<a "), "{screen:?}: {main}");
        assert!(!main[..at].contains("<button"), "{screen:?}: {main}");

        input.still = true;
        let html = page(&input);
        assert!(!html.contains("http-equiv=\"refresh\""), "{screen:?}");
        let again = format!("{}>Let it look by itself</a>", to(""));
        assert!(html.contains(&again), "{screen:?}: {html}");
        let told = &html[html.find("<h1").expect("a heading")..];
        for untrue in ["updates by itself", "moves on by itself"] {
            assert!(!told.contains(untrue), "{screen:?}: {told}");
        }
        // It stays so by the page's other ways to itself.
        let french = format!("href=\"/c/{token}?lang=fr-CA{here}&amp;still=1\"");
        assert!(html.contains(&french), "{screen:?}: {html}");
        if screen != Screen::Sent {
            let now = format!("{}>Look again now</a>", to("&amp;still=1"));
            assert!(html.contains(&now), "{screen:?}: {html}");
        }
    }
}

#[test]
fn a_payment_that_is_being_stopped_is_not_called_a_payment_that_is_checked() {
    let stopping = Log::new(order())
        .started(1, Method::GuaranteedEft)
        .opened(1)
        .stop_asked(1);
    let html = page(&input(stopping.view(), Locale::EnCa));
    assert!(html.contains("Stopping this payment"));
    assert!(!html.contains("Nothing was taken."));
}

#[test]
fn what_was_really_paid_is_told() {
    let live = || {
        Log::new(order())
            .started(1, Method::GuaranteedEft)
            .opened(1)
    };
    let short = page(&input(
        live().paid(1, cents(18_000), true).view(),
        Locale::EnCa,
    ));
    assert!(short.contains("Your bank confirmed $180.00 to Maple &amp; Pine."));
    assert!(short.contains("$70.00 is still to be paid"));
    let full = page(&input(
        live().paid(1, cents(25_000), true).view(),
        Locale::FrCa,
    ));
    assert!(
        full.contains("Votre institution financière a confirmé 250,00\u{a0}$ à Maple &amp; Pine.")
    );
    assert!(!full.contains("reste"));
    let eft = Log::new(order()).started(1, Method::Eft).opened(1);
    let eft = page(&input(
        eft.paid(1, cents(25_000), false).view(),
        Locale::EnCa,
    ));
    assert!(eft.contains("Not guaranteed"));
    assert!(!eft.contains("Your bank confirmed"));
}

#[test]
fn money_that_does_not_count_is_told_of() {
    let twice = Log::new(order())
        .started(1, Method::GuaranteedEft)
        .opened(1)
        .started(2, Method::ETransfer)
        .opened(2)
        .paid(2, cents(25_000), true)
        .case(1, CaseKind::DuplicatePayment, None);
    let html = page(&input(twice.view(), Locale::EnCa));
    assert!(html.contains("A second payment of $250.00 reached Maple &amp; Pine."));
    let late = Log::new(order())
        .started(1, Method::GuaranteedEft)
        .opened(1)
        .closed(CloseReason::Expired)
        .case(1, CaseKind::LatePayment, None);
    let html = page(&input(late.view(), Locale::EnCa));
    assert!(html.contains("after this page had closed"));
    assert!(!html.contains("Nothing was taken"));
}

#[test]
fn nothing_was_taken_is_said_only_where_it_is_certain() {
    for screen in [Screen::NotGuaranteed, Screen::Expired, Screen::Unavailable] {
        assert!(
            html(screen, Locale::EnCa).contains("Nothing was taken."),
            "{screen:?}"
        );
    }
    // The first attempt's session was never heard to its end.
    let unheard = Log::new(order())
        .started(1, Method::ETransfer)
        .opened(1)
        .ended(1, End::Superseded)
        .started(2, Method::GuaranteedEft)
        .opened(2)
        .failed(2, FailureCode::NotGuaranteed)
        .view();
    assert_eq!(Taken::of(&unheard.checkout), Taken::NothingSeen);
    let html = page(&input(unheard, Locale::EnCa));
    assert!(!html.contains("Nothing was taken"));
    assert!(html.contains("We have seen no payment."));
}

#[test]
fn only_addresses_that_a_browser_may_follow_become_links() {
    let hostile = Order {
        cancel_url: Some("javascript:alert(1)".to_owned()),
        success_url: Some("data:text/html,x".to_owned()),
        ..order()
    };
    for screen in [Screen::Choose, Screen::Paid, Screen::Expired] {
        let html = page(&input(view_of(&hostile, screen), Locale::EnCa));
        assert!(!html.contains("javascript:"), "{screen:?}");
        assert!(!html.contains("data:text"), "{screen:?}");
    }
}

#[test]
fn a_page_that_is_not_there_says_so_in_both_languages() {
    for (locale, first) in [(Locale::EnCa, "en-CA"), (Locale::FrCa, "fr-CA")] {
        for html in [
            render_missing(locale, &Site::default()).html,
            render_fault(locale, &Onward::Again, &Site::default()).html,
        ] {
            assert!(html.contains(&format!("<html lang=\"{first}\"")));
            assert_eq!(html.matches("<section lang=").count(), 2);
        }
        let html = render_missing(locale, &Site::default()).html;
        for locale in Locale::ALL {
            assert!(html.contains(words(locale).missing.title), "{locale}");
        }
    }
}

fn receipt(view: &CheckoutView, locale: Locale) -> String {
    let receipt = Receipt::of(view, locale, None).expect("it is paid");
    render_receipt(view, &receipt, Sending::Offered, &Site::default()).html
}

#[test]
fn a_receipt_says_who_paid_whom_how_much_and_when() {
    let html = receipt(&view(Screen::Paid), Locale::EnCa);
    for part in [
        "Maple &amp; Pine Outfitters Inc.",
        "Élise O’Brien-Tremblay",
        "$250.00",
        "ORDER-1001",
        "chk_",
        "November 20, 2026",
        "Bank debit, guaranteed",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let early = Receipt::of(&view(Screen::Bank), Locale::EnCa, None);
    assert_eq!(early, None);
}

#[test]
fn the_form_brings_the_fresh_attempt_along() {
    let html = html(Screen::Choose, Locale::EnCa);
    let id = attempt_id(31);
    assert!(html.contains(&format!("name=\"attempt\" value=\"{id}\"")));
}

#[test]
fn a_debit_that_the_bank_took_back_is_not_shown_as_paid_in_peace() {
    let paid = || {
        linked(&order())
            .chosen(1, "a1")
            .debited(1)
            .paid(1, cents(25_000), false)
    };
    let kept = page(&input(paid().view(), Locale::EnCa));
    assert!(kept.contains("outcome positive"));
    let view = paid()
        .case(1, CaseKind::ReturnedPayment, Some("901"))
        .view();
    let back = page(&input(view.clone(), Locale::EnCa));
    assert!(back.contains("outcome caution"));
    assert!(back.contains("Your bank has taken $250.00 back from Maple &amp; Pine."));
    assert!(back.contains("There was not enough in the account"));
    assert!(back.contains("data-screen=\"paid\""));
    let receipt = receipt(&view, Locale::FrCa);
    assert!(receipt.contains("Votre institution a depuis repris 250,00\u{a0}$"));
}

#[test]
fn why_the_bank_returned_a_debit_follows_from_its_code() {
    let returned = |code| {
        let view = linked(&order())
            .chosen(1, "a1")
            .debited(1)
            .failed_with(1, FailureCode::Returned, Some(code))
            .view();
        page(&input(view, Locale::EnCa))
    };
    for (code, why) in [
        ("905", "This account does not take debits"),
        ("901", "There was not enough in the account"),
        ("903", "The debit was stopped"),
        ("990", "Your bank could not process the debit"),
        ("nonsense", "a reason that we do not know"),
    ] {
        let html = returned(code);
        assert!(html.contains(why), "{code}");
        assert!(html.contains("data-form=\"start\""), "{code}");
    }
}

#[test]
fn the_address_of_an_e_mail_is_masked() {
    for locale in Locale::ALL {
        let html = html(Screen::Sent, locale);
        assert!(html.contains("e•••@exemple.ca"));
        assert!(!html.contains("elise@exemple.ca"));
    }
}

#[test]
fn a_link_that_was_mailed_is_not_mailed_again_but_can_be_replaced_by_the_page() {
    let html = html(Screen::Sent, Locale::EnCa);
    assert!(html.contains("We do not send a second email"));
    assert_eq!(html.matches("data-form=\"restart\"").count(), 1);
    assert!(html.contains("Pay on this page instead"));
    assert!(html.contains("<noscript><meta http-equiv=\"refresh\" content=\"30\"></noscript>"));
}

#[test]
fn only_an_e_transfer_offers_to_mail_its_link() {
    let offered = |methods: &[Method]| {
        let order = Order {
            methods: methods.to_vec(),
            ..full_order()
        };
        let html = page(&input(view_of(&order, Screen::Choose), Locale::EnCa));
        html.matches("name=\"delivery\"").count()
    };
    assert_eq!(offered(&[Method::GuaranteedEft, Method::Eft]), 0);
    assert_eq!(offered(&[Method::ETransfer, Method::Eft]), 2);
}

#[test]
fn the_frame_that_links_has_no_address_but_ours() {
    for locale in Locale::ALL {
        let html = html(Screen::Link, locale);
        let token = view(Screen::Link).token.as_str().to_owned();
        let frame = text(&html, "<iframe");
        assert!(frame.is_empty());
        let part = format!("src=\"/c/{token}/link/frame?lang={locale}\"");
        assert!(html.contains(&part), "{html}");
        // Without scripts, the frame cannot say what was linked: the page in full can.
        let part = format!("<noscript><p><a href=\"/c/{token}/link?lang={locale}\"");
        assert!(html.contains(&part), "{html}");
    }
}

#[test]
fn the_account_is_shown_by_its_last_digits_and_nothing_more_of_it() {
    for locale in Locale::ALL {
        let html = html(Screen::Account, locale);
        assert!(html.contains("•••• 4281"));
        assert!(!html.contains("1110014281"));
        assert!(!html.contains("77777"));
        assert!(!html.contains(LOGIN));
        assert!(html.contains("Élise O’Brien-Tremblay"));
        assert!(html.contains("name=\"account\" value=\"a1\""));
    }
}

#[test]
fn of_several_accounts_none_is_chosen_for_the_customer_who_picked_none() {
    let several = Log::new(order())
        .started(1, Method::Eft)
        .linking(1)
        .login(1)
        .accounts(
            1,
            vec![
                account("a1", "Chequing CAD", "1110014281"),
                account("a2", "Savings CAD", "1110027730"),
            ],
        )
        .view();
    let mut input = input(several, Locale::EnCa);
    let html = page(&input);
    assert_eq!(html.matches("type=\"radio\" name=\"account\"").count(), 2);
    assert!(!html.contains(" checked"));
    assert!(!html.contains("account-wrong"));
    input.account_missing = true;
    let html = page(&input);
    assert!(html.contains("Choose the account to pay from"));
    assert!(html.contains("aria-describedby=\"account-wrong\""));
}

#[test]
fn a_cancel_names_the_attempt_that_it_stops() {
    for screen in [Screen::Bank, Screen::Link, Screen::Account, Screen::Sent] {
        let html = html(screen, Locale::EnCa);
        let (_, form) = html.split_once("data-form=\"cancel\"").expect("a form");
        let (form, _) = form.split_once("</form>").expect("its end");
        let part = format!("name=\"attempt\" value=\"{}\"", attempt_id(1));
        assert!(form.contains(&part), "{screen:?}: {form}");
    }
}

#[test]
fn the_limits_of_the_account_are_told_at_the_amount() {
    let open = Order {
        amount: None,
        ..order()
    };
    let mut view = view_of(&open, Screen::Choose);
    view.limits = Limits::new(Some(cents(500)), Some(cents(300_000))).expect("limits");
    let english = page(&input(view.clone(), Locale::EnCa));
    assert!(english.contains("From $5.00 to $3,000.00, in Canadian dollars."));
    let french = page(&input(view, Locale::FrCa));
    assert!(french.contains("De 5,00\u{a0}$ à 3\u{a0}000,00\u{a0}$, en dollars canadiens."));
}

#[test]
fn an_agreement_that_the_policy_keeps_out_of_the_frame_opens_in_full() {
    let mut input = input(
        linked(&order()).chosen(1, "a1").debited(1).view(),
        Locale::EnCa,
    );
    let framed = page(&input);
    assert!(framed.contains("<iframe"));
    assert!(framed.contains(AGREEMENT));
    input.view.bank.origin = "https://sign.elsewhere.example".to_owned();
    let elsewhere = page(&input);
    assert!(!elsewhere.contains("<iframe"));
    assert!(elsewhere.contains("class=\"button\">Open the agreement</a>"));
}

#[test]
fn a_debit_that_nobody_answered_for_is_told_of_and_not_asked_for_again() {
    let unheard = linked(&full_order())
        .chosen(1, "a1")
        .debit_asked(1)
        .ended(1, End::Failed(Failure::unanswered()));
    let html = page(&input(unheard.view(), Locale::EnCa));
    assert!(html.contains("We do not know whether the debit was prepared"));
    assert!(html.contains("We have seen no payment."));
    assert!(!html.contains("Nothing was taken"));
    assert!(!html.contains("data-form=\"restart\""));
    assert!(!html.contains("value=\"eft\""));
    assert!(html.contains("value=\"e_transfer\""));
}

#[test]
fn a_link_that_may_have_been_mailed_is_told_of_and_not_mailed_again() {
    let unheard = Log::new(full_order())
        .mailed(1)
        .ended(1, End::Failed(Failure::unanswered()));
    let html = page(&input(unheard.view(), Locale::EnCa));
    assert!(html.contains("We do not know whether the email was sent"));
    assert!(html.contains("never with both"));
    assert!(!html.contains("name=\"delivery\""));
    assert!(!html.contains("data-form=\"restart\""));
    assert!(!html.contains("value=\"e_transfer\""));
    assert!(html.contains("value=\"guaranteed_eft\""));
}

#[test]
fn a_signed_debit_that_waits_for_its_day_says_that_nothing_is_left_to_do() {
    let scheduled = linked(&order())
        .chosen(1, "a1")
        .debited(1)
        .read(1, Reading::Scheduled)
        .view();
    assert_eq!(screen(&scheduled.checkout), Screen::Checking);
    let html = page(&input(scheduled, Locale::EnCa));
    assert!(html.contains("The agreement is signed"));
    assert!(
        html.contains("Your bank is expected to take $250.00 for Maple &amp; Pine on or after")
    );
    assert!(!html.contains("<iframe"));
}

#[test]
fn a_page_that_could_not_be_made_can_be_tried_again() {
    for (locale, again, back) in [
        (Locale::EnCa, "Try again", "Back to the payment"),
        (Locale::FrCa, "Réessayer", "Retour au paiement"),
    ] {
        let page = render_fault(locale, &Onward::Again, &Site::default()).html;
        assert!(
            page.contains(&format!("<a class=\"button\" href=\"\">{again}</a>"))
                || page.contains(&format!("<a href=\"\" class=\"button\">{again}</a>")),
            "{page}"
        );
        // What was sent is not sent again: the way leads to the page that it was sent from.
        let sent = render_fault(
            locale,
            &Onward::Back("/c/0?lang=fr-CA".to_owned()),
            &Site::default(),
        );
        assert!(sent.html.contains("href=\"/c/0?lang=fr-CA\"") && sent.html.contains(back));
        assert!(!sent.html.contains(again));
    }
}
