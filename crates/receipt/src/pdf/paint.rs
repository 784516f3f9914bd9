//! From marks on pages to the file.

#![expect(
    clippy::float_arithmetic,
    reason = "places on paper are real numbers; no money is near"
)]

use app::receipt::Receipt;
use krilla::{
    Document, SerializeSettings,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target},
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect, Size, Transform},
    image::Image,
    metadata::Metadata,
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagGroup, TagTree},
};

use super::{
    Colour, PaperFault,
    compose::Composed,
    face::Faces,
    sheet::{Child, HEIGHT, Heading, Mark, Node, Style, WIDTH},
    text::Line,
};

pub(super) fn paint(
    receipt: &Receipt,
    composed: Composed,
    image: Option<&Image>,
    faces: &Faces,
) -> Result<Vec<u8>, PaperFault> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PaperFault::Standard(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let known: Vec<Vec<Option<Identifier>>> = composed
        .pages
        .iter()
        .map(|marks| page(&mut document, marks, image, faces))
        .collect();
    let lang = receipt.locale.tag().to_owned();
    let mut tree = TagTree::new().with_lang(Some(lang.clone()));
    for root in composed.roots {
        tree.push(group(&composed.nodes, root, &known));
    }
    document.set_tag_tree(tree);
    document.set_outline(outline(&composed.headings));
    document.set_metadata(
        Metadata::new()
            .title(format!("{} · {}", receipt.title, receipt.shop.name))
            .authors(vec![receipt.shop.payee.clone()])
            .language(lang)
            .document_id(format!("{} {:?}", receipt.number, receipt.code)),
    );
    document
        .finish()
        .map_err(|error| PaperFault::Standard(format!("{error:?}")))
}

/// Paints a page; answers what each of its marks is called by those who read by ear.
fn page(
    document: &mut Document,
    marks: &[Mark],
    image: Option<&Image>,
    faces: &Faces,
) -> Vec<Option<Identifier>> {
    let settings = PageSettings::from_wh(WIDTH, HEIGHT).unwrap_or_default();
    let mut page = document.start_page_with(settings);
    let mut known = Vec::with_capacity(marks.len());
    let mut surface = page.surface();
    for mark in marks {
        known.push(match mark {
            Mark::Words {
                line,
                x,
                baseline,
                style,
            } => Some(words(&mut surface, line, (*x, *baseline), *style, faces)),
            Mark::Patch { place, colour } => {
                let decoration = Artifact::with_kind(ArtifactType::Layout);
                surface.start_tagged(ContentTag::Artifact(decoration));
                patch(&mut surface, *place, *colour);
                surface.end_tagged();
                None
            }
            Mark::Picture { place } => {
                let id = surface.start_tagged(ContentTag::Other);
                draw(&mut surface, *place, image);
                surface.end_tagged();
                Some(id)
            }
            Mark::Link { .. } => None,
        });
    }
    surface.finish();
    for (at, mark) in marks.iter().enumerate() {
        if let Mark::Link { place, to, alt } = mark
            && let Some(rect) = rect(*place)
        {
            let target = Target::Action(Action::Link(LinkAction::new(to.clone())));
            let link = LinkAnnotation::new(rect, target);
            let link = Annotation::new_link(link, Some(alt.clone()));
            known[at] = Some(page.add_tagged_annotation(link));
        }
    }
    page.finish();
    known
}

fn words(
    surface: &mut Surface<'_>,
    line: &Line,
    (x, baseline): (f32, f32),
    style: Style,
    faces: &Faces,
) -> Identifier {
    let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
    surface.set_fill(Some(fill(style.colour)));
    let mut x = x;
    for run in &line.runs {
        surface.draw_glyphs(
            Point::from_xy(x, baseline),
            &run.glyphs,
            faces.embedded(run.which),
            &run.text,
            style.size,
            false,
        );
        x += run.width * style.size;
    }
    surface.end_tagged();
    id
}

fn patch(surface: &mut Surface<'_>, place: [f32; 4], colour: Colour) {
    let Some(rect) = rect(place) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
    }
}

fn draw(surface: &mut Surface<'_>, [x, y, wide, high]: [f32; 4], image: Option<&Image>) {
    if let (Some(image), Some(size)) = (image, Size::from_wh(wide, high)) {
        surface.push_transform(&Transform::from_translate(x, y));
        surface.draw_image(image.clone(), size);
        surface.pop();
    }
}

fn rect([x, y, wide, high]: [f32; 4]) -> Option<Rect> {
    Rect::from_xywh(x, y, wide, high)
}

fn fill([red, green, blue]: Colour) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}

fn group(nodes: &[Node], at: usize, known: &[Vec<Option<Identifier>>]) -> TagGroup {
    let node = &nodes[at];
    let mut group = TagGroup::new(node.tag.clone());
    for child in &node.children {
        match child {
            Child::Node(at) => group.push(self::group(nodes, *at, known)),
            Child::Mark { page, at } => {
                if let Some(id) = known[*page][*at] {
                    group.push(id);
                }
            }
        }
    }
    group
}

fn outline(headings: &[Heading]) -> Outline {
    let mut outline = Outline::new();
    let Some((first, others)) = headings.split_first() else {
        return outline;
    };
    let node = |heading: &Heading| {
        let place = XyzDestination::new(heading.page, Point::from_xy(0.0, heading.y));
        OutlineNode::new(heading.text.clone(), place)
    };
    let mut title = node(first).with_open(true);
    for heading in others {
        title.push_child(node(heading));
    }
    outline.push_child(title);
    outline
}
