//! `cargo xtask lighthouse`: what Lighthouse says of the pages that a customer pays on.
//!
//! On the release build, as a phone in the middle range sees them on a slow network (Lighthouse's
//! own: Slow 4G, a processor four times slower). What is judged and what is left out is told in
//! `docs/decisions/lighthouse.md`.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::command::build;
use crate::command::size::{CHECKOUT, Readme};
use crate::failure::Failure;
use crate::http;
use crate::server::Demo;
use crate::site::Kind;
use crate::tool;
use crate::workspace::Workspace;

mod judged;
mod table;

use judged::Judged;
use table::Table;

/// A link to pay by such as shops print.
const PAYMENT_LINK: &str =
    r#"{ "amount": 2550, "currency": "CAD", "methods": ["guaranteed_eft", "e_transfer"] }"#;

/// Pages that are one customer's must not be found by anybody else, so that they say so is no fault.
const LEFT_OUT: &str = "--skip-audits=is-crawlable";

/// Judges each page so often, prints the table, and fails where a page is not whole. Speed is
/// measured and not asserted: it is the machine's as well.
pub(crate) fn run(
    workspace: &Workspace,
    runs: u32,
    readme: Readme,
    executable: Option<&Path>,
) -> Result<(), Failure> {
    tool::node::install(workspace)?;
    let chromium = tool::chromium::find_or_install(workspace)?;
    let executable = match executable {
        Some(executable) => executable.to_owned(),
        None => {
            build::executable(workspace, Kind::Release)?;
            workspace.executable(Kind::Release)
        }
    };
    let demo = Demo::start(&executable, workspace.target())?;
    let mut table = Table::default();
    for (what, door, body) in [
        ("a checkout", "checkouts", CHECKOUT),
        ("a payment link", "payment_links", PAYMENT_LINK),
    ] {
        let url = create(&demo, door, body)?;
        let mut all = Vec::new();
        for run in 1..=runs.max(1) {
            tool::say(format_args!("Lighthouse: {what}, {run} of {runs}"));
            all.push(judge(workspace, chromium.as_deref(), &url)?);
        }
        if let Some(middle) = judged::middle(all) {
            table.add(what, middle);
        }
    }
    println!("{table}");
    if let Readme::Write = readme {
        table.write_into(&workspace.root().join("README.md"))?;
    }
    match table.faults().as_slice() {
        [] => Ok(()),
        faults => Err(Failure::Lighthouse(faults.join("; "))),
    }
}

#[derive(Deserialize)]
struct Created {
    url: String,
}

fn create(demo: &Demo, door: &str, body: &str) -> Result<String, Failure> {
    let ready = demo.ready();
    let address = format!("{}/v1/{door}", ready.url.trim_end_matches('/'));
    let created = http::post_json(&address, &ready.api_key, body)?;
    let Created { url } = serde_json::from_slice(&created)
        .map_err(|error| Failure::Demo(format!("what {door} answered: {error}")))?;
    Ok(url)
}

fn judge(workspace: &Workspace, chromium: Option<&Path>, url: &str) -> Result<Judged, Failure> {
    let mut lighthouse = Command::new(tool::node::program(workspace, "lighthouse"));
    lighthouse
        .arg(url)
        .args(["--quiet", "--output=json", "--output-path=stdout", LEFT_OUT])
        .arg("--chrome-flags=--headless --no-sandbox --disable-gpu")
        .current_dir(workspace.end2end());
    if let Some(path) = chromium {
        lighthouse.env("CHROME_PATH", path);
    }
    Judged::read(&tool::capture(&mut lighthouse)?)
}
