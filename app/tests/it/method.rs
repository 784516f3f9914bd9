//! What the choice of a method tells before anybody signs in.

use app::{
    brand::Brand,
    desk::CheckoutView,
    page::{Site, render_page},
    sample::{Sample, Wearing},
    words::words,
};
use flinks::limits::Limits;
use payment::{Locale, Method, Mode, Order, Screen, Theme};

use crate::{
    fixture::{cents, input, order, view_of},
    honesty::{page, said},
};

#[test]
fn what_a_method_means_is_told_in_its_card() {
    for (locale, told) in [
        (
            Locale::EnCa,
            [
                "Confirmed at once\u{a0}· up to $99,999.99\u{a0}· guaranteed",
                "many banks cap one transfer at $3,000",
                "Expected to leave your account on or after Monday, November 23\u{a0}·",
                "not guaranteed: your bank can still return it",
            ],
        ),
        (
            Locale::FrCa,
            [
                "Confirmé aussitôt\u{a0}· jusqu’à 99\u{a0}999,99\u{a0}$\u{a0}· garanti",
                "bien des institutions limitent un virement à 3\u{a0}000\u{a0}$",
                "Prélèvement prévu au plus tôt le lundi 23\u{a0}novembre\u{a0}·",
                "non garanti\u{a0}: votre institution peut encore le retourner",
            ],
        ),
    ] {
        let brand = Brand::plain("Maple & Pine");
        let page = Sample::ChooseOpen.render(&Wearing {
            brand: &brand,
            theme: Theme::Auto,
            locale,
            mode: Mode::Live,
            site: &Site::default(),
        });
        for told in told {
            assert!(page.html.contains(told), "{told}\n{}", page.html);
        }
        for method in Method::ALL {
            assert!(page.html.contains((words(locale).method)(method).name));
        }
    }
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

#[test]
fn an_amount_that_the_shops_account_does_not_take_is_told_of_before_anybody_tries() {
    let mut view = view_of(&order(), Screen::Choose);
    view.limits = Limits::new(None, Some(cents(20_000))).expect("limits");
    for (locale, told) in [
        (
            Locale::EnCa,
            "can take from $0.01 to $200.00 in one payment, and this one is of $250.00.",
        ),
        (
            Locale::FrCa,
            "peut recevoir de 0,01\u{a0}$ à 200,00\u{a0}$ en un seul paiement",
        ),
    ] {
        let text = page(&input(view.clone(), locale));
        assert!(text.contains(told), "{text}");
    }
}

#[test]
fn what_many_banks_allow_is_what_the_deployment_says() {
    let order = Order {
        amount: Some(cents(350_000)),
        methods: vec![Method::ETransfer, Method::GuaranteedEft],
        ..order()
    };
    let mut view = view_of(&order, Screen::Choose);
    let over = |view: &CheckoutView| page(&input(view.clone(), Locale::EnCa));
    assert!(over(&view).contains("$3,500.00 is more than many banks allow"));
    view.usual_transfer = cents(500_000);
    let text = over(&view);
    assert!(!text.contains("is more than many banks allow"), "{text}");
    assert!(
        text.contains("many banks cap one transfer at $5,000"),
        "{text}"
    );
}
