use crate::words::DebitWords;

pub(super) const WORDS: DebitWords = DebitWords {
    amount: "Montant du prélèvement",
    taken: "Prélevé de votre compte",
    taken_on: |day| format!("au plus tôt le {day}"),
    seen: "Parvient à la boutique",
    seen_on: |day| format!("vers le {day}"),
    disputable: "Peut être contesté",
    disputable_on: |day| format!("pendant 90\u{a0}jours, au moins jusqu’au {day}"),
    signed_today: |day| {
        format!("Si vous signez aujourd’hui, l’argent quittera votre compte au plus tôt le {day}.")
    },
};
