//! The fonts: the merchant's, as its pages use it, and one that has the letters of most others.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use app::brand::Font;
use krilla::text::{Font as Embedded, Tag};
use rustybuzz::{Face, ttf_parser};

/// Letters that the fonts of pages lack: the rest of the Latin ones, Greek, Cyrillic, Armenian,
/// Hebrew, Arabic, Georgian and the syllables of Canada's first languages.
const OTHERS: &[u8] = include_bytes!("../../fonts/dejavu-sans.woff2");

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Strong,
}

/// Which of the faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Own(Weight),
    Others,
}

/// The faces of one paper.
pub(super) struct Faces {
    own: Arc<Vec<u8>>,
    others: Arc<Vec<u8>>,
    regular: Embedded,
    strong: Embedded,
    fallback: Embedded,
}

/// Fonts by their names.
type Unpacked = HashMap<&'static str, Arc<Vec<u8>>>;

/// Those that have been unpacked.
static UNPACKED: LazyLock<Mutex<Unpacked>> = LazyLock::new(Mutex::default);

fn unpacked(name: &'static str, packed: &[u8]) -> Option<Arc<Vec<u8>>> {
    let mut known = UNPACKED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = known.get(name) {
        return Some(Arc::clone(bytes));
    }
    let bytes = Arc::new(wuff::decompress_woff2(packed).ok()?);
    known.insert(name, Arc::clone(&bytes));
    Some(bytes)
}

impl Weight {
    const fn value(self) -> f32 {
        match self {
            Self::Regular => 400.0,
            Self::Strong => 650.0,
        }
    }
}

impl Faces {
    /// The faces of a merchant's font. What is the customer's own system's on a page is Inter on
    /// paper.
    pub(super) fn of(font: Font) -> Option<Self> {
        let (name, packed) = match font.bytes() {
            Some(bytes) => (font.as_str(), bytes),
            None => (Font::Inter.as_str(), Font::Inter.bytes()?),
        };
        let own = unpacked(name, packed)?;
        let others = unpacked("others", OTHERS)?;
        let at = |weight: Weight| {
            let weight = [(Tag::new(b"wght"), weight.value())];
            Embedded::new_variable(Arc::clone(&own).into(), 0, &weight)
        };
        Some(Self {
            regular: at(Weight::Regular)?,
            strong: at(Weight::Strong)?,
            fallback: Embedded::new(Arc::clone(&others).into(), 0)?,
            own,
            others,
        })
    }

    /// The face to shape with.
    pub(super) fn face(&self, which: Which) -> Option<Face<'_>> {
        match which {
            Which::Own(weight) => {
                let mut face = Face::from_slice(&self.own, 0)?;
                face.set_variation(ttf_parser::Tag::from_bytes(b"wght"), weight.value());
                Some(face)
            }
            Which::Others => Face::from_slice(&self.others, 0),
        }
    }

    /// The face to put into the file.
    pub(super) fn embedded(&self, which: Which) -> Embedded {
        match which {
            Which::Own(Weight::Regular) => self.regular.clone(),
            Which::Own(Weight::Strong) => self.strong.clone(),
            Which::Others => self.fallback.clone(),
        }
    }
}
