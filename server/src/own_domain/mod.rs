//! Merchants' own hosts: which there are, what proves them, whose pages are served at which, and
//! what is not.

mod admit;
mod keep;
mod kept;
mod look;
mod name;
mod record;
mod turn;
mod verdict;

pub(crate) use self::{
    admit::admit,
    keep::{Domains, Tenant, watch},
    look::{LookRefused, keep_looking, look_now},
    name::{NameFault, named, read},
    record::{Records, record_name},
};
