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
mod health;
mod problem;
mod provider;
mod random;
mod router;
mod security;
mod state;
mod telemetry;
mod worker;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
