//! The SQL that the store's sources hold.

use std::{fs, path::Path};

/// A text that begins a statement, and the file that holds it. What follows at run time is
/// not part of it.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) file: String,
    pub(super) sql: String,
}

const VERBS: [&str; 5] = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "];

/// Every literal that begins like a statement.
pub(super) fn texts() -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = Vec::new();
    collect(&root, &root, &mut texts);
    texts
}

fn collect(root: &Path, folder: &Path, texts: &mut Vec<Text>) {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(root, &path, texts);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let file = path.strip_prefix(root).unwrap().display().to_string();
            // What a file's own tests ask is nobody's load.
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            texts.extend(literals(code).map(|sql| Text {
                file: file.clone(),
                sql,
            }));
        }
    }
}

/// The literals that begin with a verb, their line continuations taken out.
fn literals(code: &str) -> impl Iterator<Item = String> {
    let starts = code.match_indices('"').filter(|(at, _)| {
        let rest = &code[at + 1..];
        VERBS.iter().any(|verb| rest.starts_with(verb))
    });
    starts.filter_map(|(at, _)| {
        let rest = &code[at + 1..];
        let text = &rest[..rest.find('"')?];
        let mut sql = String::new();
        for (place, part) in text.split("\\\n").enumerate() {
            sql.push_str(if place == 0 { part } else { part.trim_start() });
        }
        Some(sql)
    })
}

/// The same on one line, for comparing.
pub(super) fn flat(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}
