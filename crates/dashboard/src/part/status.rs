//! How a checkout stands, in a word and by a mark that is not colour alone.

use leptos::prelude::*;
use payment::{Locale, Status};

use crate::words;

/// The word with its mark.
pub(crate) fn view(status: Status, locale: Locale) -> AnyView {
    let path = match status {
        Status::Open => "M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z",
        Status::Processing => "M12 5a7 7 0 1 0 7 7M12 8v4l3 2",
        Status::Paid => "m5 12.5 4.6 4.6L19 7.5",
        Status::Canceled => "M7 7l10 10M17 7 7 17",
        Status::Expired => "M7 5h10M7 19h10M8 5c0 5 8 9 8 14M16 5c0 5-8 9-8 14",
    };
    let name = (words::status::of(locale).status)(status);
    view! {
        <span class="status" data-status=status.as_str()>
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d=path></path>
            </svg>
            {name}
        </span>
    }
    .into_any()
}
