//! Puts the browser's files into the executable.
//!
//! `GUICHET_SITE` names a folder made by `cargo xtask`, with a `manifest.json` in it. Without
//! it (a plain `cargo build`, the tests, the lints) the site is empty: pages then work as
//! they do with neither stylesheet nor scripts, and refer to none.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=GUICHET_SITE");
    let code = match std::env::var_os("GUICHET_SITE") {
        None => empty(),
        Some(folder) => {
            let folder = PathBuf::from(folder);
            let manifest = folder.join("manifest.json");
            println!("cargo::rerun-if-changed={}", manifest.display());
            embed(&folder, &manifest)
                .map_err(|error| format!("GUICHET_SITE: {}: {error}", manifest.display()))?
        }
    };
    let out = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    std::fs::write(Path::new(&out).join("assets.rs"), code)?;
    Ok(())
}

fn empty() -> String {
    "static ASSETS: &[Asset] = &[];
    static SITE: Site = Site {
        css: None, css_hash: None,
        early: None, early_hash: None,
        start_js: None,
        glue: None,
        dashboard_style: None,
        dashboard_script: None,
    };"
    .to_owned()
}

fn embed(folder: &Path, manifest: &Path) -> Result<String, Box<dyn Error>> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(manifest)?)?;
    let text = |pointer: &str| {
        manifest
            .pointer(pointer)
            .and_then(Value::as_str)
            .ok_or_else(|| format!("{pointer} is missing"))
    };
    let path = |pointer: &str| text(pointer).map(|name| format!("/assets/{name}"));

    let mut code = String::from("static ASSETS: &[Asset] = &[\n");
    let names = manifest["assets"].as_array().ok_or("/assets is missing")?;
    for name in names {
        let name = name.as_str().ok_or("/assets holds something else")?;
        write_asset(&mut code, folder, name)?;
    }
    code += "];\n";
    write!(
        code,
        "static SITE: Site = Site {{
            css: Some({:?}), css_hash: Some({:?}),
            early: Some({:?}), early_hash: Some({:?}),
            start_js: Some({:?}),
            glue: Some({:?}),
            dashboard_style: Some({:?}),
            dashboard_script: Some({:?}),
        }};",
        text("/css/text")?,
        text("/css/hash")?,
        text("/early/text")?,
        text("/early/hash")?,
        path("/start")?,
        path("/glue")?,
        path("/dashboard/style")?,
        path("/dashboard/script")?,
    )?;
    Ok(code)
}

fn write_asset(code: &mut String, folder: &Path, name: &str) -> Result<(), Box<dyn Error>> {
    let (stem, extension) = name
        .rsplit_once('.')
        .ok_or("a file name has no extension")?;
    let (_, hash) = stem.rsplit_once('-').ok_or("a file name has no hash")?;
    let content_type = match extension {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        other => return Err(format!("no content type is known for .{other}").into()),
    };
    // A strong entity tag names the bytes, so each coding has its own.
    let body = |suffix: &str| {
        let file = folder.join(format!("{name}{suffix}"));
        let tag = format!("\"{hash}{}\"", suffix.replace('.', "-"));
        format!("Body {{ bytes: include_bytes!({file:?}), etag: {tag:?} }}")
    };
    writeln!(
        code,
        "Asset {{ name: {name:?}, content_type: {content_type:?}, identity: {}, brotli: {}, gzip: {} }},",
        body(""),
        body(".br"),
        body(".gz"),
    )?;
    Ok(())
}
