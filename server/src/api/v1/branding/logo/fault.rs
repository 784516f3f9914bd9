pub(super) use app::brand::PictureFault;

use crate::problem::{Fault, FaultCode};

const fn told(fault: PictureFault) -> (FaultCode, &'static str) {
    match fault {
        PictureFault::Empty => (FaultCode::Required, "there is no picture in the body"),
        PictureFault::OtherKind => (
            FaultCode::WrongType,
            "is not the kind of picture that Content-Type says",
        ),
        PictureFault::Unreadable => (FaultCode::Invalid, "cannot be read as a picture"),
        PictureFault::TooManyPixels => (
            FaultCode::TooLarge,
            "has too many pixels: at most 4096 to a side and 8 million in all",
        ),
        PictureFault::TooThin => (
            FaultCode::Invalid,
            "is too long and thin: at most ten times as long as it is broad",
        ),
        PictureFault::TooIntricate => (
            FaultCode::TooLarge,
            "is too intricate to be drawn: it has too many parts, or they nest too deep",
        ),
        PictureFault::Entities => (FaultCode::Unsupported, "declares entities; leave them out"),
        PictureFault::Script => (FaultCode::Unsupported, "has a script in it"),
        PictureFault::OutsideReference => (
            FaultCode::Unsupported,
            "refers to something outside of itself",
        ),
        PictureFault::Text => (
            FaultCode::Unsupported,
            "has text in it, which looks different on every machine; convert it to outlines",
        ),
        PictureFault::PictureInside => (
            FaultCode::Unsupported,
            "has a picture or a document in it; send that picture itself",
        ),
        PictureFault::Animation => (
            FaultCode::Unsupported,
            "moves; send a picture that does not",
        ),
        PictureFault::Effect => (
            FaultCode::Unsupported,
            "uses a filter, a pattern, a mask or a marker; draw it without",
        ),
        PictureFault::UnknownElement => (
            FaultCode::Unsupported,
            "has an element in it that draws nothing here",
        ),
    }
}

/// Every fault, at the whole body.
pub(super) fn faults(found: &[PictureFault]) -> Vec<Fault> {
    let told = found.iter().map(|fault| told(*fault));
    told.map(|(code, message)| Fault {
        pointer: String::new(),
        code,
        message: message.into(),
    })
    .collect()
}
