//! Which tests there are.

use std::collections::BTreeSet;
use std::path::Path;

use super::criterion::Shown;
use crate::failure::Failure;

/// Where browser tests stand, from the root of the sources.
const FOLDER: &str = "end2end/tests";

/// The tests of the browser, by file and name as they are written there.
#[derive(Debug, Default)]
pub(super) struct Present(BTreeSet<(String, String)>);

impl Present {
    /// Reads every file of tests.
    pub(super) fn read(root: &Path) -> Result<Present, Failure> {
        let folder = root.join(FOLDER);
        let files = std::fs::read_dir(&folder).map_err(Failure::file("reading", &folder))?;
        let mut present = BTreeSet::new();
        for file in files {
            let path = file.map_err(Failure::file("reading", &folder))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let text = std::fs::read_to_string(&path).map_err(Failure::file("reading", &path))?;
            let file = format!("{FOLDER}/{name}");
            present.extend(names(&text).map(|test| (file.clone(), test.to_owned())));
        }
        Ok(Present(present))
    }

    pub(super) fn has(&self, shown: &Shown) -> bool {
        let wanted = (shown.file.to_owned(), shown.test.to_owned());
        self.0.contains(&wanted)
    }
}

/// The names of the tests in a file: what `test(` is given first, if that is a text.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split("test(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start();
        let quote = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '`' | '\''))?;
        let (name, _) = rest.get(1..)?.split_once(quote)?;
        Some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_known_by_the_text_that_it_is_given() {
        let text = "test(\"one, two\", async () => {});\n  test(\n`${locale}: three`, f);\n\
                    pattern.test(complaint); test(story.name, f)";
        assert_eq!(
            names(text).collect::<Vec<_>>(),
            ["one, two", "${locale}: three"]
        );
    }
}
