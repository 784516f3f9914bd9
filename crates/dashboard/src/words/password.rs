//! The choice of a password.

use payment::Locale;

/// The sentences around a new password.
#[derive(Debug)]
pub(crate) struct Password {
    pub(crate) new: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) short: &'static str,
    pub(crate) long: &'static str,
    pub(crate) guessable: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Password {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Password = Password {
    new: "New password",
    hint: "At least 12 characters. A few words in a row are good; no symbols are needed.",
    short: "This is too short: take at least 12 characters.",
    long: "This is too long: take at most 256 characters.",
    guessable: "This can be guessed: take something that is not your address.",
};

static FR: Password = Password {
    new: "Nouveau mot de passe",
    hint: "Au moins 12 caractères. Quelques mots à la suite font l’affaire; aucun caractère spécial n’est exigé.",
    short: "C’est trop court\u{a0}: prenez au moins 12 caractères.",
    long: "C’est trop long\u{a0}: prenez au plus 256 caractères.",
    guessable: "Ce mot de passe est trop facile à deviner\u{a0}: prenez autre chose que votre adresse.",
};
