use crate::words::{Right, RightsWords};

pub(super) const WORDS: RightsWords = RightsWords {
    title: "Le prélèvement automatique et vos droits",
    what: Right {
        name: "Ce que c’est",
        says: |shop, amount| {
            format!(
                "Vous autorisez {shop} à prélever de l’argent de votre compte bancaire\u{a0}: c’est un débit préautorisé (DPA). Cet accord vise un seul prélèvement de {amount} et prend fin avec lui."
            )
        },
    },
    agreement: Right {
        name: "Ce que vous signez",
        says: "L’accord indique le compte, le montant, la date ou l’événement qui donne lieu au prélèvement, et s’il est personnel ou d’entreprise. Il porte la date et votre signature. Gardez-en votre copie.",
    },
    notice: Right {
        name: "Préavis",
        says: "En principe, le montant et la date vous sont annoncés 10\u{a0}jours civils avant un prélèvement. L’accord peut réduire ce préavis ou y renoncer\u{a0}: il le dit alors bien en vue.",
    },
    sooner: "Ce prélèvement peut avoir lieu moins de 10\u{a0}jours civils après son annonce\u{a0}: l’accord réduit ce préavis ou y renonce.",
    cancel: Right {
        name: "Pour annuler",
        says: |shop| {
            format!(
                "Avisez {shop} avant le prélèvement; l’accord précise le délai, d’au plus 30\u{a0}jours. Votre institution financière et paiements.ca offrent un modèle de formulaire. La somme due à {shop} le demeure."
            )
        },
    },
    recourse: Right {
        name: "En cas d’erreur",
        says: "Vous avez certains droits de recours si un prélèvement n’est pas conforme à l’accord. Par exemple, vous avez droit au remboursement de tout prélèvement que vous n’avez pas autorisé ou qui n’est pas compatible avec l’accord. Adressez-vous à votre institution financière dans les 90\u{a0}jours du prélèvement, ou dans les 10\u{a0}jours ouvrables pour un compte d’entreprise. Pour en savoir plus sur vos droits de recours, communiquez avec votre institution financière ou visitez paiements.ca.",
    },
    contact: Right {
        name: "À qui vous adresser",
        says: |shop| {
            format!(
                "{shop}, au sujet du prélèvement et de cet accord, qui indique ses coordonnées."
            )
        },
    },
    // The page on the subject is known in English alone.
    more: "Paiements Canada, page d’accueil",
    more_at: "https://www.paiements.ca/",
};
