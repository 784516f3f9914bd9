mod authorization;
mod body;
mod checkouts;
mod idempotency;
mod route;
