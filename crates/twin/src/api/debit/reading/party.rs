use flinks::limits;

use super::{super::super::node::Node, Whose};
use crate::{book::Book, debit::Party, problem::Faults};

/// A known contact, or the names of a new one; not both.
pub(super) fn party(node: &Node<'_>, book: &Book, faults: &mut Faults) -> (Option<Party>, Whose) {
    if !node.object(faults) {
        return (None, Whose::New);
    }
    let id = node.get("contactId");
    let names = ["firstName", "lastName", "legalName"].map(|part| node.get(part));
    if id.is_absent() {
        return (new_party(names, node, faults), Whose::New);
    }
    if names.iter().any(|name| !name.is_absent()) {
        faults.add(&node.path, "contactId and names exclude each other");
    }
    let known = id.text(64, faults).and_then(|id| id.parse().ok());
    let Some(contact) = known.and_then(|id| book.debits.contact(id)) else {
        faults.add(&id.path, "is not a known contact");
        return (None, Whose::New);
    };
    (Some(contact.party.clone()), Whose::Known(contact.id))
}

fn new_party(names: [Node<'_>; 3], node: &Node<'_>, faults: &mut Faults) -> Option<Party> {
    let [first, last, legal] = names;
    if legal.is_absent() {
        let first = first.needed(faults).text(limits::NAME_CHARS, faults);
        let last = last.needed(faults).text(limits::NAME_CHARS, faults);
        return Some(Party::Person {
            first: first?,
            last: last?,
        });
    }
    if !first.is_absent() || !last.is_absent() {
        faults.add(
            &node.path,
            "legalName and a person's names exclude each other",
        );
    }
    let legal = legal.text(limits::NAME_CHARS, faults)?;
    Some(Party::Firm { legal })
}
