//! What the frames post.

use flinks::{
    event::{MAX_MESSAGE, NotAnEvent, decode},
    step::Step,
};
use payment::StepName;
use proptest::prelude::*;

fn step(json: &str) -> Result<Step, NotAnEvent> {
    decode(json).map(|event| event.step)
}

#[test]
fn both_spellings_and_strings_decode_and_the_capital_one_wins() {
    for json in [
        r#"{"Step":"SUCCESS"}"#,
        r#"{"step":"SUCCESS"}"#,
        r#"{"step":"CLOSE","Step":"SUCCESS"}"#,
        r#"{"Step":null,"step":"SUCCESS"}"#,
        r#"{"Step":"CLOSE","Step":"SUCCESS"}"#,
        r#""{\"Step\":\"SUCCESS\"}""#,
        " \n{\"Step\":\"SUC\\u0043ESS\", \"institution\":\"x\", \"url\": [1e999, {\"a\":[]}] }",
    ] {
        assert_eq!(step(json), Ok(Step::Success), "{json}");
    }
}

#[test]
fn an_unknown_step_is_kept() {
    let unknown = step(r#"{"Step":"SOMETHING_NEW_2"}"#).expect("decodes");
    assert_eq!(unknown.name(), "SOMETHING_NEW_2");
}

#[test]
fn everything_else_is_refused_with_its_reason() {
    use NotAnEvent::{InvalidStep, NoStep, NotAnObject, TooLong};
    let deep_object = format!("{}1{}", r#"{"Step":"#.repeat(1_000), "}".repeat(1_000));
    let deep_array = format!("{}{}", "[".repeat(8_000), "]".repeat(8_000));
    let deep_ignored = format!(r#"{{"a":{deep_array}}}"#);
    let huge = format!(
        r#"{{"Step":"SUCCESS","pad":"{}"}}"#,
        "x".repeat(MAX_MESSAGE)
    );
    let long_name = format!(r#"{{"Step":"{}"}}"#, "A".repeat(65));
    for (json, reason) in [
        ("", NotAnObject),
        ("null", NotAnObject),
        ("true", NotAnObject),
        ("1e999999", NotAnObject),
        ("[]", NotAnObject),
        (r#"["Step","SUCCESS"]"#, NotAnObject),
        (r#""SUCCESS""#, NotAnObject),
        (r#""\"{\\\"Step\\\":\\\"SUCCESS\\\"}\"""#, NotAnObject),
        (r#"{"Step":"SUCCESS"} x"#, NotAnObject),
        (r#"{"Step":"\ud800"}"#, NotAnObject),
        (r#"{"Step":1e999}"#, NotAnObject),
        ("{}", NoStep),
        (r#"{"STEP":"SUCCESS"}"#, NoStep),
        (r#"{"__proto__":{"Step":"SUCCESS"}}"#, NoStep),
        (
            r#"{"constructor":{"prototype":{"step":"SUCCESS"}}}"#,
            NoStep,
        ),
        (r#"{"Step":null}"#, NoStep),
        (r#"{"Step":5,"step":"SUCCESS"}"#, InvalidStep),
        (r#"{"Step":["SUCCESS"]}"#, InvalidStep),
        (r#"{"Step":{"Step":"SUCCESS"}}"#, InvalidStep),
        (r#"{"Step":true}"#, InvalidStep),
        (r#"{"Step":"success"}"#, InvalidStep),
        (r#"{"Step":" SUCCESS"}"#, InvalidStep),
        (r#"{"Step":""}"#, InvalidStep),
        (&long_name, InvalidStep),
        (&huge, TooLong),
        (&deep_array, NotAnObject),
    ] {
        assert_eq!(step(json), Err(reason), "{}", &json[..json.len().min(80)]);
    }
    assert!(step(&deep_object).is_err());
    assert!(step(&deep_ignored).is_err());
}

#[test]
fn what_is_ignored_may_hold_anything() {
    for json in [
        r#"{"__proto__":{"Step":"CLOSE"},"Step":"SUCCESS"}"#,
        r#"{"x":"\ud800","Step":"SUCCESS"}"#,
        r#"{"x":123456789012345678901234567890e400,"Step":"SUCCESS"}"#,
    ] {
        assert_eq!(step(json), Ok(Step::Success), "{json}");
    }
}

#[test]
fn a_redirect_brings_what_was_linked() {
    let login = "5e115eac-1209-4f19-641c-08d6d484e2fe";
    for json in [
        format!(r#"{{"step":"REDIRECT","loginId":"{login}","institution":"FlinksCapital"}}"#),
        format!(
            r#"{{"step":"REDIRECT","institution":"FlinksCapital","url":"https://shop.example/?loginId={login}&tag=x"}}"#
        ),
        serde_json::Value::String(format!(
            r#"{{"step":"REDIRECT","loginId":"{login}","institution":"FlinksCapital"}}"#
        ))
        .to_string(),
    ] {
        let event = decode(&json).expect("an event");
        assert_eq!(event.step, Step::Redirect);
        let link = event.link.expect("a link");
        assert_eq!(link.login.as_str(), login, "{json}");
        assert_eq!(
            link.institution.as_ref().map(payment::Name::as_str),
            Some("FlinksCapital")
        );
    }
}

#[test]
fn only_a_redirect_brings_a_link_and_only_a_sound_one() {
    for json in [
        r#"{"step":"SUCCESS","loginId":"5e115eac"}"#,
        r#"{"step":"REDIRECT"}"#,
        r#"{"step":"REDIRECT","loginId":5}"#,
        r#"{"step":"REDIRECT","loginId":"a b"}"#,
        r#"{"step":"REDIRECT","url":"https://shop.example/#loginId=1"}"#,
        r#"{"step":"REDIRECT","url":["?loginId=1"]}"#,
    ] {
        assert_eq!(decode(json).expect("an event").link, None, "{json}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}") {
        let _ = decode(&text);
    }

    #[test]
    fn whatever_decodes_has_a_step_name(step in ".{0,80}", capital: bool) {
        let key = if capital { "Step" } else { "step" };
        let json = serde_json::json!({ key: step }).to_string();
        match decode(&json) {
            Ok(event) => prop_assert_eq!(event.step.name(), step),
            Err(reason) => {
                prop_assert_eq!(reason, NotAnEvent::InvalidStep);
                prop_assert!(step.parse::<StepName>().is_err());
            }
        }
    }

    #[test]
    fn cut_off_messages_are_refused(at in 0_usize..18) {
        let whole = r#"{"Step":"SUCCESS"}"#;
        prop_assert!(decode(&whole[..at]).is_err());
    }
}
