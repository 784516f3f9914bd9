use leptos::prelude::*;

use super::scaled;

/// A line over the days; `None` where there is nothing to tell.
pub(crate) struct Line {
    pub(crate) name: &'static str,
    pub(crate) stroke: Stroke,
    pub(crate) values: Vec<Option<u64>>,
}

/// By what a line is told from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stroke {
    Whole,
    Dashed,
}

impl Stroke {
    const fn class(self) -> &'static str {
        match self {
            Self::Whole => "line",
            Self::Dashed => "line dashed",
        }
    }
}

/// Lines from left to right, with a key to them.
pub(crate) fn lines(
    id: &'static str,
    title: &'static str,
    lines: &[Line],
    ends: [String; 2],
    most: String,
) -> AnyView {
    let highest = lines.iter().flat_map(|line| &line.values).flatten().max();
    let highest = highest.copied().unwrap_or_default();
    let days = lines.iter().map(|line| line.values.len()).max();
    let width = days.unwrap_or_default().max(1) * 10;
    let drawn: Vec<_> = lines
        .iter()
        .map(|line| view! { <path class=line.stroke.class() d=way(&line.values, highest)></path> })
        .collect();
    let key: Vec<_> = lines
        .iter()
        .map(|line| {
            view! {
                <li>
                    <svg viewBox="0 0 32 8" aria-hidden="true" focusable="false">
                        <path class=line.stroke.class() d="M0 4H32"></path>
                    </svg>
                    {line.name}
                </li>
            }
        })
        .collect();
    let [first, last] = ends;
    let title_id = format!("{id}-title");
    let named = title_id.clone();
    view! {
        <div class="columns">
            <p class="scale" aria-hidden="true">{most}</p>
            <svg
                viewBox=format!("0 0 {width} 101")
                preserveAspectRatio="none"
                role="img"
                aria-labelledby=named
            >
                <title id=title_id>{title}</title>
                <path class="base" d=format!("M0 100.5H{width}")></path>
                {drawn}
            </svg>
            <p class="ends" aria-hidden="true"><span>{first}</span><span>{last}</span></p>
            <ul class="key">{key}</ul>
        </div>
    }
    .into_any()
}

/// Through every value; each has a short stretch of its own, so that one alone is seen.
fn way(values: &[Option<u64>], highest: u64) -> String {
    let mut way = String::new();
    let mut is_drawing = false;
    for (place, value) in values.iter().enumerate() {
        let Some(value) = value else {
            is_drawing = false;
            continue;
        };
        let (x, y) = (place * 10, 100 - scaled(*value, highest, 96));
        let verb = if is_drawing { 'L' } else { 'M' };
        way.push_str(&format!("{verb}{} {y}H{}", x + 3, x + 7));
        is_drawing = true;
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_where_there_is_nothing_to_tell() {
        assert_eq!(
            way(&[Some(10), Some(5), None, Some(10)], 10),
            "M3 4H7L13 52H17M33 4H37"
        );
        assert_eq!(way(&[None], 0), "");
    }
}
