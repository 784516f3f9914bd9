//! Which language a page speaks.

use payment::{Locale, Order};

/// The language of a page, from what is known, strongest first: what the person chose just
/// now (`?lang=`), what they chose before (the cookie), what the merchant asked for, where the
/// customer lives (French first in Québec), what the browser prefers.
#[must_use]
pub fn choose_locale(
    query: Option<Locale>,
    cookie: Option<Locale>,
    order: Option<&Order>,
    accept_language: Option<&str>,
) -> Locale {
    query
        .or(cookie)
        .or_else(|| order.and_then(|order| order.locale))
        .or_else(|| order.and_then(of_address))
        .or_else(|| accept_language.and_then(preferred))
        .unwrap_or_default()
}

fn of_address(order: &Order) -> Option<Locale> {
    let address = order.customer.address.as_ref()?;
    (address.province.as_str() == "QC").then_some(Locale::FrCa)
}

/// The language that an `Accept-Language` header likes best of those that the page speaks.
fn preferred(header: &str) -> Option<Locale> {
    header
        .split(',')
        .filter_map(|part| {
            let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
            Some((spoken(tag.trim())?, thousandths(weight.trim())?))
        })
        .filter(|(_, weight)| *weight > 0)
        // The first of equals wins, as browsers list them in the order of preference.
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map(|(locale, _)| locale)
}

/// `fr-FR` is better served in Canadian French than in English.
fn spoken(tag: &str) -> Option<Locale> {
    tag.split('-').next()?.parse().ok()
}

/// `q=0.8` as 800.
fn thousandths(weight: &str) -> Option<u16> {
    let number = weight.strip_prefix("q=")?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_short = fraction.len() <= 3 && fraction.bytes().all(|b| b.is_ascii_digit());
    match (whole, is_short) {
        ("1", true) => Some(1000),
        ("0", true) => format!("{fraction:0<3}").parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use payment::Customer;
    use proptest::prelude::*;

    use super::*;

    fn order(locale: Option<Locale>, province: Option<&str>) -> Order {
        let address = province.map(|province| payment::Address {
            line1: "1, rue Principale".parse().expect("a line"),
            line2: None,
            unit: None,
            city: "Alma".parse().expect("a city"),
            province: province.parse().expect("a province"),
            postal_code: "G8B5V2".parse().expect("a code"),
        });
        Order {
            mode: payment::Mode::Test,
            delivery: payment::Delivery::Page,
            amount: None,
            reference: None,
            methods: vec![payment::Method::ETransfer],
            customer: Customer {
                address,
                ..Customer::default()
            },
            payee_account: None,
            locale,
            theme: payment::Theme::Auto,
            success_url: None,
            cancel_url: None,
            metadata: payment::Metadata::new(),
            payment_link: None,
        }
    }

    #[test]
    fn what_the_person_chose_wins_over_everything() {
        let quebec = order(Some(Locale::FrCa), Some("QC"));
        let chosen = choose_locale(
            Some(Locale::EnCa),
            Some(Locale::FrCa),
            Some(&quebec),
            Some("fr"),
        );
        assert_eq!(chosen, Locale::EnCa);
        let before = choose_locale(None, Some(Locale::EnCa), Some(&quebec), Some("fr"));
        assert_eq!(before, Locale::EnCa);
    }

    #[test]
    fn the_merchants_language_wins_over_the_address_and_the_browser() {
        let asked = order(Some(Locale::EnCa), Some("QC"));
        assert_eq!(
            choose_locale(None, None, Some(&asked), Some("fr")),
            Locale::EnCa
        );
    }

    #[test]
    fn quebec_is_served_in_french_first() {
        let quebec = order(None, Some("QC"));
        assert_eq!(
            choose_locale(None, None, Some(&quebec), Some("en-CA,en")),
            Locale::FrCa
        );
        let ontario = order(None, Some("ON"));
        assert_eq!(
            choose_locale(None, None, Some(&ontario), Some("fr-CA")),
            Locale::FrCa
        );
        assert_eq!(
            choose_locale(None, None, Some(&ontario), None),
            Locale::EnCa
        );
    }

    #[test]
    fn a_browser_gets_the_language_it_prefers_of_the_two() {
        for (header, locale) in [
            ("fr", Locale::FrCa),
            ("fr-FR,en;q=0.9", Locale::FrCa),
            ("de,en;q=0.4,fr;q=0.8", Locale::FrCa),
            ("de, en;q=0.8, fr;q=0.8", Locale::EnCa),
            ("fr;q=0, en;q=0.1", Locale::EnCa),
            ("de-AT,de", Locale::EnCa),
            ("", Locale::EnCa),
            ("*", Locale::EnCa),
        ] {
            assert_eq!(
                choose_locale(None, None, None, Some(header)),
                locale,
                "{header:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_header_breaks_it(header in ".*") {
            let _: Locale = choose_locale(None, None, None, Some(&header));
        }
    }
}
