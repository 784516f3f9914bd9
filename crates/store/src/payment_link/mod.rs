//! Payment links: standing offers by which checkouts are made.

mod create;
mod read;
mod row;
mod take;
mod update;

pub use self::{
    create::NewPaymentLink, read::PaymentLinkFilter, row::StoredPaymentLink, take::TakeError,
};
