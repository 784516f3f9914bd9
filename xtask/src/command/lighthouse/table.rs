//! The table of what Lighthouse said: printed, judged, and kept in the README.

use std::fmt;
use std::path::Path;

use super::judged::Judged;
use crate::command::size::marks::Marks;
use crate::failure::Failure;

const MARKS: Marks = Marks {
    start: "<!-- lighthouse:start -->",
    end: "<!-- lighthouse:end -->",
};

/// A page and what was said of it.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<(&'static str, Judged)>,
}

impl Table {
    pub(super) fn add(&mut self, what: &'static str, judged: Judged) {
        self.rows.push((what, judged));
    }

    /// What is not whole. Speed is not among it: another machine has another one.
    pub(super) fn faults(&self) -> Vec<String> {
        self.rows
            .iter()
            .filter(|(_, judged)| judged.scores[1..] != [100; 3] || judged.shift > 0.0)
            .map(|(what, judged)| {
                let faults = judged.faults.join(", ");
                format!("{what}: shift {}, not met: {faults}", judged.shift)
            })
            .collect()
    }

    /// Replaces the table between the two marks of a Markdown file.
    pub(super) fn write_into(&self, path: &Path) -> Result<(), Failure> {
        MARKS.write(path, &self.to_string())
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "| Lighthouse, phone, Slow 4G, 4× CPU | performance | accessibility | best practices | SEO | first paint | largest paint | blocked | shift |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|--:|"
        )?;
        for (what, judged) in &self.rows {
            let [performance, accessibility, practices, seo] = judged.scores;
            let [first, largest, blocked] = judged.times;
            write!(
                f,
                "\n| {what} | {performance} | {accessibility} | {practices} | {seo} | {first:.0} ms | {largest:.0} ms | {blocked:.0} ms | {:.3} |",
                judged.shift
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(accessibility: u32, shift: f64) -> Judged {
        Judged {
            scores: [60, accessibility, 100, 100],
            times: [1_000.4, 1_100.0, 0.0],
            shift,
            faults: Vec::new(),
        }
    }

    #[test]
    fn what_is_slow_is_told_and_what_is_not_whole_is_a_fault() {
        let mut table = Table::default();
        table.add("a checkout", judged(100, 0.0));
        assert!(table.faults().is_empty());
        assert!(
            table.to_string().contains(
                "| a checkout | 60 | 100 | 100 | 100 | 1000 ms | 1100 ms | 0 ms | 0.000 |"
            )
        );
        table.add("b", judged(99, 0.0));
        table.add("c", judged(100, 0.01));
        assert_eq!(table.faults().len(), 2);
    }
}
