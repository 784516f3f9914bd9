//! Every sentence of the pages, page by page, as types: a language that lacks one does not
//! compile.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod branding;
pub(crate) mod domain;
pub(crate) mod endpoint_change;
pub(crate) mod endpoints;
pub(crate) mod figures;
pub(crate) mod follow;
pub(crate) mod home;
pub(crate) mod invitation;
pub(crate) mod keys;
pub(crate) mod merchants;
pub(crate) mod password;
pub(crate) mod payment;
pub(crate) mod payment_links;
pub(crate) mod payments;
pub(crate) mod people;
pub(crate) mod problem;
pub(crate) mod recovery;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod status;
pub(crate) mod timeline;
