#![doc = include_str!("../README.md")]

mod account;
mod admin;
mod api;
mod assets;
mod chain;
mod cli;
mod clock;
mod config;
mod customer;
mod desk;
mod door;
mod embed;
mod health;
mod notify;
mod problem;
mod provider;
mod random;
mod router;
mod running;
mod security;
mod simulation;
mod state;
mod telemetry;
mod worker;

pub use self::{
    api::addresses,
    cli::run,
    clock::Clock,
    running::{Merchant, Running, StartError},
};
