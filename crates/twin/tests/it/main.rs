//! The twin over real HTTP: what an integration and a customer's browser meet.

mod authorize;
mod cancel;
mod client;
mod connect;
mod contact;
mod control;
mod coverage;
mod create;
mod debit;
mod desk;
mod eft;
mod faults;
mod guarantee;
mod home;
mod linking;
mod pages;
mod record;
mod regular_eft;
mod report;
mod restart;
mod signing;
mod trace;
mod transfer;
mod transfer_v1;
mod troubled_pages;
mod webhook;
