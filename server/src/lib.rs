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
mod dashboard;
mod desk;
mod door;
mod embed;
mod health;
mod lane;
mod mail;
mod notify;
mod own_domain;
mod problem;
mod provider;
mod qr;
mod random;
mod receipt;
mod router;
mod running;
mod security;
mod simulation;
mod state;
mod telemetry;
mod trouble;
mod worker;

pub use self::{
    api::addresses,
    cli::run,
    clock::Clock,
    dashboard::dashboard_addresses,
    running::{Merchant, Running, StartError},
};
