//! The sources, and where in them something stands.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    fact::{Fact, Place},
    link,
};

/// The root of the repository.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every source file, by its path below the root, sorted.
pub(super) struct Sources {
    client: Vec<(String, String)>,
    twin: Vec<(String, String)>,
    tests: Vec<(String, String)>,
}

impl Sources {
    pub(super) fn read() -> Self {
        Self {
            client: files(&["crates/flinks/src"]),
            twin: files(&["crates/twin/src"]),
            // The crate's own tests first: they are the nearest to the fact.
            tests: files(&[
                "crates/flinks/tests",
                "crates/twin/tests",
                "crates/flinks/src",
                "server/tests",
                "end2end/tests",
            ]),
        }
    }

    pub(super) fn in_client(&self, fact: &Fact) -> Option<String> {
        place(&self.client, &fact.client)
    }

    pub(super) fn in_twin(&self, fact: &Fact) -> Option<String> {
        place(&self.twin, &fact.twin)
    }

    /// The first test whose body names the fact.
    pub(super) fn in_tests(&self, fact: &Fact) -> Option<String> {
        let (Place::At(needles) | Place::Perhaps(needles)) = &fact.test;
        needles.iter().find_map(|needle| {
            self.tests.iter().find_map(|(path, text)| {
                text.match_indices(needle)
                    .find_map(|(at, _)| test_around(text, at))
                    .map(|name| format!("{} `{name}`", link(path)))
            })
        })
    }
}

fn place(files: &[(String, String)], place: &Place) -> Option<String> {
    let (Place::At(needles) | Place::Perhaps(needles)) = place;
    let found = needles.iter().find_map(|needle| {
        files
            .iter()
            .find(|(_, text)| before_tests(text).contains(needle))
            .map(|(path, _)| link(path))
    });
    match place {
        Place::At(_) => found,
        Place::Perhaps(_) => found.or_else(|| Some("–".to_owned())),
    }
}

/// The part of a source file that is not its own tests.
fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// The name of the test that the text at `at` stands in.
fn test_around(text: &str, at: usize) -> Option<String> {
    let before = &text[..at];
    let rust = before.rfind("\nfn ").max(before.rfind("\nasync fn "));
    let nested = before
        .rfind("\n    fn ")
        .max(before.rfind("\n    async fn "));
    let script = before.rfind("test('").or_else(|| before.rfind("test(`"));
    if let Some(start) = rust.max(nested) {
        let attributes = &before[before[..start].rfind("\n\n").unwrap_or(0)..start];
        let is_test = attributes.contains("#[test]") || attributes.contains("#[tokio::test");
        let name = text[start..]
            .split("fn ")
            .nth(1)?
            .split(['(', '<'])
            .next()?;
        // Laws are tests too: their attribute stands above, inside the macro.
        let is_law = attributes.contains("#[test]") || attributes.contains("proptest!");
        return (is_test || is_law).then(|| name.to_owned());
    }
    let name = text[script? + "test('".len()..].split(['\'', '`']).next()?;
    Some(name.to_owned())
}

fn files(folders: &[&str]) -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    for folder in folders {
        let mut below = Vec::new();
        walk(&root.join(folder), &mut below);
        below.sort();
        found.extend(below.into_iter().filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let name = path
                .strip_prefix(&root)
                .ok()?
                .to_string_lossy()
                .into_owned();
            (!name.contains("/it/coverage/")).then_some((name, text))
        }));
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            walk(&path, found);
        } else if path
            .extension()
            .is_some_and(|kind| kind == "rs" || kind == "ts")
        {
            found.push(path);
        }
    }
}
