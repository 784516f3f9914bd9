//! What several pages share.

pub(crate) mod begin_anew;
pub(crate) mod delivery_choice;
pub(crate) mod footer;
pub(crate) mod header;
pub(crate) mod icon;
pub(crate) mod linked_account;
pub(crate) mod look_again;
pub(crate) mod masked;
pub(crate) mod method_choice;
pub(crate) mod notice;
pub(crate) mod order;
pub(crate) mod outcome;
pub(crate) mod paid;
pub(crate) mod payer_fields;
pub(crate) mod phone;
pub(crate) mod rights;
pub(crate) mod send_receipt;
pub(crate) mod slow;
pub(crate) mod start_form;
pub(crate) mod stay;
pub(crate) mod unlisted;
