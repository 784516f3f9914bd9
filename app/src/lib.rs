#![doc = include_str!("../README.md")]

pub mod island;
pub mod live;

#[cfg(feature = "ssr")]
pub mod action;
#[cfg(feature = "ssr")]
pub mod amount;
#[cfg(feature = "ssr")]
pub mod brand;
#[cfg(feature = "ssr")]
pub mod calendar;
#[cfg(feature = "ssr")]
pub mod debit;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
pub mod format;
#[cfg(feature = "ssr")]
pub mod locale;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod part;
#[cfg(feature = "ssr")]
pub mod receipt;
#[cfg(feature = "ssr")]
pub mod sample;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod typed;
#[cfg(feature = "ssr")]
pub mod words;
