use super::{
    Connect, LinkAccount, LinkBank, LinkClosed, LinkConsent, LinkDone, LinkQuestion, LinkSignIn,
    Refused, Trouble,
};

pub(in crate::words) const CONNECT: Connect = Connect {
    consent: LinkConsent {
        title: "Associez votre compte bancaire",
        lead: |merchant| {
            let merchant = merchant.unwrap_or("Le commerçant");
            format!(
                "{merchant} utilise Flinks pour trouver le compte d’où vous voulez payer. Votre institution financière communique ceci\u{a0}:"
            )
        },
        points: [
            ("Votre nom", "pour vérifier que le compte est à vous"),
            (
                "Votre numéro de compte",
                "pour préparer le prélèvement automatique",
            ),
            ("Votre solde", "pour vous montrer le bon compte"),
        ],
        assurance: |merchant| {
            let merchant = merchant.unwrap_or("Le commerçant");
            format!(
                "Vous ouvrez une session auprès de votre institution financière. {merchant} ne voit jamais votre mot de passe."
            )
        },
        terms: "Conditions et confidentialité",
        agree: "Accepter et continuer",
        decline: "Je n’accepte pas",
    },
    bank: LinkBank {
        closed: |bank| {
            format!(
                "{bank} ne peut pas être associée en ce moment. Choisissez une autre institution."
            )
        },
    },
    question: LinkQuestion {
        why: (
            "Pourquoi cette question\u{a0}?",
            "Votre institution s’assure que c’est bien vous. Vous avez choisi la question à l’ouverture de votre accès en ligne.",
        ),
        stuck: (
            "Ma réponse est refusée",
            "Tapez-la comme vous l’avez tapée auprès de votre institution. Si elle a changé, adressez-vous à celle-ci.",
        ),
    },
    sign_in: LinkSignIn {
        own_consent: |bank| {
            format!(
                "{bank} demande aussi votre consentement\u{a0}: en ouvrant une session, vous lui permettez de communiquer votre nom, vos numéros de compte et vos soldes."
            )
        },
        forgotten: "Mot de passe oublié\u{a0}?",
        forgotten_help: "Votre institution financière peut vous en donner un nouveau. Revenez ici quand vous l’aurez.",
        users: "Greatday doit répondre à une question, greatday_nomfa non. Un nom comme marie.tremblay est celui du titulaire.",
    },
    account: LinkAccount {
        title: "Choisissez le compte à associer",
        foreign: "n’est pas en dollars canadiens",
        foreign_title: "Épargne en dollars américains",
        missing: "Choisissez le compte à associer.",
        help: "Il manque un compte\u{a0}?",
        help_text: "Seuls les comptes en dollars canadiens peuvent être débités.",
    },
    done: LinkDone {
        title: "Votre compte est associé",
        lead: |merchant| match merchant {
            Some(merchant) => {
                format!("Vous pouvez continuer chez {merchant}. Rien n’est encore payé.")
            }
            None => "Vous pouvez continuer sur la page du commerçant. Rien n’est encore payé."
                .to_owned(),
        },
        slow: "Votre institution financière prend plus de temps que d’habitude. La page du commerçant se poursuit d’elle-même.",
        account: "Compte",
        go_on: "Revenir chez le commerçant",
    },
    closed: LinkClosed {
        title: "Aucun compte n’a été associé",
        lead: "Rien n’a été communiqué ni prélevé. Vous pouvez continuer sur la page du commerçant.",
    },
    trouble: Trouble {
        disabled: (
            "Votre accès en ligne est fermé",
            "Votre institution financière a désactivé cet accès. Demandez-lui de le rouvrir.",
        ),
        unavailable: (
            "Votre institution financière n’est pas disponible",
            "Son service ne répond pas en ce moment. Réessayez plus tard.",
        ),
        sign_in: (
            "L’ouverture de session a échoué",
            "Votre institution financière a refusé l’ouverture de session. Rien n’a été communiqué.",
        ),
        again: "Réessayer",
        other_bank: "Choisir une autre institution",
    },
    refused: Refused {
        title: "Cette page ne peut pas s’ouvrir",
        missing: "L’adresse n’a pas de clé. Retournez chez le commerçant et recommencez.",
        unusable: "La clé dans l’adresse a déjà servi ou date de trop longtemps. Retournez chez le commerçant et recommencez.",
        over: "Cette visite est terminée. Retournez chez le commerçant et recommencez.",
    },
};
