//! Signing in.

use payment::Locale;

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct SignIn {
    pub(crate) title: &'static str,
    pub(crate) email: &'static str,
    pub(crate) password: &'static str,
    pub(crate) submit: &'static str,
    pub(crate) wrong: &'static str,
    pub(crate) too_often: &'static str,
    pub(crate) busy: &'static str,
    pub(crate) again: &'static str,
    pub(crate) or: &'static str,
    pub(crate) passkey: &'static str,
    pub(crate) passkey_trouble: &'static str,
    pub(crate) recovery: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static SignIn {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: SignIn = SignIn {
    title: "Sign in",
    email: "E-mail address",
    password: "Password",
    submit: "Sign in",
    wrong: "The e-mail address and the password do not go together. Check both and try again.",
    too_often: "That was wrong too often. Wait a few minutes and try again, or use a passkey.",
    busy: "Many people are signing in right now. Try again in a moment.",
    again: "Sign in once more to go on: what you are about to change decides who can get in.",
    or: "or",
    passkey: "Sign in with a passkey",
    passkey_trouble: "The passkey did not work. Try again, or use your password.",
    recovery: "Lost your password and passkeys?",
};

static FR: SignIn = SignIn {
    title: "Ouvrir une session",
    email: "Adresse courriel",
    password: "Mot de passe",
    submit: "Ouvrir une session",
    wrong: "L’adresse courriel et le mot de passe ne vont pas ensemble. Vérifiez-les et réessayez.",
    too_often: "Trop d’essais ont échoué. Attendez quelques minutes et réessayez, ou utilisez une clé d’accès.",
    busy: "Beaucoup de personnes ouvrent une session en ce moment. Réessayez dans un instant.",
    again: "Ouvrez une session encore une fois pour continuer\u{a0}: ce que vous allez modifier décide qui peut entrer.",
    or: "ou",
    passkey: "Utiliser une clé d’accès",
    passkey_trouble: "La clé d’accès n’a pas fonctionné. Réessayez, ou utilisez votre mot de passe.",
    recovery: "Mot de passe et clés d’accès perdus?",
};
