//! Where everybody begins.

use payment::Locale;

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Home {
    pub(crate) title: &'static str,
    pub(crate) hello: fn(&str, &str) -> String,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Home {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Home = Home {
    title: "Overview",
    hello: |email, role| format!("You are signed in as {email}. Your role: {role}."),
};

static FR: Home = Home {
    title: "Aperçu",
    hello: |email, role| format!("Votre session est ouverte sous {email}. Votre rôle : {role}."),
};
