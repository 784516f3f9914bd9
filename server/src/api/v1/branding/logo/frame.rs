#![expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "proportions of a picture; no money is near"
)]

use app::brand::Logo;

use super::fault::PictureFault;

/// How large a logo is shown, in CSS pixels, and drawn: twice that, for fine screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) width: u16,
    pub(super) height: u16,
}

/// How many times as long as broad a picture may be.
const THINNEST: f64 = 10.0;

impl Frame {
    /// The largest place that a picture of these proportions fills.
    pub(super) fn around(width: f64, height: f64) -> Result<Self, PictureFault> {
        let is_size = |side: f64| side.is_finite() && side > 0.0;
        if !is_size(width) || !is_size(height) {
            return Err(PictureFault::Unreadable);
        }
        let proportion = width / height;
        if !(1.0 / THINNEST..=THINNEST).contains(&proportion) {
            return Err(PictureFault::TooThin);
        }
        let (most_wide, most_high) = (f64::from(Logo::MAX_WIDTH), f64::from(Logo::MAX_HEIGHT));
        let (wide, high) = if proportion > most_wide / most_high {
            (most_wide, most_wide / proportion)
        } else {
            (most_high * proportion, most_high)
        };
        let pixels = |side: f64| side.round().max(1.0) as u16;
        Ok(Self {
            width: pixels(wide),
            height: pixels(high),
        })
    }

    /// Its size on a fine screen, in pixels of the picture.
    pub(super) fn fine(self) -> (u32, u32) {
        (u32::from(self.width) * 2, u32::from(self.height) * 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_fills_the_place_that_it_has_and_keeps_its_proportions() {
        let around = |width, height| {
            let frame = Frame::around(width, height);
            frame.map(|frame| (frame.width, frame.height))
        };
        assert_eq!(around(40.0, 40.0), Ok((48, 48)));
        assert_eq!(around(800.0, 200.0), Ok((192, 48)));
        assert_eq!(around(1000.0, 100.0), Ok((192, 19)));
        assert_eq!(around(10.0, 100.0), Ok((5, 48)));
        assert_eq!(around(1001.0, 100.0), Err(PictureFault::TooThin));
        for broken in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(around(broken, 10.0), Err(PictureFault::Unreadable));
        }
    }
}
