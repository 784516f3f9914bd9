//! From Rust to the two files that a browser loads.

use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use super::Kind;
use crate::failure::Failure;
use crate::tool;
use crate::workspace::Workspace;

/// The WebAssembly module and the JavaScript around it.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) wasm: Vec<u8>,
    pub(super) glue: String,
}

/// Compiles the root package; gives the path of the raw module.
pub(super) fn compile(workspace: &Workspace, kind: Kind) -> Result<PathBuf, Failure> {
    let profile = match kind {
        Kind::Dev => "wasm-dev",
        Kind::Release => "wasm",
    };
    let mut cargo = workspace.cargo();
    cargo
        .args(["build", "--package", "guichet-browser", "--lib"])
        .args(["--target", tool::rustup::WASM, "--profile", profile]);
    tool::run(&mut cargo)?;
    let folder = workspace.target().join(tool::rustup::WASM).join(profile);
    Ok(folder.join("guichet_browser.wasm"))
}

/// Makes the glue, and the module as small as the kind asks for.
pub(super) fn bind(workspace: &Workspace, kind: Kind, module: &Path) -> Result<Parts, Failure> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module);
    bindgen.web(true).map_err(refused)?;
    let mut output = bindgen
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate_output()
        .map_err(refused)?;
    let has_snippets = output
        .snippets()
        .values()
        .any(|scripts| !scripts.is_empty());
    if has_snippets || !output.local_modules().is_empty() {
        return Err(Failure::Bindgen(
            "a dependency brings JavaScript files of its own, which are not served".to_owned(),
        ));
    }
    let glue = output.js().to_owned();
    let wasm = output.wasm_mut().emit_wasm();
    match kind {
        Kind::Dev => Ok(Parts { wasm, glue }),
        Kind::Release => Ok(Parts {
            wasm: optimise(workspace, &wasm)?,
            glue,
        }),
    }
}

fn refused(error: impl std::fmt::Display) -> Failure {
    // With `#` it names its causes too.
    Failure::Bindgen(format!("{error:#}"))
}

/// Lets Binaryen find what LLVM left.
fn optimise(workspace: &Workspace, wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let folder = workspace.target().join("wasm-opt");
    std::fs::create_dir_all(&folder).map_err(Failure::file("creating", &folder))?;
    let (before, after) = (folder.join("before.wasm"), folder.join("after.wasm"));
    std::fs::write(&before, wasm).map_err(Failure::file("writing", &before))?;
    let mut wasm_opt = Command::new(tool::node::program(workspace, "wasm-opt"));
    wasm_opt.arg("-Oz").arg(&before).arg("-o").arg(&after);
    tool::run(&mut wasm_opt)?;
    std::fs::read(&after).map_err(Failure::file("reading", &after))
}
