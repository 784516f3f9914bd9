use flinks::stage::Stage;
use payment::{Field, Method, Screen, TextFault};

use super::{
    Around, BankWords, EndWords, Facts, FormWords, MethodWords, OrderWords, ReceiptWords,
    ScenarioWords, ShopWords, Taken, Telling, Telling3, Words,
};

// The spaces before a colon, inside guillemets and before units do not break.
pub(super) static WORDS: Words = Words {
    telling,
    method,
    stage,
    fault,
    around: Around {
        skip: "Aller au paiement",
        other_language: "English",
        test: "Mode d’essai\u{a0}: aucun argent réel n’est en jeu.",
        processor: "Les paiements bancaires sont traités par Flinks.",
        help: |shop| format!("Des questions pour {shop}?"),
        back_to: |shop| format!("Retour à {shop}"),
        offline: "Vous êtes hors ligne. La page reprendra d’elle-même dès que la connexion sera rétablie.",
        online: "La connexion est rétablie.",
    },
    order: OrderWords {
        title: "Votre commande",
        total: "Total",
        reference: "Référence",
        pay_to: "À",
        payer: "De",
        open_until: "Valable jusqu’à",
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
        amount_hint: "De 0,01\u{a0}$ à 99\u{a0}999,99\u{a0}$, en dollars canadiens.",
        transfer_limit: "Bien des institutions limitent ce mode à environ 3\u{a0}000\u{a0}$ par jour.",
        tried: "Essayé à l’instant",
        submit: "Continuer vers mon institution",
        trust: |shop| {
            format!(
                "Vous ouvrez une session auprès de votre institution financière. {shop} ne voit jamais votre mot de passe."
            )
        },
        faults: |count| match count {
            1 => "Un élément demande votre attention".to_owned(),
            _ => format!("{count} éléments demandent votre attention"),
        },
        open_attempt: "Un paiement est déjà en cours auprès de votre institution financière. En commencer un autre l’annule.",
        back_to_bank: "Revenir au paiement en cours",
        too_many: |shop| {
            format!(
                "Cette page a connu trop de tentatives et n’en accepte plus. Demandez-en une nouvelle à {shop}."
            )
        },
        again: "Réessayer",
        other_way: "Payer autrement",
    },
    bank: BankWords {
        frame: "Page de votre institution financière",
        path: "Votre paiement, étape par étape",
        path_line: |total| format!("Étape {{n}} sur {total} · {{label}}"),
        done: "fait",
        current: "vous êtes ici",
        loading: "Ouverture de la page de votre institution…",
        trouble: "Un problème? Ouvrez la page de votre institution en plein écran",
        cancel: "Annuler ce paiement",
        other_way: "Payer autrement",
        finished: "J’ai terminé auprès de mon institution",
        back: "Revenir à la page de mon institution",
        refreshes: "Cette page se met à jour toutes les quelques secondes.",
        refresh: "Vérifier maintenant",
    },
    end: EndWords {
        paid: "Montant payé",
        method: "Mode",
        at: "Date",
        guarantee: "Garantie",
        guaranteed: "Garanti",
        not_guaranteed: "Non garanti\u{a0}: votre institution peut encore le retourner",
        receipt: "Voir le reçu",
        shortfall: |asked, open, shop| {
            format!(
                "Votre commande s’élève à {asked}. Votre institution a pu confirmer un montant moindre\u{a0}: il reste {open} à payer. {shop} vous dira comment."
            )
        },
        duplicate: |amount, shop| {
            format!(
                "Un deuxième paiement de {amount} est parvenu à {shop}. Il ne compte pas pour cette commande, et {shop} en est avisé. Demandez-en le remboursement en citant la référence ci-dessus."
            )
        },
        late: |amount, shop| {
            format!(
                "Un paiement de {amount} est parvenu à {shop} après la fermeture de cette page. Il n’est pas perdu, et {shop} en est avisé. Demandez ce qu’il en adviendra en citant la référence ci-dessus."
            )
        },
    },
    receipt: ReceiptWords {
        title: "Reçu",
        number: "Numéro du paiement",
        print: "Pour en garder une copie, imprimez cette page.",
        back: "Retour au paiement",
        not_yet: "Il n’y a pas de reçu avant que le paiement soit terminé.",
    },
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
        scenario,
        thanks: Telling3 {
            title: "Merci",
            lead: "Votre commande est passée et votre sac s’emballe.",
            next: "C’était une démonstration\u{a0}: aucun sac n’est en route et aucun argent n’a bougé.",
        },
        again: "Retour à la boutique",
    },
};

const fn taken(facts: &Facts<'_>) -> &'static str {
    match facts.taken {
        Taken::Nothing => "Rien n’a été prélevé.",
        Taken::NothingSeen => "Nous n’avons vu aucun paiement.",
        Taken::Something => "Un paiement a été reçu.",
    }
}

const fn another_way(facts: &Facts<'_>) -> &'static str {
    if facts.other_methods {
        "Vous pouvez payer autrement, ci-dessous."
    } else {
        "Vous pouvez réessayer ci-dessous, à partir d’un autre compte."
    }
}

fn telling(screen: Screen, facts: &Facts<'_>) -> Telling {
    let (shop, taken) = (facts.shop, taken(facts));
    match screen {
        Screen::Choose => Telling::new(
            "Choisissez votre mode de paiement",
            format!("Payez {shop} directement à partir de votre compte bancaire."),
            "La page de votre institution financière s’ouvre ensuite, et vous y approuvez le paiement.",
        ),
        Screen::Opening => Telling::new(
            "Ouverture de la page de votre institution",
            "Nous demandons une page sécurisée pour votre paiement.",
            "Cela prend quelques secondes; la suite s’affiche d’elle-même.",
        ),
        Screen::Bank => Telling::new(
            "Payez auprès de votre institution",
            format!(
                "Vous ouvrez une session auprès de votre institution financière. {shop} ne voit jamais votre mot de passe."
            ),
            "Quand vous aurez terminé, cette page vous le dira d’elle-même.",
        ),
        Screen::Checking if facts.stopping => Telling::new(
            "Arrêt de ce paiement",
            "Nous demandons son annulation et vérifions que rien n’a été prélevé.",
            "Ne payez pas de nouveau pour l’instant; cette page se met à jour d’elle-même.",
        ),
        Screen::Checking => Telling::new(
            "Vérification en cours",
            "Nous vérifions auprès de votre institution financière si le paiement a réussi.",
            "Ne payez pas de nouveau; cette page se met à jour d’elle-même.",
        ),
        Screen::Agreement => Telling::new(
            "Il reste une étape\u{a0}: signer l’accord de prélèvement",
            "Vous n’avez pas encore payé.",
            "Signez l’accord sur la page de votre institution pour terminer. Rien n’est prélevé avant votre signature.",
        ),
        Screen::Paid => paid(facts),
        Screen::NotGuaranteed => Telling::new(
            "Ce paiement ne peut pas être garanti",
            format!("{taken} {shop} n’accepte ce mode de paiement qu’avec une garantie."),
            another_way(facts),
        ),
        Screen::LowBalance => Telling::new(
            "Le solde du compte ne suffit pas",
            format!("{taken} Le solde disponible du compte choisi est inférieur au montant."),
            if facts.other_methods {
                "Vous pouvez choisir un autre compte ou payer autrement, ci-dessous."
            } else {
                "Vous pouvez réessayer ci-dessous, à partir d’un autre compte."
            },
        ),
        Screen::NameMismatch => Telling::new(
            "Les noms ne correspondent pas",
            format!(
                "Le nom du titulaire du compte ne correspond pas à celui de la commande. {taken}"
            ),
            if facts.name_from_shop {
                format!(
                    "Utilisez un compte à votre nom, ou demandez à {shop} de corriger le nom de la commande."
                )
            } else {
                "Utilisez un compte à votre nom, ou écrivez ci-dessous le nom tel qu’il figure à votre compte.".to_owned()
            },
        ),
        Screen::SignInFailed => Telling::new(
            "Votre institution n’a pas accepté l’ouverture de session",
            format!(
                "{taken} Le nom d’utilisateur ou le mot de passe contient peut-être une faute de frappe."
            ),
            "Vous pouvez réessayer ou payer autrement.",
        ),
        Screen::Declined => Telling::new(
            "Le paiement a été refusé",
            format!("{taken} Vous ou votre institution avez refusé la demande."),
            another_way(facts),
        ),
        Screen::SessionExpired => Telling::new(
            "La page de votre institution a expiré",
            format!("{taken} Les institutions ferment une page restée inactive un certain temps."),
            "Vous pouvez la rouvrir; votre commande vous attend.",
        ),
        Screen::Unavailable => Telling::new(
            "La page de votre institution n’a pas pu s’ouvrir",
            format!("{taken} Le service de paiement ne répond pas comme il le devrait."),
            "Vous pouvez réessayer dans un moment ou payer autrement.",
        ),
        Screen::Failed => Telling::new(
            "Le paiement n’a pas abouti",
            format!("{taken} Le service de paiement n’en a pas donné la raison."),
            "Vous pouvez réessayer ou payer autrement.",
        ),
        Screen::CanceledByYou => Telling::new(
            "Vous avez annulé ce paiement",
            format!("{taken} Votre commande tient toujours."),
            "Vous pouvez recommencer quand vous voulez tant que cette page est ouverte.",
        ),
        Screen::CanceledByShop => Telling::new(
            "Cette commande a été annulée",
            format!("{shop} a annulé la commande. {taken}"),
            format!("Si cela vous surprend, écrivez à {shop}."),
        ),
        Screen::Expired => Telling::new(
            "Cette page de paiement a expiré",
            taken,
            format!("Demandez-en une nouvelle à {shop}."),
        ),
    }
}

fn paid(facts: &Facts<'_>) -> Telling {
    let (shop, amount) = (facts.shop, &facts.amount);
    let next = "Vous pouvez fermer cette page. Gardez la référence dans vos dossiers.";
    let lead = match (facts.method, facts.guaranteed) {
        (Some(Method::Eft | Method::GuaranteedEft) | None, false) => {
            return Telling::new(
                "Payé",
                format!("Un prélèvement de {amount} au profit de {shop} est prévu."),
                "Gardez un solde suffisant jusqu’à ce que le prélèvement soit passé, ce qui prend quelques jours ouvrables.",
            );
        }
        (Some(Method::ETransfer), _) => {
            format!("Vous avez envoyé {amount} à {shop} par virement Interac.")
        }
        (Some(Method::Eft | Method::GuaranteedEft) | None, true) => {
            format!("Votre institution financière a confirmé {amount} à {shop}.")
        }
    };
    Telling::new("Payé", lead, next)
}

const fn method(method: Method) -> MethodWords {
    match method {
        Method::GuaranteedEft => MethodWords {
            name: "Prélèvement automatique garanti",
            line: "Ouvrez une session à votre institution et approuvez un seul prélèvement. Le paiement est confirmé aussitôt.",
        },
        Method::ETransfer => MethodWords {
            name: "Virement Interac",
            line: "Acceptez une demande dans vos services bancaires en ligne. La limite de virement de votre institution s’applique.",
        },
        Method::Eft => MethodWords {
            name: "Prélèvement automatique",
            line: "Ouvrez une session à votre institution et approuvez un seul prélèvement. Il passe en quelques jours ouvrables.",
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

const fn fault(field: Field, fault: TextFault) -> &'static str {
    match (field, fault) {
        (Field::FirstName, TextFault::Missing) => "Entrez votre prénom",
        (Field::FirstName, TextFault::TooLong) => "Abrégez votre prénom à 100 caractères",
        (Field::FirstName, TextFault::Invalid) => "Entrez votre prénom sans < ni >",
        (Field::LastName, TextFault::Missing) => "Entrez votre nom de famille",
        (Field::LastName, TextFault::TooLong) => "Abrégez votre nom de famille à 100 caractères",
        (Field::LastName, TextFault::Invalid) => "Entrez votre nom de famille sans < ni >",
        (Field::Email, TextFault::Missing) => "Entrez votre adresse courriel",
        (Field::Email, TextFault::TooLong) => {
            "Entrez une adresse courriel d’au plus 100 caractères"
        }
        (Field::Email, TextFault::Invalid) => {
            "Entrez une adresse courriel telle que nom@exemple.ca"
        }
        (Field::Amount, TextFault::Missing) => "Entrez le montant que vous voulez payer",
        (Field::Amount, TextFault::TooLong | TextFault::Invalid) => {
            "Entrez un montant de 0,01\u{a0}$ à 99\u{a0}999,99\u{a0}$, tel que 49,95"
        }
        (Field::Method, TextFault::Missing | TextFault::TooLong | TextFault::Invalid) => {
            "Choisissez l’un des modes de paiement"
        }
    }
}

fn scenario(name: &str) -> Option<ScenarioWords> {
    let sign_in = (name == "WrongPassword").then_some(
        "À la banque, ouvrez une session sous Happy1 avec tout mot de passe sauf Everyday.",
    );
    let (name, happens) = match name {
        "Happy1" => ("Tout va bien", "La banque garantit le montant entier."),
        "Happy2" => (
            "Une offre moindre",
            "La banque peut garantir moins, et offre ce montant.",
        ),
        "Happy3" => (
            "En français",
            "Comme le premier, avec la page de la banque en français.",
        ),
        "Unhappy1" => (
            "Sans garantie",
            "Le paiement ne peut pas être garanti; un autre mode est offert.",
        ),
        "WrongName" => ("Un autre nom", "Le compte appartient à quelqu’un d’autre."),
        "LowBalance" => ("Solde insuffisant", "Aucun compte n’a un solde suffisant."),
        "StopBeforeAgreement" => (
            "Sans signature",
            "Quittez la page de la banque à l’accord de prélèvement, puis revenez le signer.",
        ),
        "WrongPassword" => (
            "Mauvais mot de passe",
            "La banque refuse l’ouverture de session.",
        ),
        "ET-Accept" => ("Virement accepté", "La banque confirme la demande."),
        "ET-Decline" => ("Virement refusé", "La demande est refusée à la banque."),
        "ET-Expire" => ("Virement trop tardif", "La demande expire à la banque."),
        "ET-Close" => (
            "Virement fermé",
            "Fermez la page de la banque et confirmez l’annulation.",
        ),
        "ET-NameMismatch" => (
            "Virement, un autre nom",
            "Le compte appartient à quelqu’un d’autre.",
        ),
        _ => return None,
    };
    Some(ScenarioWords {
        name,
        happens,
        sign_in,
    })
}
