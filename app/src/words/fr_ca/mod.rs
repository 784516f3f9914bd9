mod calendar;
mod debit;
mod letter;
mod payment_link;
mod rights;
mod screen;
mod story;
mod terms;
mod time;

use flinks::stage::Stage;
use payment::{Delivery, Field, Method, TextFault};

use super::{
    AccountWords, Around, BankWords, Bounds, DeliveryWords, EndWords, FormWords, FrameWords,
    Framed, MethodWords, OrderStateWords, OrderWords, ReceiptWords, SentWords, ShopWords, Telling3,
    Words,
};

// The spaces before a colon, inside guillemets and before units do not break.
pub(super) static WORDS: Words = Words {
    telling: screen::telling,
    method,
    delivery,
    returned: screen::returned,
    stage,
    fault,
    calendar: calendar::WORDS,
    around: Around {
        skip: "Aller au paiement",
        other_language: "English",
        described: |shop| format!("Payez {shop} directement à partir de votre compte bancaire."),
        test: "Mode d’essai\u{a0}: aucun argent réel n’est en jeu.",
        processor: "Les paiements bancaires sont traités par Flinks.",
        help: |shop| format!("Des questions pour {shop}?"),
        back_to: |shop| format!("Retour à {shop}"),
        note: |shop| format!("De la part de {shop}"),
        legal: "Mentions légales",
        terms: "Conditions",
        privacy: "Confidentialité",
        refund: "Remboursements",
        support: "Aide",
        new_tab: "s’ouvre dans un nouvel onglet",
        offline: "Cette page ne peut pas nous joindre. Elle reprendra d’elle-même dès que la connexion sera rétablie.",
        online: "La connexion est rétablie.",
    },
    order: OrderWords {
        title: "Votre commande",
        total: "Total",
        reference: "Référence",
        pay_to: "À",
        payer: "De",
        open_until: "Valable jusqu’à",
        phone: "Continuer sur votre téléphone",
        phone_how: "Balayez ce code avec l’appareil photo de votre téléphone. Les deux pages se mettent à jour d’elles-mêmes.",
        phone_code: "Code QR de l’adresse de cette page",
        details: "Détails de la commande",
        open_amount: "Vous choisissez le montant",
    },
    form: FormWords {
        methods: "Mode de paiement",
        payer: "Qui paie?",
        payer_hint: "Écrivez votre nom tel qu’il figure à votre compte bancaire.",
        paying_as: "Vous payez au nom de",
        first_name: "Prénom",
        last_name: "Nom de famille",
        email: "Courriel",
        email_hint: "Votre institution financière pourrait vous écrire au sujet de ce paiement.",
        amount: "Montant",
        amount_hint: |Bounds { least, most }| format!("De {least} à {most}, en dollars canadiens."),
        deliveries: "Où voulez-vous ouvrir la page de votre institution?",
        tried: "Essayé à l’instant",
        submit: "Continuer vers mon institution",
        submit_mail: "M’envoyer le lien",
        trust: |shop| {
            format!(
                "Vous ouvrez une session auprès de votre institution financière. {shop} ne voit jamais votre mot de passe."
            )
        },
        faults: |count| match count {
            1 => "Un élément demande votre attention".to_owned(),
            // In French, nothing is singular.
            0 => "0\u{a0}élément demande votre attention".to_owned(),
            _ => format!("{count}\u{a0}éléments demandent votre attention"),
        },
        open_attempt: "Un paiement est déjà en cours auprès de votre institution financière. En commencer un autre l’annule.",
        stale: "Cette page avait changé depuis que vous l’avez ouverte\u{a0}: votre dernière demande n’a rien lancé. Vos renseignements sont conservés.",
        back_to_bank: "Revenir au paiement en cours",
        too_many: |shop| {
            format!(
                "Cette page a connu trop de tentatives et n’en accepte plus. Demandez-en une nouvelle à {shop}."
            )
        },
        again: "Réessayer",
        other_way: "Payer autrement",
    },
    terms: terms::WORDS,
    debit: debit::WORDS,
    rights: rights::WORDS,
    bank: BankWords {
        frame,
        path: "Votre paiement, étape par étape",
        path_line: |total| format!("Étape {{n}} sur {total} · {{label}}"),
        done: "fait",
        current: "vous êtes ici",
        unopened: Telling3 {
            title: "La page de votre institution n’a pas pu s’ouvrir",
            lead: "Aucun argent n’a été demandé. Le service de paiement ne répond pas comme il le devrait.",
            next: "Rechargez la page dans un moment.",
        },
        silent: "Rien ne s’affiche dans le cadre? Certains navigateurs et certaines institutions n’en permettent pas. « Ouvrez la page de votre institution en plein écran » mène à la même page hors du cadre; revenez ensuite à celle-ci.",
        before_stopping: "Un autre paiement avait été commencé pour cette commande; son annulation est en cours. Si vous l’avez déjà approuvé auprès de votre institution financière, n’approuvez pas celui-ci\u{a0}: cette page indiquera que vous avez payé.",
        before_stopped: "Ce paiement a pris la place d’un autre, commencé auparavant. Celui-là a été annulé et rien n’a été prélevé pour lui.",
        cancel: "Annuler ce paiement",
        other_way: "Payer autrement",
        finished: "J’ai terminé auprès de mon institution",
        back: "Revenir à la page de mon institution",
        refreshes: |seconds| {
            format!("Cette page se met à jour d’elle-même toutes les {seconds}\u{a0}secondes.")
        },
        stop_refreshing: "Arrêter la mise à jour automatique",
        still: "Cette page ne se met pas à jour d’elle-même.",
        refresh_again: "Reprendre la mise à jour automatique",
        refresh: "Vérifier maintenant",
    },
    time: time::WORDS,
    account: AccountWords {
        accounts: "Vos comptes",
        missing: "Choisissez le compte à débiter",
        ending_in: |digits| format!("se terminant par {digits}"),
        holder: "Titulaire",
        holder_matches: "nom confirmé par votre institution",
        amount: "Un seul prélèvement de",
        submit: |amount| format!("Prélever {amount} de ce compte"),
        agreement: |shop, amount| {
            format!(
                "Vous signez ensuite un accord de prélèvement\u{a0}: il permet à {shop} de prélever {amount} de ce compte, une seule fois. Vous pourrez encore vous arrêter là."
            )
        },
    },
    sent: SentWords {
        to: "Envoyé à",
        look_for: "Ce que vous recevrez",
        // Assumption: who signs the message and what it says is documented nowhere.
        mail: [
            |_, _| {
                "Un courriel au sujet d’une demande de paiement, envoyé par Flinks ou Interac."
                    .to_owned()
            },
            |amount, shop| format!("Il vous demande d’envoyer {amount} à {shop}."),
            |_, _| {
                "Son lien mène à votre propre institution, où vous approuvez le paiement."
                    .to_owned()
            },
        ],
        not_come: "Le courriel n’arrive pas?",
        no_second: "Attendez quelques minutes et regardez aussi dans les indésirables. Nous n’en envoyons pas un deuxième\u{a0}: chacun contiendrait un lien qui peut être payé.",
        instead: "Payer plutôt sur cette page",
        instead_hint: "Le lien du courriel cesse alors d’être valable.",
    },
    end: EndWords {
        paid: "Montant payé",
        method: "Mode",
        at: "Date",
        guarantee: "Garantie",
        guaranteed: "Garanti",
        not_guaranteed: |until| {
            format!(
                "Non garanti\u{a0}: jusqu’au {until} au moins, votre institution peut encore le retourner"
            )
        },
        receipt: "Voir le reçu",
        shortfall: |asked, open, shop| {
            format!(
                "Votre commande s’élève à {asked}. Votre institution a pu confirmer un montant moindre\u{a0}: il reste {open} à payer. {shop} vous dira comment."
            )
        },
        duplicate: |amount, shop| {
            format!(
                "Un deuxième paiement de {amount} est parvenu à {shop}. Il ne compte pas pour cette commande, et {shop} en est avisé. Demandez-en le remboursement en citant la référence."
            )
        },
        late: |amount, shop| {
            format!(
                "Un paiement de {amount} est parvenu à {shop} après la fermeture de cette page. Il n’est pas perdu, et {shop} en est avisé. Demandez ce qu’il en adviendra en citant la référence."
            )
        },
        returned: |amount, shop, why| {
            format!(
                "Votre institution a depuis repris {amount} à {shop}. {why} {shop} en est avisé. Demandez comment régler le paiement en citant la référence."
            )
        },
    },
    receipt: ReceiptWords {
        title: "Reçu",
        file: "recu",
        number: "Numéro du paiement",
        asked: "Total de la commande",
        returned_at: "Repris",
        may_return: |until, day| {
            format!(
                "Jusqu’au {until} au moins, votre institution peut retourner ce prélèvement. Ce reçu porte sur le prélèvement que vous avez accepté le {day}."
            )
        },
        not_guaranteed: "Non garanti",
        keep: |shop, seen| {
            match seen {
            Some(seen) => format!(
                "Ne payez pas de nouveau. Gardez un solde suffisant dans le compte jusqu’à ce que le prélèvement soit passé; {shop} devrait voir l’argent vers le {seen}."
            ),
            None => "Ne payez pas de nouveau. Gardez un solde suffisant dans le compte jusqu’à ce que le prélèvement soit passé."
                .to_owned(),
        }
        },
        // The period is a person's, not a business's [Rule H1].
        rights: "Vous avez le droit d’être remboursé d’un prélèvement que vous n’avez pas autorisé ou qui ne respecte pas votre accord. Adressez-vous à votre institution dans les 90\u{a0}jours suivant le prélèvement; pour en savoir plus, consultez paiements.ca.",
        code: "Code de vérification",
        code_how: "Ce code signé indique combien, à qui et quand, et où en était le paiement; n’importe qui peut le vérifier sans passer par nous.",
        logo: |shop| format!("Logo de {shop}"),
        copy: "Copier le code",
        copied: "Copié",
        marked: "Le code est sélectionné\u{a0}: copiez-le.",
        download: "Télécharger le PDF",
        print: "Imprimer",
        print_how: "Pour en garder une copie, imprimez cette page ou téléchargez le PDF.",
        open: "Bon à savoir",
        back: "Retour au paiement",
    },
    letter: letter::WORDS,
    outbox: letter::OUTBOX,
    payment_link: payment_link::WORDS,
    missing: Telling3 {
        title: "Cette page est introuvable",
        lead: "Le lien est peut-être incomplet, ou n’a jamais mené à un paiement.",
        next: "Ouvrez de nouveau le lien du message de la boutique, ou demandez-en un nouveau.",
    },
    broken: Telling3 {
        title: "Une panne s’est produite de notre côté",
        lead: "Vous n’y êtes pour rien. Si un paiement était en cours, son état est conservé.",
        next: "Ne payez pas de nouveau. Attendez un moment, puis rechargez cette page.",
    },
    too_large: Telling3 {
        title: "Ce texte est trop long",
        lead: "Il dépasse de loin tout nom ou toute adresse\u{a0}: nous ne l’avons pas lu, et il n’a rien lancé.",
        next: "Revenez au paiement et écrivez un texte plus court.",
    },
    shop: ShopWords {
        title: "Sac Fougeraie · Maple & Pine",
        kicker: "Sacs · Faits au Canada",
        product: "Sac Fougeraie 40\u{a0}L",
        blurb: "Toile cirée, cuir couleur de bouleau et un rabat roulé qui laisse la pluie dehors. Cousu pour être réparé, et porté vingt ans.",
        facts: [
            "40 litres, 1,4\u{a0}kg",
            "Coton ciré de 18\u{a0}oz",
            "Réparé sans frais, à vie",
        ],
        picture: "Un sac en toile vert foncé aux courroies de cuir fauve",
        cart: "Votre panier",
        item: "1 × Fougeraie 40\u{a0}L, épinette",
        total: "Total",
        scenarios: "Que doit-il se passer?",
        scenarios_hint: "Ceci est une démonstration, avec une banque imaginaire. Choisissez la suite de l’histoire.",
        pay: "Passer au paiement",
        sign_in: |user, password| {
            format!("À la banque, ouvrez une session sous {user} avec le mot de passe {password}.")
        },
        scenario: story::scenario,
        orders: "Dernières commandes",
        orders_hint: "La boutique apprend le paiement par un avis signé, le réserve à la commande et n’expédie qu’ensuite. Rechargez la page pour voir où elles en sont.",
        order_states: OrderStateWords {
            awaited: "En attente du paiement",
            paid: "Payée; l’avis est en route",
            ready_to_ship: "Prête à expédier",
            returned: "Reprise par la banque; ne pas expédier",
            unpaid: "Non payée",
        },
        thanks: Telling3 {
            title: "Merci",
            lead: "Votre commande est passée et votre sac s’emballe.",
            next: "C’était une démonstration\u{a0}: aucun sac n’est en route et aucun argent n’a bougé.",
        },
        again: "Retour à la boutique",
    },
};

const fn method(method: Method) -> MethodWords {
    match method {
        Method::GuaranteedEft => MethodWords {
            name: "Prélèvement automatique garanti",
            line: "Ouvrez une session à votre institution et approuvez un seul prélèvement.",
        },
        Method::ETransfer => MethodWords {
            name: "Virement Interac",
            line: "Acceptez une demande dans vos services bancaires en ligne.",
        },
        Method::Eft => MethodWords {
            name: "Prélèvement automatique",
            line: "Ouvrez une session à votre institution et approuvez un seul prélèvement.",
        },
    }
}

const fn delivery(delivery: Delivery) -> DeliveryWords {
    match delivery {
        Delivery::Page => DeliveryWords {
            name: "Ici même",
            line: "Vous continuez tout de suite, sur cet appareil.",
        },
        Delivery::Email => DeliveryWords {
            name: "Par un lien envoyé à mon courriel",
            line: "Vous payez à partir du courriel, sur l’appareil de votre choix.",
        },
    }
}

const fn frame(framed: Framed) -> FrameWords {
    match framed {
        Framed::Bank | Framed::Link => FrameWords {
            title: "Page de votre institution financière",
            loading: "Ouverture de la page de votre institution…",
            trouble: "Un problème? Ouvrez la page de votre institution en plein écran",
            trouble_how: "C’est utile aussi quand une fenêtre de votre institution ne s’ouvre pas. Cette page vous attend\u{a0}: revenez-y ensuite.",
            in_full: "Ouvrir la page de mon institution",
        },
        Framed::Agreement => FrameWords {
            title: "Accord de prélèvement",
            loading: "Ouverture de l’accord…",
            trouble: "Un problème? Ouvrez l’accord en plein écran",
            trouble_how: "Cette page vous attend\u{a0}: revenez-y ensuite.",
            in_full: "Ouvrir l’accord",
        },
    }
}

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Opened => "Ouvrir la page",
        Stage::Bank => "Choisir l’institution",
        Stage::SignIn => "Ouvrir une session",
        Stage::Account => "Choisir le compte",
        Stage::Amount => "Confirmer le montant",
        Stage::Agreement => "Signer l’accord",
        Stage::Approve => "Approuver la demande",
        Stage::Done => "Terminer",
    }
}

fn fault(field: Field, fault: TextFault, bounds: &Bounds<'_>) -> String {
    let Bounds { least, most } = bounds;
    let words = match (field, fault) {
        (Field::FirstName, TextFault::Missing) => "Entrez votre prénom",
        (Field::FirstName, TextFault::TooLong) => "Abrégez votre prénom à 100 caractères",
        (Field::FirstName, TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid) => {
            "Entrez votre prénom sans < ni >"
        }
        (Field::LastName, TextFault::Missing) => "Entrez votre nom de famille",
        (Field::LastName, TextFault::TooLong) => "Abrégez votre nom de famille à 100 caractères",
        (Field::LastName, TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid) => {
            "Entrez votre nom de famille sans < ni >"
        }
        (Field::Email, TextFault::Missing) => "Entrez votre adresse courriel",
        (Field::Email, TextFault::TooLong) => {
            "Entrez une adresse courriel d’au plus 100 caractères"
        }
        (Field::Email, TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid) => {
            "Entrez une adresse courriel telle que nom@exemple.ca"
        }
        (Field::Amount, TextFault::Missing) => "Entrez le montant que vous voulez payer",
        (
            Field::Amount,
            TextFault::TooLong | TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid,
        ) => {
            return format!("Entrez un montant de {least} à {most}, tel que 49,95");
        }
        (
            Field::Method,
            TextFault::Missing
            | TextFault::TooLong
            | TextFault::Digits { .. }
            | TextFault::Date
            | TextFault::Invalid,
        ) => "Choisissez l’un des modes de paiement",
    };
    words.to_owned()
}
