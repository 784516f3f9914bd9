//! What pages are made of.

pub(crate) mod field;
pub(crate) mod follow;
pub(crate) mod form;
pub(crate) mod masked;
pub(crate) mod notice;
pub(crate) mod status;
pub(crate) mod table;
pub(crate) mod text_area;
pub(crate) mod time;
