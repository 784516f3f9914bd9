//! Where the merchant is told what happens, and what became of it.

use payment::Locale;
use store::{DeliveryState, DisabledReason, Standing, TryOutcome};

/// The sentences of the three pages.
#[derive(Debug)]
pub(crate) struct Endpoints {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) none: &'static str,
    /// Address, what it is told, how it stands.
    pub(crate) columns: [&'static str; 3],
    pub(crate) everything: &'static str,
    pub(crate) standing: fn(Standing) -> &'static str,
    /// Nothing has arrived since that moment.
    pub(crate) failing: fn(&str) -> String,
    pub(crate) make: &'static str,
    pub(crate) address: &'static str,
    pub(crate) address_hint: &'static str,
    pub(crate) address_wrong: &'static str,
    pub(crate) description: &'static str,
    pub(crate) description_wrong: &'static str,
    pub(crate) full: &'static str,
    pub(crate) back: &'static str,
    pub(crate) change: &'static str,
    pub(crate) disable: &'static str,
    pub(crate) disable_hint: &'static str,
    pub(crate) disable_confirm: &'static str,
    pub(crate) enable: &'static str,
    pub(crate) rotate: &'static str,
    pub(crate) rotate_hint: &'static str,
    pub(crate) rotate_confirm: &'static str,
    pub(crate) secret: &'static str,
    pub(crate) secret_hint: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) kept: &'static str,
    pub(crate) deliveries: &'static str,
    pub(crate) no_deliveries: &'static str,
    pub(crate) all: &'static str,
    pub(crate) state: fn(DeliveryState) -> &'static str,
    pub(crate) states: &'static str,
    /// What, when, how it stands, tries.
    pub(crate) delivery_columns: [&'static str; 4],
    pub(crate) delivery: &'static str,
    pub(crate) back_to_endpoint: &'static str,
    pub(crate) of_payment: &'static str,
    pub(crate) next: fn(&str) -> String,
    pub(crate) tries: &'static str,
    pub(crate) no_tries: &'static str,
    /// When, what came of it, status, how long, the answer.
    pub(crate) try_columns: [&'static str; 5],
    pub(crate) outcome: fn(TryOutcome) -> &'static str,
    /// The beginning of the answer to that try.
    pub(crate) answer: fn(u32) -> String,
    pub(crate) answer_empty: &'static str,
    pub(crate) again: &'static str,
    pub(crate) again_hint: &'static str,
    pub(crate) again_hastened: &'static str,
    pub(crate) again_refused: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Endpoints {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Endpoints = Endpoints {
    title: "Endpoints",
    lead: "Where your servers are told what happens. Every notification is tried again until it arrives.",
    none: "There is no endpoint in this mode.",
    columns: ["Address", "Is told", "How it stands"],
    everything: "Everything",
    standing: |standing| match standing {
        Standing::Enabled => "Enabled",
        Standing::Disabled {
            reason: DisabledReason::Merchant,
            ..
        } => "Disabled by you",
        Standing::Disabled {
            reason: DisabledReason::Gone,
            ..
        } => "Disabled: it answered that it is gone",
    },
    failing: |since| format!("Nothing has arrived since {since}"),
    make: "Make an endpoint",
    address: "Address",
    address_hint: "https://, on the public internet.",
    address_wrong: "This address cannot be notified. It must begin with https://, hold no password and no fragment, and be on the public internet.",
    description: "Description",
    description_wrong: "At most 255 characters, on one line.",
    full: "There are as many endpoints as there may be. Delete one first.",
    back: "Back to the endpoints",
    change: "Change it",
    disable: "Disable",
    disable_hint: "What waits for it is given up, and nothing more is sent.",
    disable_confirm: "Yes, disable it",
    enable: "Enable",
    rotate: "Give it a new secret",
    rotate_hint: "The secret before signs beside the new one for 24 hours. After that, a server that knows only the one before refuses what it is told.",
    rotate_confirm: "Yes, give it a new secret",
    secret: "The endpoint’s secret",
    secret_hint: "What its notifications are signed with. It is shown now and never again.",
    copy: "Copy",
    copied: "Copied",
    kept: "I have kept it",
    deliveries: "Deliveries",
    no_deliveries: "There is nothing here.",
    all: "All",
    state: |state| match state {
        DeliveryState::Waiting => "On its way",
        DeliveryState::Delivered => "Arrived",
        DeliveryState::Dead => "Given up",
    },
    states: "Which deliveries",
    delivery_columns: ["Notification", "Made", "How it stands", "Tries"],
    delivery: "Delivery",
    back_to_endpoint: "Back to the endpoint",
    of_payment: "The payment that it tells of",
    next: |at| format!("Tried next: {at}"),
    tries: "Tries",
    no_tries: "It was not tried yet.",
    try_columns: [
        "When",
        "What came of it",
        "HTTP",
        "Took",
        "The beginning of the answer",
    ],
    outcome: |outcome| match outcome {
        TryOutcome::Delivered => "Arrived",
        TryOutcome::Refused => "Refused: the answer was not 2xx",
        TryOutcome::TimedOut => "No answer in time",
        TryOutcome::Unreachable => "No connection",
        TryOutcome::AddressRefused => "The address leads to a private network: nothing was sent",
        TryOutcome::Altered => "Nothing was sent: what is stored is not what was written",
    },
    answer: |number| format!("The beginning of the answer to try {number}"),
    answer_empty: "Nothing",
    again: "Send it again",
    again_hint: "With the same webhook-id, so that your server knows it.",
    again_hastened: "It was still on its way, and is tried now.",
    again_refused: "The endpoint is disabled. Enable it first.",
};

static FR: Endpoints = Endpoints {
    title: "Points de terminaison",
    lead: "Là où vos serveurs apprennent ce qui arrive. Chaque avis est réessayé jusqu’à ce qu’il arrive.",
    none: "Il n’y a aucun point de terminaison dans ce mode.",
    columns: ["Adresse", "Avis", "État"],
    everything: "Tous",
    standing: |standing| match standing {
        Standing::Enabled => "Activé",
        Standing::Disabled {
            reason: DisabledReason::Merchant,
            ..
        } => "Désactivé par vous",
        Standing::Disabled {
            reason: DisabledReason::Gone,
            ..
        } => "Désactivé\u{a0}: il a répondu qu’il n’existe plus",
    },
    failing: |since| format!("Rien n’est arrivé depuis le {since}"),
    make: "Créer un point de terminaison",
    address: "Adresse",
    address_hint: "https://, sur l’Internet public.",
    address_wrong: "Impossible d’envoyer des avis à cette adresse. Elle doit commencer par https://, être sans mot de passe ni fragment, et se trouver sur l’Internet public.",
    description: "Description",
    description_wrong: "Au plus 255 caractères, sur une ligne.",
    full: "Le nombre maximal est atteint. Supprimez-en d’abord un.",
    back: "Retour aux points de terminaison",
    change: "Le modifier",
    disable: "Désactiver",
    disable_hint: "Les avis en attente sont abandonnés, et plus rien n’est envoyé.",
    disable_confirm: "Oui, le désactiver",
    enable: "Activer",
    rotate: "Renouveler le secret",
    rotate_hint: "L’ancien secret signe aussi les avis pendant 24 heures. Ensuite, un serveur qui ne connaît que l’ancien refuse les avis.",
    rotate_confirm: "Oui, renouveler le secret",
    secret: "Le secret du point de terminaison",
    secret_hint: "Ce qui signe ses avis. Il est montré maintenant et plus jamais.",
    copy: "Copier",
    copied: "Copié",
    kept: "Je l’ai conservé",
    deliveries: "Livraisons",
    no_deliveries: "Il n’y a rien ici.",
    all: "Toutes",
    state: |state| match state {
        DeliveryState::Waiting => "En route",
        DeliveryState::Delivered => "Arrivée",
        DeliveryState::Dead => "Abandonnée",
    },
    states: "Quelles livraisons",
    delivery_columns: ["Avis", "Création", "État", "Essais"],
    delivery: "Livraison",
    back_to_endpoint: "Retour au point de terminaison",
    of_payment: "La commande concernée",
    next: |at| format!("Prochain essai\u{a0}: {at}"),
    tries: "Essais",
    no_tries: "Elle n’a pas encore été essayée.",
    try_columns: [
        "Quand",
        "Résultat",
        "HTTP",
        "Durée",
        "Le début de la réponse",
    ],
    outcome: |outcome| match outcome {
        TryOutcome::Delivered => "Arrivée",
        TryOutcome::Refused => "Refusée\u{a0}: la réponse n’était pas 2xx",
        TryOutcome::TimedOut => "Pas de réponse à temps",
        TryOutcome::Unreachable => "Pas de connexion",
        TryOutcome::AddressRefused => "L’adresse mène à un réseau privé\u{a0}: rien n’a été envoyé",
        TryOutcome::Altered => {
            "Rien n’a été envoyé\u{a0}: ce qui est conservé n’est pas ce qui a été écrit"
        }
    },
    answer: |number| format!("Le début de la réponse à l’essai {number}"),
    answer_empty: "Rien",
    again: "La renvoyer",
    again_hint: "Avec le même webhook-id, pour que votre serveur la reconnaisse.",
    again_hastened: "Elle était encore en route; elle est essayée maintenant.",
    again_refused: "Le point de terminaison est désactivé. Activez-le d’abord.",
};
