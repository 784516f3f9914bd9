use crate::words::{PaymentLinkWords, Telling};

pub(super) const WORDS: PaymentLinkWords = PaymentLinkWords {
    title: |shop| format!("Paiement à {shop}"),
    fixed: |amount, shop| {
        format!(
            "Vous payez {amount} à {shop} depuis votre institution financière. Vous choisirez le mode de paiement à la page suivante."
        )
    },
    open: |shop| {
        format!(
            "Indiquez combien vous voulez payer à {shop}. Vous choisirez le mode de paiement à la page suivante."
        )
    },
    submit: "Continuer",
    purpose: "Objet",
    crowded: "Beaucoup de gens paient en ce moment. Patientez quelques secondes, puis appuyez de nouveau sur le bouton. Rien n’a été prélevé.",
    taken: |shop| {
        Telling::new(
            "Un paiement est en cours",
            "Tous les paiements que permet ce lien ont été faits ou sont en cours en ce moment.",
            format!(
                "Si c’est le vôtre, terminez-le là où vous l’avez commencé. S’il n’aboutit pas, le lien s’ouvrira de nouveau. Des questions? Adressez-vous à {shop}."
            ),
        )
    },
    used_up: |shop| {
        Telling::new(
            "Ce lien a déjà servi",
            format!(
                "Ce lien a servi à autant de paiements que {shop} le permet. Aucun autre paiement n’est possible."
            ),
            format!(
                "Si vous avez payé, il ne vous reste rien à faire. Sinon, demandez un autre lien à {shop}."
            ),
        )
    },
    expired: |shop, when| {
        Telling::new(
            "Ce lien a expiré",
            format!("Il était valable jusqu’à cette date\u{a0}: {when}. Rien n’a été prélevé."),
            format!("Demandez-en un nouveau à {shop}."),
        )
    },
    inactive: |shop| {
        Telling::new(
            "Ce lien est désactivé",
            format!(
                "{shop} n’accepte pas de paiement au moyen de ce lien en ce moment. Rien n’a été prélevé."
            ),
            format!("Demandez à {shop} quand vous pourrez payer."),
        )
    },
};
