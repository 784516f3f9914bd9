//! What is known of the payment, and what it leaves open.

use app::words::words;
use krilla::tagging::{TableHeaderScope, Tag};

use super::{
    super::{
        sheet::{SIDE, Sheet, Style, WIDTH},
        text::Line,
    },
    FULL, Paper,
};

/// Where what is so begins, beside its name.
const VALUES: f32 = SIDE + 168.0;

impl Paper<'_> {
    pub(super) fn facts(&self, sheet: &mut Sheet<'_>) {
        let (name, value) = (self.soft(10.0), self.style(10.5));
        let table = sheet.root(Tag::Table.with_summary(Some(self.receipt.title.to_owned())));
        for fact in &self.receipt.facts {
            let names = sheet.set(fact.name, name, VALUES - SIDE - 12.0);
            let values = sheet.set(&fact.value, value, WIDTH - SIDE - VALUES);
            let rows = names.len().max(values.len());
            let height = (0..rows).fold(10.0, |height, _| height + value.leading);
            sheet.room(height);
            sheet.rule(self.ink.line);
            let row = sheet.node(table, Tag::TR);
            let head = sheet.node(row, Tag::TH(TableHeaderScope::Row));
            let cell = sheet.node(row, Tag::TD);
            let top = sheet.y + 5.0;
            let write = |sheet: &mut Sheet<'_>, node, lines: Vec<Line>, style: Style, x| {
                let mut top = top;
                for line in lines {
                    sheet.line(
                        node,
                        line,
                        Style {
                            leading: value.leading,
                            ..style
                        },
                        x,
                        top,
                    );
                    top += value.leading;
                }
            };
            write(sheet, head, names, name, SIDE);
            write(sheet, cell, values, value, VALUES);
            sheet.y += height;
        }
        sheet.rule(self.ink.line);
        sheet.y += 20.0;
    }

    /// What the payment leaves open, and what the customer may do.
    pub(super) fn open(&self, sheet: &mut Sheet<'_>) {
        let receipt = self.receipt;
        if receipt.open.is_empty() && receipt.rights.is_none() {
            return;
        }
        self.second(sheet, words(receipt.locale).receipt.open);
        for open in &receipt.open {
            self.notice(sheet, open);
            sheet.y += 6.0;
        }
        if let Some(rights) = receipt.rights {
            let part = sheet.root(Tag::P);
            sheet.words(part, rights, self.style(9.5), SIDE, FULL);
        }
        sheet.y += 14.0;
    }
}
