//! The start form: read strictly, shown again kindly.

use app::{
    action::{TypedForm, read},
    page::{Refused, Site, render_page},
};
use flinks::limits::Limits;
use payment::{Delivery, Field, Locale, Method, Money, Order, Screen, TextFault};
use proptest::prelude::*;

use crate::fixture::{attempt_id, full_order, input, order, view_of};

fn typed() -> TypedForm {
    TypedForm {
        method: "e_transfer".to_owned(),
        first_name: " Élise ".to_owned(),
        last_name: "Tremblay".to_owned(),
        email: "elise@exemple.ca".to_owned(),
        amount: "1 234,50 $".to_owned(),
        delivery: "email".to_owned(),
    }
}

fn open() -> Order {
    Order {
        amount: None,
        ..order()
    }
}

#[test]
fn a_good_form_becomes_a_start() {
    let start = read(
        &typed(),
        &open(),
        &Limits::default(),
        attempt_id(1),
        Locale::FrCa,
    )
    .expect("good");
    assert_eq!(start.method, Method::ETransfer);
    assert_eq!(start.amount.map(Money::cents), Some(123_450));
    assert_eq!(start.payer.first_name.as_str(), "Élise");
    assert_eq!(start.attempt, attempt_id(1));
    assert_eq!(start.locale, Locale::FrCa);
    assert_eq!(start.delivery, Delivery::Email);
}

#[test]
fn every_fault_is_found_at_once() {
    let form = TypedForm {
        email: "x".to_owned(),
        ..TypedForm::default()
    };
    let faults = read(
        &form,
        &open(),
        &Limits::default(),
        attempt_id(1),
        Locale::EnCa,
    )
    .map(|_| ());
    assert_eq!(
        faults,
        Err(vec![
            (Field::Amount, TextFault::Missing),
            (Field::Method, TextFault::Missing),
            (Field::FirstName, TextFault::Missing),
            (Field::LastName, TextFault::Missing),
            (Field::Email, TextFault::Invalid),
        ])
    );
}

#[test]
fn an_address_that_no_letter_reaches_is_refused_where_it_is_typed() {
    let long = format!("{}@example.ca", "a".repeat(65));
    let read_with = |email: &str, order: &Order| {
        let form = TypedForm {
            method: "e_transfer".to_owned(),
            first_name: "Zoé".to_owned(),
            last_name: "Tremblay".to_owned(),
            email: email.to_owned(),
            amount: "20".to_owned(),
            ..TypedForm::default()
        };
        let (limits, id) = (Limits::default(), attempt_id(1));
        read(&form, order, &limits, id, Locale::EnCa)
    };
    for email in ["zoe..t@example.ca", ".zoe@example.ca", long.as_str()] {
        assert_eq!(
            read_with(email, &open()).map(|_| ()),
            Err(vec![(Field::Email, TextFault::Invalid)]),
            "{email}"
        );
    }
    assert!(read_with("zoé@érable.ca", &open()).is_ok());
    // What the merchant told cannot be mended here.
    let mut told = open();
    told.customer.email = Some(".zoe@example.ca".parse().expect("an address"));
    assert!(read_with("", &told).is_ok());
}

#[test]
fn what_the_merchant_told_is_not_the_browsers_to_change() {
    let form = TypedForm {
        first_name: "Mallory".to_owned(),
        last_name: "<b>".to_owned(),
        email: "mallory@evil.example".to_owned(),
        amount: "0.01".to_owned(),
        ..typed()
    };
    let start = read(
        &form,
        &full_order(),
        &Limits::default(),
        attempt_id(1),
        Locale::EnCa,
    )
    .expect("good");
    assert_eq!(start.payer, crate::fixture::payer());
    assert_eq!(start.amount, None);
}

#[test]
fn a_method_that_is_not_offered_is_refused() {
    for method in ["eft", "card", "GUARANTEED_EFT"] {
        let form = TypedForm {
            method: method.to_owned(),
            ..typed()
        };
        let faults = read(
            &form,
            &order(),
            &Limits::default(),
            attempt_id(1),
            Locale::EnCa,
        )
        .map(|_| ());
        assert_eq!(
            faults,
            Err(vec![(Field::Method, TextFault::Invalid)]),
            "{method}"
        );
    }
}

#[test]
fn a_refused_form_comes_back_with_what_was_typed_and_the_faults_at_their_fields() {
    for locale in Locale::ALL {
        let mut page = input(view_of(&open(), Screen::Choose), locale);
        page.refused = Some(Refused {
            form: TypedForm {
                first_name: String::new(),
                email: "elise@".to_owned(),
                ..typed()
            },
            faults: vec![
                (Field::FirstName, TextFault::Missing),
                (Field::Email, TextFault::Invalid),
                (Field::Method, TextFault::Missing),
            ],
        });
        let html = render_page(&page, &Site::default()).html;
        for part in [
            "value=\"elise@\"",
            "value=\"Tremblay\"",
            "value=\"1 234,50 $\"",
            "aria-describedby=\"first_name-wrong\"",
            "aria-describedby=\"email-hint email-wrong\"",
            "aria-describedby=\"method-wrong\"",
            "role=\"alert\" tabindex=\"-1\" autofocus",
        ] {
            assert!(html.contains(part), "{locale}: {part}\n{html}");
        }
        assert_eq!(html.matches("aria-invalid=\"true\"").count(), 2);
        for anchor in ["first_name", "email", "method-guaranteed_eft"] {
            assert!(html.contains(&format!("href=\"#{anchor}\"")), "{anchor}");
            assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor}");
        }
    }
}

#[test]
fn typed_text_never_prints_itself() {
    assert_eq!(format!("{:?}", typed()), "TypedForm(***)");
}

proptest! {
    #[test]
    fn no_form_breaks_the_reading_or_the_page(
        method in ".*", first_name in ".*", last_name in ".*", email in ".*", amount in ".*"
    ) {
        let form = TypedForm { method, first_name, last_name, email, amount, ..TypedForm::default() };
        let answer = read(&form, &open(), &Limits::default(), attempt_id(1), Locale::EnCa);
        if let Err(faults) = answer {
            let mut page = input(view_of(&open(), Screen::Choose), Locale::FrCa);
            page.refused = Some(Refused { form, faults });
            let html = render_page(&page, &Site::default()).html;
            prop_assert!(html.contains("role=\"alert\""));
        }
    }
}
