//! The choice of a merchant.

use payment::Locale;

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Merchants {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) none: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Merchants {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Merchants = Merchants {
    title: "Choose a merchant",
    lead: "You have access to these. You can change over at any time.",
    none: "You have no access to any merchant any more. An owner can invite you again.",
};

static FR: Merchants = Merchants {
    title: "Choisissez un marchand",
    lead: "Vous avez accès à ceux-ci. Vous pouvez en changer à tout moment.",
    none: "Vous n'avez plus accès à aucun marchand. Un propriétaire peut vous inviter de nouveau.",
};
