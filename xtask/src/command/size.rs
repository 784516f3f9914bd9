//! `cargo xtask size`: what a browser downloads, against the budgets.

use serde::Deserialize;

use crate::command::build;
use crate::failure::Failure;
use crate::http;
use crate::server::Demo;
use crate::site::{Kind, Site, Weight};
use crate::tool;
use crate::workspace::Workspace;

pub(crate) mod marks;
mod page;
mod table;

use table::{Row, Table};

/// The first answer: the page with its stylesheet inside, brotli.
const PAGE_BUDGET: u64 = 13_000;
/// All that a customer needs before paying when WebAssembly is blocked, brotli.
const BEFORE_PAYING_BUDGET: u64 = 16_000;
/// The islands and what loads them, brotli.
const WASM_BUDGET: u64 = 75_000;
/// What merchants' people load once, brotli; no customer does.
const DASHBOARD_BUDGET: u64 = 12_000;
/// What a shop's own page loads to put a checkout into it, brotli; no customer on our page does.
const EMBED_BUDGET: u64 = 3_200;
/// Where that is: the newest release.
const EMBED: &str = "/embed/v1.js";

/// A checkout such as shops make most.
pub(crate) const CHECKOUT: &str = r#"{
  "amount": 25000, "currency": "CAD", "reference": "SIZE-1",
  "methods": ["guaranteed_eft", "e_transfer"],
  "customer": {
    "first_name": "John", "last_name": "Doe", "email": "john.doe@example.com",
    "address": { "line1": "123 Front Avenue", "city": "Toronto", "province": "ON", "postal_code": "M5V3A8", "country": "CA" }
  },
  "payee_account": { "institution": "999", "transit": "60265", "account": "9876541" },
  "locale": "en-CA"
}"#;

/// Whether the README's table is part of it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Readme {
    Leave,
    Write,
}

impl Readme {
    /// What a `--write` flag asks for.
    pub(crate) fn of(write: bool) -> Readme {
        if write { Readme::Write } else { Readme::Leave }
    }
}

/// Builds the release, measures it and prints the table.
pub(crate) fn run(workspace: &Workspace, readme: Readme) -> Result<(), Failure> {
    let site = build::executable(workspace, Kind::Release)?;
    let table = measure(workspace, &site)?;
    println!("{table}");
    if let Readme::Write = readme {
        table.write_into(&workspace.root().join("README.md"))?;
    }
    match table.over_budget().as_slice() {
        [] => Ok(()),
        rows => Err(Failure::OverBudget(rows.join(", "))),
    }
}

fn measure(workspace: &Workspace, site: &Site) -> Result<Table, Failure> {
    tool::say("Measuring what a browser downloads");
    let executable = workspace.executable(Kind::Release);
    let demo = Demo::start(&executable, workspace.target())?;
    let mut rows = pages(&demo)?;
    let (wasm, glue) = (site.wasm()?, site.glue()?);
    rows.push(Row::part("WebAssembly", wasm));
    rows.push(Row::part("its JavaScript", glue));
    rows.push(Row::sum(
        "WebAssembly with its JavaScript",
        [wasm, glue],
        WASM_BUDGET,
    ));
    rows.push(Row::sum(
        "the dashboard's stylesheet and script",
        [site.dashboard_style()?, site.dashboard_script()?],
        DASHBOARD_BUDGET,
    ));
    let (_, embed) = download(&format!("{}{EMBED}", origin(&demo)))?;
    rows.push(Row::sum(
        "a shop's own page, to show a checkout",
        [embed],
        EMBED_BUDGET,
    ));
    Ok(Table::new(rows))
}

#[derive(Deserialize)]
struct Checkout {
    url: String,
}

fn origin(demo: &Demo) -> &str {
    demo.ready().url.trim_end_matches('/')
}

fn pages(demo: &Demo) -> Result<Vec<Row>, Failure> {
    let ready = demo.ready();
    let origin = origin(demo);
    let created = http::post_json(&format!("{origin}/v1/checkouts"), &ready.api_key, CHECKOUT)?;
    let checkout: Checkout = serde_json::from_slice(&created)
        .map_err(|error| Failure::Demo(format!("the created checkout: {error}")))?;

    let (html, page) = download(&checkout.url)?;
    let mut rows = vec![Row::sum(
        "the page, its stylesheet inside",
        [page],
        PAGE_BUDGET,
    )];
    let mut all = vec![page];
    for need in page::needs(&html) {
        let (_, weight) = download(&format!("{origin}{}", need.path()))?;
        rows.push(Row::part(need.what(), weight));
        all.push(weight);
    }
    rows.push(Row::sum(
        "all before paying, without WebAssembly",
        all,
        BEFORE_PAYING_BUDGET,
    ));
    Ok(rows)
}

/// The text and the weight of what is behind a URL, as it is really served: what comes without
/// brotli to a browser that would take it counts in full.
fn download(url: &str) -> Result<(String, Weight), Failure> {
    let plain = http::get(url, "identity")?;
    let packed = http::get(url, "br")?;
    let weight = Weight {
        raw: plain.len() as u64,
        brotli: packed.len() as u64,
    };
    Ok((String::from_utf8_lossy(&plain).into_owned(), weight))
}
