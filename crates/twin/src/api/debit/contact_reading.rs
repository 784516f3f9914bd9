use flinks::limits;
use serde_json::Value;

use super::super::node::Node;
use crate::{
    debit::{Contact, ContactType, Party},
    problem::{Faults, Problem},
};

/// How a contact is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// What is not in the body is removed.
    Replace,
    /// What is not in the body stays.
    Amend,
}

/// Writes a body over a contact, or says everything that is wrong with it.
pub(super) fn write(contact: &mut Contact, body: &Value, manner: Manner) -> Result<(), Problem> {
    let mut faults = Faults::default();
    let root = Node::root(body);
    let kind = root.get("contactType").choice(
        &[
            ("INDIVIDUAL", ContactType::Individual),
            ("SMALL_BUSINESS", ContactType::SmallBusiness),
            ("CORPORATION", ContactType::Corporation),
        ],
        &mut faults,
    );
    let mut name = |part: &str| root.get(part).text(limits::NAME_CHARS, &mut faults);
    let (first, last, legal) = (name("firstName"), name("lastName"), name("legalName"));
    let email = root.get("emailAddress").email(&mut faults);
    let phone = root
        .get("phoneNumber")
        .digits(1..=limits::PHONE_DIGITS, &mut faults);
    let party = party(&contact.party, (first, last, legal), manner);
    if party.is_none() {
        faults.add("", "a contact has a first and a last name, or a legal name");
    }
    let Some(party) = party.filter(|_| faults.is_empty()) else {
        return Err(Problem::invalid(faults));
    };
    contact.party = party;
    match manner {
        Manner::Replace => {
            contact.kind = kind.unwrap_or(ContactType::Individual);
            contact.email = email;
            contact.phone = phone;
        }
        Manner::Amend => {
            contact.kind = kind.unwrap_or(contact.kind);
            contact.email = email.or_else(|| contact.email.take());
            contact.phone = phone.or_else(|| contact.phone.take());
        }
    }
    Ok(())
}

type Names = (Option<String>, Option<String>, Option<String>);

fn party(before: &Party, names: Names, manner: Manner) -> Option<Party> {
    match names {
        (None, None, Some(legal)) => Some(Party::Firm { legal }),
        (Some(first), Some(last), None) => Some(Party::Person { first, last }),
        (None, None, None) if manner == Manner::Amend => Some(before.clone()),
        (first, last, None) if manner == Manner::Amend => match before {
            Party::Person {
                first: first_before,
                last: last_before,
            } => Some(Party::Person {
                first: first.unwrap_or_else(|| first_before.clone()),
                last: last.unwrap_or_else(|| last_before.clone()),
            }),
            Party::Firm { .. } => None,
        },
        (_, _, _) => None,
    }
}
