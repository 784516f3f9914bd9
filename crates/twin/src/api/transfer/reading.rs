//! Reading the body of a session of the first version. Its fields are written with a small
//! first letter in some pages and with a capital in others, so both are read.

use flinks::limits;
use serde_json::Value;

use super::super::node::Node;
use crate::{
    problem::{Faults, Problem},
    session::{Delivery, Direction, Options, Order, Payor},
};

/// The longest `customerName`: a first and a last name and the space between them.
///
/// Assumption: no limit of its own is documented.
const CUSTOMER_NAME_CHARS: usize = 2 * limits::NAME_CHARS + 1;

/// What a session of the first version is made of.
pub(super) struct Request {
    pub(super) order: Order,
    pub(super) embedders: Vec<String>,
}

/// Reads a session, or says everything that is wrong with it. All but the list of pages and
/// the reference is mandatory `[ET-send]`.
pub(super) fn request(body: &Value, delivery: Delivery) -> Result<Request, Problem> {
    let mut faults = Faults::default();
    let root = Node::root(body);
    let reference = root
        .either("referenceId", "ReferenceId")
        .text(limits::REFERENCE_CHARS, &mut faults);
    // A number, or (a library's reading of the provider's schema) a string of the digits.
    let amount = root
        .either("amount", "Amount")
        .needed(&mut faults)
        .amount_or_text(&mut faults);
    let name = root
        .either("customerName", "CustomerName")
        .needed(&mut faults)
        .text(CUSTOMER_NAME_CHARS, &mut faults)
        .unwrap_or_default();
    let email = root
        .either("customerEmail", "CustomerEmail")
        .needed(&mut faults)
        .email(&mut faults);
    let embedders = embedders(&root, &mut faults);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let (first_name, last_name) = name
        .trim()
        .rsplit_once(char::is_whitespace)
        .unwrap_or(("", name.trim()));
    let order = Order {
        reference,
        direction: Direction::Debit,
        amount,
        options: Options {
            delivery,
            ..Options::default()
        },
        payor: Payor {
            first_name: first_name.trim().to_owned(),
            middle_name: None,
            last_name: last_name.to_owned(),
            email,
            phone: None,
            address: None,
        },
        payee: None,
    };
    Ok(Request { order, embedders })
}

/// `clientUrls` or, in older pages, `clientURIs`; a list, or a map whose values count.
fn embedders(root: &Node<'_>, faults: &mut Faults) -> Vec<String> {
    let newer = root.get("clientUrls");
    let node = if newer.is_absent() {
        root.get("clientURIs")
    } else {
        newer
    };
    let mut pages = Vec::new();
    for page in node.members(faults) {
        pages.extend(page.web_address(faults));
    }
    pages
}
