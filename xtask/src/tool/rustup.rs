//! The WebAssembly target of the Rust in use.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::tool;

/// The target that the browser part is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the WebAssembly target when it is missing.
pub(crate) fn add_wasm_target() -> Result<(), Failure> {
    let libraries =
        tool::capture(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    // Debian's own Rust has no rustup but may have the target: what counts is its library.
    if has_core(Path::new(libraries.trim())) {
        return Ok(());
    }
    tool::say(format_args!("Adding the Rust target {WASM}"));
    tool::run(Command::new("rustup").args(["target", "add", WASM]))
}

/// Adds a part of the toolchain when cargo cannot run the command that it brings.
pub(crate) fn add_component(name: &str, cargo_command: &str) -> Result<(), Failure> {
    let there = tool::cargo()
        .args([cargo_command, "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if there {
        return Ok(());
    }
    tool::say(format_args!("Adding {name}"));
    tool::run(Command::new("rustup").args(["component", "add", name]))
}

fn has_core(libraries: &Path) -> bool {
    std::fs::read_dir(libraries).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    })
}
