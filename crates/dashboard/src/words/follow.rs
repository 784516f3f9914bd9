//! Pages that follow along.

use payment::Locale;

/// The sentences.
#[derive(Debug)]
pub(crate) struct Follow {
    /// A button that stays pressed.
    pub(crate) pause: &'static str,
    /// It no longer follows along, and tries again.
    pub(crate) lost: &'static str,
    /// It no longer may.
    pub(crate) signed_out: &'static str,
    pub(crate) reload: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Follow {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Follow = Follow {
    pause: "Pause updates",
    lost: "This page is not being updated at the moment. Trying again.",
    signed_out: "You are signed out: this page is no longer updated.",
    reload: "Reload",
};

static FR: Follow = Follow {
    pause: "Suspendre les mises à jour",
    lost: "Cette page n’est pas mise à jour pour le moment. Nouvel essai en cours.",
    signed_out: "Votre session est fermée\u{a0}: cette page n’est plus mise à jour.",
    reload: "Recharger",
};
