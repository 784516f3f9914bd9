use crate::words::{Telling3, TimeWords, WaitingFor};

pub(super) const WORDS: TimeWords = TimeWords {
    title: "Temps restant",
    left: |minutes| match minutes {
        0 | 1 => "Cette page se ferme dans moins d’une minute.".to_owned(),
        minutes => format!("Cette page se ferme dans moins de {minutes} minutes."),
    },
    at_bank: "La page de votre institution financière peut avoir sa propre limite de temps.",
    more: "J’ai besoin de plus de temps",
    given: |until| format!("Vous avez plus de temps. Fermeture de la page\u{a0}: {until}."),
    no_more: |shop| {
        format!(
            "Elle ne peut pas rester ouverte plus longtemps. Si elle se ferme trop tôt, demandez-en une nouvelle à {shop}."
        )
    },
    failed: "Votre demande ne nous est pas parvenue. Vérifiez votre connexion, puis appuyez de nouveau sur le bouton.",
    until: |until| format!("Fermeture de cette page\u{a0}: {until}."),
    need_more: "Besoin de plus de temps?",
    slow: |waiting_for| match waiting_for {
        WaitingFor::Page => {
            "C’est plus long que d’habitude. Sans nouvelles du service de paiement d’ici deux minutes, cette page vous le dira."
        }
        WaitingFor::Debit => {
            "C’est plus long que d’habitude. Vous n’avez rien signé et n’avez rien à faire."
        }
        WaitingFor::Mail => {
            "C’est plus long que d’habitude. Si nous ne savons pas d’ici deux minutes que le courriel est parti, cette page vous le dira."
        }
        WaitingFor::Accounts => {
            "C’est plus long que d’habitude. Certaines institutions ont besoin de plusieurs minutes. Vous pouvez quitter cette page et y revenir."
        }
        WaitingFor::Stop => {
            "C’est plus long que d’habitude. Il n’y a pas encore de réponse\u{a0}: nous ne pouvons pas dire que le paiement est annulé."
        }
        WaitingFor::Payment => {
            "C’est plus long que d’habitude. Il n’y a pas encore de réponse. Ne payez pas de nouveau; vous pouvez quitter cette page et y revenir."
        }
        WaitingFor::Day => "",
    },
    unlisted: Telling3 {
        title: "Mon institution n’est pas dans la liste",
        lead: "Elle ne peut donc pas servir de cette façon. Cherchez aussi son nom court, comme BNC ou RBC.",
        next: "Payez autrement; votre commande et vos renseignements sont conservés.",
    },
    unlisted_only: |shop| {
        format!(
            "Rien d’autre n’est offert pour cette commande. Demandez à {shop} comment payer autrement."
        )
    },
    begin_anew: "Commencer un nouveau paiement",
};
