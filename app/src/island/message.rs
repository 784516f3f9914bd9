//! Which messages count, and what they say.

use flinks::{
    event::{Fields, FrameEvent, Link, MAX_MESSAGE},
    step::Step,
};
use js_sys::{Array, JSON, JsString, Object, Reflect};
use payment::StepName;
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::{HtmlIFrameElement, MessageEvent};

use super::page;

/// What the browser vouches for in a message, whatever its text says.
#[derive(Clone, Copy, Debug)]
struct Sender<'a> {
    /// The browser made the event, no script did.
    trusted: bool,
    /// Where the sender's document comes from.
    origin: &'a str,
    /// The sender is the window in our frame.
    in_our_frame: bool,
}

impl Sender<'_> {
    /// Whether the sender is the bank frame, for a page that expects it at `bank`. An empty
    /// origin is nobody's.
    fn is_bank(self, bank: &str) -> bool {
        self.trusted && self.in_our_frame && !bank.is_empty() && self.origin == bank
    }
}

/// What a message brings, if it is the bank frame's. Nothing of a stranger's message is read,
/// so it costs the same whatever it holds.
pub(super) fn read(event: &MessageEvent) -> Option<FrameEvent> {
    let frame: HtmlIFrameElement = page::bank_frame()?;
    let (source, window) = (event.source()?, frame.content_window()?);
    let sender = Sender {
        trusted: event.is_trusted(),
        origin: &event.origin(),
        in_our_frame: Object::is(source.as_ref(), window.as_ref()),
    };
    if !sender.is_bank(&page::data("data-frame-origin")?) {
        return None;
    }
    let message = plain(&json(&event.data())?)?;
    let field = |key| Field::of(&Reflect::get(&message, &JsValue::from_str(key)));
    let step = step_of(field("Step"), field("step"))?;
    let link = (step == Step::Redirect).then(|| {
        let text = |key| field(key).text();
        Link::of(Fields {
            login_id: text("loginId").as_deref(),
            account_id: text("accountId").as_deref(),
            institution: None,
            url: text("url").as_deref(),
        })
    });
    let link = link.flatten();
    Some(FrameEvent { step, link })
}

/// One of the fields that can name a step.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Field {
    /// Not there, or `null`.
    Absent,
    /// A text.
    Text(String),
    /// Something that is no text.
    Other,
}

impl Field {
    fn of(value: &Result<JsValue, JsValue>) -> Self {
        match value {
            Ok(value) if value.is_null() || value.is_undefined() => Self::Absent,
            Ok(value) => value.as_string().map_or(Self::Other, Self::Text),
            Err(_) => Self::Other,
        }
    }

    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Absent | Self::Other => None,
        }
    }
}

/// What [`flinks::event::decode`] makes of a message with these fields. The page does not call
/// that one, because it brings a JSON parser along and the browser has its own; a test holds
/// the two together.
fn step_of(capital: Field, small: Field) -> Option<Step> {
    match (capital, small) {
        (Field::Text(name), _) | (Field::Absent, Field::Text(name)) => {
            let name: StepName = name.parse().ok()?;
            Some(Step::from_name(&name))
        }
        (Field::Other, _) | (Field::Absent, Field::Other | Field::Absent) => None,
    }
}

/// The object that JSON holds, be it as a text. A text within that text is none.
fn plain(json: &str) -> Option<JsValue> {
    let outer = JSON::parse(json).ok()?;
    let message = match outer.as_string() {
        Some(inner) => JSON::parse(&inner).ok()?,
        None => outer,
    };
    (message.is_object() && !Array::is_array(&message)).then_some(message)
}

/// What a message may still cost while it is turned into JSON.
#[derive(Debug)]
struct Allowance(usize);

impl Allowance {
    /// What each value costs besides its text, so that deep or wide messages end early too.
    /// Documented messages have one to three values.
    const VALUE: usize = 64;

    /// Pays for one value. `Err` when the message is too much.
    fn pay(&mut self, text: usize) -> Result<(), ()> {
        let cost = text.saturating_add(Self::VALUE);
        self.0 = self.0.checked_sub(cost).ok_or(())?;
        Ok(())
    }
}

/// The JSON of a message's data; `None` if it has none or is larger than any message is.
/// The browser walks the data and asks before each value, so that neither a long text nor a
/// deep object is copied here or walked to its end.
fn json(data: &JsValue) -> Option<String> {
    let mut allowance = Allowance(MAX_MESSAGE);
    let mut ask = |key: JsString, value: JsValue| {
        let text = key.length() + value.dyn_ref::<JsString>().map_or(0, JsString::length);
        match allowance.pay(text as usize) {
            Ok(()) => Ok(Some(value)),
            Err(()) => Err(JsError::new("")),
        }
    };
    let json = JSON::stringify_with_replacer_func(data, &mut ask, None).ok()?;
    // `undefined` has no JSON, whatever the signature says.
    json.as_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANK: &str = "https://payments.example";
    const FRAME: Sender<'_> = Sender {
        trusted: true,
        origin: BANK,
        in_our_frame: true,
    };

    #[test]
    fn only_a_trusted_message_from_our_frames_window_and_the_exact_origin_counts() {
        assert!(FRAME.is_bank(BANK));
        let strangers = [
            Sender {
                trusted: false,
                ..FRAME
            },
            Sender {
                in_our_frame: false,
                ..FRAME
            },
            Sender {
                origin: "https://payments.example.evil.example",
                ..FRAME
            },
            Sender {
                origin: "http://payments.example",
                ..FRAME
            },
            Sender {
                origin: "https://payments.example:8443",
                ..FRAME
            },
            Sender {
                origin: "https://PAYMENTS.example",
                ..FRAME
            },
            Sender {
                origin: "null",
                ..FRAME
            },
            Sender {
                origin: "",
                ..FRAME
            },
        ];
        for stranger in strangers {
            assert!(!stranger.is_bank(BANK), "{stranger:?}");
        }
    }

    #[test]
    fn a_page_that_expects_no_bank_hears_none() {
        assert!(
            !Sender {
                origin: "",
                ..FRAME
            }
            .is_bank("")
        );
    }

    #[test]
    fn the_fields_mean_what_they_mean_to_the_server() {
        let values = [
            "null",
            "5",
            "true",
            "{}",
            "[]",
            r#""""#,
            r#""SUCCESS""#,
            r#""NEW_2""#,
            r#""success""#,
            r#"" CLOSE""#,
        ];
        let field = |value: Option<&str>| match value {
            None | Some("null") => Field::Absent,
            Some(value) => serde_json::from_str(value).map_or(Field::Other, Field::Text),
        };
        let choices = || std::iter::once(None).chain(values.map(Some));
        for (capital, small) in choices().flat_map(|one| choices().map(move |two| (one, two))) {
            let fields: Vec<String> = [("Step", capital), ("step", small)]
                .into_iter()
                .filter_map(|(key, value)| Some(format!("\"{key}\":{}", value?)))
                .collect();
            let json = format!("{{{}}}", fields.join(","));
            assert_eq!(
                step_of(field(capital), field(small)),
                flinks::event::decode(&json).ok().map(|event| event.step),
                "{json}"
            );
        }
    }

    #[test]
    fn a_message_pays_for_its_text_and_for_each_of_its_values() {
        assert!(Allowance(MAX_MESSAGE).pay(40).is_ok());
        assert!(Allowance(MAX_MESSAGE).pay(1_000_000).is_err());
        assert!(Allowance(MAX_MESSAGE).pay(usize::MAX).is_err());
        let mut deep = Allowance(MAX_MESSAGE);
        let values = (0..10_000).take_while(|_| deep.pay(1).is_ok()).count();
        assert!((3..300).contains(&values), "{values}");
    }
}
