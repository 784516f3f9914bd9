//! SVG: drawn to pixels here, and served as those. Browsers never see the file.

#![expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "proportions of a picture; no money is near"
)]

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{
        ClipPath, Group, Node, Options, Tree,
        roxmltree::{Document, ParsingOptions},
    },
};

use super::{draw::Drawn, fault::PictureFault, frame::Frame, scan::scan};

/// The most nodes of the file: elements, attributes' texts, comments.
const MAX_NODES: u32 = 20_000;
/// The most parts to be drawn, copies and clips counted as often as they are drawn.
const MAX_WORK: usize = 20_000;

pub(super) fn draw(bytes: &[u8]) -> Result<Drawn, Vec<PictureFault>> {
    let one = |fault| vec![fault];
    let text = std::str::from_utf8(bytes).map_err(|_| one(PictureFault::OtherKind))?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('<') {
        return Err(one(PictureFault::OtherKind));
    }
    // Drawing programs write a document type; what could be declared in one is another matter.
    if text.contains("<!ENTITY") {
        return Err(one(PictureFault::Entities));
    }
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(text, options).map_err(|_| one(PictureFault::Unreadable))?;
    let found = scan(&document);
    if !found.is_empty() {
        return Err(found);
    }
    let tree = Tree::from_xmltree(&document, &Options::default())
        .map_err(|_| one(PictureFault::Unreadable))?;
    let mut left = MAX_WORK;
    if work(tree.root(), &mut left).is_none() {
        return Err(one(PictureFault::TooIntricate));
    }
    render(&tree).map_err(one)
}

fn render(tree: &Tree) -> Result<Drawn, PictureFault> {
    let size = tree.size();
    let frame = Frame::around(f64::from(size.width()), f64::from(size.height()))?;
    let (width, height) = frame.fine();
    let mut pixels = Pixmap::new(width, height).ok_or(PictureFault::Unreadable)?;
    let (across, down) = (width as f32 / size.width(), height as f32 / size.height());
    resvg::render(
        tree,
        Transform::from_scale(across, down),
        &mut pixels.as_mut(),
    );
    if pixels.pixels().iter().all(|pixel| pixel.alpha() == 0) {
        // Nothing would be shown where the shop's first letter could be.
        return Err(PictureFault::Unreadable);
    }
    Ok(Drawn {
        png: pixels.encode_png().map_err(|_| PictureFault::Unreadable)?,
        width: frame.width,
        height: frame.height,
    })
}

/// Counts what drawing a group costs; `None` when that is more than is left.
fn work(group: &Group, left: &mut usize) -> Option<()> {
    if let Some(clip) = group.clip_path() {
        clip_work(clip, left)?;
    }
    for node in group.children() {
        *left = left.checked_sub(1)?;
        match node {
            Node::Group(inner) => work(inner, left)?,
            Node::Path(_) | Node::Image(_) | Node::Text(_) => {}
        }
    }
    Some(())
}

fn clip_work(clip: &ClipPath, left: &mut usize) -> Option<()> {
    *left = left.checked_sub(1)?;
    if let Some(outer) = clip.clip_path() {
        clip_work(outer, left)?;
    }
    work(clip.root(), left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 20\">{inside}</svg>"
        )
    }

    fn refused(inside: &str) -> Vec<PictureFault> {
        draw(svg(inside).as_bytes()).expect_err(inside)
    }

    #[test]
    fn shapes_become_pixels_of_twice_the_size_that_is_shown() {
        let drawn = draw(
            svg(
                "<style>.a{fill:url(#g)}</style><defs><linearGradient id='g'><stop \
                 stop-color='#f00'/></linearGradient></defs><rect class='a' width='40' \
                 height='20'/><use href='#x'/><g id='x'><circle r='5'/></g>",
            )
            .as_bytes(),
        )
        .expect("a logo");
        assert_eq!((drawn.width, drawn.height), (96, 48));
        let png = image::load_from_memory(&drawn.png)
            .expect("a PNG")
            .to_rgba8();
        assert_eq!((png.width(), png.height()), (192, 96));
        assert_eq!(png.get_pixel(150, 50).0, [255, 0, 0, 255]);
    }

    #[test]
    fn what_drawing_programs_write_around_a_picture_is_passed_over() {
        let text = format!(
            "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \
             \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
             <!-- drawn -->{}",
            svg(
                "<sodipodi:x xmlns:sodipodi='http://sodipodi.example/'/><metadata><r:RDF \
                 xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata><title>T</title>\
                 <rect width='9' height='9'/>"
            )
        );
        assert!(draw(text.as_bytes()).is_ok());
    }

    #[test]
    fn everything_that_is_not_taken_is_named_at_once() {
        use PictureFault::*;
        assert_eq!(
            refused(
                "<script>alert(1)</script><rect onload='x()' width='1' height='1'/>\
                 <image href='https://evil.example/x.png'/><text>A</text><animate/><filter/>"
            ),
            [
                Effect,
                Animation,
                Text,
                PictureInside,
                OutsideReference,
                Script
            ]
        );
        for (inside, fault) in [
            ("<a href='javascript:alert(1)'><rect/></a>", Script),
            ("<a xlink:href=' java\nscript:alert(1)'><rect/></a>", Script),
            ("<rect ONCLICK='x()'/>", Script),
            ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>", Script),
            ("<use href='other.svg#a'/>", OutsideReference),
            ("<use xlink:href='data:image/svg+xml,x'/>", OutsideReference),
            (
                "<rect fill='url(https://evil.example/#a)'/>",
                OutsideReference,
            ),
            (
                "<rect style='fill:URL( \"//evil.example\")'/>",
                OutsideReference,
            ),
            (
                "<style>@import 'https://evil.example/a.css';</style>",
                OutsideReference,
            ),
            (
                "<style>.a{fill:u\\72l(//evil.example)}</style>",
                OutsideReference,
            ),
            ("<foreignObject><p/></foreignObject>", PictureInside),
            ("<image href='#a'/>", PictureInside),
            ("<blink/>", UnknownElement),
            ("<mask/>", Effect),
        ] {
            assert_eq!(refused(inside), [fault], "{inside}");
        }
    }

    #[test]
    fn bombs_are_refused_before_they_are_drawn() {
        use PictureFault::*;
        let laughs = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg/>";
        assert_eq!(draw(laughs.as_bytes()), Err(vec![Entities]));
        let outside = "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>";
        assert_eq!(draw(outside.as_bytes()), Err(vec![Entities]));

        let mut doubled = "<g id='g0'><rect width='1' height='1'/></g>".to_owned();
        for level in 1..40 {
            let below = level - 1;
            doubled +=
                &format!("<g id='g{level}'><use href='#g{below}'/><use href='#g{below}'/></g>");
        }
        assert_eq!(refused(&doubled), [TooIntricate]);

        let deep = format!("{}{}", "<g>".repeat(3000), "</g>".repeat(3000));
        assert_eq!(refused(&deep), [TooIntricate]);
        assert_eq!(refused(&"<rect/>".repeat(2001)), [TooIntricate]);
        assert_eq!(refused(&"<use href='#a'/>".repeat(101)), [TooIntricate]);
        let mut clipped = "<clipPath id='c0'><rect width='9' height='9'/></clipPath>".to_owned();
        for level in 1..30 {
            let below = level - 1;
            let shape = format!("<rect clip-path='url(#c{below})' width='9' height='9'/>");
            clipped += &format!("<clipPath id='c{level}'>{shape}{shape}</clipPath>");
        }
        clipped += "<rect clip-path='url(#c29)' width='9' height='9'/>";
        assert_eq!(refused(&clipped), [TooIntricate]);
        let by_class = clipped.replace(" clip-path='url(#c", " class='c c");
        let by_class = format!("<style>.c{{clip-path:url(#c1)}}</style>{by_class}");
        assert_eq!(refused(&by_class), [TooIntricate]);
    }

    #[test]
    fn a_clip_as_drawing_programs_write_them_is_drawn() {
        let drawn = svg(
            "<style>.c{clip-path:url(#c)}.d{clip-path:url(#d)}</style><clipPath id='c'><rect \
             width='9' height='9'/></clipPath><clipPath id='d'><rect width='4' height='4'/>\
             </clipPath><g class='c'><rect width='40' height='20'/></g><g class='d'><rect \
             width='40' height='20'/></g>",
        );
        assert!(draw(drawn.as_bytes()).is_ok());
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        use PictureFault::*;
        for (bytes, fault) in [
            (&b"\x89PNG\r\n\x1a\n"[..], OtherKind),
            (b"\xff\xfe<\0s\0v\0g\0", OtherKind),
            (b"hello", OtherKind),
            (b"<svg", Unreadable),
            (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", Unreadable),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Unreadable),
            (
                b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'><rect/></svg>",
                Unreadable,
            ),
            (
                b"<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1'><rect width='9' height='9'/></svg>",
                TooThin,
            ),
        ] {
            assert_eq!(draw(bytes), Err(vec![fault]), "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
