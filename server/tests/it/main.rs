//! The program from outside: its command line, its API, what it logs and counts. Every
//! test drives the real executable; the folders mirror the doors.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod accounts;
mod admin;
mod canary;
mod cli;
mod contract;
mod customer;
mod dashboard;
mod desk;
mod domain_record;
mod embed;
mod examples;
mod health;
mod honest;
mod house;
mod log;
mod mail;
mod matrix;
mod metrics;
mod moment;
mod names;
mod notify;
mod own_domain;
mod payer;
mod program;
mod provider;
mod proxies;
mod receipts;
mod receiver;
mod servers;
mod store;
mod tenants;
mod v1;
