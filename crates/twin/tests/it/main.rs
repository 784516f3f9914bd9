//! The twin over real HTTP: what an integration and a customer's browser meet.

mod authorize;
mod cancel;
mod control;
mod create;
mod desk;
mod eft;
mod pages;
mod restart;
mod transfer;
mod webhook;
