//! What people and merchants write stays text, and what must not be seen is not there.

use app::{
    action::TypedForm,
    brand::{Brand, LegalLink, LegalLinks, Logo, OwnWords, Said},
    page::{
        Refused, Sending, ShopInput, ShopOrder, ShopOrderState, ShopScenario, Site, render_page,
        render_receipt, render_shop,
    },
    receipt::Receipt,
};
use payment::{Field, Locale, Method, Order, Screen, TextFault};

use crate::fixture::{SESSION, cents, input, order, view, view_of};

const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";

#[test]
fn a_hostile_shop_stays_text_everywhere() {
    for screen in Screen::ALL {
        for locale in Locale::ALL {
            let mut view = view(screen);
            view.brand = Brand {
                name: HOSTILE.to_owned(),
                domain: Some(HOSTILE.to_owned()),
                logo: Some(Logo::square(HOSTILE)),
                support_email: Some(HOSTILE.to_owned()),
                support_phone: Some(HOSTILE.to_owned()),
                support_url: Some(format!("https://shop.example/{HOSTILE}")),
                legal: Some(HOSTILE.to_owned()),
                links: LegalLinks {
                    terms: Some(LegalLink::Same(format!("https://shop.example/{HOSTILE}"))),
                    privacy: Some(LegalLink::Same("javascript:alert(1)".to_owned())),
                    refund: None,
                },
                words: hostile_words(),
                ..Brand::plain("x")
            };
            let receipt = Receipt::of(&view, locale, Some(HOSTILE.to_owned())).map(|receipt| {
                render_receipt(&view, &receipt, Sending::Offered, &Site::default()).html
            });
            assert_eq!(receipt.is_some(), screen == Screen::Paid, "{screen:?}");
            let page = render_page(&input(view, locale), &Site::default()).html;
            for html in receipt.into_iter().chain([page]) {
                assert!(!html.contains("<script"), "{screen:?}\n{html}");
                assert!(!html.contains("<img src=x"), "{screen:?}");
                assert!(!html.contains("\"'>"), "{screen:?}");
                assert!(!html.contains("javascript:"), "{screen:?}");
            }
        }
    }
}

/// The same from a shop's own mouth, on every screen.
fn hostile_words() -> OwnWords {
    let said = Said {
        title: Some(HOSTILE.parse().expect("a heading")),
        note: Some(HOSTILE.parse().expect("a note")),
    };
    let mut words = OwnWords::default();
    for screen in Screen::ALL {
        for locale in Locale::ALL {
            words.say(screen, locale, said.clone());
        }
    }
    words
}

#[test]
fn a_hostile_reference_stays_text() {
    let order = Order {
        reference: Some("\" autofocus x='&lt;\" & ' y".parse().expect("printable")),
        ..order()
    };
    for screen in Screen::ALL {
        let view = view_of(&order, screen);
        let html = render_page(&input(view, Locale::EnCa), &Site::default()).html;
        assert!(!html.contains("x='&lt;\""), "{screen:?}");
        assert!(html.contains("&amp;lt;"), "{screen:?}");
    }
}

#[test]
fn hostile_typing_stays_text_when_it_is_shown_again() {
    let mut input = input(view(Screen::Choose), Locale::EnCa);
    input.refused = Some(Refused {
        form: TypedForm {
            method: HOSTILE.to_owned(),
            first_name: HOSTILE.to_owned(),
            last_name: HOSTILE.to_owned(),
            email: HOSTILE.to_owned(),
            amount: HOSTILE.to_owned(),
            delivery: HOSTILE.to_owned(),
        },
        faults: vec![(Field::FirstName, TextFault::Invalid)],
    });
    let html = render_page(&input, &Site::default()).html;
    assert!(!html.contains("<script"));
    assert!(!html.contains("<img src=x"));
    assert!(html.contains("&quot;'&gt;") || html.contains("&quot;&#x27;&gt;"));
}

#[test]
fn the_session_stands_in_the_frame_and_in_the_link_beside_it_and_nowhere_else() {
    for screen in Screen::ALL {
        for locale in Locale::ALL {
            let html = render_page(&input(view(screen), locale), &Site::default()).html;
            let address = format!("https://payments.bank.example/app/?sessionId={SESSION}");
            let (frame, link) = (format!("src=\"{address}\""), format!("href=\"{address}\""));
            let expected = match screen {
                Screen::Bank | Screen::Agreement => 1,
                _ => 0,
            };
            assert_eq!(html.matches(&frame).count(), expected, "{screen:?}");
            assert_eq!(html.matches(&link).count(), expected, "{screen:?}");
            assert_eq!(html.matches(SESSION).count(), 2 * expected, "{screen:?}");
        }
    }
}

#[test]
fn frame_and_link_tell_the_bank_nothing_of_where_they_stand() {
    let html = render_page(&input(view(Screen::Bank), Locale::EnCa), &Site::default()).html;
    assert_eq!(html.matches("<iframe").count(), 1);
    assert_eq!(html.matches("referrerpolicy=\"no-referrer\"").count(), 2);
    assert!(html.contains("rel=\"noreferrer noopener\""));
    assert!(html.contains("data-frame=\"bank\""));
}

#[test]
fn a_scenario_with_a_hostile_name_stays_text_in_the_shop() {
    let shop = ShopInput {
        locale: Locale::FrCa,
        brand: Brand::maple_and_pine(),
        brand_href: "/brand/x.css".to_owned(),
        scenarios: vec![ShopScenario {
            name: HOSTILE.to_owned(),
            method: Method::ETransfer,
            amount: cents(10_000),
            user: Some(HOSTILE.to_owned()),
        }],
        selected: None,
        password: HOSTILE.to_owned(),
        orders: vec![ShopOrder {
            number: HOSTILE.to_owned(),
            amount: cents(10_000),
            state: ShopOrderState::ReadyToShip,
        }],
    };
    let html = render_shop(&shop, &Site::default()).html;
    assert!(!html.contains("<script"));
    assert!(!html.contains(" style="));
    assert!(html.contains("action=\"/demo/pay\""));
    assert!(html.contains("100,00\u{a0}$"));
}
