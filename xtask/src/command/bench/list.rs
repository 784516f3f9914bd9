//! `cargo xtask bench list`: lists in a store with a million checkouts, on both engines.

use crate::failure::Failure;
use crate::tool;
use crate::tool::postgres::{Durability, Postgres};
use crate::workspace::Workspace;

/// The variable that names the PostgreSQL database to measure on.
const TEST_STORE: &str = "GUICHET_TEST_STORE";

pub(super) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let lists = || {
        let mut cargo = workspace.cargo();
        cargo.args(["run", "--quiet", "--release", "--package", "store"]);
        cargo.args(["--example", "lists"]).env_remove(TEST_STORE);
        cargo
    };
    print!("{}", tool::capture(&mut lists())?);
    let postgres = Postgres::start(Durability::None)?;
    let mut on_postgres = lists();
    on_postgres.env(TEST_STORE, postgres.url());
    println!("\n{}", tool::capture(&mut on_postgres)?);
    Ok(())
}
