//! PNG, JPEG and WebP: decoded under limits, turned upright, made as small as they are shown,
//! and written anew without anything that was in the file beside the pixels.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder as _, ImageError, ImageFormat,
    ImageReader, Limits, codecs::png::PngEncoder, imageops::FilterType,
};

use super::{body::Kind, draw::Drawn, fault::PictureFault, frame::Frame};

/// The longest side, in pixels.
const MAX_SIDE: u32 = 4096;
/// The most pixels in all.
const MAX_PIXELS: u64 = 8_000_000;
/// The most memory for one picture, in bytes: that many pixels of 16 bits a channel.
const MAX_MEMORY: u64 = 64 * 1024 * 1024;

pub(super) fn draw(kind: Kind, bytes: &[u8]) -> Result<Drawn, PictureFault> {
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::WebP => ImageFormat::WebP,
        Kind::Svg => return Err(PictureFault::OtherKind),
    };
    if image::guess_format(bytes).ok() != Some(format) {
        return Err(PictureFault::OtherKind);
    }
    let picture = decode(format, bytes)?;
    let (width, height) = (picture.width(), picture.height());
    let frame = Frame::around(f64::from(width), f64::from(height))?;
    let (most_wide, most_high) = frame.fine();
    // A small picture is not made larger: browsers do that as well.
    let pixels = if width > most_wide || height > most_high {
        picture.resize_exact(most_wide, most_high, FilterType::Lanczos3)
    } else {
        picture
    };
    Ok(Drawn {
        png: encode(&pixels)?,
        width: frame.width,
        height: frame.height,
    })
}

fn decode(format: ImageFormat, bytes: &[u8]) -> Result<DynamicImage, PictureFault> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| fault(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PictureFault::TooManyPixels);
    }
    let orientation = decoder.orientation().map_err(|error| fault(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn fault(error: &ImageError) -> PictureFault {
    match error {
        ImageError::Limits(_) => PictureFault::TooManyPixels,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::Unsupported(_)
        | ImageError::IoError(_) => PictureFault::Unreadable,
    }
}

fn encode(picture: &DynamicImage) -> Result<Vec<u8>, PictureFault> {
    let pixels = picture.to_rgba8();
    let mut png = Vec::new();
    PngEncoder::new(&mut png)
        .write_image(
            pixels.as_raw(),
            pixels.width(),
            pixels.height(),
            ExtendedColorType::Rgba8,
        )
        .map_err(|error| fault(&error))?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgba8(image::RgbaImage::from_fn(width, height, |x, y| {
            image::Rgba([x.to_le_bytes()[0], y.to_le_bytes()[0], 90, 255])
        }))
    }

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = match format {
            ImageFormat::Jpeg => DynamicImage::ImageRgb8(picture.to_rgb8()),
            _ => picture.clone(),
        };
        picture.write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    #[test]
    fn a_large_picture_is_served_at_twice_the_size_that_it_is_shown() {
        let kinds = [
            (Kind::Png, ImageFormat::Png),
            (Kind::Jpeg, ImageFormat::Jpeg),
            (Kind::WebP, ImageFormat::WebP),
        ];
        for (kind, format) in kinds {
            let drawn = draw(kind, &written(&picture(600, 200), format)).expect("a logo");
            assert_eq!((drawn.width, drawn.height), (144, 48), "{kind:?}");
            let served = image::load_from_memory_with_format(&drawn.png, ImageFormat::Png);
            let served = served.expect("a PNG");
            assert_eq!((served.width(), served.height()), (288, 96), "{kind:?}");
        }
    }

    #[test]
    fn a_small_picture_keeps_its_pixels() {
        let drawn = draw(Kind::Png, &written(&picture(30, 20), ImageFormat::Png));
        let drawn = drawn.expect("a logo");
        assert_eq!((drawn.width, drawn.height), (72, 48));
        let served = image::load_from_memory(&drawn.png).expect("a PNG");
        assert_eq!(served.to_rgba8(), picture(30, 20).to_rgba8());
    }

    #[test]
    fn a_picture_under_a_false_name_or_cut_short_is_refused() {
        let png = written(&picture(30, 20), ImageFormat::Png);
        assert_eq!(draw(Kind::Jpeg, &png), Err(PictureFault::OtherKind));
        assert_eq!(draw(Kind::WebP, &png), Err(PictureFault::OtherKind));
        assert_eq!(draw(Kind::Png, b"GIF89a"), Err(PictureFault::OtherKind));
        assert_eq!(draw(Kind::Png, b"MZ"), Err(PictureFault::OtherKind));
        for end in [9, 20, 40, png.len() / 2] {
            assert_eq!(
                draw(Kind::Png, &png[..end]),
                Err(PictureFault::Unreadable),
                "{end}"
            );
        }
    }

    /// A PNG of one colour, whose bytes say little of how large it is.
    fn bomb(width: u32, height: u32) -> Vec<u8> {
        let white = image::GrayImage::from_pixel(width, height, image::Luma([255]));
        written(&DynamicImage::ImageLuma8(white), ImageFormat::Png)
    }

    #[test]
    fn a_picture_that_would_fill_the_memory_is_refused_by_what_its_head_says() {
        assert_eq!(
            draw(Kind::Png, &bomb(4097, 410)),
            Err(PictureFault::TooManyPixels)
        );
        assert_eq!(
            draw(Kind::Png, &bomb(2900, 2900)),
            Err(PictureFault::TooManyPixels)
        );
        let mut head = bomb(64, 64);
        head[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        let refused = draw(Kind::Png, &head);
        assert!(refused.is_err(), "{refused:?}");
    }
}
