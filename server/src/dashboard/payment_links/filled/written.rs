//! What is typed into a form, as the API takes it.

use app::amount::read_amount;
use dashboard::page::payment_links::form::LinkField;
use flinks::limits::Limits;
use jiff::{civil::DateTime, tz};
use payment::Timestamp;
use serde_json::{Map, Value, json};

use crate::{clock::rfc3339, dashboard::filled::Filled};

/// How the API takes what is typed into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// In cents.
    Amount,
    /// As it is.
    Text,
    /// As a list of what was chosen.
    List,
    /// As yes or no.
    Flag,
    /// As an object with the parts that follow it.
    Account,
    /// In the object before it.
    Part,
    /// As an object, line by line.
    Notes,
    /// As a number.
    Number,
    /// As a moment.
    Moment,
}

impl Written {
    pub(super) const fn of(field: LinkField) -> Self {
        match field {
            LinkField::Amount
            | LinkField::MinAmount
            | LinkField::MaxAmount
            | LinkField::SuggestedAmount => Self::Amount,
            LinkField::Description
            | LinkField::ReferencePrefix
            | LinkField::Locale
            | LinkField::Theme
            | LinkField::SuccessUrl
            | LinkField::CancelUrl => Self::Text,
            LinkField::Methods => Self::List,
            LinkField::Active => Self::Flag,
            LinkField::PayeeAccount => Self::Account,
            LinkField::Institution
            | LinkField::Transit
            | LinkField::Account
            | LinkField::AccountLabel => Self::Part,
            LinkField::Metadata => Self::Notes,
            LinkField::MaxUses => Self::Number,
            LinkField::ExpiresAt => Self::Moment,
        }
    }
}

/// A field as the API takes it; `None` where it says nothing, a fault where it cannot be said.
pub(super) fn value(
    filled: &Filled,
    field: LinkField,
    limits: Limits,
) -> Result<Option<Value>, LinkField> {
    let text = filled.text(field.as_str());
    let written = match Written::of(field) {
        Written::List => return Ok(Some(filled.all(field.as_str()).collect())),
        Written::Flag => return Ok(Some(Value::Bool(text == "on"))),
        Written::Account => return Ok(account(filled)),
        Written::Part => return Ok(None),
        // What is left empty is left out.
        Written::Amount | Written::Text | Written::Notes | Written::Number | Written::Moment
            if text.is_empty() =>
        {
            return Ok(None);
        }
        Written::Amount => cents(text, limits),
        Written::Text => Some(text.into()),
        Written::Notes => read_notes(text),
        Written::Number => text.parse::<i64>().ok().map(Value::from),
        Written::Moment => moment(text),
    };
    written.map(Some).ok_or(field)
}

fn cents(text: &str, limits: Limits) -> Option<Value> {
    let amount = read_amount(text, &limits).ok()?;
    Some(amount.cents().into())
}

/// A name, a colon and a text on each line, each name once.
pub(super) fn read_notes(text: &str) -> Option<Value> {
    let mut notes = Map::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (name, note) = line.split_once(':')?;
        let before = notes.insert(name.trim().to_owned(), note.trim().into());
        if before.is_some() {
            return None;
        }
    }
    Some(Value::Object(notes))
}

/// A day and a time by the clock in Toronto.
fn moment(text: &str) -> Option<Value> {
    let moment: DateTime = text.parse().ok()?;
    let moment = moment.to_zoned(tz::get!("America/Toronto")).ok()?;
    let moment = Timestamp::from_micros(moment.timestamp().as_microsecond());
    Some(rfc3339(moment).into())
}

/// All of an account that was typed; nothing where nothing was.
fn account(filled: &Filled) -> Option<Value> {
    let parts = [
        LinkField::Institution,
        LinkField::Transit,
        LinkField::Account,
        LinkField::AccountLabel,
    ];
    let parts = parts.map(|field| Some((field.as_str(), filled.some(field.as_str())?)));
    let parts: Map<_, _> = parts
        .into_iter()
        .flatten()
        .map(|(name, text)| (name.to_owned(), json!(text)))
        .collect();
    (!parts.is_empty()).then_some(Value::Object(parts))
}
