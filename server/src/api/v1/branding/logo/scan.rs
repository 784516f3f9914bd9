//! What an SVG may have in it. Nothing of the file is ever served, so this is for whoever sent
//! it: a script or a picture from elsewhere would be missing in what is drawn, without a word.

use resvg::usvg::roxmltree::{Document, Node};

use super::fault::PictureFault;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The most elements.
const MAX_ELEMENTS: usize = 2_000;
/// How deep they may nest.
const MAX_DEPTH: usize = 64;
/// The most copies of other parts.
const MAX_USES: usize = 100;
/// How often a part may be drawn because clips are clipped by clips.
const MAX_CLIPPED: usize = 1_000;

/// Everything about it that is not taken, each once.
pub(super) fn scan(document: &Document<'_>) -> Vec<PictureFault> {
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return vec![PictureFault::Unreadable];
    }
    let mut found: Vec<PictureFault> = Vec::new();
    let mut add = |fault: PictureFault| {
        if !found.contains(&fault) {
            found.push(fault);
        }
    };
    let (mut elements, mut uses) = (0, 0);
    for (node, depth) in walk(root) {
        elements += 1;
        let name = node.tag_name().name();
        if elements > MAX_ELEMENTS || depth > MAX_DEPTH {
            add(PictureFault::TooIntricate);
            break;
        }
        if let Some(fault) = element(node) {
            add(fault);
        }
        if name == "use" {
            uses += 1;
            if uses > MAX_USES || copies_copies(document, node) {
                add(PictureFault::TooIntricate);
            }
        }
        for attribute in node.attributes() {
            attribute_faults(attribute.name(), attribute.value())
                .into_iter()
                .for_each(&mut add);
        }
        if name == "style" {
            let css: String = node.children().filter_map(|child| child.text()).collect();
            css_faults(&css).into_iter().for_each(&mut add);
        }
    }
    if !found.contains(&PictureFault::TooIntricate) && clips_multiply(root) {
        found.push(PictureFault::TooIntricate);
    }
    found
}

/// Whether clips could be clipped by clips so often that the last would be drawn without end:
/// two parts that are clipped by two that are clipped by two. What a style says of whom is for
/// the drawing program to find out, so the worst is taken for true.
fn clips_multiply(root: Node<'_, '_>) -> bool {
    const CLIP: &str = "clip-path";
    let elements = || root.descendants().filter(Node::is_element);
    let by_style = elements()
        .filter(|it| it.tag_name().name() == "style")
        .flat_map(|it| it.children().filter_map(|child| child.text()))
        .any(|css| css.to_ascii_lowercase().contains(CLIP));
    let by_itself = elements()
        .filter(|it| it.tag_name().name() == "clipPath" || is_in(*it, "clipPath"))
        .flat_map(|it| it.attributes())
        .any(|it| it.name() == CLIP || it.value().to_ascii_lowercase().contains(CLIP));
    // A copy inside a clip brings what it copies, and how that is clipped.
    let by_copy = elements().any(|it| it.tag_name().name() == "use" && is_in(it, "clipPath"))
        && elements().any(|it| it.attribute(CLIP).is_some());
    if !by_style && !by_itself && !by_copy {
        return false;
    }
    let all = elements().count();
    let parts = |clip: Node<'_, '_>| -> usize {
        let inside = clip.descendants().skip(1).filter(Node::is_element);
        let costs = inside.map(|it| {
            if it.tag_name().name() == "use" {
                all
            } else {
                1
            }
        });
        costs.sum()
    };
    let clips = elements().filter(|it| it.tag_name().name() == "clipPath");
    clips
        .map(|clip| parts(clip).max(1))
        .try_fold(1_usize, usize::checked_mul)
        .is_none_or(|most| most > MAX_CLIPPED)
}

fn is_in(node: Node<'_, '_>, name: &str) -> bool {
    node.ancestors()
        .skip(1)
        .any(|it| it.has_tag_name((SVG, name)))
}

/// Every element with its depth, without recursion: how deep it goes is up to the sender.
fn walk<'a, 'input>(root: Node<'a, 'input>) -> impl Iterator<Item = (Node<'a, 'input>, usize)> {
    let mut waiting = vec![(root, 1)];
    std::iter::from_fn(move || {
        let (node, depth) = waiting.pop()?;
        let children = node.children().filter(Node::is_element);
        waiting.extend(children.map(|child| (child, depth + 1)));
        Some((node, depth))
    })
}

fn element(node: Node<'_, '_>) -> Option<PictureFault> {
    let name = node.tag_name().name();
    if name.eq_ignore_ascii_case("script") {
        return Some(PictureFault::Script);
    }
    // What drawing programs note for themselves is not drawn.
    if node.tag_name().namespace() != Some(SVG) {
        return None;
    }
    match name {
        "svg" | "g" | "a" | "defs" | "symbol" | "use" | "path" | "rect" | "circle" | "ellipse"
        | "line" | "polyline" | "polygon" | "linearGradient" | "radialGradient" | "stop"
        | "clipPath" | "style" | "title" | "desc" | "metadata" | "switch" | "view" => None,
        "text" | "tspan" | "textPath" | "tref" | "font" | "font-face" => Some(PictureFault::Text),
        "image" | "foreignObject" | "iframe" | "video" | "audio" | "canvas" | "embed"
        | "object" => Some(PictureFault::PictureInside),
        "animate" | "animateTransform" | "animateMotion" | "animateColor" | "set" => {
            Some(PictureFault::Animation)
        }
        "filter" | "pattern" | "mask" | "marker" => Some(PictureFault::Effect),
        // Its owner is named already.
        _ if is_in(node, "filter") || is_in(node, "foreignObject") => None,
        _ => Some(PictureFault::UnknownElement),
    }
}

fn attribute_faults(name: &str, value: &str) -> Vec<PictureFault> {
    let mut found = Vec::new();
    let is_handler = name.len() > 2
        && name
            .get(..2)
            .is_some_and(|it| it.eq_ignore_ascii_case("on"));
    if is_handler || is_script(value) {
        found.push(PictureFault::Script);
    } else if matches!(name, "href" | "src") && !value.trim_start().starts_with('#') {
        found.push(PictureFault::OutsideReference);
    }
    found.extend(css_faults(value));
    found
}

/// What a style, or an attribute that a style could be, refers to.
fn css_faults(css: &str) -> Vec<PictureFault> {
    let css = css.to_ascii_lowercase();
    let outside = css.split("url(").skip(1).any(|rest| {
        let target = rest.trim_start().trim_start_matches(['"', '\'']);
        !target.trim_start().starts_with('#')
    });
    let mut found = Vec::new();
    // An escape could spell any of these without being found.
    if outside || css.contains("@import") || css.contains("@font-face") || css.contains('\\') {
        found.push(PictureFault::OutsideReference);
    }
    if is_script(&css) || css.contains("expression(") {
        found.push(PictureFault::Script);
    }
    found
}

/// Whether an address is a program. Browsers pass over white space and control characters in it.
fn is_script(value: &str) -> bool {
    let plain: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    plain.to_ascii_lowercase().contains("javascript:")
}

/// Whether what is copied is itself made of copies: ten of ten of ten is a thousand.
fn copies_copies(document: &Document<'_>, node: Node<'_, '_>) -> bool {
    let href = node.attributes().find(|it| it.name() == "href");
    let Some(id) = href.and_then(|href| href.value().trim().strip_prefix('#')) else {
        return false;
    };
    let is_target = |it: &Node<'_, '_>| it.attribute("id") == Some(id);
    document
        .descendants()
        .filter(is_target)
        .any(|target| target.descendants().any(|it| it.tag_name().name() == "use"))
}
