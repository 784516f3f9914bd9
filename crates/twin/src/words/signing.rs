//! The words of the page on which a debit agreement is signed by itself.

/// The agreement of a debit that the first version of the API made. Its seven elements are
/// the twin's own wording of what the rules ask for; the provider's text is agreed with each
/// merchant.
pub(crate) struct Signing {
    pub(crate) lead: fn(&str) -> String,
    pub(crate) own_text: &'static str,
    pub(crate) payer: &'static str,
    pub(crate) account: &'static str,
    pub(crate) authority: (&'static str, fn(&str) -> String),
    pub(crate) category: (&'static str, &'static str, &'static str),
    /// When: with the date.
    pub(crate) once: fn(&str) -> String,
    /// How often: with the date of the first one.
    pub(crate) weekly: fn(&str) -> String,
    pub(crate) biweekly: fn(&str) -> String,
    pub(crate) monthly: fn(&str) -> String,
    /// Up to this date.
    pub(crate) until: fn(&str) -> String,
    /// So many times in all.
    pub(crate) times: fn(u16) -> String,
    pub(crate) sign: fn(&str) -> String,
    pub(crate) submit: &'static str,
    pub(crate) done: (&'static str, fn(&str) -> String),
    pub(crate) signed_on: &'static str,
    pub(crate) left: (&'static str, &'static str),
    pub(crate) too_late: (&'static str, &'static str),
    pub(crate) missing: (&'static str, &'static str),
    pub(crate) months: [&'static str; 12],
    pub(crate) date: fn(i8, &str, i16) -> String,
}

pub(super) const EN: Signing = Signing {
    lead: |amount| {
        format!(
            "You authorize a debit of {amount} from your account. You have not paid until you sign."
        )
    },
    own_text: "Summary in the twin’s own words. No real agreement is made here.",
    payer: "Payer",
    account: "Account",
    authority: ("Authority", |amount| {
        format!("You let the merchant debit {amount} from the account above.")
    }),
    category: ("Category", "Personal", "Business"),
    once: |date| format!("Once, on {date} or soon after"),
    weekly: |date| format!("Every week from {date}"),
    biweekly: |date| format!("Every two weeks from {date}"),
    monthly: |date| format!("Every month from {date}"),
    until: |date| format!("until {date}"),
    times: |times| format!("{times} times in all"),
    sign: |name| format!("I am {name}, I have read this agreement, and I sign it."),
    submit: "Sign the agreement",
    done: ("The agreement is signed", |amount| {
        format!("The debit of {amount} is scheduled. You can close this page.")
    }),
    signed_on: "Signed on",
    left: (
        "Not signed",
        "You have not paid, and nothing will be taken. You can come back and sign.",
    ),
    too_late: (
        "This agreement cannot be signed any more",
        "The payment was called off or did not go through. Nothing was taken.",
    ),
    missing: (
        "There is no such agreement",
        "The address is incomplete, or the agreement is gone.",
    ),
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    date: |day, month, year| format!("{month} {day}, {year}"),
};

pub(super) const FR: Signing = Signing {
    lead: |amount| {
        format!(
            "Vous autorisez un prélèvement de {amount} sur votre compte. Vous n’avez pas payé tant que vous n’avez pas signé."
        )
    },
    own_text: "Résumé dans les mots du jumeau. Aucun accord véritable n’est conclu ici.",
    payer: "Payeur",
    account: "Compte",
    authority: ("Autorisation", |amount| {
        format!("Vous permettez au commerçant de prélever {amount} sur le compte ci-dessus.")
    }),
    category: ("Catégorie", "Personnel", "Entreprise"),
    once: |date| format!("Une fois, le {date} ou peu après"),
    weekly: |date| format!("Chaque semaine à partir du {date}"),
    biweekly: |date| format!("Toutes les deux semaines à partir du {date}"),
    monthly: |date| format!("Chaque mois à partir du {date}"),
    until: |date| format!("jusqu’au {date}"),
    times: |times| format!("{times} fois en tout"),
    sign: |name| format!("Je suis {name}, j’ai lu cet accord et je le signe."),
    submit: "Signer l’accord",
    done: ("L’accord est signé", |amount| {
        format!("Le prélèvement de {amount} est prévu. Vous pouvez fermer cette page.")
    }),
    signed_on: "Signé le",
    left: (
        "Pas signé",
        "Vous n’avez pas payé, et rien ne sera prélevé. Vous pouvez revenir et signer.",
    ),
    too_late: (
        "Cet accord ne peut plus être signé",
        "Le paiement a été annulé ou n’a pas abouti. Rien n’a été prélevé.",
    ),
    missing: (
        "Cet accord n’existe pas",
        "L’adresse est incomplète, ou l’accord n’est plus là.",
    ),
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    date: |day, month, year| match day {
        1 => format!("1er {month} {year}"),
        day => format!("{day} {month} {year}"),
    },
};
