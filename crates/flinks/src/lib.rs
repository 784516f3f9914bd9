#![doc = include_str!("../README.md")]

pub mod event;
pub mod stage;
pub mod step;

#[cfg(feature = "client")]
pub mod amount;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
pub mod drift;
#[cfg(feature = "client")]
pub mod limits;
#[cfg(feature = "client")]
pub mod problem;
#[cfg(feature = "client")]
pub mod session;
#[cfg(feature = "client")]
pub mod status;
#[cfg(feature = "client")]
pub mod token;
#[cfg(feature = "client")]
pub mod webhook;
#[cfg(feature = "client")]
pub mod word;
