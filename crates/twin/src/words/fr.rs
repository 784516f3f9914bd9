use payment::Locale;

use super::{
    Account, Agreement, Amount, Approve, Bank, Close, Confirm, Consent, Done, Ended, Frame, Hint,
    Home, Inactive, Label, Missing, Offer, Outcomes, OwnWindow, Question, Review, SignIn, Unsigned,
    Waiting, Words, connect, grouped, signing,
};

// A space that must not break a line stands before « : », « ? » and « $ », as is written in
// Canadian French. It is spelled \u{a0} where it would be hard to see.
pub(super) const WORDS: Words = Words {
    locale: Locale::FrCa,
    money: |amount| format!("{}\u{a0}$", grouped(amount, "\u{a0}", ",")),
    frame: Frame {
        tag: "jumeau",
        note: "Institution d’essai. Aucun argent ne circule.",
        other_language: "English",
        close: "Fermer",
        back: "Retour",
        go_on: "Continuer",
        stage: |now, all| format!("Étape {now} de {all}"),
        fault: "Erreur\u{a0}: ",
    },
    label: Label {
        amount: "Montant",
        from: "De",
        to: "À",
        reference: "Référence",
        merchant: "Le commerçant",
    },
    hint: Hint {
        title: "Pour essayer",
        user: "Nom d’utilisateur",
        password: "Mot de passe",
        any_user: "Tout nom d’utilisateur convient. Le nom d’un scénario joue ce scénario.",
        answer: "Réponse",
        leave: "Dans ce scénario, choisissez «\u{a0}Pas maintenant\u{a0}».",
        press_close: "Dans ce scénario, fermez le paiement.",
    },
    consent: Consent {
        title: "Payer depuis votre compte bancaire",
        title_with_amount: |amount| format!("Payer {amount} depuis votre compte bancaire"),
        lead: "Votre institution financière communique ceci à Flinks Pay, une seule fois, pour ce paiement\u{a0}:",
        points: [
            ("Votre nom", "pour vérifier que le compte est à vous"),
            (
                "Votre numéro de compte",
                "pour préparer le prélèvement automatique",
            ),
            ("Votre solde", "pour garantir le paiement"),
        ],
        balance_unguaranteed: "pour vérifier que le prélèvement est possible",
        assurance: "Vous ouvrez une session auprès de votre institution financière. Le commerçant ne voit jamais votre mot de passe.",
        agree: "Accepter et continuer",
    },
    confirm: Confirm {
        title: "Confirmez votre virement Interac",
        lead: "Vous approuverez cette demande auprès de votre propre institution financière.",
        choose: "Choisir votre institution",
    },
    bank: Bank {
        title: "Choisissez votre institution financière",
        search: "Chercher votre institution",
        find: "Chercher",
        none: "Aucune institution ne porte ce nom ici. Essayez avec moins de lettres.",
        list: "Institutions financières",
        pick: "Choisissez une institution dans la liste.",
    },
    sign_in: SignIn {
        title: |bank| format!("Ouvrir une session\u{a0}: {bank}"),
        user: "Nom d’utilisateur",
        password: "Mot de passe",
        submit: "Ouvrir la session",
        give_up: "Je ne peux pas ouvrir de session",
        missing: "Entrez votre nom d’utilisateur et votre mot de passe.",
        wrong: |left| match left {
            1 => "Ce nom d’utilisateur et ce mot de passe ne vont pas ensemble. Il reste un essai."
                .to_owned(),
            left => format!(
                "Ce nom d’utilisateur et ce mot de passe ne vont pas ensemble. Il reste {left} essais."
            ),
        },
    },
    question: Question {
        title: "Une dernière vérification",
        lead: |bank| format!("{bank} vous pose une question de sécurité."),
        city: "Dans quelle ville êtes-vous né ou née\u{a0}?",
        country: "Quel est le meilleur pays\u{a0}?",
        shape: "Quelle est votre forme préférée\u{a0}?",
        missing: "Entrez votre réponse.",
        wrong: |left| match left {
            1 => "Ce n’est pas la réponse que connaît votre institution. Il reste un essai."
                .to_owned(),
            left => {
                format!(
                    "Ce n’est pas la réponse que connaît votre institution. Il reste {left} essais."
                )
            }
        },
    },
    account: Account {
        title: "Choisissez un compte",
        holder: |name| format!("Comptes de {name}"),
        available: "disponible",
        missing: "Choisissez le compte d’où payer.",
    },
    amount: Amount {
        title: "Confirmez le montant",
        locked: "Fixé par le commerçant. Il ne peut pas être modifié ici.",
        enter: "Combien voulez-vous payer\u{a0}?",
        wrong: |least, most| format!("Entrez un montant entre {least} et {most}."),
    },
    offer: Offer {
        title: "Un montant moindre peut être garanti",
        lead: |asked, offered| {
            format!(
                "{asked} ne peuvent pas être garantis aujourd’hui. Vous pouvez plutôt payer {offered}."
            )
        },
        accept: |offered| format!("Payer {offered}"),
        decline: "Revenir chez le commerçant",
    },
    waiting: Waiting {
        title: "Un instant",
        lead: "Nous vérifions la garantie auprès du commerçant. La page se poursuit d’elle-même.",
        again: "Vérifier de nouveau",
    },
    review: Review {
        title: "Vérifiez votre paiement",
        guaranteed: "Garanti par Flinks Pay",
        submit: "Continuer vers l’accord",
    },
    agreement: Agreement {
        title: "Accord de prélèvement automatique",
        lead: |amount| {
            format!(
                "Vous autorisez un seul prélèvement de {amount} sur votre compte. Vous n’avez pas payé tant que vous n’avez pas signé."
            )
        },
        category: ("Catégorie", "Personnel"),
        timing: (
            "Quand",
            "Une fois, dans les deux jours ouvrables suivant la signature",
        ),
        notice: (
            "Préavis",
            "Vous renoncez au préavis de 10 jours pour ce seul prélèvement.",
        ),
        cancel: (
            "Annulation",
            "Avisez le commerçant avant le prélèvement. Votre institution financière et paiements.ca offrent un modèle de formulaire.",
        ),
        recourse: (
            "Vos droits",
            "Vous pouvez être remboursé de tout prélèvement non autorisé ou non conforme à cet accord. Renseignez-vous auprès de votre institution financière ou sur paiements.ca.",
        ),
        contact: (
            "Questions",
            "Adressez-vous au commerçant, avec la référence ci-dessus.",
        ),
        sign: |name| format!("Je suis {name}, j’ai lu cet accord et je le signe."),
        submit: |amount| format!("Signer et payer {amount}"),
        not_now: "Pas maintenant",
        missing: "Cochez la case pour signer l’accord.",
    },
    unsigned: Unsigned {
        title: "Pas encore signé",
        lead: "Votre compte est confirmé, mais vous n’avez pas payé. Signez l’accord pour terminer.",
        back: "Revenir à l’accord",
    },
    approve: Approve {
        title: "Approuver cette demande\u{a0}?",
        lead: "Demande de virement Interac",
        approve: "Approuver",
        decline: "Refuser",
    },
    close: Close {
        title: "Annuler ce paiement\u{a0}?",
        lead: "Rien n’a été prélevé. Si vous annulez, le commerçant devra commencer un nouveau paiement.",
        confirm: "Oui, annuler le paiement",
        back: "Non, revenir",
    },
    done: Done {
        debit: (
            "Votre paiement est confirmé",
            "Le prélèvement est prévu et garanti. Vous pouvez fermer cette page.",
        ),
        unguaranteed: (
            "Votre prélèvement est prévu",
            "Il sera fait dans les deux jours ouvrables. Vous pouvez fermer cette page.",
        ),
        transfer: (
            "Votre virement Interac est approuvé",
            "Votre institution financière a accepté la demande. Vous pouvez fermer cette page.",
        ),
        back: "Revenir chez le commerçant",
    },
    ended: Ended {
        sign_in: (
            "L’ouverture de session a échoué",
            "Votre institution financière a refusé l’ouverture de session. Rien n’a été prélevé.",
        ),
        not_guaranteed: (
            "Ce paiement ne peut pas être garanti",
            "Rien n’a été prélevé. Vous pouvez payer autrement.",
        ),
        name_mismatch: (
            "Ce compte ne convient pas",
            "Ses renseignements ne correspondent pas à ceux de la commande. Rien n’a été prélevé.",
        ),
        low_balance: (
            "Le solde est insuffisant",
            "Le compte ne contient pas assez pour ce paiement. Rien n’a été prélevé.",
        ),
        declined: ("La demande a été refusée", "Rien n’a été prélevé."),
        unstated: ("Ce paiement n’a pas abouti", "Rien n’a été prélevé."),
        canceled: ("Ce paiement a été annulé", "Rien n’a été prélevé."),
        expired: (
            "Cette page a expiré",
            "Rien n’a été prélevé. Recommencez chez le commerçant.",
        ),
        another_way: "Payer autrement",
        go_on_there: "Vous pouvez continuer sur la page du commerçant.",
        back: "Revenir chez le commerçant",
    },
    missing: Missing {
        title: "Ce paiement n’existe pas",
        lead: "L’adresse est incomplète, ou le paiement n’est plus là.",
    },
    inactive: Inactive {
        title: "Ce paiement n’est pas prêt",
        lead: "Le commerçant n’a pas encore lancé ce paiement. Rien n’a été prélevé. Réessayez dans un instant.",
        again: "Réessayer",
    },
    own_window: OwnWindow {
        blocked: "Votre institution financière voulait ouvrir sa propre fenêtre, et votre navigateur l’a bloquée. Vous pouvez continuer ici.",
    },
    connect: connect::FR,
    signing: signing::FR,
    home: Home {
        title: "Un jumeau hors ligne de Flinks Pay",
        lead: "Il répond aux mêmes requêtes, montre le même genre de parcours bancaire et envoie les mêmes notifications. Aucun argent ne circule et rien ne quitte cette machine. Il n’est pas fait par Flinks.",
        scenarios: "Scénarios",
        scenarios_lead: "Envoyez le nom comme referenceId de la session, ou tapez-le comme nom d’utilisateur à la banque. Le mot de passe est toujours Everyday; les réponses sont Montreal, Canada et Triangle. Tout autre nom d’utilisateur est celui du payeur et se comporte comme Happy1.",
        name: "Nom",
        payer: "Payeur",
        any_payer: "n’importe qui",
        outcome: "Ce qui se passe",
        ours: "de notre cru",
        outcomes: Outcomes {
            happy1: "Garanti en entier\u{a0}: Completed, EFT0301",
            happy2: "Un montant moindre est offert; une fois accepté\u{a0}: Completed, EFT0301",
            happy3: "Tout le parcours en français\u{a0}: Completed, EFT0301",
            unhappy1: "Aucune garantie\u{a0}: Failed, EFT0402",
            wrong_name: "Le compte est à quelqu’un d’autre\u{a0}: Failed, EFT0403",
            low_balance: "Aucun compte ne suffit\u{a0}: Failed, EFT0404",
            stop: "Partir à l’accord\u{a0}: Completed, EFT0302; revenir et signer\u{a0}: EFT0301",
            accept: "La banque confirme\u{a0}: Completed, Accepted",
            decline: "La banque refuse\u{a0}: Failed, Declined",
            expire: "Le temps s’écoule à la banque\u{a0}: Expired",
            close: "On demande au client s’il veut annuler\u{a0}: Cancelled",
            name_mismatch: "Le compte est à quelqu’un d’autre\u{a0}: Failed, EFT0403",
        },
        control: "Les commandes",
        control_lead: "Du JSON par HTTP, pour les essais où il doit se passer quelque chose.",
        control_rows: [
            (
                "GET /_twin/sessions",
                "toutes les sessions, la plus ancienne d’abord",
            ),
            (
                "POST /_twin/sessions/{id}/drive",
                "{\"to\": \"EFT0301\"} déplace une session sans navigateur",
            ),
            ("POST /_twin/clock", "{\"advance_seconds\": 600}"),
            (
                "POST /_twin/faults",
                "{\"name\": \"status_503\", \"reference\": \"ORDER-1\", \"times\": 2}",
            ),
            ("GET /_twin/faults", "les pannes en vigueur"),
            (
                "POST /_twin/scenario",
                "{\"name\": \"Unhappy1\"}\u{a0}: joué par les sessions qui n’en nomment aucun",
            ),
            (
                "GET /_twin/trace",
                "ce qui s’est passé; avec une graine, pareil à chaque fois",
            ),
            ("GET /_twin/requests", "ce qui a été reçu, secrets masqués"),
            ("GET /_twin/webhooks", "ce qui a été envoyé, et la réponse"),
        ],
    },
};
