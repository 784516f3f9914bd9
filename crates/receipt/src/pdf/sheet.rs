//! What stands where on which page, and what it is for those who hear it.

#![expect(
    clippy::float_arithmetic,
    reason = "places on paper are real numbers; no money is near"
)]

use krilla::tagging::TagKind;

use super::{
    Colour,
    face::Weight,
    text::{Line, Setter},
};

/// A letter-sized page, in points.
pub(super) const WIDTH: f32 = 612.0;
pub(super) const HEIGHT: f32 = 792.0;
/// What stays empty at the sides.
pub(super) const SIDE: f32 = 60.0;
const TOP: f32 = 50.0;
const BOTTOM: f32 = HEIGHT - 42.0;

/// How words are set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) weight: Weight,
    pub(super) colour: Colour,
}

/// Something that is drawn.
pub(super) enum Mark {
    /// A line of words, from its baseline's left end.
    Words {
        line: Line,
        x: f32,
        baseline: f32,
        style: Style,
    },
    /// A filled rectangle that says nothing: left, top, width, height.
    Patch { place: [f32; 4], colour: Colour },
    /// The shop's picture: left, top, width, height.
    Picture { place: [f32; 4] },
    /// Where a click leads: left, top, width, height; the address and what it is.
    Link {
        place: [f32; 4],
        to: String,
        alt: String,
    },
}

/// A part of the content.
pub(super) struct Node {
    pub(super) tag: TagKind,
    pub(super) children: Vec<Child>,
}

/// What a part consists of.
#[derive(Clone, Copy)]
pub(super) enum Child {
    Node(usize),
    Mark { page: usize, at: usize },
}

/// A heading, for the table of contents.
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// The pages while they are written.
pub(super) struct Sheet<'a> {
    pub(super) pages: Vec<Vec<Mark>>,
    pub(super) nodes: Vec<Node>,
    /// The parts of the document itself, in order.
    pub(super) roots: Vec<usize>,
    pub(super) headings: Vec<Heading>,
    pub(super) y: f32,
    setter: &'a Setter<'a>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(setter: &'a Setter<'a>) -> Self {
        Self {
            pages: vec![Vec::new()],
            nodes: Vec::new(),
            roots: Vec::new(),
            headings: Vec::new(),
            y: TOP,
            setter,
        }
    }

    /// A part of the document.
    pub(super) fn root(&mut self, tag: impl Into<TagKind>) -> usize {
        let id = self.add(tag);
        self.roots.push(id);
        id
    }

    /// A part of a part.
    pub(super) fn node(&mut self, parent: usize, tag: impl Into<TagKind>) -> usize {
        let id = self.add(tag);
        self.nodes[parent].children.push(Child::Node(id));
        id
    }

    fn add(&mut self, tag: impl Into<TagKind>) -> usize {
        self.nodes.push(Node {
            tag: tag.into(),
            children: Vec::new(),
        });
        self.nodes.len() - 1
    }

    pub(super) fn page(&self) -> usize {
        self.pages.len() - 1
    }

    /// Turns the page when there is less room than that.
    pub(super) fn room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
    }

    /// Draws something on the page, as a part of `node` where it says something.
    pub(super) fn mark(&mut self, node: Option<usize>, mark: Mark) {
        let page = self.page();
        let at = self.pages[page].len();
        self.pages[page].push(mark);
        if let Some(node) = node {
            self.nodes[node].children.push(Child::Mark { page, at });
        }
    }

    /// The words in lines of that width.
    pub(super) fn set(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        self.setter.wrap(text, style.weight, style.size, width)
    }

    /// Writes words from the top of what is left, and goes on below them.
    pub(super) fn words(&mut self, node: usize, text: &str, style: Style, x: f32, width: f32) {
        for line in self.set(text, style, width) {
            self.room(style.leading);
            let top = self.y;
            self.line(node, line, style, x, top);
            self.y += style.leading;
        }
    }

    /// Writes one line whose box begins at `top`.
    pub(super) fn line(&mut self, node: usize, line: Line, style: Style, x: f32, top: f32) {
        // The letters stand in the middle of their line.
        let baseline = top + (style.leading + style.size * 0.72) / 2.0;
        self.mark(
            Some(node),
            Mark::Words {
                line,
                x,
                baseline,
                style,
            },
        );
    }

    /// A hairline from side to side.
    pub(super) fn rule(&mut self, colour: Colour) {
        let place = [SIDE, self.y, WIDTH - 2.0 * SIDE, 0.6];
        self.mark(None, Mark::Patch { place, colour });
    }
}
