//! A part of a document of ours that a command writes.

use std::path::Path;

use crate::failure::Failure;

/// The lines around the part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marks {
    pub(crate) start: &'static str,
    pub(crate) end: &'static str,
}

impl Marks {
    /// Puts the text between the marks of a Markdown file.
    pub(crate) fn write(self, path: &Path, text: &str) -> Result<(), Failure> {
        let Marks { start, end } = self;
        let kept = std::fs::read_to_string(path).map_err(Failure::file("reading", path))?;
        let written = self.replace_between(&kept, text).ok_or_else(|| {
            Failure::source(path, &format_args!("needs the marks {start} and {end}"))
        })?;
        std::fs::write(path, written).map_err(Failure::file("writing", path))
    }

    fn replace_between(self, kept: &str, text: &str) -> Option<String> {
        let Marks { start, end } = self;
        let (before, rest) = kept.split_once(start)?;
        let (_, after) = rest.split_once(end)?;
        Some(format!("{before}{start}\n\n{text}\n\n{end}{after}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_around_the_marks_is_kept() {
        let marks = Marks {
            start: "<!-- a -->",
            end: "<!-- b -->",
        };
        let written = marks.replace_between("# A\n<!-- a -->\nold\n<!-- b -->\nend\n", "new");
        let wanted = "# A\n<!-- a -->\n\nnew\n\n<!-- b -->\nend\n";
        assert_eq!(written.as_deref(), Some(wanted));
        assert_eq!(marks.replace_between("no marks", "new"), None);
    }
}
