//! The browser's side of the program: WebAssembly, its glue, the scripts and the stylesheet,
//! with hashed names and compressed ahead, in `target/site/<kind>/`.
//!
//! `server/build.rs` reads the manifest there (`GUICHET_SITE`) and puts all of it into the
//! executable.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::tool;
use crate::workspace::Workspace;

mod manifest;
mod precompress;
mod script;
mod style;
mod wasm;

use manifest::{Dashboard, Inline, Manifest};

/// The sources of this recipe: when they change, everything is made anew.
const RECIPE: &[&str] = &[
    include_str!("mod.rs"),
    include_str!("manifest.rs"),
    include_str!("precompress.rs"),
    include_str!("script.rs"),
    include_str!("style.rs"),
    include_str!("wasm.rs"),
];

/// Which of the two sites, and with it which of the two executables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Quick to build: no `wasm-opt`, lighter compression, no Node needed.
    Dev,
    /// What customers download.
    Release,
}

impl Kind {
    /// The kind that a `--release` flag asks for.
    pub(crate) fn of(release: bool) -> Kind {
        if release { Kind::Release } else { Kind::Dev }
    }

    /// Its folder in `target/site`.
    fn folder(self) -> &'static str {
        match self {
            Kind::Dev => "dev",
            Kind::Release => "release",
        }
    }

    /// The folder of cargo's target directory that its executable is in.
    pub(crate) fn server_folder(self) -> &'static str {
        match self {
            Kind::Dev => "debug",
            Kind::Release => "release",
        }
    }
}

/// A built site.
#[derive(Debug)]
pub(crate) struct Site {
    folder: PathBuf,
    manifest: Manifest,
}

/// The size of one asset in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weight {
    pub(crate) raw: u64,
    pub(crate) brotli: u64,
}

impl Site {
    /// The folder with the manifest.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The WebAssembly module.
    pub(crate) fn wasm(&self) -> Result<Weight, Failure> {
        self.weight(&self.manifest.wasm)
    }

    /// The JavaScript that wasm-bindgen makes for it.
    pub(crate) fn glue(&self) -> Result<Weight, Failure> {
        self.weight(&self.manifest.glue)
    }

    /// The dashboard's stylesheet.
    pub(crate) fn dashboard_style(&self) -> Result<Weight, Failure> {
        self.weight(&self.manifest.dashboard.style)
    }

    /// The dashboard's script.
    pub(crate) fn dashboard_script(&self) -> Result<Weight, Failure> {
        self.weight(&self.manifest.dashboard.script)
    }

    fn weight(&self, name: &str) -> Result<Weight, Failure> {
        let size = |name: String| {
            let path = self.folder.join(name);
            std::fs::metadata(&path)
                .map(|found| found.len())
                .map_err(Failure::file("reading", &path))
        };
        Ok(Weight {
            raw: size(name.to_owned())?,
            brotli: size(format!("{name}.br"))?,
        })
    }
}

/// Builds the site, or finds it built already.
pub(crate) fn build(workspace: &Workspace, kind: Kind) -> Result<Site, Failure> {
    tool::rustup::add_wasm_target()?;
    if kind == Kind::Release {
        tool::node::install(workspace)?;
    }
    tool::say("Compiling the browser part");
    let module = wasm::compile(workspace, kind)?;

    let src = workspace.root().join("src");
    let early = read(&src.join("early.js"))?;
    let start = read(&src.join("start.js"))?;
    let style = style::bundle(&workspace.root().join("style/main.css"))?;
    let dashboard_style = style::bundle(&workspace.root().join("style/dashboard.css"))?;
    let dashboard_script =
        read(&src.join("dashboard/dashboard.js"))? + &read(&src.join("dashboard/branding.js"))?;

    let fingerprint = fingerprint(&[
        &std::fs::read(&module).map_err(Failure::file("reading", &module))?,
        early.as_bytes(),
        start.as_bytes(),
        style.as_bytes(),
        dashboard_style.as_bytes(),
        dashboard_script.as_bytes(),
    ]);
    let folder = workspace.target().join("site").join(kind.folder());
    if let Some(manifest) = Manifest::read(&folder)
        && manifest.fingerprint == fingerprint
    {
        return Ok(Site { folder, manifest });
    }

    tool::say(match kind {
        Kind::Dev => "Writing the site",
        Kind::Release => "Writing the site, as small as it gets (half a minute)",
    });
    let parts = wasm::bind(workspace, kind, &module)?;
    // Never a half-written site under the final name: the server's build reads it.
    let draft = folder.with_extension("draft");
    make_empty(&draft)?;
    let mut shelf = manifest::Shelf::new(&draft, kind);
    let wasm = shelf.put("page", "wasm", &parts.wasm)?;
    let glue_path = src.join("page.js");
    let glue = shelf.put(
        "page",
        "js",
        script::squeeze(&glue_path, &parts.glue)?.as_bytes(),
    )?;
    let start_path = src.join("start.js");
    let start = script::squeeze(&start_path, &start)?;
    let start = script::point(&start_path, &start, "./page.js", &glue)?;
    let start = script::point(&start_path, &start, "./page.wasm", &wasm)?;
    let dashboard_script = script::squeeze(&src.join("dashboard/dashboard.js"), &dashboard_script)?;
    let dashboard = Dashboard {
        style: shelf.put("dashboard", "css", dashboard_style.as_bytes())?,
        script: shelf.put("dashboard", "js", dashboard_script.as_bytes())?,
    };
    let manifest = Manifest {
        css: Inline::new("inline.css", &style),
        early: Inline::new(
            "inline.js",
            &script::squeeze(&src.join("early.js"), &early)?,
        ),
        start: shelf.put("start", "js", start.as_bytes())?,
        glue,
        wasm,
        dashboard,
        assets: shelf.names(),
        fingerprint,
    };
    manifest.write(&draft)?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(Failure::file("removing", &folder))?;
    }
    std::fs::rename(&draft, &folder).map_err(Failure::file("renaming", &draft))?;
    Ok(Site { folder, manifest })
}

fn fingerprint(inputs: &[&[u8]]) -> String {
    let mut all = Sha256::new();
    let recipe = RECIPE.iter().map(|source| source.as_bytes());
    for input in recipe.chain(inputs.iter().copied()) {
        all.update(Sha256::digest(input));
    }
    hex::encode(all.finalize())
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(Failure::file("reading", path))
}

fn make_empty(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(Failure::file("removing", folder))?;
    }
    std::fs::create_dir_all(folder).map_err(Failure::file("creating", folder))
}
