//! Has the crate built again when a migration is added: the macro that embeds them only
//! notices those that it has seen.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
