use leptos::prelude::*;

use super::scaled;

/// A bar: so many of so many.
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) value: u64,
    /// The outline around it: of how many.
    pub(crate) of: u64,
    /// The same as text.
    pub(crate) text: String,
}

/// What the outline and what fills it are, for a key to the bars.
pub(crate) struct Key {
    pub(crate) of: &'static str,
    pub(crate) value: &'static str,
}

/// Bars one under the other, each within the outline of what it is a part of; all to one scale.
pub(crate) fn bars(bars: &[Bar], key: Option<Key>) -> AnyView {
    let most = bars.iter().map(|bar| bar.of.max(bar.value)).max();
    let most = most.unwrap_or_default();
    let rows: Vec<_> = bars
        .iter()
        .map(|bar| {
            let (of, value) = (scaled(bar.of, most, 1_000), scaled(bar.value, most, 1_000));
            view! {
                <li>
                    <span class="bar-label">{bar.label.clone()}</span>
                    <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        <rect class="of" x="0" y="1" width=of.to_string() height="18"></rect>
                        <rect class="value" x="0" y="1" width=value.to_string() height="18"></rect>
                    </svg>
                    <span class="bar-text">{bar.text.clone()}</span>
                </li>
            }
        })
        .collect();
    let key = key.map(|key| {
        let one = |class: &'static str, name: &'static str| {
            view! {
                <li>
                    <svg viewBox="0 0 32 12" aria-hidden="true" focusable="false">
                        <rect class=class x="1" y="1" width="30" height="10"></rect>
                    </svg>
                    {name}
                </li>
            }
        };
        view! { <ul class="key">{one("of", key.of)} {one("value", key.value)}</ul> }
    });
    view! {
        <ul class="bars">{rows}</ul>
        {key}
    }
    .into_any()
}
