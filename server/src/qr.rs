//! Addresses as pictures that cameras read.

use std::fmt::Write as _;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use image::{ExtendedColorType, ImageEncoder as _, ImageError, codecs::png::PngEncoder};
use qrcodegen::{DataTooLong, QrCode, QrCodeEcc};

/// How much white the standard wants around the code, in modules [ISO/IEC 18004].
const QUIET: i32 = 4;

/// A code, black on white.
pub(crate) struct Code(QrCode);

impl Code {
    /// The code of a text. A quarter of it may be dirty or torn [ISO/IEC 18004, level Q].
    pub(crate) fn of(text: &str) -> Result<Self, DataTooLong> {
        QrCode::encode_text(text, QrCodeEcc::Quartile).map(Self)
    }

    /// As SVG: one square a module.
    pub(crate) fn drawn(&self) -> Response {
        let Self(code) = self;
        let side = self.side();
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET)
                    .expect("a String takes all text");
            }
        }
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
             <path d=\"{path}\"/></svg>"
        );
        picture("image/svg+xml", svg)
    }

    /// As PNG, so many pixels wide and high. Modules are whole pixels; what is left over is
    /// white around them.
    pub(crate) fn painted(&self, pixels: u32) -> Result<Response, ImageError> {
        let Self(code) = self;
        let modules = u32::try_from(self.side()).unwrap_or(u32::MAX);
        let scale = (pixels / modules).max(1);
        let margin = pixels.saturating_sub(scale * modules) / 2;
        let module = |pixel: u32| {
            let at = pixel.checked_sub(margin)? / scale;
            i32::try_from(at).ok().map(|at| at - QUIET)
        };
        let mut grey = Vec::new();
        for y in 0..pixels {
            for x in 0..pixels {
                let is_black = module(x)
                    .zip(module(y))
                    .is_some_and(|(x, y)| code.get_module(x, y));
                grey.push(if is_black { 0 } else { u8::MAX });
            }
        }
        let mut png = Vec::new();
        PngEncoder::new(&mut png).write_image(&grey, pixels, pixels, ExtendedColorType::L8)?;
        Ok(picture("image/png", png))
    }

    fn side(&self) -> i32 {
        self.0.size() + 2 * QUIET
    }
}

fn picture(content_type: &'static str, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, content_type),
        // It holds a capability, as the page does.
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
