//! The list of payments.

use payment::Locale;

use crate::payments::FilterFault;

/// The sentences of the list, its form and its file.
#[derive(Debug)]
pub(crate) struct Payments {
    pub(crate) title: &'static str,
    pub(crate) caption: &'static str,
    /// Order, made, status, method, asked, paid.
    pub(crate) columns: [&'static str; 5],
    pub(crate) csv: [&'static str; 11],
    /// An order without a name of the merchant's.
    pub(crate) unnamed: &'static str,
    /// The customer says how much.
    pub(crate) open_amount: &'static str,
    pub(crate) paid: fn(&str) -> String,
    pub(crate) cases: fn(u32) -> String,
    pub(crate) none: &'static str,
    pub(crate) none_yet: &'static str,
    pub(crate) search: &'static str,
    pub(crate) search_hint: &'static str,
    pub(crate) search_button: &'static str,
    pub(crate) not_found: &'static str,
    pub(crate) narrow: &'static str,
    pub(crate) status: &'static str,
    pub(crate) method: &'static str,
    pub(crate) all: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) least: &'static str,
    pub(crate) most: &'static str,
    pub(crate) reference: &'static str,
    pub(crate) only_cases: &'static str,
    pub(crate) apply: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) newest: &'static str,
    pub(crate) export: &'static str,
    pub(crate) export_excel: &'static str,
    pub(crate) faults: &'static str,
    pub(crate) fault: fn(FilterFault) -> &'static str,
    /// Said aloud when the list has followed along.
    pub(crate) followed: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Payments {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Payments = Payments {
    title: "Payments",
    caption: "Payments, newest first",
    columns: ["Order", "Made", "Status", "Method", "Amount"],
    csv: [
        "Checkout",
        "Made (UTC)",
        "Status",
        "Reference",
        "Amount",
        "Amount in cents",
        "Method",
        "Paid",
        "Paid in cents",
        "Paid at (UTC)",
        "Cases",
    ],
    unnamed: "No reference",
    open_amount: "Open amount",
    paid: |amount| format!("{amount} paid"),
    cases: |cases| match cases {
        1 => "1 case to look at".to_owned(),
        cases => format!("{cases} cases to look at"),
    },
    none: "No payment fits. Take something out of the filters.",
    none_yet: "There is no payment yet in this mode. The first one appears here by itself.",
    search: "Find one payment",
    search_hint: "Your order reference, or the id of a checkout, of an attempt or of a session at Flinks.",
    search_button: "Find",
    not_found: "Nothing is known under that. Ids are looked up whole; a reference by how it begins.",
    narrow: "Narrow the list",
    status: "Status",
    method: "Method",
    all: "All",
    from: "Made from",
    to: "Made until",
    least: "At least ($)",
    most: "At most ($)",
    reference: "Reference begins with",
    only_cases: "Only with a case",
    apply: "Show",
    clear: "Show all",
    newest: "Back to the newest",
    export: "Download as CSV",
    export_excel: "CSV for Excel",
    faults: "The list is not narrowed by what could not be read:",
    fault: |fault| match fault {
        FilterFault::Unknown(_) => "This is not one of the choices.",
        FilterFault::NoDay(_) => "Write a day like 2026-11-20.",
        FilterFault::NoAmount(_) => "Write an amount like 250.00.",
        FilterFault::Backwards(_) => "This comes before where it begins.",
    },
    followed: "The list is up to date.",
};

static FR: Payments = Payments {
    title: "Paiements",
    caption: "Paiements, du plus récent au plus ancien",
    columns: ["Commande", "Création", "État", "Mode", "Montant"],
    csv: [
        "Commande",
        "Création (UTC)",
        "État",
        "Référence",
        "Montant",
        "Montant en cents",
        "Mode de paiement",
        "Payé",
        "Payé en cents",
        "Date de paiement (UTC)",
        "Cas",
    ],
    unnamed: "Sans référence",
    open_amount: "Montant libre",
    paid: |amount| format!("{amount} payés"),
    cases: |cases| match cases {
        1 => "1 cas à examiner".to_owned(),
        cases => format!("{cases} cas à examiner"),
    },
    none: "Aucun paiement ne correspond. Retirez un filtre.",
    none_yet: "Il n’y a encore aucun paiement dans ce mode. Le premier apparaîtra ici de lui-même.",
    search: "Trouver un paiement",
    search_hint: "Votre référence de commande, ou l’identifiant d’un paiement, d’une tentative ou d’une session chez Flinks.",
    search_button: "Trouver",
    not_found: "Rien n’est connu sous ce nom. Un identifiant se cherche en entier; une référence, par son début.",
    narrow: "Filtrer la liste",
    status: "État",
    method: "Mode de paiement",
    all: "Tous",
    from: "Créés dès le",
    to: "Créés jusqu’au",
    least: "Au moins ($)",
    most: "Au plus ($)",
    reference: "La référence commence par",
    only_cases: "Seulement avec un cas",
    apply: "Afficher",
    clear: "Tout afficher",
    newest: "Revenir aux plus récents",
    export: "Télécharger en CSV",
    export_excel: "CSV pour Excel",
    faults: "La liste n’est pas filtrée par ce qui n’a pu être lu\u{a0}:",
    fault: |fault| match fault {
        FilterFault::Unknown(_) => "Ce n’est pas l’un des choix.",
        FilterFault::NoDay(_) => "Écrivez un jour comme 2026-11-20.",
        FilterFault::NoAmount(_) => "Écrivez un montant comme 250,00.",
        FilterFault::Backwards(_) => "Ceci vient avant le début.",
    },
    followed: "La liste est à jour.",
};
