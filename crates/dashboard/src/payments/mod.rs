//! Lists of payments: what they are narrowed by, and what of them goes into a file.

mod csv;
mod filter;

pub use self::{
    csv::{csv_head, csv_row},
    filter::{Filter, FilterFault, Narrowing},
};
