//! One payment.

use app::format;
use payment::{
    Attempt, AttemptState, CanceledBy, Checkout, CloseReason, End, Letter, Locale, Money,
};
use store::{DeliveryState, LetterState};

use crate::story::{Again, Story};

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Payment {
    pub(crate) title: fn(&str) -> String,
    pub(crate) back: &'static str,
    /// What is the case, and how that is known.
    pub(crate) story: fn(&Story, &Said<'_>) -> String,
    pub(crate) order: &'static str,
    pub(crate) reference: &'static str,
    pub(crate) amount: &'static str,
    pub(crate) open_amount: &'static str,
    pub(crate) paid: &'static str,
    pub(crate) methods: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) customer_unknown: &'static str,
    pub(crate) made: &'static str,
    pub(crate) open_until: &'static str,
    pub(crate) id: &'static str,
    pub(crate) page_address: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) claimed: &'static str,
    pub(crate) cases: &'static str,
    pub(crate) attempts: &'static str,
    pub(crate) no_attempts: &'static str,
    /// Id, method, amount, started, how it stands.
    pub(crate) attempt_columns: [&'static str; 5],
    pub(crate) attempt: fn(&Attempt) -> &'static str,
    pub(crate) timeline: &'static str,
    pub(crate) timeline_hint: &'static str,
    pub(crate) saw: &'static str,
    /// Between a name and what it names.
    pub(crate) colon: &'static str,
    pub(crate) notifications: &'static str,
    pub(crate) no_notifications: &'static str,
    pub(crate) no_deliveries: &'static str,
    pub(crate) delivery: fn(DeliveryState) -> &'static str,
    pub(crate) tries: fn(u32) -> String,
    pub(crate) letters: &'static str,
    pub(crate) letters_hint: &'static str,
    pub(crate) letter: fn(Letter) -> &'static str,
    pub(crate) letter_state: fn(LetterState) -> &'static str,
    pub(crate) letter_again: &'static str,
    pub(crate) letter_again_hint: &'static str,
    pub(crate) actions: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) cancel_hint: &'static str,
    pub(crate) cancel_confirm: &'static str,
    pub(crate) claim_hint: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) followed: &'static str,
    /// Of the page that shows what the customer saw.
    pub(crate) screen_title: &'static str,
    pub(crate) screen_hint: &'static str,
    pub(crate) screen_frame: &'static str,
    pub(crate) screen_back: &'static str,
    pub(crate) screen_before: &'static str,
    pub(crate) screen_after: &'static str,
}

/// What the story's sentence says, as the language writes it.
pub(crate) struct Said<'a> {
    /// The moment that matters.
    pub(crate) at: &'a str,
    /// Until when the page is open.
    pub(crate) until: &'a str,
    /// Who said it.
    pub(crate) evidence: &'static str,
    /// What kept the last attempt from paying, without a full stop.
    pub(crate) failure: &'a str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Payment {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

fn en(amount: Money) -> String {
    format::money(amount, Locale::EnCa)
}

fn fr(amount: Money) -> String {
    format::money(amount, Locale::FrCa)
}

static EN: Payment = Payment {
    title: |name| format!("Payment {name}"),
    back: "Back to the list",
    story: |story, said| {
        let Said {
            at,
            until,
            evidence,
            failure,
        } = said;
        match story {
            Story::Paid {
                amount,
                guaranteed: true,
            } => format!(
                "Paid: {} (known from: {evidence}, {at}). Flinks guarantees it.",
                en(*amount)
            ),
            Story::Paid {
                amount,
                guaranteed: false,
            } => format!(
                "Paid: {} (known from: {evidence}, {at}). A bank may still return it.",
                en(*amount)
            ),
            Story::Returned { amount } => format!(
                "The bank took {} back after it had counted as paid. Look at the case below before you ship anything.",
                en(*amount)
            ),
            Story::Untouched => format!("Nobody has started to pay (the page is open until {until})."),
            Story::Failed(again) => format!(
                "Not paid. The last attempt failed ({at}): {failure}. {}",
                en_again(*again, until)
            ),
            Story::Stopped(again) => format!(
                "Not paid. The last attempt ended without money ({at}). {}",
                en_again(*again, until)
            ),
            Story::Claimed => "Not paid yet. The customer’s browser says that all went well, which is a hint and no more: Flinks has not confirmed it. Do not ship yet.".into(),
            Story::Unsigned => "Not paid yet. The bank account is confirmed; the customer has not signed the debit agreement.".into(),
            Story::Scheduled => "Not paid yet. The customer has done everything; the bank has not taken the debit. Do not ship yet.".into(),
            Story::Underway => "Not paid yet. The customer is paying now; nothing is confirmed.".into(),
            Story::Stopping => "Not paid. The attempt is being stopped; Flinks’ last word on it is awaited. If the money was faster, the checkout becomes paid.".into(),
            Story::Closing => "Not paid. The checkout is ending; Flinks’ last word on the live attempt is awaited. If the money was faster, it becomes paid.".into(),
            Story::Canceled => format!("Cancelled ({at}). Nothing is known to have been taken."),
            Story::Expired => format!("Expired unpaid ({at}). Nothing is known to have been taken."),
            Story::Late(CloseReason::Canceled) => format!(
                "Cancelled ({at}), but money arrived afterwards. See the case below: honour the order or refund the money."
            ),
            Story::Late(CloseReason::Expired) => format!(
                "Expired ({at}), but money arrived afterwards. See the case below: honour the order or refund the money."
            ),
        }
    },
    order: "Order",
    reference: "Reference",
    amount: "Amount",
    open_amount: "The customer says how much",
    paid: "Paid",
    methods: "Methods offered",
    customer: "Customer",
    customer_unknown: "Not given",
    made: "Made",
    open_until: "Open until",
    id: "Checkout",
    page_address: "The customer’s page",
    copy: "Copy the address",
    copied: "Copied",
    claimed: "Claimed for",
    cases: "To be looked at",
    attempts: "Attempts",
    no_attempts: "None yet.",
    attempt_columns: ["Attempt", "Method", "Amount", "Started", "How it stands"],
    attempt: |attempt| match &attempt.state {
        AttemptState::Opening => "Being opened",
        AttemptState::Linking(_) => "Linking an account",
        AttemptState::Live => "Live",
        AttemptState::Ended { end, .. } => match end {
            End::Paid { .. } => "Brought money",
            End::Failed(_) => "Failed",
            End::Canceled(CanceledBy::Customer) => "Stopped by the customer",
            End::Canceled(CanceledBy::Merchant) => "Stopped by you",
            End::Canceled(CanceledBy::Clock) => "Out of time",
            End::Superseded => "Superseded",
        },
    },
    timeline: "Timeline",
    timeline_hint: "Every fact, with who said it. Only what Flinks answers us moves money.",
    saw: "What the customer saw",
    colon: ": ",
    notifications: "Notifications to you",
    no_notifications: "You were told nothing about this checkout yet.",
    no_deliveries: "No endpoint wanted it.",
    delivery: |state| match state {
        DeliveryState::Waiting => "On its way",
        DeliveryState::Delivered => "Arrived",
        DeliveryState::Dead => "Given up",
    },
    tries: |tries| match tries {
        1 => "1 try".to_owned(),
        tries => format!("{tries} tries"),
    },
    letters: "Emails to the customer",
    letters_hint: "They go to the address that was given for the payment, which is not repeated here.",
    letter: |letter| match letter {
        Letter::Paid => "The receipt",
        Letter::PaidTwice => "That a second payment arrived",
        Letter::PaidLate => "That a payment arrived late",
        Letter::TakenBack => "That the bank took a payment back",
        Letter::Again => "The receipt again, as the customer asked",
    },
    letter_state: |state| match state {
        LetterState::Waiting => "Not sent yet; it is tried again",
        LetterState::Sent => "Taken by the mail server",
        LetterState::Refused => "Refused by the mail server for good",
        LetterState::Dead => "Given up after days",
        LetterState::Dropped => "Not sent: it was no longer so",
    },
    letter_again: "Send again",
    letter_again_hint: "It is written anew, from the payment as it stands now, and goes to the same address. Where that address is wrong, the mail server refuses it again.",
    actions: "What you can do",
    cancel: "Cancel the checkout",
    cancel_hint: "The customer can no longer pay. With a live attempt, Flinks has the last word: if the money was faster, the checkout becomes paid.",
    cancel_confirm: "Yes, cancel it",
    claim_hint: "Claiming a payment for an order is your server’s: it does so with its key, once, so that no order ships twice.",
    refused: "That is not possible any more where the checkout stands now.",
    followed: "The page is up to date.",
    screen_title: "What the customer saw",
    screen_hint: "What the page showed whoever had it open then, in today’s look; whether anybody looked is not recorded. The bank’s own page is not shown; names are hidden.",
    screen_frame: "The customer’s page at that moment",
    screen_back: "Back to the payment",
    screen_before: "The screen before",
    screen_after: "The screen after",
};

fn en_again(again: Again, until: &str) -> String {
    match again {
        Again::Possible => format!("The customer can try again (until {until})."),
        Again::UsedUp => {
            "There were as many attempts as there may be: make another checkout.".to_owned()
        }
    }
}

fn fr_again(again: Again, until: &str) -> String {
    match again {
        Again::Possible => format!("Le client peut réessayer (jusqu’au {until})."),
        Again::UsedUp => {
            "Le nombre maximal de tentatives est atteint\u{a0}: créez une autre commande."
                .to_owned()
        }
    }
}

static FR: Payment = Payment {
    title: |name| format!("Paiement {name}"),
    back: "Retour à la liste",
    story: |story, said| {
        let Said {
            at,
            until,
            evidence,
            failure,
        } = said;
        match story {
            Story::Paid {
                amount,
                guaranteed: true,
            } => format!(
                "Payée\u{a0}: {} (source\u{a0}: {evidence}, {at}). Flinks garantit ce paiement.",
                fr(*amount)
            ),
            Story::Paid {
                amount,
                guaranteed: false,
            } => format!(
                "Payée\u{a0}: {} (source\u{a0}: {evidence}, {at}). Une banque peut encore retourner ce paiement.",
                fr(*amount)
            ),
            Story::Returned { amount } => format!(
                "La banque a repris {} après que ce montant a compté comme payé. Voyez le cas ci-dessous avant d’expédier quoi que ce soit.",
                fr(*amount)
            ),
            Story::Untouched => format!("Personne n’a commencé à payer (la page est ouverte jusqu’au {until})."),
            Story::Failed(again) => format!(
                "Impayée. La dernière tentative a échoué ({at})\u{a0}: {failure}. {}",
                fr_again(*again, until)
            ),
            Story::Stopped(again) => format!(
                "Impayée. La dernière tentative a pris fin sans argent ({at}). {}",
                fr_again(*again, until)
            ),
            Story::Claimed => "Pas encore payée. Le navigateur du client dit que tout s’est bien passé; ce n’est qu’un indice\u{a0}: Flinks ne l’a pas confirmé. N’expédiez pas encore.".into(),
            Story::Unsigned => "Pas encore payée. Le compte bancaire est confirmé; le client n’a pas signé l’accord de prélèvement.".into(),
            Story::Scheduled => "Pas encore payée. Le client a tout fait; la banque n’a pas pris le débit. N’expédiez pas encore.".into(),
            Story::Underway => "Pas encore payée. Le client paie en ce moment; rien n’est confirmé.".into(),
            Story::Stopping => "Impayée. La tentative est en train d’être arrêtée; le dernier mot de Flinks est attendu. Si l’argent a été plus rapide, la commande sera payée.".into(),
            Story::Closing => "Impayée. La commande prend fin; le dernier mot de Flinks sur la tentative en cours est attendu. Si l’argent a été plus rapide, elle sera payée.".into(),
            Story::Canceled => format!("Annulée ({at}). À notre connaissance, rien n’a été prélevé."),
            Story::Expired => format!("Expirée sans paiement ({at}). À notre connaissance, rien n’a été prélevé."),
            Story::Late(CloseReason::Canceled) => format!(
                "Annulée ({at}), mais de l’argent est arrivé ensuite. Voyez le cas ci-dessous\u{a0}: honorez la commande ou remboursez."
            ),
            Story::Late(CloseReason::Expired) => format!(
                "Expirée ({at}), mais de l’argent est arrivé ensuite. Voyez le cas ci-dessous\u{a0}: honorez la commande ou remboursez."
            ),
        }
    },
    order: "Commande",
    reference: "Référence",
    amount: "Montant",
    open_amount: "Le client en dit le montant",
    paid: "Payé",
    methods: "Modes offerts",
    customer: "Client",
    customer_unknown: "Non fourni",
    made: "Création",
    open_until: "Ouverte jusqu’au",
    id: "Identifiant",
    page_address: "La page du client",
    copy: "Copier l’adresse",
    copied: "Copiée",
    claimed: "Réclamé pour",
    cases: "À examiner",
    attempts: "Tentatives",
    no_attempts: "Aucune encore.",
    attempt_columns: ["Tentative", "Mode", "Montant", "Début", "État"],
    attempt: |attempt| match &attempt.state {
        AttemptState::Opening => "S’ouvre",
        AttemptState::Linking(_) => "Liaison d’un compte",
        AttemptState::Live => "En cours",
        AttemptState::Ended { end, .. } => match end {
            End::Paid { .. } => "Payée",
            End::Failed(_) => "A échoué",
            End::Canceled(CanceledBy::Customer) => "Arrêtée par le client",
            End::Canceled(CanceledBy::Merchant) => "Arrêtée par vous",
            End::Canceled(CanceledBy::Clock) => "Hors délai",
            End::Superseded => "Remplacée",
        },
    },
    timeline: "Chronologie",
    timeline_hint: "Chaque fait, avec qui l’a dit. Seul ce que Flinks nous répond déplace de l’argent.",
    saw: "Ce que le client a vu",
    colon: "\u{a0}: ",
    notifications: "Avis envoyés",
    no_notifications: "Aucun avis n’a encore été envoyé sur cette commande.",
    no_deliveries: "Aucun point de terminaison ne l’a demandé.",
    delivery: |state| match state {
        DeliveryState::Waiting => "En route",
        DeliveryState::Delivered => "Arrivé",
        DeliveryState::Dead => "Abandonné",
    },
    tries: |tries| match tries {
        0 | 1 => format!("{tries} essai"),
        tries => format!("{tries} essais"),
    },
    letters: "Courriels au client",
    letters_hint: "Ils vont à l’adresse donnée pour le paiement, qui n’est pas répétée ici.",
    letter: |letter| match letter {
        Letter::Paid => "Le reçu",
        Letter::PaidTwice => "L’arrivée d’un deuxième paiement",
        Letter::PaidLate => "L’arrivée tardive d’un paiement",
        Letter::TakenBack => "La reprise d’un paiement par l’institution",
        Letter::Again => "Le reçu de nouveau, à la demande du client",
    },
    letter_state: |state| match state {
        LetterState::Waiting => "Pas encore envoyé; un autre essai suivra",
        LetterState::Sent => "Accepté par le serveur de courriel",
        LetterState::Refused => "Refusé pour de bon par le serveur de courriel",
        LetterState::Dead => "Abandonné après quelques jours",
        LetterState::Dropped => "Non envoyé\u{a0}: ce n’était plus exact",
    },
    letter_again: "Renvoyer",
    letter_again_hint: "Le courriel est rédigé de nouveau, selon l’état actuel du paiement, et part vers la même adresse. Si cette adresse est erronée, le serveur de courriel le refusera de nouveau.",
    actions: "Ce que vous pouvez faire",
    cancel: "Annuler la commande",
    cancel_hint: "Le client ne pourra plus payer. Si une tentative est en cours, Flinks a le dernier mot\u{a0}: si l’argent a été plus rapide, la commande sera payée.",
    cancel_confirm: "Oui, l’annuler",
    claim_hint: "Réclamer le paiement d’une commande revient à votre serveur\u{a0}: il le fait avec sa clé, une fois, pour qu’aucune commande ne parte deux fois.",
    refused: "Cette action n’est plus possible dans l’état actuel de la commande.",
    followed: "La page est à jour.",
    screen_title: "Ce que le client a vu",
    screen_hint: "Ce que la page montrait à quiconque l’avait alors ouverte, dans son apparence d’aujourd’hui; on ne note pas si quelqu’un l’a regardée. La page de la banque n’est pas montrée; les noms sont cachés.",
    screen_frame: "La page du client à ce moment",
    screen_back: "Retour au paiement",
    screen_before: "L’écran d’avant",
    screen_after: "L’écran d’après",
};

/// What a payment is called: the merchant's own name for the order, else its id.
pub(crate) fn name(checkout: &Checkout) -> String {
    let reference = checkout.order.reference.as_ref();
    reference.map_or_else(
        || checkout.id.as_str().to_owned(),
        |reference| reference.as_str().to_owned(),
    )
}
