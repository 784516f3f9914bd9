//! The catalogue as a careful reader sees it.

use app::{
    page::{Site, render_page},
    words::{Bounds, DebitDays, DebitStanding, Facts, Taken, Telling, WaitingFor, words},
};
use flinks::return_code::Decision;
use payment::{Field, Locale, Method, Screen, TextFault};

use crate::fixture::{input, view};

fn facts(taken: Taken, flag: bool, method: Method) -> Facts<'static> {
    Facts {
        shop: "Maple & Pine",
        amount: "AMOUNT".to_owned(),
        method: Some(method),
        guaranteed: flag,
        waiting_for: WaitingFor::Payment,
        returned: None,
        name_from_shop: flag,
        other_methods: flag,
        anew: flag,
        unheard: flag,
        still: flag,
        taken,
        debit: None,
        over_usual: flag,
    }
}

fn days(standing: DebitStanding) -> DebitDays {
    DebitDays {
        standing,
        taken: "TAKEN".to_owned(),
        seen: (standing != DebitStanding::Due).then(|| "SEEN".to_owned()),
        disputable: "DISPUTABLE".to_owned(),
        is_settled: false,
    }
}

#[test]
fn only_where_there_is_another_way_is_one_promised() {
    for locale in Locale::ALL {
        for screen in Screen::ALL {
            for method in Method::ALL {
                let decisions = Decision::ALL.into_iter().map(Some).chain([None]);
                for returned in decisions {
                    let facts = Facts {
                        returned,
                        ..facts(Taken::Nothing, false, method)
                    };
                    let Telling { lead, next, .. } = (words(locale).telling)(screen, &facts);
                    for promise in ["another way", "autrement"] {
                        assert!(!lead.contains(promise) && !next.contains(promise), "{next}");
                    }
                }
            }
        }
    }
}

/// Every sentence that a screen can tell in a language.
fn sentences(locale: Locale) -> Vec<String> {
    let mut all = Vec::new();
    for screen in Screen::ALL {
        for taken in [
            Taken::Nothing,
            Taken::NothingSeen,
            Taken::Something,
            Taken::Returned,
        ] {
            for method in Method::ALL {
                for flag in [true, false] {
                    let usual = facts(taken, flag, method);
                    let waiting = WaitingFor::ALL.map(|waiting_for| Facts {
                        waiting_for,
                        ..usual.clone()
                    });
                    let returned = Decision::ALL.map(|decision| Facts {
                        returned: Some(decision),
                        ..usual.clone()
                    });
                    let debits = DebitStanding::ALL.map(|standing| Facts {
                        debit: Some(days(standing)),
                        waiting_for: WaitingFor::Day,
                        ..usual.clone()
                    });
                    for facts in waiting.iter().chain(&returned).chain(&debits) {
                        let telling = (words(locale).telling)(screen, facts);
                        all.extend([telling.title, telling.lead, telling.next]);
                    }
                }
            }
        }
    }
    all
}

#[test]
fn every_screen_says_what_happened_what_it_means_and_what_to_do_next() {
    for locale in Locale::ALL {
        for sentence in sentences(locale) {
            assert!(!sentence.trim().is_empty(), "{locale}");
            assert!(!sentence.contains('!'), "{sentence}");
            assert!(!sentence.contains("  "), "{sentence}");
            assert!(
                !sentence.contains('\''),
                "a straight apostrophe: {sentence}"
            );
        }
    }
}

#[test]
fn each_reason_for_a_returned_debit_has_words_of_its_own() {
    for locale in Locale::ALL {
        let returned = words(locale).returned;
        let all = Decision::ALL.map(|decision| returned(Some(decision)).why);
        let mut unlike = all.to_vec();
        unlike.push(returned(None).why);
        unlike.sort_unstable();
        unlike.dedup();
        assert_eq!(unlike.len(), Decision::ALL.len() + 1, "{locale}");
    }
}

#[test]
fn no_french_sentence_was_left_in_english() {
    let english = sentences(Locale::EnCa);
    for sentence in sentences(Locale::FrCa) {
        assert!(!english.contains(&sentence), "{sentence}");
    }
}

#[test]
fn french_colons_have_a_space_before_them_that_does_not_break() {
    for screen in Screen::ALL {
        let html = render_page(&input(view(screen), Locale::FrCa), &Site::default()).html;
        assert!(!html.contains(" : "), "{screen:?}");
        assert!(!html.contains(" $"), "{screen:?}");
    }
}

#[test]
fn every_fault_of_every_field_has_words_of_its_own() {
    for locale in Locale::ALL {
        for field in [
            Field::FirstName,
            Field::LastName,
            Field::Email,
            Field::Amount,
            Field::Method,
        ] {
            let bounds = Bounds {
                least: "LEAST",
                most: "MOST",
            };
            for fault in [TextFault::Missing, TextFault::TooLong, TextFault::Invalid] {
                assert!(!(words(locale).fault)(field, fault, &bounds).is_empty());
            }
            assert_ne!(
                (words(Locale::EnCa).fault)(field, TextFault::Missing, &bounds),
                (words(Locale::FrCa).fault)(field, TextFault::Missing, &bounds),
            );
        }
    }
}

#[test]
fn every_story_of_the_demonstration_has_words() {
    for locale in Locale::ALL {
        for name in [
            "Happy1",
            "Happy2",
            "Happy3",
            "Unhappy1",
            "WrongName",
            "WrongPassword",
            "LowBalance",
            "StopBeforeAgreement",
            "ET-Accept",
            "ET-Decline",
            "ET-Expire",
            "ET-Close",
            "ET-NameMismatch",
            "EFT-Link",
            "EFT-WrongName",
            "EFT-ClosedLogin",
        ] {
            assert!(
                (words(locale).shop.scenario)(name).is_some(),
                "{locale} {name}"
            );
        }
    }
}

#[test]
fn the_day_until_which_a_debit_can_come_back_is_told_without_a_reason() {
    // A lack of funds is known within days; what can come back for months is disputed.
    for locale in Locale::ALL {
        let told = (words(locale).receipt.may_return)("UNTIL", "DAY");
        assert!(told.contains("UNTIL") && told.contains("DAY"), "{told}");
        for reason in ["enough", "example", "solde", "exemple"] {
            assert!(!told.contains(reason), "{told}");
        }
    }
}
