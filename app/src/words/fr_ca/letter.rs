use crate::words::{LetterWords, OutboxWords, Telling};

pub(super) const WORDS: LetterWords = LetterWords {
    receipt: |amount, shop| format!("Reçu\u{a0}: votre paiement de {amount} à {shop}"),
    short: |amount, shop| format!("Commande payée en partie\u{a0}: {amount} à {shop}"),
    debit: |amount, shop| format!("Votre prélèvement de {amount} pour {shop}"),
    twice: |amount, shop| {
        Telling::new(
            "Un deuxième paiement est arrivé",
            format!(
                "Un autre paiement de {amount} est parvenu à {shop} pour une commande déjà payée. Il ne compte pas pour cette commande, et {shop} en est avisé."
            ),
            format!("Demandez-en le remboursement à {shop} en citant le numéro du paiement."),
        )
    },
    late: |amount, shop| {
        Telling::new(
            "Un paiement est arrivé en retard",
            format!(
                "Un paiement de {amount} est parvenu à {shop} après la fermeture de la page de paiement. Il n’est pas perdu, et {shop} en est avisé."
            ),
            format!("Demandez à {shop} ce qu’il en adviendra en citant le numéro du paiement."),
        )
    },
    taken_back: |amount, shop| {
        Telling::new(
            "Votre institution financière a repris un paiement",
            format!(
                "Votre institution financière a repris {amount} à {shop}, et {shop} en est avisé."
            ),
            format!(
                "Demandez à {shop} comment régler le paiement en citant le numéro du paiement."
            ),
        )
    },
    amount: "Montant",
    receipt_link: "Voir le reçu",
    page_link: "Voir le paiement",
    attached: "Le reçu est joint en PDF.",
    why: |shop| {
        format!(
            "Vous recevez ce message parce que cette adresse a été donnée pour un paiement à {shop}."
        )
    },
    answers: |shop| format!("Si vous répondez, {shop} recevra votre message."),
    no_answers: "Personne ne lit les réponses à ce message.",
    no_payment: "Ce message ne vous demande aucun paiement.",
    safe: "Ne donnez jamais de mot de passe ni de code bancaire à cause d’un message.",
    send: "Envoyer le reçu par courriel",
    send_to: |address| {
        format!("Il sera envoyé à l’adresse donnée pour le paiement\u{a0}: {address}.")
    },
    on_its_way: "Le reçu sera envoyé sous peu. S’il n’est pas dans votre boîte de réception dans quelques minutes, vérifiez vos courriels indésirables.",
    delayed: "Le reçu n’a pas encore pu être envoyé; un autre essai suivra. Vous pouvez aussi le télécharger ici.",
    sent: "Le reçu a été envoyé. S’il n’est pas dans votre boîte de réception dans quelques minutes, vérifiez vos courriels indésirables.",
    not_sent: "Le reçu n’a pas pu être envoyé à cette adresse. Téléchargez-le plutôt ici.",
    too_many: "Le reçu a été demandé plusieurs fois aujourd’hui. Vérifiez vos courriels indésirables, ou téléchargez-le ici.",
};

pub(super) const OUTBOX: OutboxWords = OutboxWords {
    title: "Boîte d’envoi",
    lead: "Ce que reçoivent les clients de cette démonstration. Rien ne quitte cet ordinateur.",
    empty: "Rien pour l’instant. Payez une commande dans la boutique, et le reçu apparaîtra ici.",
    from: "De",
    to: "À",
    at: "Date",
    attached: |file| format!("Télécharger {file}"),
    whole: "Télécharger le message entier",
    shown: "Comme l’affiche un logiciel de courriel",
    plain: "En texte brut",
    back: "Tous les messages",
    shop: "Retour à la boutique",
    news: |count| {
        if count < 2 {
            format!("{count} nouveau message")
        } else {
            format!("{count} nouveaux messages")
        }
    },
};
