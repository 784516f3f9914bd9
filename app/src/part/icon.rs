use leptos::prelude::*;

/// A sign beside words that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// It went well.
    Check,
    /// It did not.
    Cross,
    /// Look here.
    Mark,
    /// Wait.
    Clock,
    /// It has its day.
    Calendar,
    /// A letter.
    Mail,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "m5 12.5 4.6 4.6L19 7.5",
            Self::Cross => "M7 7l10 10M17 7 7 17",
            Self::Mark => "M12 6.5v7M12 17.4v.1",
            // The ring that turns around it is its face.
            Self::Clock => "M12 7v5.4l3.4 2",
            Self::Calendar => "M4.5 6.5h15v13h-15zM4.5 11h15M8.5 4v4.5M15.5 4v4.5",
            Self::Mail => "M4 6.5h16v11H4zM4.5 7l7.5 6 7.5-6",
        }
    }

    /// The sign itself; hidden from ears, which get the words.
    pub(crate) fn view(self) -> AnyView {
        view! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d=self.path()></path>
            </svg>
        }
        .into_any()
    }
}
