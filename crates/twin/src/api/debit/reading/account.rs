use uuid::Uuid;

use super::super::{super::node::Node, account::bank_account};
use crate::{book::Book, debit::BankAccount, problem::Faults};

/// An account that is known by its id, or the numbers of one; not both.
pub(super) fn account(node: &Node<'_>, book: &Book, faults: &mut Faults) -> Option<BankAccount> {
    if !node.object(faults) {
        return None;
    }
    let id = node.get("accountId");
    let numbers = ["institutionCode", "transitNumber", "accountNumber"].map(|part| node.get(part));
    let has_numbers = numbers.iter().any(|part| !part.is_absent());
    match (id.is_absent(), has_numbers) {
        (false, true) => {
            faults.add(
                &node.path,
                "accountId and the account's numbers exclude each other",
            );
            None
        }
        (false, false) => {
            let known = id.text(64, faults)?.parse().ok();
            let account = known.and_then(|id| known_account(id, book));
            if account.is_none() {
                faults.add(&id.path, "is not a known account");
            }
            account
        }
        (true, _) => bank_account(node, faults),
    }
}

/// An account of a contact, or (assumption) one that was linked through Connect.
fn known_account(id: Uuid, book: &Book) -> Option<BankAccount> {
    let of_contact = book.debits.account(id).map(|known| known.account.clone());
    of_contact.or_else(|| {
        book.links.account(id).map(|linked| BankAccount {
            institution_code: linked.institution_number.clone(),
            transit_number: linked.transit_number.clone(),
            account_number: linked.account_number.clone(),
        })
    })
}
