//! Whose account it is, by the name on it.

use flinks::holder::{Match, same_person};
use proptest::prelude::*;

fn holds(holder: &str, name: (&str, Option<&str>, &str)) -> Match {
    same_person(holder, name.0, name.1, name.2)
}

#[test]
fn spelling_habits_do_not_make_another_person() {
    for (holder, first, last) in [
        ("John Doe", "John", "Doe"),
        ("JOHN DOE", "john", "doe"),
        ("  John   Doe ", "John", "Doe"),
        ("Jean-François D’Amours", "jean francois", "D'AMOURS"),
        ("JEAN FRANCOIS DAMOURS", "Jean-François", "D'Amours"),
        ("Sean OBrien", "Seán", "O'Brien"),
        ("Sean O Brien", "Sean", "O’Brien"),
        ("ZOE LEFEVRE", "Zoé", "Lefèvre"),
        ("Nguyen Van An", "Văn An", "Nguyễn"),
        ("Lukasz Zolty", "Łukasz", "Żółty"),
        ("ANNE MARIE VAN DER BERG", "Anne-Marie", "van der Berg"),
        ("李 小龍", "小龍", "李"),
        ("ﬁona Strasse", "Fiona", "Straße"),
    ] {
        assert_eq!(holds(holder, (first, None, last)), Match::Sole, "{holder}");
    }
}

#[test]
fn the_family_name_may_come_first() {
    for holder in ["DOE JOHN", "Doe, John", "DOE, JOHN Q"] {
        assert_eq!(
            holds(holder, ("John", None, "Doe")),
            Match::Sole,
            "{holder}"
        );
    }
}

#[test]
fn a_middle_name_may_be_missing_on_either_side_and_must_agree_where_both_have_one() {
    let quincy = ("John", Some("Quincy"), "Doe");
    for holder in [
        "John Doe",
        "John Quincy Doe",
        "Doe John Quincy",
        "JOHN-QUINCY DOE",
    ] {
        let is_one_name = holder.contains('-');
        assert_eq!(holds(holder, quincy).is_same(), !is_one_name, "{holder}");
    }
    assert_eq!(
        holds("John Quincy Adams Doe", ("John", None, "Doe")),
        Match::Sole
    );
    for holder in ["John James Doe", "John Q Doe", "John Q. Doe"] {
        assert_eq!(holds(holder, quincy), Match::Nobody, "{holder}");
    }
}

#[test]
fn another_name_is_another_person() {
    for (holder, first, last) in [
        ("John Doe", "Jane", "Doe"),
        ("Robert Roy", "Bob", "Roy"),
        ("Johnny Doe", "John", "Doe"),
        ("John Doering", "John", "Doe"),
        ("John McDoe", "John", "Doe"),
        ("Jean-François Roy", "Jean", "Roy"),
        ("Marie Tremblay-Gagnon", "Marie", "Gagnon"),
        ("John", "John", "Doe"),
        ("Doe", "John", "Doe"),
        ("", "John", "Doe"),
        ("John Doe", "", "Doe"),
        ("John Doe", "-", "'"),
    ] {
        assert_eq!(
            holds(holder, (first, None, last)),
            Match::Nobody,
            "{holder} / {first} {last}"
        );
    }
}

#[test]
fn an_initial_is_not_a_name() {
    for holder in ["J Doe", "J. Doe", "DOE J"] {
        assert_eq!(
            holds(holder, ("John", None, "Doe")),
            Match::Nobody,
            "{holder}"
        );
    }
    assert_eq!(holds("John Doe", ("J", None, "Doe")), Match::Nobody);
    assert_eq!(
        holds("M Tremblay", ("Marie", None, "Tremblay")),
        Match::Nobody
    );
}

#[test]
fn a_form_of_address_is_no_name() {
    for holder in [
        "MR JOHN DOE",
        "Mr. John Doe",
        "M. John Doe",
        "Dr John Q Doe",
    ] {
        assert_eq!(
            holds(holder, ("John", None, "Doe")),
            Match::Sole,
            "{holder}"
        );
    }
}

#[test]
fn either_holder_of_a_joint_account_may_pay() {
    for holder in [
        "John Doe and Jane Roe",
        "JOHN DOE & JANE ROE",
        "Jane Roe et John Doe",
        "Jane Roe ou John Doe",
        "JOHN DOE/JANE ROE",
        "John Doe, Jane Roe",
        "Mr John Doe and Mrs Jane Roe",
        "Jane Roe; Doe John; Jim Poe",
    ] {
        for name in [("John", "Doe"), ("Jane", "Roe")] {
            assert_eq!(
                holds(holder, (name.0, None, name.1)),
                Match::Joint,
                "{holder}"
            );
        }
        assert_eq!(
            holds(holder, ("John", None, "Roe")),
            Match::Nobody,
            "{holder}"
        );
    }
}

#[test]
fn holders_may_share_a_family_name() {
    for holder in ["John and Jane Doe", "Mr John & Mrs Jane Doe"] {
        for first in ["John", "Jane"] {
            assert_eq!(
                holds(holder, (first, None, "Doe")),
                Match::Joint,
                "{holder}"
            );
        }
    }
    assert_eq!(
        holds("John and Jane Doe", ("Jim", None, "Doe")),
        Match::Nobody
    );
}

#[test]
fn a_name_that_looks_like_a_joining_word_is_a_name() {
    assert_eq!(holds("Or Cohen", ("Or", None, "Cohen")), Match::Sole);
    assert_eq!(holds("Wei Ou", ("Wei", None, "Ou")), Match::Sole);
}

/// A name that is too long for a form of address or a word like "and".
fn name() -> impl Strategy<Value = String> {
    "[A-Za-zÀ-ÖØ-öø-ÿ'’-]{5,12}".prop_filter("letters", |name| {
        name.chars().filter(|c| c.is_alphabetic()).count() > 4
    })
}

proptest! {
    #[test]
    fn nobody_is_a_stranger_to_their_own_name(first in name(), middle in name(), last in name()) {
        for holder in [
            format!("{first} {last}"),
            format!("{last} {first}"),
            format!("{last}, {first}"),
            format!("{first} {middle} {last}"),
            format!("{first} {last}").to_uppercase(),
        ] {
            prop_assert!(same_person(&holder, &first, None, &last).is_same(), "{holder}");
        }
        let whole = format!("{first} {middle} {last}");
        prop_assert!(same_person(&whole, &first, Some(&middle), &last).is_same());
        let joint = format!("Ada Lovelace and {first} {last}");
        prop_assert!(same_person(&joint, &first, None, &last).is_same());
    }

    #[test]
    fn a_cut_name_is_another_name(first in "[a-z]{3,10}", last in "[a-z]{3,10}", at in 1_usize..3) {
        let holder = format!("{} {last}", &first[..at]);
        let cut = !same_person(&holder, &first, None, &last).is_same();
        // Unless what is left of both happens to be the same in the other order.
        let other_way = format!("{}{last}", &first[..at]) == format!("{last}{first}");
        prop_assert!(cut || other_way, "{holder}");
    }

    #[test]
    fn no_text_makes_it_panic(holder in ".{0,80}", first in ".{0,20}", last in ".{0,20}") {
        let _ = same_person(&holder, &first, Some(&last), &last);
    }
}
