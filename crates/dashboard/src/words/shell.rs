//! Around every page.

use payment::Locale;
use store::Role;

/// The sentences around every page.
#[derive(Debug)]
pub(crate) struct Shell {
    pub(crate) dashboard: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) around: &'static str,
    pub(crate) other_language: &'static str,
    pub(crate) other_merchant: &'static str,
    pub(crate) menu: &'static str,
    pub(crate) account: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) test_mode: &'static str,
    pub(crate) live_mode: &'static str,
    pub(crate) to_live: &'static str,
    pub(crate) to_test: &'static str,
    pub(crate) home: &'static str,
    pub(crate) payments: &'static str,
    pub(crate) payment_links: &'static str,
    pub(crate) figures: &'static str,
    pub(crate) branding: &'static str,
    pub(crate) domain: &'static str,
    pub(crate) endpoints: &'static str,
    pub(crate) people: &'static str,
    pub(crate) keys: &'static str,
    pub(crate) audit: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) removed: &'static str,
    pub(crate) signed_out: &'static str,
    pub(crate) older: &'static str,
    pub(crate) role: fn(Role) -> &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Shell {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Shell = Shell {
    dashboard: "Dashboard",
    skip: "Skip to the content",
    around: "Sections",
    other_language: "Français",
    other_merchant: "Other merchant",
    menu: "Menu",
    account: "Your account",
    sign_out: "Sign out",
    test_mode: "Test mode",
    live_mode: "Live mode",
    to_live: "Switch to live",
    to_test: "Switch to test",
    home: "Overview",
    payments: "Payments",
    payment_links: "Payment links",
    figures: "Figures",
    branding: "Branding",
    domain: "Domain",
    endpoints: "Endpoints",
    people: "People",
    keys: "API keys",
    audit: "Audit log",
    saved: "Saved.",
    removed: "Removed.",
    signed_out: "Signed out.",
    older: "Older",
    role: |role| match role {
        Role::Owner => "Owner",
        Role::Staff => "Staff",
        Role::ReadOnly => "Read-only",
    },
};

static FR: Shell = Shell {
    dashboard: "Tableau de bord",
    skip: "Passer au contenu",
    around: "Sections",
    other_language: "English",
    other_merchant: "Autre marchand",
    menu: "Menu",
    account: "Votre compte",
    sign_out: "Se déconnecter",
    test_mode: "Mode d’essai",
    live_mode: "Mode réel",
    to_live: "Passer au mode réel",
    to_test: "Passer au mode d’essai",
    home: "Aperçu",
    payments: "Paiements",
    payment_links: "Liens de paiement",
    figures: "Statistiques",
    branding: "Image de marque",
    domain: "Domaine",
    endpoints: "Points de terminaison",
    people: "Personnes",
    keys: "Clés d’API",
    audit: "Journal d’audit",
    saved: "Enregistré.",
    removed: "Retiré.",
    signed_out: "Session fermée.",
    older: "Plus anciens",
    role: |role| match role {
        Role::Owner => "Propriétaire",
        Role::Staff => "Membre du personnel",
        Role::ReadOnly => "Lecture seule",
    },
};
