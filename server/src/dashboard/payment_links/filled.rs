//! Forms about payment links, read by the rules of the API: what is typed is written as the
//! API takes it, and its faults are told by their fields.

mod written;

use dashboard::page::payment_links::form::{Filled as Shown, LinkField, Withheld};
use flinks::limits::Limits;
use jiff::tz;
use payment::{LinkDescription, Metadata, Mode, Money, PaymentLink, Theme, Timestamp};
use serde_json::{Map, Value, json};

use self::written::{Written, read_notes, value};
use crate::{
    api::payment_link::{Change, DEFAULT_METHODS, Fault, New, read_change, read_new},
    dashboard::filled::Filled,
};

/// As a new link begins.
pub(super) fn blank(limits: Limits, withheld: Option<Withheld>) -> Shown {
    let methods = DEFAULT_METHODS.map(|it| (LinkField::Methods, it.as_str().to_owned()));
    let others = [
        (LinkField::Theme, Theme::Auto.as_str().to_owned()),
        (LinkField::Active, "on".to_owned()),
    ];
    Shown {
        typed: methods.into_iter().chain(others).collect(),
        faults: Vec::new(),
        withheld: withheld.into_iter().collect(),
        least: limits.minimum(),
        most: limits.maximum(),
    }
}

/// What can be changed of a link, as it stands.
pub(super) fn of(link: &PaymentLink) -> Shown {
    let offer = &link.offer;
    let typed = [
        (
            LinkField::Description,
            offer.description.as_ref().map(LinkDescription::as_str),
        ),
        (LinkField::SuccessUrl, offer.success_url.as_deref()),
        (LinkField::CancelUrl, offer.cancel_url.as_deref()),
    ];
    let typed = typed.map(|(field, text)| (field, text.unwrap_or_default().to_owned()));
    let notes = written_notes(&offer.metadata);
    let withheld = notes.is_none().then_some(Withheld::Notes);
    let notes = notes.map(|notes| (LinkField::Metadata, notes));
    let written = [
        (
            LinkField::MaxUses,
            link.max_uses
                .map(|uses| uses.to_string())
                .unwrap_or_default(),
        ),
        (
            LinkField::ExpiresAt,
            link.expires_at.map(by_the_clock).unwrap_or_default(),
        ),
    ];
    Shown {
        typed: typed.into_iter().chain(notes).chain(written).collect(),
        faults: Vec::new(),
        withheld: withheld.into_iter().collect(),
        least: Money::ZERO,
        most: Money::ZERO,
    }
}

/// The new link that a form asks for, or what is wrong with it.
pub(super) fn new(
    filled: &Filled,
    mode: Mode,
    limits: Limits,
    withheld: Option<Withheld>,
) -> Result<New, Shown> {
    let mut body = Map::new();
    let mut faults = sent_all_the_same(filled, withheld);
    for field in LinkField::ALL {
        match value(filled, field, limits) {
            Ok(value) => body.extend(value.map(|value| (field.as_str().to_owned(), value))),
            Err(fault) => faults.push(fault),
        }
    }
    let read = read_new(Value::Object(body), mode, limits);
    settle(read, faults).map_err(|faults| Shown {
        typed: typed(filled),
        faults,
        withheld: withheld.into_iter().collect(),
        least: limits.minimum(),
        most: limits.maximum(),
    })
}

/// The change that a form asks for, or what is wrong with it. What stands as it stood is left
/// out: the form knows it less exactly than the API.
pub(super) fn change(filled: &Filled, link: &PaymentLink) -> Result<Change, Shown> {
    let before = of(link);
    let mut body = Map::new();
    let mut faults = sent_all_the_same(filled, before.withheld.iter().copied());
    for (field, before) in before.typed {
        let text = filled.text(field.as_str());
        // Browsers send other line breaks than they were given.
        if text.replace("\r\n", "\n") == before {
            continue;
        }
        let emptied = match Written::of(field) {
            Written::Number | Written::Moment => Value::Null,
            Written::Notes => Value::Object(Map::new()),
            Written::Amount
            | Written::Text
            | Written::List
            | Written::Flag
            | Written::Account
            | Written::Part => "".into(),
        };
        match value(filled, field, Limits::default()) {
            Ok(value) => {
                body.insert(field.as_str().to_owned(), value.unwrap_or(emptied));
            }
            Err(fault) => faults.push(fault),
        }
    }
    let read = read_change(Value::Object(body), link.mode);
    settle(read, faults).map_err(|faults| Shown {
        typed: typed(filled),
        faults,
        ..of(link)
    })
}

/// What was sent, as it is, beside the link as it stands now.
pub(super) fn kept(filled: &Filled, link: &PaymentLink) -> Shown {
    Shown {
        typed: typed(filled),
        ..of(link)
    }
}

/// The fields that no form offered, and that were filled in nevertheless.
fn sent_all_the_same(
    filled: &Filled,
    withheld: impl IntoIterator<Item = Withheld>,
) -> Vec<LinkField> {
    let is_sent = |field: &LinkField| filled.some(field.as_str()).is_some();
    let sent = withheld
        .into_iter()
        .filter(|it| it.fields().iter().any(is_sent));
    sent.map(Withheld::field).collect()
}

fn settle<T>(read: Result<T, Vec<Fault>>, mut faults: Vec<LinkField>) -> Result<T, Vec<LinkField>> {
    match read {
        Ok(read) if faults.is_empty() => Ok(read),
        Ok(_) => Err(faults),
        Err(told) => {
            faults.extend(told.iter().filter_map(at));
            Err(faults)
        }
    }
}

/// The field that a fault is in.
fn at(fault: &Fault) -> Option<LinkField> {
    let mut path = fault.pointer.split('/').skip(1);
    let name = match (path.next(), path.next()) {
        (Some("payee_account"), Some(part)) => part,
        (Some(name), _) => name,
        (None, _) => return None,
    };
    LinkField::ALL.into_iter().find(|it| it.as_str() == name)
}

fn typed(filled: &Filled) -> Vec<(LinkField, String)> {
    let of = |field: LinkField| {
        let all = filled.all(field.as_str());
        all.map(move |text| (field, text.to_owned()))
    };
    LinkField::ALL.into_iter().flat_map(of).collect()
}

/// A moment as a field for days and times takes it, by the clock in Toronto.
fn by_the_clock(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::MAX);
    let at = at.to_zoned(tz::get!("America/Toronto"));
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Notes line by line; `None` where they would not be read again as they are, such as a note of
/// several lines.
fn written_notes(metadata: &Metadata) -> Option<String> {
    let lines: Vec<_> = metadata
        .iter()
        .map(|(name, note)| format!("{name}: {note}"))
        .collect();
    let text = lines.join("\n");
    (read_notes(&text)? == json!(metadata)).then_some(text)
}
