//! The code by which others can check it all, and whom to ask.

use app::{format, receipt::Shop, words::words};
use krilla::tagging::Tag;

use super::{
    super::sheet::{Mark, SIDE, Sheet, Style, WIDTH},
    FULL, Paper,
};

/// How many groups of a code stand in a line, and how far apart they begin.
const GROUPS: usize = 10;
const GROUP: f32 = (FULL - 28.0) / 10.0;

impl Paper<'_> {
    pub(super) fn code(&self, sheet: &mut Sheet<'_>) {
        let Some(code) = &self.receipt.code else {
            return;
        };
        let words = &words(self.receipt.locale).receipt;
        sheet.room(120.0);
        self.second(sheet, words.code);
        let part = sheet.root(Tag::P);
        sheet.words(part, words.code_how, self.soft(9.5), SIDE, FULL);
        sheet.y += 6.0;
        let style = Style {
            leading: 14.0,
            ..self.style(8.5)
        };
        let groups: Vec<&str> = code.split_inclusive('-').collect();
        let rows = groups.chunks(GROUPS);
        let height = rows.clone().fold(16.0, |height, _| height + style.leading);
        sheet.room(height);
        let top = sheet.y;
        let place = [SIDE, top, FULL, height];
        let colour = self.ink.tint;
        sheet.mark(None, Mark::Patch { place, colour });
        let part = sheet.root(Tag::P);
        let inner = sheet.node(part, Tag::Code);
        let mut y = top + 8.0;
        for row in rows {
            let mut x = SIDE + 14.0;
            for group in row {
                for line in sheet.set(group, style, FULL) {
                    sheet.line(inner, line, style, x, y);
                }
                x += GROUP;
            }
            y += style.leading;
        }
        sheet.y = top + height + 16.0;
    }

    /// Whom to ask.
    pub(super) fn help(&self, sheet: &mut Sheet<'_>) {
        let shop = &self.receipt.shop;
        let style = self.soft(9.5);
        sheet.room(style.leading * 2.0);
        if shop.is_reachable() {
            self.ways_to(sheet, shop);
        }
        let part = sheet.root(Tag::P);
        let processor = words(self.receipt.locale).around.processor;
        sheet.words(part, processor, style, SIDE, FULL);
    }

    /// The ways to the shop, beside each other as far as the line goes.
    fn ways_to(&self, sheet: &mut Sheet<'_>, shop: &Shop) {
        let phone = shop.phone.as_ref();
        let phone = phone.map(|phone| (phone, format::call(phone)));
        let email = shop.email.as_ref();
        let email = email.map(|email| (email, format!("mailto:{email}")));
        let url = shop.url.as_ref().map(|url| (url, url.clone()));
        let style = Style {
            colour: self.ink.brand,
            ..self.soft(9.5)
        };
        let part = sheet.root(Tag::P);
        let mut x = SIDE;
        let question = sheet.set(&format!("{} ", shop.help), self.strong(9.5), FULL);
        for (at, line) in question.into_iter().enumerate() {
            if at > 0 {
                sheet.y += style.leading;
            }
            x = SIDE + line.width(style.size) + 6.0;
            let top = sheet.y;
            sheet.line(part, line, self.strong(9.5), SIDE, top);
        }
        for (text, to) in [phone, email, url].into_iter().flatten() {
            let link = sheet.node(part, Tag::Link);
            let whole = sheet.set(text, style, f32::MAX);
            let wide = whole.first().map_or(1.0, |line| line.width(style.size));
            if x > SIDE && x + wide > WIDTH - SIDE {
                sheet.y += style.leading;
                sheet.room(style.leading);
                x = SIDE;
            }
            let top = sheet.y;
            // An address longer than a line goes on below.
            let lines = sheet.set(&format!("{text} "), style, FULL);
            let place = [x, top, wide.min(FULL), style.leading];
            let alt = text.clone();
            sheet.mark(Some(link), Mark::Link { place, to, alt });
            let last = lines.len() - 1;
            for (at, line) in lines.into_iter().enumerate() {
                let top = sheet.y;
                sheet.line(link, line, style, x, top);
                if at < last {
                    sheet.y += style.leading;
                }
            }
            x += wide + 12.0;
        }
        sheet.y += style.leading + 4.0;
    }
}
