//! Makes scripts smaller without understanding them, and points one at another.
//!
//! Only what is safe line by line: whole-line comments, indentation and empty lines go;
//! brotli does the rest. A line inside a template literal is left alone.

use std::path::Path;

use crate::failure::Failure;

/// The script without comments of their own line, indentation and empty lines.
pub(super) fn squeeze(path: &Path, source: &str) -> Result<String, Failure> {
    let mut out = String::with_capacity(source.len());
    let mut place = Place::Code;
    for line in source.lines() {
        let bare = line.trim();
        place = match place {
            Place::Comment => after_comment(path, bare)?,
            Place::Code if bare.is_empty() || bare.starts_with("//") => Place::Code,
            Place::Code if bare.starts_with("/*") => after_comment(path, bare)?,
            Place::Code => {
                push(&mut out, bare);
                Place::Code.after(bare)
            }
            Place::Template => {
                push(&mut out, line);
                Place::Template.after(line)
            }
        };
    }
    Ok(out)
}

/// Replaces the one mention of `name` by the hashed name of what is meant, beside it.
pub(super) fn point(
    path: &Path,
    source: &str,
    name: &str,
    hashed: &str,
) -> Result<String, Failure> {
    let quoted = format!("\"{name}\"");
    match source.matches(&quoted).count() {
        1 => Ok(source.replace(&quoted, &format!("\"./{hashed}\""))),
        times => Err(Failure::source(
            path,
            &format_args!("{quoted} must be in it exactly once, but is {times} times"),
        )),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Code,
    Comment,
    Template,
}

impl Place {
    fn after(self, line: &str) -> Place {
        let toggles = line.matches('`').count() - line.matches("\\`").count();
        match (self, toggles % 2) {
            (Place::Code, 1) => Place::Template,
            (Place::Template, 1) => Place::Code,
            (place, _) => place,
        }
    }
}

fn after_comment(path: &Path, bare: &str) -> Result<Place, Failure> {
    match bare.split_once("*/") {
        None => Ok(Place::Comment),
        Some((_, "")) => Ok(Place::Code),
        Some((_, rest)) => Err(Failure::source(
            path,
            &format_args!("code after a comment on the same line: {rest}"),
        )),
    }
}

fn push(out: &mut String, line: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeezed(source: &str) -> String {
        squeeze(Path::new("a.js"), source).expect("a good script")
    }

    #[test]
    fn comments_indentation_and_empty_lines_go() {
        let source = "// why\nconst a = {\n  /**\n   * what\n   */\n  b: 1,\n\n};\n";
        assert_eq!(squeezed(source), "const a = {\nb: 1,\n};");
    }

    #[test]
    fn the_lines_of_a_template_literal_stay_as_they_are() {
        let source = "  const a = `\n  // text\n\n`;\n  b();";
        assert_eq!(squeezed(source), "const a = `\n  // text\n\n`;\nb();");
    }

    #[test]
    fn slashes_inside_a_line_are_not_taken_for_a_comment() {
        assert_eq!(
            squeezed("  f('https://a'); // why"),
            "f('https://a'); // why"
        );
    }

    #[test]
    fn code_behind_a_comment_is_refused_rather_than_lost() {
        assert!(squeeze(Path::new("a.js"), "/* why */ f();").is_err());
    }

    #[test]
    fn a_name_is_replaced_when_it_is_there_exactly_once() {
        let path = Path::new("a.js");
        let pointed = point(path, "import(\"./b.js\")", "./b.js", "b-1.js");
        assert_eq!(pointed.expect("one mention"), "import(\"./b-1.js\")");
        assert!(point(path, "import(b)", "./b.js", "b-1.js").is_err());
    }
}
