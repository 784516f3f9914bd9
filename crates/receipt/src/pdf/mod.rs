//! The receipt on paper: PDF/UA-1, so that it can be read by eye and by ear, and for as long as
//! papers are kept. The same receipt makes the same bytes.

mod compose;
mod face;
mod paint;
mod sheet;
mod text;

use app::{
    brand::{Brand, Rgb, SchemeName},
    receipt::Receipt,
};
use krilla::image::Image;

/// A shop's picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// A PNG.
    pub png: Vec<u8>,
    /// How wide it is against how high.
    pub width: u16,
    /// How high it is.
    pub height: u16,
}

/// A receipt cannot be put on paper.
#[derive(Debug, thiserror::Error)]
pub enum PaperFault {
    /// A font of ours cannot be read.
    #[error("a font cannot be read")]
    Font,
    /// The paper would not be what the standard asks for.
    #[error("the paper is not what the standard asks for: {0}")]
    Standard(String),
}

/// The receipt as a file, in the shop's colours and with its picture, where it has one.
pub fn paper(
    receipt: &Receipt,
    brand: &Brand,
    picture: Option<&Picture>,
) -> Result<Vec<u8>, PaperFault> {
    let faces = face::Faces::of(brand.font).ok_or(PaperFault::Font)?;
    let ink = Ink::of(brand);
    let set = |picture: Option<(&Picture, &Image)>| {
        let sheet = compose::compose(receipt, &ink, picture.map(|(it, _)| it), &faces);
        paint::paint(receipt, sheet, picture.map(|(_, image)| image), &faces)
    };
    // One that cannot be read leaves neither a place nor a name behind, and keeps no paper back.
    let image = picture.and_then(|it| Image::from_png(it.png.clone().into(), true).ok());
    let with_it = picture
        .zip(image.as_ref())
        .and_then(|it| set(Some(it)).ok());
    with_it.map_or_else(|| set(None), Ok)
}

/// The colours of a paper: those of the page by day, with its contrasts.
#[derive(Clone, Copy, Debug)]
struct Ink {
    text: Colour,
    soft: Colour,
    brand: Colour,
    line: Colour,
    tint: Colour,
    caution: Colour,
    caution_soft: Colour,
}

/// Red, green and blue.
type Colour = [u8; 3];

impl Ink {
    fn of(brand: &Brand) -> Self {
        let colours = brand.colours(SchemeName::Light);
        let of = |wanted: &str| {
            let found = colours.iter().find(|(name, _)| *name == wanted);
            found.map_or([0; 3], |(_, colour)| parts(*colour))
        };
        Self {
            text: of("text"),
            soft: of("soft"),
            brand: of("brand-text"),
            line: of("line"),
            tint: of("tint"),
            caution: of("caution"),
            caution_soft: of("caution-soft"),
        }
    }
}

fn parts(colour: Rgb) -> Colour {
    let text = colour.to_string();
    let part = |at: usize| {
        text.get(at..at + 2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .unwrap_or_default()
    };
    [part(1), part(3), part(5)]
}
