//! Where everybody begins.

use payment::Locale;
use store::MAX_LOST;

use crate::page::home::Step;

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Home {
    pub(crate) title: &'static str,
    pub(crate) paid: &'static str,
    pub(crate) today: &'static str,
    pub(crate) week: &'static str,
    pub(crate) payments: fn(u64) -> String,
    /// How much the seven days before brought.
    pub(crate) before: fn(&str) -> String,
    pub(crate) more: fn(u64) -> String,
    pub(crate) less: fn(u64) -> String,
    pub(crate) same: &'static str,
    pub(crate) behind: &'static str,
    pub(crate) waiting: &'static str,
    pub(crate) waiting_hint: &'static str,
    /// Where no case of these days is known: nothing is said of older ones.
    pub(crate) no_case: &'static str,
    pub(crate) all_waiting: &'static str,
    pub(crate) lost: &'static str,
    pub(crate) lost_hint: &'static str,
    /// Endpoint, how it stands, what was given up.
    pub(crate) lost_columns: [&'static str; 3],
    pub(crate) lost_count: fn(u32) -> String,
    pub(crate) newest: &'static str,
    pub(crate) none_yet: &'static str,
    pub(crate) all_payments: &'static str,
    pub(crate) next: &'static str,
    pub(crate) next_hint: &'static str,
    pub(crate) step: fn(Step) -> &'static str,
    pub(crate) step_hint: fn(Step) -> &'static str,
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
    paid: "Paid",
    today: "Paid today",
    week: "Paid in seven days, with today",
    payments: |count| match count {
        0 => "No payment".to_owned(),
        1 => "1 payment".to_owned(),
        count => format!("{count} payments"),
    },
    before: |money| format!("The seven days before: {money}"),
    more: |percent| format!("{percent}% more"),
    less: |percent| format!("{percent}% less"),
    same: "As much",
    behind: "Much has happened just now: these amounts are still being counted.",
    waiting: "Somebody has to look at these",
    waiting_hint: "Money that came twice or too late, or that a bank took back, in the last 90 days.",
    no_case: "No case in the last 90 days.",
    all_waiting: "All of them",
    lost: "Your servers miss something",
    lost_hint: "Look at what they answer, mend it, then send again what was given up.",
    lost_columns: ["Endpoint", "How it stands", "Given up in seven days"],
    lost_count: |count| {
        if count >= MAX_LOST {
            format!("{MAX_LOST} or more")
        } else {
            count.to_string()
        }
    },
    newest: "The newest payments",
    none_yet: "There is no payment in this mode yet.",
    all_payments: "All payments",
    next: "Next steps",
    next_hint: "Each goes away once it is done.",
    step: |step| match step {
        Step::Key => "Make an API key",
        Step::Endpoint => "Make an endpoint",
        Step::Brand => "Make the pages yours",
        Step::Payment => "Make a first payment",
        Step::Live => "Go live",
    },
    step_hint: |step| match step {
        Step::Key => "Your shop makes checkouts with it.",
        Step::Endpoint => "Your server is told the moment something is paid.",
        Step::Brand => "Your name, your logo, your colours.",
        Step::Payment => "A payment link needs no program: make one, open it, pay.",
        Step::Live => {
            "Once your account at Flinks is open: switch to live mode and make a live key there."
        }
    },
    hello: |email, role| format!("You are signed in as {email}. Your role: {role}."),
};

static FR: Home = Home {
    title: "Aperçu",
    paid: "Payé",
    today: "Payé aujourd’hui",
    week: "Payé en sept jours, avec aujourd’hui",
    payments: |count| match count {
        0 => "Aucun paiement".to_owned(),
        1 => "1 paiement".to_owned(),
        count => format!("{count} paiements"),
    },
    before: |money| format!("Les sept jours d’avant\u{a0}: {money}"),
    more: |percent| format!("{percent}\u{a0}% de plus"),
    less: |percent| format!("{percent}\u{a0}% de moins"),
    same: "Autant",
    behind: "Beaucoup vient de se passer\u{a0}: ces montants sont encore en cours de calcul.",
    waiting: "À regarder",
    waiting_hint: "De l’argent arrivé deux fois ou trop tard, ou repris par une banque, dans les 90 derniers jours.",
    no_case: "Aucun cas dans les 90 derniers jours.",
    all_waiting: "Tous",
    lost: "Vos serveurs manquent des avis",
    lost_hint: "Regardez ce qu’ils répondent, corrigez, puis renvoyez ce qui a été abandonné.",
    lost_columns: ["Point de terminaison", "État", "Abandonnés en sept jours"],
    lost_count: |count| {
        if count >= MAX_LOST {
            format!("{MAX_LOST} ou plus")
        } else {
            count.to_string()
        }
    },
    newest: "Les paiements les plus récents",
    none_yet: "Il n’y a pas encore de paiement dans ce mode.",
    all_payments: "Tous les paiements",
    next: "Prochaines étapes",
    next_hint: "Chacune disparaît une fois faite.",
    step: |step| match step {
        Step::Key => "Créer une clé d’API",
        Step::Endpoint => "Créer un point de terminaison",
        Step::Brand => "Donner aux pages votre image",
        Step::Payment => "Faire un premier paiement",
        Step::Live => "Passer au mode réel",
    },
    step_hint: |step| match step {
        Step::Key => "Votre boutique s’en sert pour créer des paiements.",
        Step::Endpoint => "Votre serveur apprend aussitôt qu’une commande est payée.",
        Step::Brand => "Votre nom, votre logo, vos couleurs.",
        Step::Payment => {
            "Un lien de paiement ne demande aucun programme\u{a0}: créez-en un, ouvrez-le, payez."
        }
        Step::Live => {
            "Une fois votre compte chez Flinks ouvert\u{a0}: changez de mode et créez une clé réelle."
        }
    },
    hello: |email, role| {
        format!("Votre session est ouverte sous {email}. Votre rôle\u{a0}: {role}.")
    },
};
