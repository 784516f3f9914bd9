//! Who did what.

use payment::{Locale, Mode};
use store::Action;

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Audit {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) none: &'static str,
    pub(crate) when: &'static str,
    pub(crate) who: &'static str,
    pub(crate) what: &'static str,
    pub(crate) to_what: &'static str,
    pub(crate) key: fn(&str) -> String,
    pub(crate) operator: &'static str,
    pub(crate) system: &'static str,
    pub(crate) mode: fn(Mode) -> &'static str,
    /// One role that became another, of somebody.
    pub(crate) roles: fn(&str, &str, &str) -> String,
    pub(crate) action: fn(Action) -> &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Audit {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Audit = Audit {
    title: "Audit log",
    lead: "Who signed in, and who changed what. Nothing of your customers is in it.",
    none: "Nothing has been noted yet.",
    when: "When",
    who: "Who",
    what: "What",
    to_what: "To what",
    key: |key| format!("API key {key}"),
    operator: "Whoever runs this installation",
    system: "This installation, by itself",
    mode: |mode| match mode {
        Mode::Test => "Test",
        Mode::Live => "Live",
    },
    roles: |email, before, now| format!("{email}: {before} → {now}"),
    action: |action| match action {
        Action::SignedIn => "Signed in",
        Action::Recovered => "Came back in by recovery",
        Action::PasswordChanged => "Changed their password",
        Action::PasskeyAdded => "Added a passkey",
        Action::PasskeyRemoved => "Removed a passkey",
        Action::RecoveryCodesMade => "Made new recovery codes",
        Action::Invited => "Invited somebody",
        Action::InvitationWithdrawn => "Withdrew an invitation",
        Action::Joined => "Accepted an invitation",
        Action::RoleChanged => "Changed a role",
        Action::MemberRemoved => "Removed somebody",
        Action::RecoveryLinkMade => "Made a recovery link",
        Action::KeyCreated => "Made an API key",
        Action::KeyRevoked => "Revoked an API key",
        Action::BrandingChanged => "Changed the branding",
        Action::LogoChanged => "Changed the logo",
        Action::EmbeddingChanged => "Changed where checkouts may be embedded",
        Action::EndpointCreated => "Made an endpoint",
        Action::EndpointChanged => "Changed an endpoint",
        Action::EndpointDeleted => "Deleted an endpoint",
        Action::EndpointTested => "Sent a test event to an endpoint",
        Action::EndpointSecretRotated => "Rotated an endpoint’s secret",
        Action::WebhookSecretRotated => "Rotated the secret that the provider signs with",
        Action::DomainChanged => "Changed the pages’ domain",
        Action::PaymentLinkCreated => "Made a payment link",
        Action::PaymentLinkToAccountCreated => "Made a payment link that pays into another account",
        Action::PaymentLinkChanged => "Changed a payment link",
        Action::CheckoutCanceled => "Cancelled a checkout",
        Action::DeliveryReplayed => "Had deliveries sent again",
        Action::LetterResent => "Had an email to a customer sent again",
        Action::Unknown => "Something that this version does not know",
    },
};

static FR: Audit = Audit {
    title: "Journal d’audit",
    lead: "Qui a ouvert une session, et qui a modifié quoi. Aucun renseignement sur vos clients n’y figure.",
    none: "Rien n’a encore été noté.",
    when: "Quand",
    who: "Qui",
    what: "Quoi",
    to_what: "Sur quoi",
    key: |key| format!("Clé d’API {key}"),
    operator: "L’administrateur de l’installation",
    system: "L’installation, d’elle-même",
    mode: |mode| match mode {
        Mode::Test => "Essai",
        Mode::Live => "Réel",
    },
    roles: |email, before, now| format!("{email}\u{a0}: {before} → {now}"),
    action: |action| match action {
        Action::SignedIn => "A ouvert une session",
        Action::Recovered => "A récupéré l’accès à son compte",
        Action::PasswordChanged => "A modifié son mot de passe",
        Action::PasskeyAdded => "A ajouté une clé d’accès",
        Action::PasskeyRemoved => "A retiré une clé d’accès",
        Action::RecoveryCodesMade => "A créé de nouveaux codes de récupération",
        Action::Invited => "A invité une personne",
        Action::InvitationWithdrawn => "A annulé une invitation",
        Action::Joined => "A accepté une invitation",
        Action::RoleChanged => "A modifié un rôle",
        Action::MemberRemoved => "A retiré une personne",
        Action::RecoveryLinkMade => "A créé un lien de récupération",
        Action::KeyCreated => "A créé une clé d’API",
        Action::KeyRevoked => "A révoqué une clé d’API",
        Action::BrandingChanged => "A modifié l’image de marque",
        Action::LogoChanged => "A modifié le logo",
        Action::EmbeddingChanged => "A modifié où les paiements peuvent être intégrés",
        Action::EndpointCreated => "A créé un point de terminaison",
        Action::EndpointChanged => "A modifié un point de terminaison",
        Action::EndpointDeleted => "A supprimé un point de terminaison",
        Action::EndpointTested => "A envoyé un événement d’essai à un point de terminaison",
        Action::EndpointSecretRotated => "A renouvelé le secret d’un point de terminaison",
        Action::WebhookSecretRotated => "A renouvelé le secret avec lequel le fournisseur signe",
        Action::DomainChanged => "A modifié le domaine des pages",
        Action::PaymentLinkCreated => "A créé un lien de paiement",
        Action::PaymentLinkToAccountCreated => {
            "A créé un lien de paiement qui verse dans un autre compte"
        }
        Action::PaymentLinkChanged => "A modifié un lien de paiement",
        Action::CheckoutCanceled => "A annulé une commande",
        Action::DeliveryReplayed => "A fait renvoyer des avis",
        Action::LetterResent => "A fait renvoyer un courriel à un client",
        Action::Unknown => "Quelque chose que cette version ne connaît pas",
    },
};
