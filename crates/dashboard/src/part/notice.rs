//! Something to be noticed, with a sign beside the words.

use leptos::prelude::*;

/// Of which kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// It is done.
    Done,
    /// Look here before going on.
    Caution,
    /// It did not work.
    Wrong,
}

/// The notice itself. It is read out where it appears after a form was sent.
pub(crate) fn view(notice: Notice, words: String) -> AnyView {
    let (class, role, path) = match notice {
        Notice::Done => ("notice done", "status", "m5 12.5 4.6 4.6L19 7.5"),
        Notice::Caution => ("notice caution", "note", "M12 6.5v7M12 17.4v.1"),
        Notice::Wrong => ("notice wrong", "alert", "M7 7l10 10M17 7 7 17"),
    };
    view! {
        <div class=class role=role>
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d=path></path>
            </svg>
            <p>{words}</p>
        </div>
    }
    .into_any()
}
