//! The receipt, part by part, from the top of the paper to its foot.

#![expect(
    clippy::float_arithmetic,
    reason = "places on paper are real numbers; no money is near"
)]

mod facts;
mod foot;

use std::num::NonZeroU16;

use app::{receipt::Receipt, words::words};
use krilla::tagging::Tag;
use payment::Standing;

use super::{
    Ink, Picture,
    face::{Faces, Weight},
    sheet::{Heading, Mark, SIDE, Sheet, Style, WIDTH},
    text::Setter,
};

const FULL: f32 = WIDTH - 2.0 * SIDE;
/// How high a shop's picture stands.
const PICTURE: f32 = 34.0;

/// A finished paper, before it is painted.
pub(super) struct Composed {
    pub(super) pages: Vec<Vec<Mark>>,
    pub(super) nodes: Vec<super::sheet::Node>,
    pub(super) roots: Vec<usize>,
    pub(super) headings: Vec<Heading>,
}

pub(super) fn compose(
    receipt: &Receipt,
    ink: &Ink,
    picture: Option<&Picture>,
    faces: &Faces,
) -> Composed {
    let setter = Setter::new(faces);
    let mut sheet = Sheet::new(&setter);
    let paper = Paper { receipt, ink };
    paper.band(&mut sheet);
    paper.shop(&mut sheet, picture);
    paper.sum(&mut sheet);
    paper.facts(&mut sheet);
    paper.open(&mut sheet);
    paper.code(&mut sheet);
    paper.help(&mut sheet);
    Composed {
        pages: sheet.pages,
        nodes: sheet.nodes,
        roots: sheet.roots,
        headings: sheet.headings,
    }
}

struct Paper<'a> {
    receipt: &'a Receipt,
    ink: &'a Ink,
}

impl Paper<'_> {
    const fn style(&self, size: f32) -> Style {
        Style {
            size,
            leading: size * 1.45,
            weight: Weight::Regular,
            colour: self.ink.text,
        }
    }

    const fn soft(&self, size: f32) -> Style {
        Style {
            colour: self.ink.soft,
            ..self.style(size)
        }
    }

    const fn strong(&self, size: f32) -> Style {
        Style {
            weight: Weight::Strong,
            ..self.style(size)
        }
    }

    /// The merchant's colour along the upper edge.
    fn band(&self, sheet: &mut Sheet<'_>) {
        let place = [0.0, 0.0, WIDTH, 8.0];
        let colour = self.ink.brand;
        sheet.mark(None, Mark::Patch { place, colour });
    }

    fn shop(&self, sheet: &mut Sheet<'_>, picture: Option<&Picture>) {
        let shop = &self.receipt.shop;
        let mut x = SIDE;
        let top = sheet.y;
        if let Some(picture) = picture {
            let wide = f32::from(picture.width) / f32::from(picture.height.max(1)) * PICTURE;
            let wide = wide.clamp(8.0, PICTURE * 4.0);
            let alt = (words(self.receipt.locale).receipt.logo)(&shop.name);
            let figure = sheet.root(Tag::Figure(Some(alt)));
            let place = [x, top, wide, PICTURE];
            sheet.mark(Some(figure), Mark::Picture { place });
            x += wide + 12.0;
        }
        let (name, under) = (self.strong(14.0), self.soft(9.5));
        let width = WIDTH - SIDE - x;
        let part = sheet.root(Tag::P);
        let below = shop.domain.as_deref().filter(|it| *it != shop.name);
        if below.is_none() && picture.is_some() {
            sheet.y += (PICTURE - name.leading) / 2.0;
        }
        sheet.words(part, &shop.name, name, x, width);
        if let Some(domain) = below {
            let part = sheet.root(Tag::P);
            sheet.words(part, domain, under, x, width);
        }
        sheet.y = sheet.y.max(top + PICTURE) + 22.0;
    }

    fn heading(&self, sheet: &mut Sheet<'_>, level: NonZeroU16, text: &str, style: Style) {
        sheet.room(style.leading * 3.0);
        sheet.headings.push(Heading {
            text: text.to_owned(),
            page: sheet.page(),
            y: sheet.y,
        });
        let heading = sheet.root(Tag::Hn(level, Some(text.to_owned())));
        sheet.words(heading, text, style, SIDE, FULL);
    }

    fn sum(&self, sheet: &mut Sheet<'_>) {
        let receipt = self.receipt;
        self.heading(sheet, NonZeroU16::MIN, receipt.title, self.strong(24.0));
        sheet.y += 6.0;
        if let Some(test) = receipt.test {
            self.notice(sheet, test);
            sheet.y += 8.0;
        }
        let sum = Style {
            colour: self.ink.brand,
            leading: 44.0,
            ..self.strong(34.0)
        };
        let part = sheet.root(Tag::P);
        let top = sheet.y;
        // Amounts are short: one line holds any.
        for line in sheet.set(&format!("{} ", receipt.amount), sum, FULL) {
            let wide = line.width(sum.size);
            sheet.line(part, line, sum, SIDE, top);
            let currency = self.soft(11.0);
            for line in sheet.set("CAD", currency, FULL) {
                sheet.line(part, line, currency, SIDE + wide + 8.0, top + 15.0);
            }
            sheet.y = top + sum.leading;
        }
        let part = sheet.root(Tag::P);
        let state = Style {
            colour: match receipt.standing {
                Standing::Paid | Standing::Short | Standing::Debit => self.ink.text,
                Standing::Returned => self.ink.caution,
            },
            ..self.strong(12.5)
        };
        sheet.words(part, &receipt.state, state, SIDE, FULL);
        let part = sheet.root(Tag::P);
        sheet.words(part, &receipt.told, self.style(11.0), SIDE, FULL);
        sheet.y += 16.0;
    }

    fn second(&self, sheet: &mut Sheet<'_>, text: &str) {
        let two = NonZeroU16::MIN.saturating_add(1);
        self.heading(sheet, two, text, self.strong(11.5));
        sheet.y += 3.0;
    }

    /// Words in a box of their own.
    fn notice(&self, sheet: &mut Sheet<'_>, text: &str) {
        let style = self.style(10.0);
        let lines = sheet.set(text, style, FULL - 30.0);
        let height = lines.iter().fold(16.0, |height, _| height + style.leading);
        sheet.room(height);
        let top = sheet.y;
        let patch = |sheet: &mut Sheet<'_>, width, colour| {
            let place = [SIDE, top, width, height];
            sheet.mark(None, Mark::Patch { place, colour });
        };
        patch(sheet, FULL, self.ink.caution_soft);
        patch(sheet, 3.0, self.ink.caution);
        let part = sheet.root(Tag::P);
        let mut y = top + 8.0;
        for line in lines {
            sheet.line(part, line, style, SIDE + 16.0, y);
            y += style.leading;
        }
        sheet.y = top + height;
    }
}
