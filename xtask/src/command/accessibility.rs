//! `cargo xtask accessibility`: WCAG 2.2 and EN 301 549, how each criterion is met, and which
//! test shows it.
//!
//! The document is made from the tables in `table` and from the tests that are really there: a
//! criterion whose test is gone fails.

use std::fmt::Write as _;

use crate::failure::Failure;
use crate::workspace::Workspace;

mod criterion;
mod present;
mod table;

use criterion::{Criterion, Level, Met};
use present::Present;
use table::Unclaimed;

/// Where it stands, from the root of the sources.
const DOCUMENT: &str = "docs/accessibility.md";

/// Whether the document is written or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Document {
    Compare,
    Write,
}

impl Document {
    /// What a `--write` flag asks for.
    pub(crate) fn of(write: bool) -> Document {
        if write {
            Document::Write
        } else {
            Document::Compare
        }
    }
}

/// Makes the document, and writes it or compares it with the one that is there.
pub(crate) fn run(workspace: &Workspace, document: Document) -> Result<(), Failure> {
    let present = Present::read(workspace.root())?;
    let missing = missing(&present);
    if !missing.is_empty() {
        return Err(Failure::Accessibility(missing.join("\n")));
    }
    let made = text();
    let path = workspace.root().join(DOCUMENT);
    match document {
        Document::Write => std::fs::write(&path, made).map_err(Failure::file("writing", &path)),
        Document::Compare => {
            let kept = std::fs::read_to_string(&path).map_err(Failure::file("reading", &path))?;
            if kept == made {
                Ok(())
            } else {
                Err(Failure::source(
                    &path,
                    &"is behind its table: `cargo xtask accessibility --write`",
                ))
            }
        }
    }
}

/// The tests that the table names and nobody wrote.
fn missing(present: &Present) -> Vec<String> {
    let named = table::all().flat_map(|criterion| {
        let shown = criterion.met.shown().iter();
        shown.map(move |shown| (criterion.number, shown))
    });
    named
        .filter(|(_, shown)| !present.has(shown))
        .map(|(number, shown)| {
            format!(
                "{number}: there is no test {:?} in {}",
                shown.test, shown.file
            )
        })
        .collect()
}

fn text() -> String {
    let mut text = HEAD.to_owned();
    for (level, heading) in [
        (Level::A, "Level A"),
        (Level::Aa, "Level AA"),
        (Level::Aaa, "Level AAA, as far as it is claimed"),
    ] {
        let of_level = table::all().filter(|criterion| criterion.level == level);
        // A String takes all text.
        let _ = write!(
            text,
            "\n## {heading}\n\n| WCAG 2.2 | EN 301 549 | how it is met | shown by |\n|---|---|---|---|\n"
        );
        for criterion in of_level {
            text.push_str(&row(criterion));
        }
    }
    text.push_str(UNCLAIMED_HEAD);
    for Unclaimed { number, name, why } in table::UNCLAIMED {
        let _ = writeln!(text, "| {number} {name} | {why} |");
    }
    text.push_str(TAIL);
    text
}

fn row(criterion: &Criterion) -> String {
    let Criterion {
        number,
        name,
        how,
        met,
        ..
    } = criterion;
    let shown = match met {
        Met::Shown(tests) => tests
            .iter()
            .map(|shown| format!("[{}](../{}): {}", shown.short(), shown.file, shown.test))
            .collect::<Vec<_>>()
            .join("<br>"),
        Met::Absent => "nothing to show".to_owned(),
    };
    let shown = shown.replace('|', "\\|");
    format!(
        "| {number} {name} | {} | {how} | {shown} |\n",
        criterion.clause()
    )
}

const HEAD: &str = "\
<!-- Made by `cargo xtask accessibility --write` from xtask/src/command/accessibility/table. -->

# Accessibility

What the customer’s pages do for everybody, criterion by criterion: the Web Content Accessibility
Guidelines (WCAG) 2.2, levels A and AA without exception, and those of level AAA that every page
meets. Beside each stands its clause in EN 301 549 V3.2.1, which CAN/ASC-EN 301 549:2024 takes
over for Canada. That edition refers to WCAG 2.1, so what WCAG 2.2 added has no clause in it.

Each row names the tests that show it. They run in `cargo xtask test`, and this page is checked
there: a row whose test is gone fails. “Every page” is every page of `guichet samples`: each screen
of a checkout and each of its variants, in English and French.

What stands in the bank’s frame is the provider’s. Our part ends with the frame’s name, the way
into it and out of it by keyboard, and the way round it to the same page in full.
";

const UNCLAIMED_HEAD: &str = "
### Level AAA, not claimed

| WCAG 2.2 | because |
|---|---|
";

const TAIL: &str = "
## EN 301 549 beyond the web’s criteria

| clause | how it is met |
|---|---|
| 5.2 Activation of accessibility features | They need no activation: what the system asks for (scheme, stillness, forced colours, size) is followed |
| 5.3 Biometrics, 5.4 to 5.9, 6, 7, 8 | There is no such thing: no biometrics, voice, video or hardware. What a bank asks for stands in its frame |
| 9.4.1.1 Parsing | WCAG 2.2 has removed it: it is met by whatever a browser reads |
| 9.6 Conformance requirements | Whole pages, whole processes: every screen from the choice to the receipt is in the tests. Everything works without scripts, so no technology is relied upon that could be missing |
| 10 Non-web documents | The [paper of a receipt](receipts.md#the-paper) is PDF/UA-1: tagged, with its language, headings, headed rows and words for its picture; [paper](../crates/receipt/tests/it/paper.rs): a_paper_is_tagged_from_its_title_to_its_last_link. A [letter](mail.md) has a part in plain text and one in HTML with its language, headings and headed rows; [outbox](../end2end/tests/outbox.spec.ts): a letter turns up by itself, in ${locale}, and can be read |
| 11.7 User preferences | Colours, contrast, size, motion and language follow the system and the browser |
| 12.1 Product documentation | This page, and [the customer’s page](page.md) |
| 12.2 Support services | The shop’s own, named at the foot of every page |

## What is not promised

- A merchant’s own words, logo and pages are the merchant’s. Its colours are computed until they can be
  read: 4.5:1 for text and 3:1 for controls; 7:1 holds for the default brand.
- No person with a disability has tried the page on our behalf yet. Tests find what can be looked for; what only
  somebody who depends on it would notice they do not find.
";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_criterion_is_in_it_once() {
        let of = |level| {
            let of_level = table::all().filter(|it| it.level == level);
            of_level.map(|it| it.number).collect::<Vec<_>>()
        };
        // WCAG 2.2 without 4.1.1, which it removed.
        assert_eq!((of(Level::A).len(), of(Level::Aa).len()), (31, 24));
        let enhanced = of(Level::Aaa).len() + table::UNCLAIMED.len();
        assert_eq!(
            enhanced, 31,
            "each of level AAA is claimed, or said why not"
        );
        let unclaimed = table::UNCLAIMED.iter().map(|it| it.number);
        let every = table::all().map(|it| it.number).chain(unclaimed);
        assert_eq!(every.collect::<BTreeSet<_>>().len(), 86);
        let unique: BTreeSet<_> = table::all().map(|it| it.number).collect();
        assert_eq!(unique.len(), table::all().count());
    }

    #[test]
    fn what_wcag_2_2_added_has_no_clause_yet() {
        let clause = |number: &str| {
            let found = table::all().find(|it| it.number == number);
            found.map(Criterion::clause)
        };
        assert_eq!(clause("1.4.10").as_deref(), Some("9.1.4.10"));
        assert_eq!(clause("2.5.8").as_deref(), Some("not in V3.2.1"));
        assert_eq!(clause("2.5.5").as_deref(), Some("AAA"));
    }

    #[test]
    fn a_test_that_nobody_wrote_is_missed() {
        assert!(!missing(&Present::default()).is_empty());
    }
}
