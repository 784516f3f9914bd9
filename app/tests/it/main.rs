//! The pages and their server functions, from outside.

mod actions;
mod catalogue;
mod debit;
mod escaping;
mod fixture;
mod form;
mod honesty;
mod literal;
mod live;
mod method;
mod more_time;
mod payment_link;
mod screens;
mod words;
