//! What the provider's frames post to the page that holds them.

use std::fmt;

use payment::StepName;
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};

use crate::step::Step;

pub use crate::link::{Fields, Link};

/// The longest message that is looked at, in bytes. Documented messages have some 40.
pub const MAX_MESSAGE: usize = 16 * 1024;

/// A message of the bank frame. Its origin and source are not proved here: that is for
/// the page, which alone sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameEvent {
    /// What the customer is doing.
    pub step: Step,
    /// What was linked, with the step that says so. No other field of a message is read.
    pub link: Option<Link>,
}

/// Why a message is no event of the bank frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnEvent {
    /// Longer than [`MAX_MESSAGE`].
    #[error("the message is too long")]
    TooLong,
    /// Not a JSON object, nor a JSON string that holds one.
    #[error("the message is not an object")]
    NotAnObject,
    /// An object without a step.
    #[error("the message has no step")]
    NoStep,
    /// The step is not a step's name.
    #[error("the message's step is not a step name")]
    InvalidStep,
}

/// Reads the JSON of a `message` event's data.
///
/// The step is `Step` `[G-setup]` or `step` (the provider's other product `[C-evt-help]`);
/// the capital one wins, and `null` counts as absent. A string that holds an object is read
/// once; a string within that string is not.
pub fn decode(json: &str) -> Result<FrameEvent, NotAnEvent> {
    if json.len() > MAX_MESSAGE {
        return Err(NotAnEvent::TooLong);
    }
    let message = if json.trim_start().starts_with('"') {
        let inner: String = serde_json::from_str(json).map_err(|_| NotAnEvent::NotAnObject)?;
        serde_json::from_str(&inner)
    } else {
        serde_json::from_str(json)
    };
    let message: Message = message.map_err(|_| NotAnEvent::NotAnObject)?;
    let name: StepName = match (&message.capital, &message.small) {
        (Field::Text(name), _) | (Field::Absent, Field::Text(name)) => {
            name.parse().map_err(|_| NotAnEvent::InvalidStep)?
        }
        (Field::Other, _) | (Field::Absent, Field::Other) => return Err(NotAnEvent::InvalidStep),
        (Field::Absent, Field::Absent) => return Err(NotAnEvent::NoStep),
    };
    let step = Step::from_name(&name);
    let link = (step == Step::Redirect)
        .then(|| Link::of(message.fields()))
        .flatten();
    Ok(FrameEvent { step, link })
}

/// The fields that are read. Of repeated ones the last counts, as in a browser.
#[derive(Default)]
struct Message {
    capital: Field,
    small: Field,
    login_id: Field,
    account_id: Field,
    institution: Field,
    url: Field,
}

impl Message {
    fn fields(&self) -> Fields<'_> {
        Fields {
            login_id: self.login_id.text(),
            account_id: self.account_id.text(),
            institution: self.institution.text(),
            url: self.url.text(),
        }
    }
}

#[derive(Default)]
enum Field {
    #[default]
    Absent,
    Text(String),
    Other,
}

impl Field {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Absent | Self::Other => None,
        }
    }
}

// Read by hand: serde's own derive would refuse the repeated fields that a browser takes.
impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Message;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Message, A::Error> {
                let mut message = Message::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "Step" => message.capital = map.next_value()?,
                        "step" => message.small = map.next_value()?,
                        "loginId" => message.login_id = map.next_value()?,
                        "accountId" => message.account_id = map.next_value()?,
                        "institution" => message.institution = map.next_value()?,
                        "url" => message.url = map.next_value()?,
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(message)
            }
        }

        deserializer.deserialize_map(Object)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = Field;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E>(self, text: &str) -> Result<Field, E> {
                Ok(Field::Text(text.to_owned()))
            }

            fn visit_unit<E>(self) -> Result<Field, E> {
                Ok(Field::Absent)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Field, E> {
                Ok(Field::Other)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Field, E> {
                Ok(Field::Other)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Field, E> {
                Ok(Field::Other)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Field, E> {
                Ok(Field::Other)
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> Result<Field, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Field::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Field::Other)
            }
        }

        deserializer.deserialize_any(Text)
    }
}
