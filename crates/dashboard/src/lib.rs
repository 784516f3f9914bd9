#![doc = include_str!("../README.md")]

mod chart;
pub mod figures;
pub mod page;
mod part;
pub mod payments;
pub mod shell;
pub mod story;
mod words;
