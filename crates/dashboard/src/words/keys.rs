//! What the merchant's programs are known by.

use payment::{Locale, Mode};
use store::Scope;

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(crate) title: &'static str,
    pub(crate) lead: fn(Mode) -> &'static str,
    pub(crate) none: &'static str,
    pub(crate) made_so_far: &'static str,
    pub(crate) ends_in: &'static str,
    pub(crate) scope: &'static str,
    pub(crate) scope_name: fn(Scope) -> &'static str,
    pub(crate) scope_means: fn(Scope) -> &'static str,
    pub(crate) made: &'static str,
    pub(crate) used: &'static str,
    pub(crate) never: &'static str,
    pub(crate) action: &'static str,
    pub(crate) revoke: &'static str,
    pub(crate) revoke_named: fn(&str) -> String,
    pub(crate) revoke_hint: &'static str,
    pub(crate) revoke_yes: &'static str,
    pub(crate) revoked: &'static str,
    pub(crate) make: &'static str,
    pub(crate) full: &'static str,
    pub(crate) new: &'static str,
    pub(crate) new_lead: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) kept: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Keys {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Keys = Keys {
    title: "API keys",
    lead: |mode| match mode {
        Mode::Test => "Your programs use these in test mode: no real money moves.",
        Mode::Live => "Your programs use these in live mode: real money moves.",
    },
    none: "There is no key for this mode yet.",
    made_so_far: "Keys",
    ends_in: "Ends in",
    scope: "Scope",
    scope_name: |scope| match scope {
        Scope::Read => "Read",
        Scope::Write => "Write",
        Scope::Admin => "Admin",
    },
    scope_means: |scope| match scope {
        Scope::Read => "See checkouts, endpoints and deliveries.",
        Scope::Write => "Make checkouts and act on them: what a shop needs.",
        Scope::Admin => "Everything: keys, endpoints, branding.",
    },
    made: "Made",
    used: "Last used",
    never: "Never",
    action: "Action",
    revoke: "Revoke",
    revoke_named: |hint| format!("Revoke the key that ends in {hint}"),
    revoke_hint: "Whatever uses it is refused at once, for good.",
    revoke_yes: "Yes, revoke it",
    revoked: "Revoked",
    make: "Make a key",
    full: "No key was made: there are as many as there can be. Revoke one that is not used.",
    new: "Your new API key",
    new_lead: "It is shown only now. Keep it where your program reads its secrets, and nowhere in its code.",
    copy: "Copy the key",
    copied: "Copied",
    kept: "I have kept it",
};

static FR: Keys = Keys {
    title: "Clés d’API",
    lead: |mode| match mode {
        Mode::Test => {
            "Vos programmes s’en servent en mode d’essai\u{a0}: aucun argent réel ne bouge."
        }
        Mode::Live => "Vos programmes s’en servent en mode réel\u{a0}: de l’argent réel bouge.",
    },
    none: "Il n’y a pas encore de clé pour ce mode.",
    made_so_far: "Clés",
    ends_in: "Se termine par",
    scope: "Portée",
    scope_name: |scope| match scope {
        Scope::Read => "Lecture",
        Scope::Write => "Écriture",
        Scope::Admin => "Administration",
    },
    scope_means: |scope| match scope {
        Scope::Read => "Voir les paiements, les points de terminaison et les envois.",
        Scope::Write => {
            "Créer des paiements et y donner suite\u{a0}: ce qu’il faut à une boutique."
        }
        Scope::Admin => "Tout\u{a0}: clés, points de terminaison, image de marque.",
    },
    made: "Créée",
    used: "Dernière utilisation",
    never: "Jamais",
    action: "Action",
    revoke: "Révoquer",
    revoke_named: |hint| format!("Révoquer la clé qui se termine par {hint}"),
    revoke_hint: "Tout ce qui s’en sert sera refusé aussitôt, pour de bon.",
    revoke_yes: "Oui, la révoquer",
    revoked: "Révoquée",
    make: "Créer une clé",
    full: "Aucune clé n’a été créée\u{a0}: il y en a autant qu’il peut y en avoir. Révoquez-en une qui ne sert pas.",
    new: "Votre nouvelle clé d’API",
    new_lead: "Elle n’est montrée que maintenant. Gardez-la là où votre programme lit ses secrets, et jamais dans son code.",
    copy: "Copier la clé",
    copied: "Copiée",
    kept: "Je l’ai gardée",
};
