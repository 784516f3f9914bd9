#![doc = include_str!("../README.md")]

pub mod event;
mod link;
pub mod return_code;
pub mod stage;
pub mod step;

#[cfg(feature = "wire")]
pub mod amount;
#[cfg(feature = "wire")]
pub mod connect;
#[cfg(feature = "wire")]
pub mod drift;
#[cfg(feature = "wire")]
pub mod eft;
#[cfg(feature = "wire")]
mod fields;
#[cfg(feature = "wire")]
pub mod holder;
#[cfg(feature = "wire")]
pub mod limits;
#[cfg(feature = "wire")]
pub mod problem;
#[cfg(feature = "wire")]
pub mod report;
#[cfg(feature = "wire")]
pub mod session;
#[cfg(feature = "wire")]
pub mod status;
#[cfg(feature = "wire")]
pub mod token;
#[cfg(feature = "wire")]
pub mod transfer;
#[cfg(feature = "wire")]
pub mod webhook;
#[cfg(feature = "wire")]
pub mod word;

#[cfg(feature = "client")]
pub mod client;
