//! A table: a row for each fault, a column for each method.

use std::{fmt::Write as _, time::Duration};

use super::{METHODS, customer::Story};
use crate::mail::office::Mood;

/// One fault.
pub(super) struct Row {
    name: String,
    about: String,
    pub(super) faults: Vec<String>,
    /// What the mail server does, where there is one.
    pub(super) mood: Option<Mood>,
}

impl Row {
    pub(super) fn new(name: &str, about: &str, faults: &[&str]) -> Self {
        Self {
            name: name.to_owned(),
            about: about.to_owned(),
            faults: faults.iter().map(|fault| (*fault).to_owned()).collect(),
            mood: None,
        }
    }

    /// One of the mail server's.
    pub(super) fn at_post(name: &str, about: &str, mood: Mood) -> Self {
        Self {
            mood: Some(mood),
            ..Self::new(name, about, &[])
        }
    }
}

/// Every cell.
pub(super) struct Table {
    rows: Vec<Row>,
    cells: Vec<[Option<Story>; METHODS.len()]>,
}

impl Table {
    pub(super) fn new(rows: Vec<Row>) -> Self {
        let cells = rows
            .iter()
            .map(|_| [const { None }; METHODS.len()])
            .collect();
        Self { rows, cells }
    }

    pub(super) fn fill(&mut self, row: usize, column: usize, story: Story) {
        self.cells[row][column] = Some(story);
    }

    /// The cells that did not end right.
    pub(super) fn wrong(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (row, cells) in self.rows.iter().zip(&self.cells) {
            for (method, story) in METHODS.iter().zip(cells) {
                if !story.as_ref().is_some_and(Story::is_right) {
                    wrong.push(format!("{} × {method}: {story:?}", row.name));
                }
            }
        }
        wrong
    }

    /// The table as the docs show it.
    pub(super) fn written(&self) -> String {
        let mut page = format!(
            "| fault | {} |\n|---{}|\n",
            METHODS.join(" | "),
            "|---".repeat(METHODS.len())
        );
        for (row, cells) in self.rows.iter().zip(&self.cells) {
            let _ = write!(page, "| `{}`<br>{} ", row.name, row.about);
            for story in cells.iter().flatten() {
                let _ = write!(page, "| {} ", cell(story));
            }
            page.push_str("|\n");
        }
        page
    }
}

fn cell(story: &Story) -> String {
    let way = story.screens.join(" → ");
    let (took, unsure) = (seconds(story.took), seconds(story.unsure));
    format!("{way}<br>{took}; {unsure} after the bank")
}

/// Of a few seconds no more is said than that: two webhooks that come at once lead to one
/// status read or to two, and so to other moments for those that follow.
fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        3..10 => "under 10 s".to_owned(),
        seconds => format!("{seconds} s"),
    }
}
