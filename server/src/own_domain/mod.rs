//! Merchants' own hosts: which there are, whose pages are served at which, and what is not.

mod admit;
mod keep;
mod name;

pub(crate) use self::{
    admit::admit,
    keep::{Domains, Tenant, watch},
    name::{NameFault, read},
};
