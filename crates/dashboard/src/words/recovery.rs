//! The ways back for whoever is locked out.

use payment::Locale;

/// The sentences of these pages.
#[derive(Debug)]
pub(crate) struct Recovery {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) code: &'static str,
    pub(crate) code_hint: &'static str,
    pub(crate) submit: &'static str,
    pub(crate) wrong: &'static str,
    pub(crate) no_code: &'static str,
    pub(crate) no_code_lead: &'static str,
    pub(crate) back: &'static str,
    pub(crate) link_title: &'static str,
    pub(crate) link_lead: fn(&str) -> String,
    pub(crate) link_submit: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Recovery {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Recovery = Recovery {
    title: "Use a recovery code",
    lead: "Each code opens once. Afterwards choose a new password, or make a passkey.",
    code: "Recovery code",
    code_hint: "Three groups of four characters. Small and capital letters are the same.",
    submit: "Sign in with the code",
    wrong: "The e-mail address and the code do not go together, or the code was used. Check both and try again.",
    no_code: "No code left?",
    no_code_lead: "An owner of your merchant can make a link for you on the page “People”. Are you the only owner? Then ask whoever runs this installation.",
    back: "Back to the sign-in",
    link_title: "Choose a new password",
    link_lead: |email| {
        format!(
            "For {email}. Everything that let in until now ends: passkeys and recovery codes are removed, and every browser is signed out."
        )
    },
    link_submit: "Save and sign in",
};

static FR: Recovery = Recovery {
    title: "Utiliser un code de récupération",
    lead: "Chaque code ouvre une seule fois. Choisissez ensuite un nouveau mot de passe, ou créez une clé d’accès.",
    code: "Code de récupération",
    code_hint: "Trois groupes de quatre caractères. Majuscules et minuscules se valent.",
    submit: "Ouvrir une session avec le code",
    wrong: "L’adresse courriel et le code ne vont pas ensemble, ou le code a déjà servi. Vérifiez-les et réessayez.",
    no_code: "Plus aucun code?",
    no_code_lead: "Un propriétaire de votre marchand peut faire un lien pour vous à la page «\u{a0}Personnes\u{a0}». Vous êtes le seul propriétaire? Adressez-vous à l’administrateur de l’installation.",
    back: "Retour à l’ouverture de session",
    link_title: "Choisissez un nouveau mot de passe",
    link_lead: |email| {
        format!(
            "Pour {email}. Tout ce qui ouvrait jusqu’ici prend fin\u{a0}: les clés d’accès et les codes de récupération sont retirés, et toutes les sessions sont fermées."
        )
    },
    link_submit: "Enregistrer et ouvrir une session",
};
