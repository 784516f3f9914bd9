use crate::words::DebitWords;

pub(super) const WORDS: DebitWords = DebitWords {
    amount: "Montant du prélèvement",
    taken: "Prélevé de votre compte",
    taken_on: |day| format!("prévu au plus tôt le {day}"),
    seen: "Arrivée de l’argent",
    seen_on: |day| format!("vers le {day}"),
    disputable: "Peut être contesté",
    disputable_on: |day| {
        format!(
            "compte personnel\u{a0}: pendant 90\u{a0}jours, au moins jusqu’au {day}; compte d’entreprise\u{a0}: pendant 10\u{a0}jours ouvrables"
        )
    },
    signed_today: |day| {
        format!(
            "Si vous signez aujourd’hui, l’argent devrait quitter votre compte au plus tôt le {day}."
        )
    },
};
