//! The table of sizes: printed, judged, and kept in the README.

use std::fmt;
use std::path::Path;

use super::marks::Marks;
use crate::failure::Failure;
use crate::site::Weight;

const MARKS: Marks = Marks {
    start: "<!-- size:start -->",
    end: "<!-- size:end -->",
};
const TITLE: &str = "bytes";

/// One line.
#[derive(Debug)]
pub(super) struct Row {
    what: String,
    weight: Weight,
    budget: Option<u64>,
}

impl Row {
    /// Something that counts only as a part of a sum.
    pub(super) fn part(what: impl Into<String>, weight: Weight) -> Row {
        Row {
            what: what.into(),
            weight,
            budget: None,
        }
    }

    /// What a budget holds for.
    pub(super) fn sum(what: &str, parts: impl IntoIterator<Item = Weight>, budget: u64) -> Row {
        let mut weight = Weight { raw: 0, brotli: 0 };
        for part in parts {
            weight.raw += part.raw;
            weight.brotli += part.brotli;
        }
        Row {
            what: what.to_owned(),
            weight,
            budget: Some(budget),
        }
    }

    fn is_over_budget(&self) -> bool {
        self.budget
            .is_some_and(|budget| self.weight.brotli > budget)
    }
}

/// All lines.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<Row>,
}

impl Table {
    pub(super) fn new(rows: Vec<Row>) -> Table {
        Table { rows }
    }

    /// The names of the lines that are too heavy.
    pub(super) fn over_budget(&self) -> Vec<&str> {
        self.rows
            .iter()
            .filter(|row| row.is_over_budget())
            .map(|row| row.what.as_str())
            .collect()
    }

    /// Replaces the table between the two marks of a Markdown file.
    pub(super) fn write_into(&self, path: &Path) -> Result<(), Failure> {
        MARKS.write(path, &self.to_string())
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.rows.iter().map(|row| row.what.chars().count());
        let width = width.fold(TITLE.len(), usize::max);
        writeln!(
            f,
            "| {:width$} | {:>9} | {:>9} | {:>9} |",
            TITLE, "raw", "brotli", "budget"
        )?;
        write!(f, "|{:-<1$}|{2}|{2}|{2}|", "", width + 2, "----------:")?;
        for row in &self.rows {
            let budget = row.budget.map_or_else(String::new, grouped);
            let raw = grouped(row.weight.raw);
            let brotli = grouped(row.weight.brotli);
            write!(
                f,
                "\n| {:width$} | {raw:>9} | {brotli:>9} | {budget:>9} |",
                row.what
            )?;
            if row.is_over_budget() {
                write!(f, " over")?;
            }
        }
        Ok(())
    }
}

/// `85000` as `85,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(brotli: u64) -> Weight {
        Weight { raw: 4321, brotli }
    }

    #[test]
    fn a_sum_over_its_budget_is_named_and_one_at_its_budget_is_not() {
        let table = Table::new(vec![
            Row::part("a", weight(9_999)),
            Row::sum("b", [weight(600), weight(400)], 1_000),
            Row::sum("c", [weight(600), weight(401)], 1_000),
        ]);
        assert_eq!(table.over_budget(), ["c"]);
    }

    #[test]
    fn the_table_is_markdown() {
        let table = Table::new(vec![Row::sum("page", [weight(1_000)], 13_000)]);
        assert_eq!(
            table.to_string(),
            "| bytes |       raw |    brotli |    budget |\n\
             |-------|----------:|----------:|----------:|\n\
             | page  |     4,321 |     1,000 |    13,000 |"
        );
    }
}
