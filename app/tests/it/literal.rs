//! The text literals of a Rust or JavaScript file, as a compiler reads them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A literal and the code of its statement before it.
#[derive(Debug)]
pub(crate) struct Literal {
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) before: String,
}

/// The literals of every file with that ending below a directory of the workspace, or of one
/// file. What
/// stands behind `#[cfg(test)]` is left out.
pub(crate) fn below(directory: &str, ending: &str) -> Vec<Literal> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    collect(&root.join(directory), ending, &mut files);
    assert!(!files.is_empty(), "{directory} holds no .{ending}");
    files.sort();
    files
        .iter()
        .flat_map(|file| {
            let source = fs::read_to_string(file).expect("a source file");
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            let name = file
                .strip_prefix(&root)
                .unwrap_or(file)
                .display()
                .to_string();
            of(&name, code, ending == "js")
        })
        .collect()
}

fn collect(directory: &Path, ending: &str, files: &mut Vec<PathBuf>) {
    if directory.is_file() {
        files.push(directory.to_owned());
        return;
    }
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, ending, files);
        } else if path.extension().is_some_and(|it| it == ending) {
            files.push(path);
        }
    }
}

fn of(file: &str, code: &str, is_script: bool) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut rest = code;
    // Where in `code` the statement begins whose literals come next.
    let mut before = String::new();
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if let Some(mark) = opening(c, is_script) {
            let (text, left) = quoted(&rest[1..], mark);
            found.push(Literal {
                file: file.to_owned(),
                text,
                before: before.trim_end().to_owned(),
            });
            rest = left;
        } else if let Some(length) = character(rest).filter(|_| !is_script) {
            rest = &rest[length..];
        } else {
            if matches!(c, ';' | '{' | '}') {
                before.clear();
            } else {
                before.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    found
}

/// The mark that opens a literal, which closes it too.
fn opening(c: char, is_script: bool) -> Option<char> {
    let is_mark = c == '"' || is_script && matches!(c, '\'' | '`');
    is_mark.then_some(c)
}

/// The literal that has just begun, without its escapes, and what follows it. What a script fills
/// in is `{}`.
fn quoted(text: &str, mark: char) -> (String, &str) {
    let mut plain = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            c if c == mark => return (plain, &text[at + 1..]),
            '$' if mark == '`' && text[at + 1..].starts_with('{') => {
                plain.push_str("{}");
                let mut depth = 0;
                for (_, c) in chars.by_ref() {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    if depth == 0 {
                        break;
                    }
                }
            }
            '\\' => match chars.next().map(|(_, c)| c) {
                Some('u') => {
                    let digits: String = chars
                        .by_ref()
                        .map(|(_, c)| c)
                        .take_while(|c| *c != '}')
                        .filter(|c| *c != '{')
                        .collect();
                    let code = u32::from_str_radix(&digits, 16).expect("an escape");
                    plain.push(char::from_u32(code).expect("a character"));
                }
                Some('n' | 't' | '\n') => plain.push(' '),
                Some(other) => plain.push(other),
                None => break,
            },
            _ => plain.push(c),
        }
    }
    (plain, "")
}

/// How long the character literal is with which a text begins; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let end = match inside.strip_prefix('\\') {
        Some(escaped) => escaped.find('\'').filter(|end| *end > 0 && *end < 10)? + 1,
        None => inside.char_indices().nth(1).filter(|(_, c)| *c == '\'')?.0,
    };
    Some(end + 2)
}

#[test]
fn literals_are_read_as_a_compiler_does() {
    let code = r#"
        // "no"
        fn a<'a>(x: &'a str) { b('"', "it\u{a0}is"); }
        view! { <p title="yes">"says"</p> }
    "#;
    let texts: Vec<_> = of("x.rs", code, false)
        .into_iter()
        .map(|it| it.text)
        .collect();
    assert_eq!(texts, ["it\u{a0}is", "yes", "says"]);
}

#[test]
fn literals_of_a_script_are_read_with_what_is_filled_in_left_out() {
    let code = r"
        const a = 'one'; // 'no'
        b(`two ${c(`${d}`) || { e: 1 }} three`, 'it\'s');
    ";
    let texts: Vec<_> = of("x.js", code, true)
        .into_iter()
        .map(|it| it.text)
        .collect();
    assert_eq!(texts, ["one", "two {} three", "it's"]);
}
