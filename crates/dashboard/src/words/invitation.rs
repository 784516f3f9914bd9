//! Joining a merchant, and links that lead nowhere any more.

use payment::Locale;

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Invitation {
    pub(crate) title: fn(&str) -> String,
    pub(crate) lead: fn(&str, &str) -> String,
    pub(crate) join: &'static str,
    pub(crate) sign_in_first: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) somebody_else: &'static str,
    pub(crate) gone: &'static str,
    pub(crate) gone_lead: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Invitation {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Invitation = Invitation {
    title: |merchant| format!("Join {merchant}"),
    lead: |email, role| format!("This invitation is for {email}. Your role will be: {role}."),
    join: "Join",
    sign_in_first: "Somebody signs in with this address already. Sign in with it, and you come back to this page.",
    sign_in: "Sign in",
    somebody_else: "You are signed in as somebody else. Sign out, and open the link again.",
    gone: "This link leads nowhere",
    gone_lead: "It was used already, or its time is over. Whoever gave it to you can make another.",
};

static FR: Invitation = Invitation {
    title: |merchant| format!("Rejoindre {merchant}"),
    lead: |email, role| {
        format!("Cette invitation est pour {email}. Votre rôle sera\u{a0}: {role}.")
    },
    join: "Rejoindre",
    sign_in_first: "Une personne ouvre déjà une session avec cette adresse. Ouvrez-la comme d’habitude; vous reviendrez à cette page.",
    sign_in: "Ouvrir une session",
    somebody_else: "Une autre personne a ouvert cette session. Fermez-la, puis ouvrez le lien de nouveau.",
    gone: "Ce lien ne mène nulle part",
    gone_lead: "Il a déjà servi, ou son délai est passé. La personne qui vous l’a donné peut en faire un autre.",
};
