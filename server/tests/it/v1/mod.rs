mod authorization;
mod body;
mod checkouts;
mod idempotency;
mod route;
mod webhook_endpoints;
