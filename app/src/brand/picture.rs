/// Why a picture is not taken as a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureFault {
    /// There is nothing in it.
    Empty,
    /// It is not of the kind that it is said to be.
    OtherKind,
    /// It cannot be decoded.
    Unreadable,
    /// Decoded, it would be too large.
    TooManyPixels,
    /// It is far longer than it is broad, or the other way round.
    TooThin,
    /// It would take too long to draw.
    TooIntricate,
    /// An SVG that declares entities.
    Entities,
    /// An SVG with a script in it.
    Script,
    /// An SVG that refers to something outside of itself.
    OutsideReference,
    /// An SVG with text, which is set differently on every machine.
    Text,
    /// An SVG with a picture or a document in it.
    PictureInside,
    /// An SVG that moves.
    Animation,
    /// An SVG with a filter, a pattern, a mask or a marker.
    Effect,
    /// An SVG with an element that draws nothing here.
    UnknownElement,
}
