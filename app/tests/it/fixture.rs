//! Checkouts as their logs tell them, one for every screen.

pub(crate) use app::sample::{
    AGREEMENT, LOGIN, Log, SESSION, account, at, attempt_id, cents, full_order, input, linked,
    order, payer, view, view_of,
};
