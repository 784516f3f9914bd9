//! Standing offers, and how they are made and used.

use payment::{LinkState, Locale, Theme};

use crate::page::payment_links::form::{LinkField, Withheld};

/// The sentences of the pages.
#[derive(Debug)]
pub(crate) struct PaymentLinks {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) none: &'static str,
    /// What for, how much, how it stands, payments.
    pub(crate) columns: [&'static str; 4],
    pub(crate) unnamed: &'static str,
    pub(crate) state: fn(LinkState) -> &'static str,
    pub(crate) state_means: fn(LinkState) -> &'static str,
    pub(crate) open_amount: &'static str,
    pub(crate) from: fn(&str) -> String,
    pub(crate) up_to: fn(&str) -> String,
    pub(crate) between: fn(&str, &str) -> String,
    /// So many are paid, so many are under way, of at most so many.
    pub(crate) uses: fn(u32, u32, Option<u32>) -> String,
    pub(crate) make: &'static str,
    pub(crate) making: &'static str,
    pub(crate) more: &'static str,
    pub(crate) label: fn(LinkField) -> &'static str,
    pub(crate) hint: fn(LinkField) -> Option<&'static str>,
    /// `least` and `most` are what the merchant's account takes.
    pub(crate) wrong: fn(LinkField, &str, &str) -> String,
    pub(crate) faulty: &'static str,
    pub(crate) outdated: &'static str,
    pub(crate) withheld: fn(Withheld) -> &'static str,
    pub(crate) sign_in_again: &'static str,
    pub(crate) any_locale: &'static str,
    pub(crate) theme: fn(Theme) -> &'static str,
    pub(crate) back: &'static str,
    pub(crate) address: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) open: &'static str,
    pub(crate) code: &'static str,
    pub(crate) code_hint: &'static str,
    pub(crate) code_named: &'static str,
    pub(crate) as_svg: &'static str,
    pub(crate) as_png: &'static str,
    pub(crate) asks: &'static str,
    pub(crate) pays_into: &'static str,
    pub(crate) own_account: &'static str,
    pub(crate) until: &'static str,
    pub(crate) made: &'static str,
    pub(crate) payments: &'static str,
    pub(crate) no_payments: &'static str,
    pub(crate) pause: &'static str,
    pub(crate) resume: &'static str,
    pub(crate) edit: &'static str,
    pub(crate) edit_hint: &'static str,
    pub(crate) save: &'static str,
    pub(crate) change: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static PaymentLinks {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: PaymentLinks = PaymentLinks {
    title: "Payment links",
    lead: "Addresses that you put into an e-mail, on a website or on paper. Whoever opens one can pay.",
    none: "There is no payment link in this mode yet.",
    columns: ["What for", "How much", "How it stands", "Payments"],
    unnamed: "Without a description",
    state: |state| match state {
        LinkState::Open => "Open",
        LinkState::Inactive => "Paused",
        LinkState::Expired => "Expired",
        LinkState::Taken => "Taken",
        LinkState::UsedUp => "Used up",
    },
    state_means: |state| match state {
        LinkState::Open => "Whoever has the address can pay.",
        LinkState::Inactive => {
            "You have paused it: visitors read that you take no payments by it at the moment."
        }
        LinkState::Expired => "Its time is up: visitors are told to ask you for another.",
        LinkState::Taken => "Every use is taken by payments that are under way. It may open again.",
        LinkState::UsedUp => "It was paid as often as it can be.",
    },
    open_amount: "The customer says",
    from: |least| format!("The customer says, {least} or more"),
    up_to: |most| format!("The customer says, {most} or less"),
    between: |least, most| format!("The customer says, {least} to {most}"),
    uses: |paid, open, most| {
        let paid = match most {
            Some(most) => format!("{paid} of {most} paid"),
            None => format!("{paid} paid"),
        };
        if open == 0 {
            paid
        } else {
            format!("{paid}, {open} under way")
        }
    },
    make: "Make a payment link",
    making: "New payment link",
    more: "More choices",
    label: |field| match field {
        LinkField::Amount => "Amount",
        LinkField::MinAmount => "The least",
        LinkField::MaxAmount => "The most",
        LinkField::SuggestedAmount => "Suggested",
        LinkField::Description => "What it is for",
        LinkField::ReferencePrefix => "References begin with",
        LinkField::Methods => "Ways to pay",
        LinkField::PayeeAccount => "Pay into another account",
        LinkField::Institution => "Institution",
        LinkField::Transit => "Transit",
        LinkField::Account => "Account",
        LinkField::AccountLabel => "Its name",
        LinkField::Locale => "Language of the page",
        LinkField::Theme => "Light",
        LinkField::SuccessUrl => "After paying, back to",
        LinkField::CancelUrl => "Without paying, back to",
        LinkField::Metadata => "Notes for your programs",
        LinkField::MaxUses => "How many can pay",
        LinkField::ExpiresAt => "Open until",
        LinkField::Active => "Let customers in at once",
    },
    hint: |field| match field {
        LinkField::Amount => Some("What everybody pays. Left empty, the customer says how much."),
        LinkField::MinAmount => Some("These three are for when the customer says how much."),
        LinkField::Description => Some("The customer reads it. At most 100 characters."),
        LinkField::ReferencePrefix => {
            Some("Such as CAMP-. Twelve characters follow that tell payments apart.")
        }
        LinkField::PayeeAccount => {
            Some("All three numbers, or none for the account that you have agreed on with Flinks.")
        }
        LinkField::Metadata => {
            Some("A name, a colon and a text on each line. Customers do not see them.")
        }
        LinkField::MaxUses => Some("1 for one customer’s bill. Left empty, however many come."),
        LinkField::ExpiresAt => Some("By the clock in Toronto. Left empty, it stays open."),
        LinkField::MaxAmount
        | LinkField::SuggestedAmount
        | LinkField::Methods
        | LinkField::Institution
        | LinkField::Transit
        | LinkField::Account
        | LinkField::AccountLabel
        | LinkField::Locale
        | LinkField::Theme
        | LinkField::SuccessUrl
        | LinkField::CancelUrl
        | LinkField::Active => None,
    },
    wrong: |field, least, most| {
        match field {
        LinkField::Amount | LinkField::MaxAmount => {
            format!("An amount from {least} to {most}, such as 25.00.")
        }
        LinkField::MinAmount => format!(
            "An amount from {least} to {most}, no more than the most, and none where you say the amount."
        ),
        LinkField::SuggestedAmount => format!(
            "An amount from {least} to {most}, between the least and the most, and none where you say the amount."
        ),
        LinkField::Description => "1 to 100 characters on one line, without < and >. It can be changed, not taken away.".to_owned(),
        LinkField::ReferencePrefix => "1 to 60 characters on one line, without < and >.".to_owned(),
        LinkField::Methods => "Choose at least one.".to_owned(),
        LinkField::PayeeAccount => "An institution has 3 digits, a transit 5 and an account 7 to 12. It is for ways to pay that can pay into it.".to_owned(),
        LinkField::Institution => "3 digits.".to_owned(),
        LinkField::Transit => "5 digits.".to_owned(),
        LinkField::Account => "7 to 12 digits.".to_owned(),
        LinkField::AccountLabel => "1 to 100 characters on one line, without < and >.".to_owned(),
        LinkField::Locale | LinkField::Theme | LinkField::Active => "Choose one of these.".to_owned(),
        LinkField::SuccessUrl | LinkField::CancelUrl => {
            "A whole address that begins with https://. It can be changed, not taken away.".to_owned()
        }
        LinkField::Metadata => "A name of at most 40 characters, a colon and at most 500 characters on each line; each name once; at most 50 lines.".to_owned(),
        LinkField::MaxUses => "A whole number from 1 to 10000.".to_owned(),
        LinkField::ExpiresAt => "A day and a time.".to_owned(),
    }
    },
    faulty: "Nothing was saved yet: see the fields below.",
    outdated: "Nothing was saved: somebody else changed this link since you began. What you filled in is still here; save again to put it in the place of theirs.",
    withheld: |why| match why {
        Withheld::AccountByRole => {
            "Only an owner says into which account is paid. Save it without one, or ask an owner."
        }
        Withheld::AccountUntilSignedIn => {
            "Show once more who you are to say into which account is paid: you signed in more than a quarter of an hour ago."
        }
        Withheld::Notes => {
            "The notes for your programs hold what cannot be written here, such as several lines in one. Change them by the API."
        }
    },
    sign_in_again: "Sign in once more",
    any_locale: "As the customer’s browser asks",
    theme: |theme| match theme {
        Theme::Auto => "As your pages are",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    },
    back: "Back to the payment links",
    address: "Its address",
    copy: "Copy the address",
    copied: "Copied",
    open: "Open the page",
    code: "QR code",
    code_hint: "Print it at least 2 cm wide, with the white around it.",
    code_named: "The address of the payment link as a QR code",
    as_svg: "Download for print (SVG)",
    as_png: "Download in pixels (PNG)",
    asks: "Amount",
    pays_into: "Pays into",
    own_account: "The account that you have agreed on with Flinks",
    until: "Open until",
    made: "Made",
    payments: "The newest payments by this link",
    no_payments: "Nobody has used it yet.",
    pause: "Pause it",
    resume: "Let customers in again",
    edit: "Edit",
    edit_hint: "How much it asks for never changes, because it may be printed: make another link and pause this one.",
    save: "Save",
    change: "Change it",
};

static FR: PaymentLinks = PaymentLinks {
    title: "Liens de paiement",
    lead: "Des adresses à mettre dans un courriel, sur un site ou sur papier. Toute personne qui en ouvre une peut payer.",
    none: "Il n’y a pas encore de lien de paiement dans ce mode.",
    columns: ["Objet", "Montant", "État", "Paiements"],
    unnamed: "Sans description",
    state: |state| match state {
        LinkState::Open => "Ouvert",
        LinkState::Inactive => "En pause",
        LinkState::Expired => "Expiré",
        LinkState::Taken => "Pris",
        LinkState::UsedUp => "Épuisé",
    },
    state_means: |state| match state {
        LinkState::Open => "Toute personne qui a l’adresse peut payer.",
        LinkState::Inactive => {
            "Vous l’avez mis en pause\u{a0}: les visiteurs lisent que vous n’acceptez pas de paiements par ce lien pour le moment."
        }
        LinkState::Expired => {
            "Son temps est écoulé\u{a0}: les visiteurs sont invités à vous en demander un autre."
        }
        LinkState::Taken => {
            "Toutes les utilisations sont prises par des paiements en cours. Il peut s’ouvrir de nouveau."
        }
        LinkState::UsedUp => "Il a été payé autant de fois que possible.",
    },
    open_amount: "Le client le dit",
    from: |least| format!("Le client le dit, {least} ou plus"),
    up_to: |most| format!("Le client le dit, {most} ou moins"),
    between: |least, most| format!("Le client le dit, de {least} à {most}"),
    uses: |paid, open, most| {
        let plural = if paid > 1 { "s" } else { "" };
        let paid = match most {
            Some(most) => format!("{paid} payé{plural} sur {most}"),
            None => format!("{paid} payé{plural}"),
        };
        if open == 0 {
            paid
        } else {
            format!("{paid}, {open} en cours")
        }
    },
    make: "Créer un lien de paiement",
    making: "Nouveau lien de paiement",
    more: "Plus de choix",
    label: |field| match field {
        LinkField::Amount => "Montant",
        LinkField::MinAmount => "Au moins",
        LinkField::MaxAmount => "Au plus",
        LinkField::SuggestedAmount => "Suggéré",
        LinkField::Description => "Objet",
        LinkField::ReferencePrefix => "Début des références",
        LinkField::Methods => "Modes de paiement",
        LinkField::PayeeAccount => "Payer dans un autre compte",
        LinkField::Institution => "Institution",
        LinkField::Transit => "Transit",
        LinkField::Account => "Compte",
        LinkField::AccountLabel => "Son nom",
        LinkField::Locale => "Langue de la page",
        LinkField::Theme => "Apparence",
        LinkField::SuccessUrl => "Après le paiement, retour à",
        LinkField::CancelUrl => "Sans paiement, retour à",
        LinkField::Metadata => "Notes pour vos programmes",
        LinkField::MaxUses => "Combien de personnes peuvent payer",
        LinkField::ExpiresAt => "Ouvert jusqu’au",
        LinkField::Active => "Ouvrir aux clients tout de suite",
    },
    hint: |field| match field {
        LinkField::Amount => Some("Ce que tout le monde paie. Laissé vide, le client dit combien."),
        LinkField::MinAmount => Some("Ces trois champs servent quand le client dit combien."),
        LinkField::Description => Some("Le client le lit. Au plus 100 caractères."),
        LinkField::ReferencePrefix => {
            Some("Par exemple CAMP-. Douze caractères suivent, qui distinguent les paiements.")
        }
        LinkField::PayeeAccount => {
            Some("Les trois numéros, ou aucun pour le compte convenu avec Flinks.")
        }
        LinkField::Metadata => Some(
            "Sur chaque ligne, un nom, un deux-points et un texte. Les clients ne les voient pas.",
        ),
        LinkField::MaxUses => Some("1 pour la facture d’un seul client. Laissé vide, sans limite."),
        LinkField::ExpiresAt => Some("À l’heure de Toronto. Laissé vide, il reste ouvert."),
        LinkField::MaxAmount
        | LinkField::SuggestedAmount
        | LinkField::Methods
        | LinkField::Institution
        | LinkField::Transit
        | LinkField::Account
        | LinkField::AccountLabel
        | LinkField::Locale
        | LinkField::Theme
        | LinkField::SuccessUrl
        | LinkField::CancelUrl
        | LinkField::Active => None,
    },
    wrong: |field, least, most| {
        match field {
        LinkField::Amount | LinkField::MaxAmount => {
            format!("Un montant de {least} à {most}, par exemple 25,00.")
        }
        LinkField::MinAmount => format!(
            "Un montant de {least} à {most}, pas plus que le maximum, et aucun si vous fixez le montant."
        ),
        LinkField::SuggestedAmount => format!(
            "Un montant de {least} à {most}, entre le minimum et le maximum, et aucun si vous fixez le montant."
        ),
        LinkField::Description => "De 1 à 100 caractères, sur une ligne, sans < ni >. Il peut être modifié, pas retiré.".to_owned(),
        LinkField::ReferencePrefix => "De 1 à 60 caractères, sur une ligne, sans < ni >.".to_owned(),
        LinkField::Methods => "Choisissez-en au moins un.".to_owned(),
        LinkField::PayeeAccount => "Une institution a 3 chiffres, un transit 5 et un compte de 7 à 12. Il convient aux modes de paiement qui peuvent y verser.".to_owned(),
        LinkField::Institution => "3 chiffres.".to_owned(),
        LinkField::Transit => "5 chiffres.".to_owned(),
        LinkField::Account => "De 7 à 12 chiffres.".to_owned(),
        LinkField::AccountLabel => "De 1 à 100 caractères, sur une ligne, sans < ni >.".to_owned(),
        LinkField::Locale | LinkField::Theme | LinkField::Active => "Choisissez l’un de ceux-ci.".to_owned(),
        LinkField::SuccessUrl | LinkField::CancelUrl => {
            "Une adresse complète qui commence par https://. Elle peut être modifiée, pas retirée.".to_owned()
        }
        LinkField::Metadata => "Sur chaque ligne, un nom d’au plus 40 caractères, un deux-points et au plus 500 caractères; chaque nom une seule fois; au plus 50 lignes.".to_owned(),
        LinkField::MaxUses => "Un nombre entier de 1 à 10\u{a0}000.".to_owned(),
        LinkField::ExpiresAt => "Un jour et une heure.".to_owned(),
    }
    },
    faulty: "Rien n’a encore été enregistré\u{a0}: voyez les champs ci-dessous.",
    outdated: "Rien n’a été enregistré\u{a0}: une autre personne a modifié ce lien entre-temps. Ce que vous avez saisi est toujours ici; enregistrez de nouveau pour le mettre à la place.",
    withheld: |why| match why {
        Withheld::AccountByRole => {
            "Seul un propriétaire dit dans quel compte on paie. Enregistrez sans compte, ou demandez à un propriétaire."
        }
        Withheld::AccountUntilSignedIn => {
            "Montrez de nouveau qui vous êtes pour dire dans quel compte on paie\u{a0}: vous avez ouvert votre session il y a plus d’un quart d’heure."
        }
        Withheld::Notes => {
            "Les notes pour vos programmes contiennent ce qui ne s’écrit pas ici, par exemple plusieurs lignes en une. Modifiez-les par l’API."
        }
    },
    sign_in_again: "Ouvrir une session de nouveau",
    any_locale: "Celle que demande le navigateur du client",
    theme: |theme| match theme {
        Theme::Auto => "Comme vos pages",
        Theme::Light => "Claire",
        Theme::Dark => "Sombre",
    },
    back: "Retour aux liens de paiement",
    address: "Son adresse",
    copy: "Copier l’adresse",
    copied: "Copiée",
    open: "Ouvrir la page",
    code: "Code QR",
    code_hint: "Imprimez-le sur au moins 2 cm de large, avec le blanc autour.",
    code_named: "L’adresse du lien de paiement en code QR",
    as_svg: "Télécharger pour l’impression (SVG)",
    as_png: "Télécharger en pixels (PNG)",
    asks: "Montant",
    pays_into: "Verse dans",
    own_account: "Le compte convenu avec Flinks",
    until: "Ouvert jusqu’au",
    made: "Création",
    payments: "Les paiements les plus récents par ce lien",
    no_payments: "Personne ne l’a encore utilisé.",
    pause: "Le mettre en pause",
    resume: "Laisser entrer les clients de nouveau",
    edit: "Modifier",
    edit_hint: "Le montant demandé ne change jamais, parce qu’il peut être imprimé\u{a0}: créez un autre lien et mettez celui-ci en pause.",
    save: "Enregistrer",
    change: "Le modifier",
};
