//! A code says what was signed, however it was carried, and nothing that was not.

use payment::{CheckoutId, MerchantId, Mode, Money, Timestamp};
use proptest::prelude::*;
use receipt::{
    CodeFault, KeyName, PublicKeys, PublishedKeys, ReceiptKey, RevokedKey, State, Statement, sign,
    verify,
};

fn key(n: u8) -> ReceiptKey {
    ReceiptKey::from_seed(&[n; 32])
}

fn keys(of: &[u8]) -> PublicKeys {
    of.iter().map(|n| key(*n).public()).collect()
}

fn statement() -> Statement {
    Statement {
        checkout: CheckoutId::from_bytes([1; 16]),
        merchant: MerchantId::from_bytes([2; 16]),
        payee: "Maple & Pine Outfitters Inc.".to_owned(),
        mode: Mode::Live,
        amount: Money::from_cents(25_000).unwrap(),
        paid_at: Timestamp::from_micros(1_795_189_260_000_000),
        state: State::Paid,
        since: Timestamp::from_micros(1_795_189_260_000_000),
        guaranteed: true,
    }
}

fn code() -> String {
    sign(&statement(), &key(1))
}

#[test]
fn a_code_is_the_same_as_ever() {
    // Codes on paper are checked years later: this one must never change.
    insta::assert_snapshot!(code(), @"RC1-6HTGZ-60104-0G208-1040G-20810-40G20-81081-040G2-08104-0G208-1040G-20800-00000-0063A-00DC0-6M300-DC06M-30104-E4TRB-GDHJJ-09H0A-1MPWS-909XT-Q8SK9-EHT6A-WKK41-4PWRS-EV991-SASFF-PD6R2-R2VK3-R8WEF-4JBHD-R72EC-ZSVTQ-TYDGW-8C3Y6-79HJ9-GKK50-QCHFM-1GNYR-WJ2TJ-C3SJS-9HBCW-VK6TC-1W7B6-NMJXM-4M3G");
    insta::assert_snapshot!(key(1).public().name(), @"34750f98");
}

#[test]
fn a_code_says_what_was_signed_and_with_which_key() {
    let verified = verify(&code(), &keys(&[9, 1])).unwrap();
    assert_eq!(verified.statement, statement());
    assert_eq!(verified.key, key(1).public().name());
}

#[test]
fn a_code_survives_the_way_that_people_carry_it() {
    let code = code();
    let wrapped: String = code
        .split_inclusive('-')
        .enumerate()
        .map(|(at, group)| match at % 5 {
            4 => format!("> {group}\r\n"),
            _ => group.to_owned(),
        })
        .collect();
    let groups: Vec<_> = code.split('-').collect();
    for carried in [
        code.to_lowercase(),
        code.replacen('-', "", 100),
        groups.join(" "),
        groups.join(" \u{2011}\u{200b}"),
        code.replace('0', "o")
            .replace('1', "l")
            .replacen("RCl", "RC1", 1),
        wrapped,
        format!("Hello, my receipt is {code}. Is it yours? RC1 you say"),
        format!("<p>Code: <code>{}</code></p>", groups.join("-<wbr>")),
        format!(
            "Verification&nbsp;code:&#160;{}&nbsp;",
            groups.join("&shy;-")
        ),
        format!("RC1-ABCDE was the first try.\n{code}\nThanks"),
        format!("a < b and c > d: {code}"),
    ] {
        let verified = verify(&carried, &keys(&[1]));
        assert_eq!(
            verified.map(|it| it.statement),
            Ok(statement()),
            "{carried}"
        );
    }
}

#[test]
fn a_code_that_proves_nothing_says_why() {
    let code = code();
    let short = &code[..code.len() - 3];
    for (text, fault) in [
        ("", CodeFault::Missing),
        ("no code, not even orc1", CodeFault::Missing),
        ("RC1", CodeFault::Missing),
        ("RC1-", CodeFault::Cut),
        ("RC2-ABCDE", CodeFault::Missing),
        (short, CodeFault::Cut),
        (&code.replacen("-", "-U", 2), CodeFault::Cut),
    ] {
        assert_eq!(verify(text, &keys(&[1])).unwrap_err(), fault, "{text:?}");
    }
    let stranger = key(1).public().name();
    let fault = verify(&code, &keys(&[2])).unwrap_err();
    assert_eq!(fault, CodeFault::UnknownKey(stranger));
    assert_eq!(verify(&code, &keys(&[])).unwrap_err(), fault);
}

#[test]
fn a_key_that_was_revoked_proves_nothing_even_where_it_is_given() {
    let name = key(1).public().name();
    let revoked = || {
        let at = "2026-11-21T15:00:00Z".to_owned();
        let kid = name.to_string();
        vec![RevokedKey {
            kid,
            revoked_at: at,
        }]
    };
    for good in [1, 2] {
        let made = "2026-11-20T15:00:00Z".to_owned();
        let set = PublishedKeys {
            keys: vec![key(good).public().published(made, None)],
            revoked: revoked(),
        };
        let read = PublicKeys::read(&serde_json::to_string(&set).unwrap()).unwrap();
        assert_eq!(verify(&code(), &read), Err(CodeFault::Revoked(name)));
    }
    for text in ["", "3475", "34750f9", "34750f988", "+4750f98", "zzzzzzzz"] {
        assert!(text.parse::<KeyName>().is_err(), "{text}");
    }
    assert_eq!(name.to_string().parse(), Ok(name));
}

#[test]
fn keys_are_read_as_they_are_published() {
    let published = |n: u8| {
        let public = key(n).public();
        public.published("2026-11-20T15:00:00Z".to_owned(), None)
    };
    let set = PublishedKeys {
        keys: vec![published(1), published(2)],
        revoked: Vec::new(),
    };
    let text = serde_json::to_string(&set).unwrap();
    insta::assert_snapshot!(text, @r#"{"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"34750f98","x":"iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w","created_at":"2026-11-20T15:00:00Z","retired_at":null},{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"6a3803d5","x":"gTl3Dqh9F19Wo1Rmw0x-zMuNipG07jeiXfYPW4_Js5Q","created_at":"2026-11-20T15:00:00Z","retired_at":null}]}"#);
    let read = PublicKeys::read(&text).unwrap();
    assert!(verify(&code(), &read).is_ok());

    let renamed = text.replace(&key(1).public().name().to_string(), "00000000");
    assert!(PublicKeys::read(&renamed).is_err(), "a key has one name");
    for wrong in [
        "",
        "{}",
        r#"{"keys":[]}"#,
        r#"{"keys":[{"kty":"RSA"}]}"#,
        r#"{"keys":[{"kty":"OKP","crv":"Ed25519"}]}"#,
        r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AAAA"}]}"#,
        r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}"#,
    ] {
        assert!(PublicKeys::read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_name_of_any_length_is_signed_so_that_it_can_be_read() {
    let long = Statement {
        payee: "é".repeat(50).replacen('é', "x", 1),
        ..statement()
    };
    let verified = verify(&sign(&long, &key(1)), &keys(&[1])).unwrap();
    assert_eq!(verified.statement.payee, format!("x{}", "é".repeat(31)));
}

#[test]
fn whatever_is_pasted_is_read_in_one_go() {
    // Read again from each sign, these would take hours.
    for sign in ["&", "<", "<a", "<a<", "&#"] {
        let text = format!("{} {}", sign.repeat(500_000), code());
        let verified = verify(&text, &keys(&[1]));
        assert!(verified.is_ok(), "{sign}: {verified:?}");
    }
}

fn statements() -> impl Strategy<Value = Statement> {
    let states = prop_oneof![
        Just(State::Paid),
        Just(State::PaidInPart),
        Just(State::TakenBack),
        Just(State::Debit)
    ];
    let moment = (0..1_i64 << 40).prop_map(|it| Timestamp::from_micros(it * 1_000_000));
    (
        any::<([u8; 16], [u8; 16], bool, bool)>(),
        1..i64::MAX,
        (moment.clone(), moment),
        states,
        "[a-zA-Zé✓ &]{0,20}",
    )
        .prop_map(|(ids, cents, (paid_at, since), state, payee)| Statement {
            checkout: CheckoutId::from_bytes(ids.0),
            merchant: MerchantId::from_bytes(ids.1),
            payee,
            mode: if ids.2 { Mode::Test } else { Mode::Live },
            amount: Money::from_cents(cents).unwrap(),
            paid_at,
            state,
            since,
            // What is only agreed to is never guaranteed.
            guaranteed: ids.3 && state != State::Debit,
        })
}

proptest! {
    // A signature takes its time where nothing is optimised.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_signed_is_read(statement in statements()) {
        let code = sign(&statement, &key(3));
        let verified = verify(&code, &keys(&[3])).unwrap();
        prop_assert_eq!(verified.statement, statement);
    }

    #[test]
    fn one_other_letter_and_the_code_proves_nothing(at in 4_usize..200, letter in "[0-9A-HJKMNP-TV-Z]") {
        let mut code = code();
        prop_assume!(at < code.len() && &code[at..=at] != "-" && code[at..=at] != letter);
        code.replace_range(at..=at, &letter);
        prop_assert!(verify(&code, &keys(&[1])).is_err());
    }

    #[test]
    fn no_text_breaks_the_reader(text in "(RC1|rc1-|[0-9a-zA-Z<>&;-]|\\PC){0,300}") {
        prop_assert!(verify(&text, &keys(&[1])).is_err());
    }
}
