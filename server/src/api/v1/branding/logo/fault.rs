use crate::problem::{Fault, FaultCode};

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum PictureFault {
    Empty,
    OtherKind,
    Unreadable,
    TooManyPixels,
    TooThin,
    TooIntricate,
    Entities,
    Script,
    OutsideReference,
    Text,
    PictureInside,
    Animation,
    Effect,
    UnknownElement,
}

impl PictureFault {
    const fn told(self) -> (FaultCode, &'static str) {
        match self {
            Self::Empty => (FaultCode::Required, "there is no picture in the body"),
            Self::OtherKind => (
                FaultCode::WrongType,
                "is not the kind of picture that Content-Type says",
            ),
            Self::Unreadable => (FaultCode::Invalid, "cannot be read as a picture"),
            Self::TooManyPixels => (
                FaultCode::TooLarge,
                "has too many pixels: at most 4096 to a side and 8 million in all",
            ),
            Self::TooThin => (
                FaultCode::Invalid,
                "is too long and thin: at most ten times as long as it is broad",
            ),
            Self::TooIntricate => (
                FaultCode::TooLarge,
                "is too intricate to be drawn: it has too many parts, or they nest too deep",
            ),
            Self::Entities => (FaultCode::Unsupported, "declares entities; leave them out"),
            Self::Script => (FaultCode::Unsupported, "has a script in it"),
            Self::OutsideReference => (
                FaultCode::Unsupported,
                "refers to something outside of itself",
            ),
            Self::Text => (
                FaultCode::Unsupported,
                "has text in it, which looks different on every machine; convert it to outlines",
            ),
            Self::PictureInside => (
                FaultCode::Unsupported,
                "has a picture or a document in it; send that picture itself",
            ),
            Self::Animation => (
                FaultCode::Unsupported,
                "moves; send a picture that does not",
            ),
            Self::Effect => (
                FaultCode::Unsupported,
                "uses a filter, a pattern, a mask or a marker; draw it without",
            ),
            Self::UnknownElement => (
                FaultCode::Unsupported,
                "has an element in it that draws nothing here",
            ),
        }
    }
}

/// Every fault, at the whole body.
pub(super) fn faults(found: &[PictureFault]) -> Vec<Fault> {
    let told = found.iter().map(|fault| fault.told());
    told.map(|(code, message)| Fault {
        pointer: String::new(),
        code,
        message: message.into(),
    })
    .collect()
}
