//! One module for each page.

pub mod account;
pub mod audit;
pub mod branding;
pub mod delivery;
pub mod domain;
pub mod endpoint;
pub mod endpoints;
pub mod figures;
pub mod home;
pub mod invitation;
pub mod keys;
pub mod merchants;
pub mod password;
pub mod payment;
pub mod payment_link;
pub mod payment_links;
pub mod payments;
pub mod people;
pub mod problem;
pub mod recovery;
pub mod screen;
pub mod sign_in;
