use leptos::prelude::*;

use super::scaled;

/// A column for each value, from left to right. `title` is for ears, to which the sentence above
/// the picture says what it shows; `ends` stand under the first and the last, `most` beside the
/// highest.
pub(crate) fn columns(
    id: &'static str,
    title: &'static str,
    values: &[u64],
    ends: [String; 2],
    most: String,
) -> AnyView {
    let highest = values.iter().copied().max().unwrap_or_default();
    let width = values.len().max(1) * 10;
    let columns: Vec<_> = values
        .iter()
        .enumerate()
        .filter(|(_, value)| **value > 0)
        .map(|(place, value)| {
            let height = scaled(*value, highest, 100);
            view! {
                <rect
                    class="value"
                    x=(place * 10 + 1).to_string()
                    y=(100 - height).to_string()
                    width="8"
                    height=height.to_string()
                ></rect>
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
                {columns}
            </svg>
            <p class="ends" aria-hidden="true"><span>{first}</span><span>{last}</span></p>
        </div>
    }
    .into_any()
}
