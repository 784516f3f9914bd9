//! Words as glyphs: shaped, measured and broken into lines.

#![expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "letters are set by real numbers; no money is near"
)]

use krilla::text::{GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::face::{Faces, Weight, Which};

/// Stands for a letter that no face has. What is copied from the paper is the letter itself.
const BOX: char = '\u{25a1}';

/// A piece of a line, in one face.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) which: Which,
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// How wide it is, in ems.
    pub(super) width: f32,
}

/// A line of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
}

impl Line {
    /// How wide it is at that size.
    pub(super) fn width(&self, size: f32) -> f32 {
        self.runs.iter().map(|run| run.width).sum::<f32>() * size
    }
}

/// The face and the direction of a piece of text.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kind {
    which: Which,
    is_rtl: bool,
}

/// Sets words with the faces of a paper.
pub(super) struct Setter<'a> {
    regular: Option<Face<'a>>,
    strong: Option<Face<'a>>,
    others: Option<Face<'a>>,
}

impl<'a> Setter<'a> {
    pub(super) fn new(faces: &'a Faces) -> Self {
        Self {
            regular: faces.face(Which::Own(Weight::Regular)),
            strong: faces.face(Which::Own(Weight::Strong)),
            others: faces.face(Which::Others),
        }
    }

    const fn face(&self, which: Which) -> Option<&Face<'a>> {
        match which {
            Which::Own(Weight::Regular) => self.regular.as_ref(),
            Which::Own(Weight::Strong) => self.strong.as_ref(),
            Which::Others => self.others.as_ref(),
        }
    }

    fn has(&self, which: Which, letter: &str) -> bool {
        self.face(which)
            .is_some_and(|face| letter.chars().all(|c| face.glyph_index(c).is_some()))
    }

    /// The words in lines no wider than `width` at that size; never none.
    pub(super) fn wrap(&self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<Line> {
        let text = plain(text);
        let (mut lines, mut line) = (Vec::new(), String::new());
        for part in parts(&text) {
            let with = format!("{line}{part}");
            if self.line(with.trim_end(), weight).width(size) <= width {
                line = with;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            // A word that no line holds is broken where the line ends.
            for letter in part.chars() {
                let with = format!("{line}{letter}");
                if self.line(with.trim_end(), weight).width(size) > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(letter);
            }
        }
        lines.push(line);
        let last = lines.len() - 1;
        lines
            .iter()
            .enumerate()
            // The space at a line's end is kept for ears: it parts two words.
            .map(|(at, line)| self.line(if at == last { line.trim_end() } else { line }, weight))
            .collect()
    }

    /// The words in one line, however long.
    pub(super) fn line(&self, text: &str, weight: Weight) -> Line {
        let mut runs: Vec<(Kind, String)> = Vec::new();
        for word in text.split_inclusive(char::is_whitespace) {
            let whole = self.whole(word.trim_end(), weight);
            for letter in letters(word) {
                let kind = self.kind(letter, whole);
                match (runs.last_mut(), kind) {
                    (Some((last, run)), Some(kind)) if *last == kind => run.push_str(letter),
                    // A space belongs to the words around it.
                    (Some((_, run)), None) => run.push_str(letter),
                    (_, Some(kind)) => runs.push((kind, letter.to_owned())),
                    (None, None) => runs.push((own(weight), letter.to_owned())),
                }
            }
        }
        let runs = runs
            .into_iter()
            .filter_map(|(kind, text)| self.shape(kind, text))
            .collect();
        Line { runs }
    }

    /// The face of a word. One that lacks a letter of it leaves the whole word to the other: two
    /// faces in a word look like a mistake.
    fn whole(&self, word: &str, weight: Weight) -> Which {
        let own = Which::Own(weight);
        if self.has(own, word) || !self.has(Which::Others, word) {
            own
        } else {
            Which::Others
        }
    }

    /// How a letter is set in a word of that face; `None` for a space.
    fn kind(&self, letter: &str, whole: Which) -> Option<Kind> {
        if letter.chars().all(char::is_whitespace) {
            return None;
        }
        let which = if self.has(whole, letter) {
            whole
        } else {
            Which::Others
        };
        let is_rtl = letter.chars().next().is_some_and(is_rtl);
        Some(Kind { which, is_rtl })
    }

    fn shape(&self, kind: Kind, text: String) -> Option<Run> {
        let face = self.face(kind.which)?;
        let unit = face.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        buffer.set_direction(if kind.is_rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let shaped = rustybuzz::shape(face, &[], buffer);
        let infos = shaped.glyph_infos();
        let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let end = |start: usize| {
            let next = starts.iter().find(|it| **it > start);
            next.copied().unwrap_or(text.len())
        };
        let hollow = face.glyph_index(BOX);
        let glyphs: Vec<_> = infos
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| {
                let start = info.cluster as usize;
                let (glyph, advance) = match (info.glyph_id, hollow) {
                    (0, Some(hollow)) => {
                        let advance = face.glyph_hor_advance(hollow).unwrap_or_default();
                        (u32::from(hollow.0), f32::from(advance))
                    }
                    (glyph, _) => (glyph, position.x_advance as f32),
                };
                KrillaGlyph::new(
                    GlyphId::new(glyph),
                    advance / unit,
                    position.x_offset as f32 / unit,
                    position.y_offset as f32 / unit,
                    position.y_advance as f32 / unit,
                    start..end(start),
                    None,
                )
            })
            .collect();
        Some(Run {
            which: kind.which,
            width: glyphs.iter().map(|glyph| glyph.x_advance).sum(),
            glyphs,
            text,
        })
    }
}

const fn own(weight: Weight) -> Kind {
    Kind {
        which: Which::Own(weight),
        is_rtl: false,
    }
}

/// The text in whole letters, without what nobody sees.
fn plain(text: &str) -> String {
    text.nfc()
        .filter(|c| !c.is_control() && !is_unseen(*c) && !is_none(*c))
        .map(|c| match c {
            '\u{a0}' | '\u{2007}' | '\u{202f}' => '\u{a0}',
            // No face has every space that there is.
            space if space.is_whitespace() => ' ',
            letter => letter,
        })
        .collect()
}

/// Whether it is no character, and never will be one.
fn is_none(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e01ef}')
}

fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Letters with the marks on them.
fn letters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices().skip(1);
        rest.chars().next()?;
        let end = chars
            .find(|(_, c)| !is_combining_mark(*c))
            .map_or(rest.len(), |(at, _)| at);
        let (letter, after) = rest.split_at(end);
        rest = after;
        Some(letter)
    })
}

/// Where lines may end: after a space, and after a hyphen, a slash or an at sign within a word.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '-', '/', '@'])
}
