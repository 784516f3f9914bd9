use leptos::prelude::*;

use super::icon::Icon;

/// Something that must not be missed, beside the matter at hand.
pub(crate) fn caution(content: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="notice caution">
            {Icon::Mark.view()} <div class="notice-words">{content}</div>
        </div>
    }
    .into_any()
}
