//! `docs/flinks.md`: what is known of the provider, and where each fact stands in the client,
//! in the twin and in a test. Written from the code; a fact that one of them lacks fails here.
//!
//! After a change: `UPDATE_DOCS=1 cargo test -p twin --test it coverage`.

mod contradiction;
mod endpoint;
mod fact;
mod source;

use std::{env, fmt::Write as _, fs, path::PathBuf};

use self::{
    contradiction::CONTRADICTIONS,
    fact::{Fact, Section},
    source::Sources,
};

#[test]
fn every_fact_about_the_provider_has_its_place_and_its_test() {
    let sources = Sources::read();
    let mut missing = Vec::new();
    for section in fact::sections() {
        for fact in &section.facts {
            missing.extend(
                places(&sources, fact)
                    .into_iter()
                    .filter(|(_, place)| place.is_none())
                    .map(|(what, _)| format!("{}: `{}` has no {what}", section.title, fact.name)),
            );
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_page_is_what_the_code_says() {
    let page = page(&Sources::read());
    let path = source::root().join("docs/flinks.md");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("docs/flinks.md can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/flinks.md is behind the code: UPDATE_DOCS=1 cargo test -p twin --test it coverage"
    );
}

/// Where a fact stands; nowhere is wrong where it has to stand.
fn places(sources: &Sources, fact: &Fact) -> Vec<(&'static str, Option<String>)> {
    vec![
        ("place in the client", sources.in_client(fact)),
        ("place in the twin", sources.in_twin(fact)),
        ("test", sources.in_tests(fact)),
    ]
}

fn page(sources: &Sources) -> String {
    let mut page = String::from(HEAD);
    for Section {
        title,
        about,
        column,
        facts,
    } in fact::sections()
    {
        let _ = write!(
            page,
            "\n## {title}\n\n{about}\n\n| {column} | meaning | source | client | twin | test |\n|---|---|---|---|---|---|\n"
        );
        for fact in &facts {
            let [client, twin, test] = [
                sources.in_client(fact),
                sources.in_twin(fact),
                sources.in_tests(fact),
            ]
            .map(Option::unwrap_or_default);
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {client} | {twin} | {test} |",
                fact.name, fact.meaning, fact.source
            );
        }
    }
    page.push_str(DISAGREE);
    for (number, it) in (1..).zip(CONTRADICTIONS) {
        let _ = writeln!(
            page,
            "| {number} | {} | {} | {} |",
            it.question, it.pages, it.choice
        );
    }
    page
}

const HEAD: &str = "\
# Flinks Pay: what is covered, and where

<!-- Written by `UPDATE_DOCS=1 cargo test -p twin --test it coverage`. Do not edit by hand. -->

One row for each endpoint, event, word and code of the provider, each webhook and each
scenario: where the client reads or sends it, where the twin plays it, and a test that shows it.
A row that lacks one of them fails the build. The keys of the sources are listed in
[the crate's README](../crates/flinks/README.md#sources); *assumption* marks what no page of the
provider says, *unverified* what only other people's code shows.
";

const DISAGREE: &str = "
## Where the provider's pages disagree

| | question | pages | what we do |
|---|---|---|---|
";

/// The path of a file below the root, as the page shows it.
fn link(path: &str) -> String {
    let name = PathBuf::from(path);
    let file = name
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let folder = name
        .parent()
        .and_then(|folder| folder.file_name())
        .map(|folder| folder.to_string_lossy().into_owned())
        .unwrap_or_default();
    format!("[{folder}/{file}](../{path})")
}
