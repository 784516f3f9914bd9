//! The page of a payment link.

use app::{
    brand::Brand,
    page::{Crowd, LinkForm, PaymentLinkInput, PaymentLinkLook, Site, render_payment_link},
};
use flinks::limits::Limits;
use payment::{
    LinkAmount, LinkOffer, LinkState, LinkSwitch, Locale, MerchantId, Metadata, Method, Mode,
    PaymentLink, PaymentLinkId, PaymentLinkToken, TextFault, Theme,
};

use crate::fixture::{at, cents};

fn link(asked: LinkAmount, description: Option<&str>) -> PaymentLink {
    PaymentLink {
        id: PaymentLinkId::from_bytes([1; 16]),
        merchant: MerchantId::from_bytes([2; 16]),
        mode: Mode::Test,
        token: PaymentLinkToken::from_bytes([3; 16]),
        offer: LinkOffer {
            asked,
            description: description.map(|text| text.parse().expect("a line")),
            reference_prefix: None,
            methods: vec![Method::GuaranteedEft],
            payee_account: None,
            locale: None,
            theme: Theme::Auto,
            success_url: None,
            cancel_url: None,
            metadata: Metadata::new(),
        },
        switch: LinkSwitch::On,
        expires_at: Some(at(86_400)),
        max_uses: None,
        created_at: at(0),
    }
}

fn open() -> LinkAmount {
    LinkAmount::Open {
        least: Some(cents(500)),
        most: None,
        suggested: Some(cents(2_550)),
    }
}

fn page(link: PaymentLink, look: PaymentLinkLook, locale: Locale) -> String {
    let input = PaymentLinkInput {
        link,
        look,
        brand: Brand::maple_and_pine(),
        embedders: Vec::new(),
        limits: Limits::new(Some(cents(500)), None).expect("limits"),
        locale,
        now: at(10),
    };
    render_payment_link(&input, &Site::default()).html
}

fn form(fault: Option<TextFault>, crowd: Crowd) -> PaymentLinkLook {
    PaymentLinkLook::Form(LinkForm {
        nonce: "nonce".to_owned(),
        typed: "\"><script>".to_owned(),
        fault,
        crowd,
    })
}

/// Every page that there is, in a language.
fn pages(locale: Locale) -> Vec<String> {
    let fixed = || link(LinkAmount::Fixed(cents(123_450)), None);
    let mut pages = vec![
        page(fixed(), form(None, Crowd::Fits), locale),
        page(fixed(), form(None, Crowd::Waits), locale),
        page(
            link(open(), Some("Winter camp")),
            form(None, Crowd::Fits),
            locale,
        ),
    ];
    for fault in [TextFault::Missing, TextFault::Invalid] {
        let form = form(Some(fault), Crowd::Fits);
        pages.push(page(link(open(), None), form, locale));
    }
    for state in LinkState::ALL {
        pages.push(page(fixed(), PaymentLinkLook::Shut(state), locale));
    }
    pages
}

#[test]
fn every_page_of_a_link_speaks_its_language_alone_and_names_the_shop() {
    let (english, french) = (pages(Locale::EnCa), pages(Locale::FrCa));
    for (one, other) in english.iter().zip(&french) {
        assert!(one.contains("<html lang=\"en-CA\"") && other.contains("<html lang=\"fr-CA\""));
        for html in [one, other] {
            assert!(html.contains("Maple &amp; Pine"), "{html}");
            assert!(!html.contains(" : "), "{html}");
            assert!(!html.contains("<script>"), "{html}");
        }
        assert!(
            !other.contains(" $"),
            "the space before it does not break: {other}"
        );
        let heading = |html: &str| {
            let (_, rest) = html.split_once("<h1 tabindex=\"-1\">").expect("a heading");
            rest.split('<').next().map(str::to_owned)
        };
        // What the merchant wrote is the merchant's.
        if !one.contains("Winter camp") {
            assert_ne!(heading(one), heading(other));
        }
    }
}

#[test]
fn an_amount_is_asked_for_only_where_it_is_open_and_keeps_what_was_typed() {
    let asks = |asked, locale| {
        let link = link(asked, None);
        let form = PaymentLinkLook::Form(LinkForm::fresh(&link, locale, "nonce".to_owned()));
        page(link, form, locale)
    };
    let fixed = asks(LinkAmount::Fixed(cents(4_000)), Locale::EnCa);
    assert!(fixed.contains("$40.00") && !fixed.contains("name=\"amount\""));
    assert!(asks(open(), Locale::EnCa).contains("value=\"25.50\""));
    assert!(asks(open(), Locale::FrCa).contains("value=\"25,50\""));
    let wrong = form(Some(TextFault::Invalid), Crowd::Fits);
    let again = page(link(open(), None), wrong, Locale::EnCa);
    assert!(
        again.contains("value=\"&quot;&gt;&lt;script&gt;\""),
        "{again}"
    );
    assert!(again.contains("aria-invalid=\"true\"") && again.contains("$5.00"));
}

#[test]
fn a_link_that_lets_nobody_in_has_no_form_and_says_what_to_do() {
    for state in [
        LinkState::Inactive,
        LinkState::Expired,
        LinkState::Taken,
        LinkState::UsedUp,
    ] {
        let look = PaymentLinkLook::Shut(state);
        let html = page(link(open(), None), look, Locale::EnCa);
        assert!(!html.contains("<form"), "{state:?}");
        assert!(html.contains(&format!("data-screen=\"{}\"", state.as_str())));
        // Whoever has not paid would take a check for a payment.
        assert!(!html.contains("outcome positive"), "{state:?}");
    }
}

#[test]
fn the_bar_of_the_order_opens_where_there_is_more_to_say() {
    let bar = |asked: PaymentLink| page(asked, form(None, Crowd::Fits), Locale::FrCa);
    let nothing = PaymentLink {
        expires_at: None,
        ..link(open(), None)
    };
    assert!(!bar(nothing).contains("<details"));
    for more in [
        link(open(), None),
        link(open(), Some("Cotisation : membre")),
    ] {
        assert!(bar(more).contains("<details class=\"order-fold\""));
    }
}

#[test]
fn no_line_of_a_description_begins_with_a_colon() {
    let asked = link(open(), Some("Cotisation : membre"));
    let french = page(asked.clone(), form(None, Crowd::Fits), Locale::FrCa);
    assert!(french.contains("Cotisation\u{a0}: membre"));
    let english = page(asked, form(None, Crowd::Fits), Locale::EnCa);
    assert!(english.contains("Cotisation : membre"));
}
