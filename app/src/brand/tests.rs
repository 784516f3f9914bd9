use std::{collections::BTreeSet, path::Path};

use payment::{Locale, Screen};
use proptest::prelude::*;

use super::*;

/// Two colours that meet on some screen, and the contrast that they need.
type Pair = (&'static str, &'static str, f64);

/// Every pair that a screen uses: 4.5:1 for words, 3:1 for controls, with nothing taken off.
fn pairs() -> Vec<Pair> {
    let grounds = [
        "surface",
        "raised",
        "field",
        "tint",
        "brand-soft",
        "positive-soft",
        "caution-soft",
        "negative-soft",
    ];
    let words = [
        "text",
        "soft",
        "brand-text",
        "positive",
        "caution",
        "negative",
    ];
    let controls = ["edge", "brand", "mark", "focus"];
    let on_a_ground = grounds.into_iter().flat_map(|ground| {
        let words = words.into_iter().map(move |word| (word, ground, 4.5));
        words.chain(controls.into_iter().map(move |mark| (mark, ground, 3.0)))
    });
    on_a_ground
        .chain(["brand", "brand-hover", "brand-active"].map(|fill| ("on-brand", fill, 4.5)))
        .chain([("on-mark", "mark", 3.0)])
        .collect()
}

fn check(scheme: &Scheme) -> Result<(), TestCaseError> {
    let colours = scheme.properties();
    let colour = |name: &str| {
        let found = colours.iter().find(|(known, _)| *known == name);
        found.expect("a colour that is served").1
    };
    for (front, ground, ratio) in pairs() {
        prop_assert!(
            colour(front).contrast_is_at_least(colour(ground), ratio),
            "{front} on {ground}: {:.2} < {ratio}\n{scheme:?}",
            colour(front).contrast(colour(ground))
        );
    }
    Ok(())
}

prop_compose! {
    fn rgb()(parts: (u8, u8, u8)) -> Rgb {
        Rgb::new(parts.0, parts.1, parts.2)
    }
}

prop_compose! {
    fn palette()(
        primary in rgb(), tint in rgb(), accent in proptest::option::of(rgb()),
        night in proptest::array::uniform3(proptest::option::of(rgb())),
    ) -> Palette {
        let [of_primary, of_tint, of_accent] = night;
        let dark = NightPalette { primary: of_primary, tint: of_tint, accent: of_accent };
        Palette { primary, tint, accent, dark }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_palette_makes_a_readable_page_by_day_and_by_night(palette in palette()) {
        check(&Scheme::light(&palette))?;
        check(&Scheme::dark(&palette))?;
    }

    #[test]
    fn what_was_mended_is_told_and_nothing_else(palette in palette()) {
        let mended = mend::report(&palette);
        for mend in &mended {
            prop_assert_ne!(mend.wanted, mend.served);
            prop_assert!(mend.contrast < mend.required, "{mend:?}");
            prop_assert!(mend.served_contrast >= mend.required, "{mend:?}");
        }
        let told = |property, scheme| {
            mended.iter().any(|mend| (mend.property, mend.scheme) == (property, scheme))
        };
        let day = Scheme::light(&palette);
        prop_assert_eq!(told("brand", SchemeName::Light), day.brand != palette.primary);
        if let Some(primary) = palette.dark.primary {
            let night = Scheme::dark(&palette);
            prop_assert_eq!(told("brand", SchemeName::Dark), night.brand != primary);
        }
    }
}

/// The rules of every stylesheet that customers' pages wear: what stands between two braces.
fn rules() -> Vec<String> {
    fn collect(folder: &Path, rules: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the styles") {
            let path = entry.expect("an entry").path();
            if path.file_stem().is_some_and(|it| it == "dashboard") {
                continue;
            }
            if path.is_dir() {
                collect(&path, rules);
            } else if path.extension().is_some_and(|it| it == "css") {
                let css = std::fs::read_to_string(&path).expect("a stylesheet");
                rules.extend(css.split(['{', '}']).map(str::to_owned));
            }
        }
    }
    let mut rules = Vec::new();
    collect(Path::new("../style"), &mut rules);
    rules
}

/// The custom properties that a declaration uses.
fn used(text: &str) -> impl Iterator<Item = &str> {
    text.split("var(--")
        .skip(1)
        .filter_map(|rest| rest.split([')', ',']).next())
}

#[test]
fn every_pair_of_words_and_ground_in_a_rule_of_ours_is_one_whose_contrast_is_kept() {
    let pairs = pairs();
    let known =
        |front: &str, ground: &str| pairs.iter().any(|(f, g, _)| (*f, *g) == (front, ground));
    let mut seen = 0;
    for rule in rules() {
        let declared = |wanted: &[&str]| {
            let line = rule.split(';').find_map(|line| {
                let (name, value) = line.trim().split_once(':')?;
                wanted.contains(&name).then(|| value.to_owned())
            });
            line.and_then(|value| used(&value).next().map(str::to_owned))
        };
        let (front, ground) = (declared(&["color"]), declared(&["background"]));
        if let (Some(front), Some(ground)) = (front, ground)
            && !front.starts_with("tone")
        {
            assert!(known(&front, &ground), "{front} on {ground}");
            seen += 1;
        }
    }
    assert!(seen >= 5, "the rules were read: {seen}");
}

#[test]
fn every_property_is_used_by_the_styles_and_the_styles_use_no_other() {
    let all: String = rules().join(";");
    let served: BTreeSet<&str> = PROPERTIES.iter().map(|it| it.name).collect();
    let used: BTreeSet<&str> = used(&all).collect();
    let unused: Vec<_> = served.difference(&used).collect();
    assert!(unused.is_empty(), "no rule shows {unused:?}");
    for name in used.difference(&served) {
        let declared = format!("--{name}:");
        assert!(all.contains(&declared), "nobody says what --{name} is");
    }
}

#[test]
fn the_stylesheet_serves_exactly_the_properties_that_are_described() {
    let css = Brand::maple_and_pine().stylesheet();
    let served: Vec<_> = css
        .trim_start_matches(":root{")
        .split(';')
        .filter_map(|line| line.strip_prefix("--")?.split_once(':'))
        .map(|(name, _)| name)
        .collect();
    let described: Vec<_> = PROPERTIES.iter().map(|it| it.name).collect();
    assert_eq!(served, described);
}

#[test]
fn the_documentation_lists_every_property_and_where_it_shows() {
    const PAGE: &str = "../docs/merchants/branding.md";
    let rows = PROPERTIES.map(|it| {
        let Property {
            name,
            kind,
            from,
            shows,
        } = it;
        let kind = match kind {
            Kind::Colour => "colour",
            Kind::Shape => "length",
            Kind::Type => "type",
        };
        format!("| `--{name}` | {kind} | `{from}` | {shows} |\n").replace("`fixed`", "fixed")
    });
    let table = rows.concat();
    let page = std::fs::read_to_string(PAGE).expect("the page on branding");
    assert!(
        page.contains(&table),
        "{PAGE} must hold this table:\n{table}"
    );
}

#[test]
fn a_colour_that_is_good_enough_stays_as_it_is() {
    let palette = Brand::maple_and_pine().palette;
    assert_eq!(Scheme::light(&palette).brand, palette.primary);
    let palette = Palette {
        dark: NightPalette {
            primary: Some(Rgb::new(0x8f, 0xd3, 0xb0)),
            ..NightPalette::default()
        },
        ..palette
    };
    assert_eq!(Some(Scheme::dark(&palette).brand), palette.dark.primary);
}

#[test]
fn an_unreadable_button_is_mended_and_told_with_its_figures() {
    let mut brand = Brand::plain("Zitrone");
    brand.palette.primary = Rgb::new(0xff, 0xee, 0x00);
    let mended = brand.mended();
    let button = mended
        .iter()
        .find(|mend| (mend.property, mend.scheme) == ("brand", SchemeName::Light))
        .expect("yellow on white");
    assert_eq!(button.wanted, brand.palette.primary);
    assert!(
        button.contrast < 1.3 && button.required == 3.0,
        "{button:?}"
    );
    assert!(button.served_contrast >= 3.0, "{button:?}");
}

#[test]
fn the_stylesheet_holds_both_schemes_and_nothing_that_a_person_wrote() {
    let hostile = "</style><script>alert(1)</script>";
    let mut brand = Brand::plain(hostile);
    brand.links.terms = Some(LegalLink::Same(hostile.to_owned()));
    let css = brand.stylesheet();
    assert!(css.starts_with(":root{--"));
    assert!(css.contains("--on-brand:light-dark(#"));
    assert!(!css.contains('<'));
    let digest = brand.digest();
    assert_eq!(digest.len(), 16);
    brand.palette.primary = Rgb::new(200, 0, 0);
    assert_ne!(brand.digest(), digest);
}

#[test]
fn a_font_is_loaded_from_our_own_origin_and_only_once() {
    let mut brand = Brand::plain("Serif");
    assert!(!brand.stylesheet().contains("@font-face"));
    brand.font = Font::Inter;
    brand.heading_font = Some(Font::Lora);
    let css = brand.stylesheet();
    assert_eq!(css.matches("@font-face").count(), 2);
    assert!(css.contains("--font:\"Inter\",") && css.contains("--font-heading:\"Lora\","));
    assert!(!css.contains("//"), "nothing from elsewhere: {css}");
    brand.heading_font = Some(Font::Inter);
    assert_eq!(brand.stylesheet().matches("@font-face").count(), 1);
}

#[test]
fn a_brand_survives_being_stored() {
    let mut brand = Brand::maple_and_pine();
    brand.font = Font::Atkinson;
    brand.words.say(
        Screen::Choose,
        Locale::FrCa,
        Said {
            title: Some("Réglez votre commande".parse().expect("a heading")),
            note: None,
        },
    );
    let json = serde_json::to_string(&brand).expect("serialisable");
    assert!(json.contains("\"primary\":\"#1f4d3a\""));
    assert_eq!(serde_json::from_str::<Brand>(&json).ok(), Some(brand));
}

#[test]
fn what_an_older_version_stored_is_read_and_what_a_newer_one_added_is_passed_over() {
    let old = r##"{"name":"Maple & Pine","domain":"mapleandpine.example",
        "logo":"/demo/logo.svg","palette":{"primary":"#1f4d3a","tint":"#f1e8d8"},
        "support_email":"hello@mapleandpine.example","support_phone":"1 800 555-0142",
        "legal":"Maple & Pine Outfitters Inc."}"##;
    let read: Brand = serde_json::from_str(old).expect("an old brand");
    assert_eq!(read, Brand::maple_and_pine());
    let newer = r#"{"name":"Demain","hologram":true}"#;
    let read: Brand = serde_json::from_str(newer).expect("a newer brand");
    assert_eq!(read, Brand::plain("Demain"));
}

#[test]
fn a_shop_without_a_logo_is_known_by_its_first_letter() {
    assert_eq!(Brand::plain("« érable »").initial(), "É");
    assert_eq!(Brand::plain("…").initial(), "");
}

#[test]
fn only_the_choice_of_a_method_takes_a_heading_of_the_shops() {
    let mut words = OwnWords::default();
    let said = Said {
        title: Some("Paid in full".parse().expect("a heading")),
        note: Some("Pick up on Mondays.".parse().expect("a note")),
    };
    for screen in Screen::ALL {
        words.say(screen, Locale::EnCa, said.clone());
        let is_free = words.title(screen, Locale::EnCa).is_some();
        assert_eq!(is_free, screen == Screen::Choose, "{screen:?}");
        assert_eq!(
            words.note(screen, Locale::EnCa).as_deref(),
            Some("Pick up on Mondays.")
        );
        assert_eq!(words.note(screen, Locale::FrCa), None);
    }
}

#[test]
fn no_line_of_a_shops_french_begins_with_a_sign() {
    let mut words = OwnWords::default();
    let typed = "« Oui ! » : 20 % de moins ?";
    for locale in Locale::ALL {
        let said = Said {
            title: Some(typed.parse().expect("a heading")),
            note: Some(typed.parse().expect("a note")),
        };
        words.say(Screen::Choose, locale, said);
    }
    let set = "«\u{a0}Oui\u{a0}!\u{a0}»\u{a0}: 20\u{a0}% de moins\u{a0}?";
    for (locale, drawn) in [(Locale::EnCa, typed), (Locale::FrCa, set)] {
        assert_eq!(words.title(Screen::Choose, locale).as_deref(), Some(drawn));
        assert_eq!(words.note(Screen::Choose, locale).as_deref(), Some(drawn));
    }
}
