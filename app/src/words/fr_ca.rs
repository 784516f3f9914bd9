use flinks::{return_code::Decision, stage::Stage};
use payment::{Delivery, Field, Method, Screen, TextFault};

use super::{
    AccountWords, Around, BankWords, Bounds, DeliveryWords, EndWords, Facts, FormWords, FrameWords,
    Framed, MethodWords, OrderWords, ReceiptWords, ReturnWords, ScenarioWords, SentWords,
    ShopWords, Taken, Telling, Telling3, WaitingFor, Words,
};

// The spaces before a colon, inside guillemets and before units do not break.
pub(super) static WORDS: Words = Words {
    telling,
    method,
    delivery,
    returned,
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
        amount_hint: |Bounds { least, most }| format!("De {least} à {most}, en dollars canadiens."),
        transfer_limit: "Bien des institutions limitent ce mode à environ 3\u{a0}000\u{a0}$ par jour.",
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
        frame,
        path: "Votre paiement, étape par étape",
        path_line: |total| format!("Étape {{n}} sur {total} · {{label}}"),
        done: "fait",
        current: "vous êtes ici",
        unopened: Telling3 {
            title: "La page de votre institution n’a pas pu s’ouvrir",
            lead: "Aucun argent n’a été demandé. Le service de paiement ne répond pas comme il le devrait.",
            next: "Rechargez la page dans un moment, ou payez autrement.",
        },
        silent: "Rien ne s’affiche dans le cadre? Certains navigateurs et certaines institutions n’en permettent pas. Le lien ci-dessous ouvre la même page en plein écran; revenez ensuite à celle-ci.",
        cancel: "Annuler ce paiement",
        other_way: "Payer autrement",
        finished: "J’ai terminé auprès de mon institution",
        back: "Revenir à la page de mon institution",
        refreshes: "Cette page se met à jour toutes les quelques secondes.",
        refresh: "Vérifier maintenant",
    },
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
        returned: |amount, shop, why| {
            format!(
                "Votre institution a depuis repris {amount} à {shop}. {why} {shop} en est avisé. Demandez comment régler le paiement en citant la référence ci-dessus."
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
        Taken::Returned => "Un paiement a été reçu, et votre institution l’a repris.",
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
        Screen::Opening => opening(facts),
        Screen::Bank => Telling::new(
            "Payez auprès de votre institution",
            format!(
                "Vous ouvrez une session auprès de votre institution financière. {shop} ne voit jamais votre mot de passe."
            ),
            "Quand vous aurez terminé, cette page vous le dira d’elle-même.",
        ),
        Screen::Link => Telling::new(
            "Choisissez le compte à débiter",
            format!(
                "Vous ouvrez une session auprès de votre institution financière. {shop} ne voit jamais votre mot de passe."
            ),
            "Vous reverrez le compte et le montant avant que le moindre argent ne soit demandé.",
        ),
        Screen::Checking => checking(facts),
        Screen::Account => Telling::new(
            "Confirmez le compte",
            "Votre institution a répondu. Aucun argent n’a encore été demandé.",
            "Le paiement commence quand vous appuyez sur le bouton.",
        ),
        Screen::Sent => Telling::new(
            "Regardez vos courriels",
            format!("Votre lien pour payer {shop} est en route par courriel."),
            "Ouvrez le courriel, suivez son lien et approuvez le paiement auprès de votre institution. Cette page se met à jour d’elle-même.",
        ),
        Screen::Agreement => Telling::new(
            "Il reste une étape\u{a0}: signer l’accord de prélèvement",
            "Vous n’avez pas encore payé.",
            "Signez l’accord ci-dessous pour terminer. Rien n’est prélevé avant votre signature.",
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
        Screen::Returned => {
            let ReturnWords { why, next } = returned(facts.returned);
            Telling::new(
                "Votre institution a retourné le paiement",
                format!("{why} {shop} n’en a rien reçu."),
                next,
            )
        }
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

fn opening(facts: &Facts<'_>) -> Telling {
    match facts.waiting_for {
        WaitingFor::Debit => Telling::new(
            "Préparation de l’accord de prélèvement",
            "Nous demandons un seul prélèvement du compte que vous avez choisi.",
            "Rien n’est prélevé avant votre signature; la suite s’affiche d’elle-même.",
        ),
        WaitingFor::Mail => Telling::new(
            "Envoi de votre lien",
            "Nous demandons l’envoi d’un courriel avec votre lien de paiement.",
            "Cela prend quelques secondes; la suite s’affiche d’elle-même.",
        ),
        WaitingFor::Page | WaitingFor::Accounts | WaitingFor::Stop | WaitingFor::Payment => {
            Telling::new(
                "Ouverture de la page de votre institution",
                "Nous demandons une page sécurisée pour votre paiement.",
                "Cela prend quelques secondes; la suite s’affiche d’elle-même.",
            )
        }
    }
}

fn checking(facts: &Facts<'_>) -> Telling {
    match facts.waiting_for {
        WaitingFor::Stop => Telling::new(
            "Arrêt de ce paiement",
            "Nous demandons son annulation et vérifions que rien n’a été prélevé.",
            "Ne payez pas de nouveau pour l’instant; cette page se met à jour d’elle-même.",
        ),
        WaitingFor::Accounts => Telling::new(
            "Lecture de votre compte",
            "Nous lisons votre compte auprès de votre institution. Aucun argent n’a été demandé.",
            "Cela peut prendre une minute ou deux; la suite s’affiche d’elle-même.",
        ),
        WaitingFor::Payment | WaitingFor::Page | WaitingFor::Debit | WaitingFor::Mail => {
            Telling::new(
                "Vérification en cours",
                "Nous vérifions auprès de votre institution financière si le paiement a réussi.",
                "Ne payez pas de nouveau; cette page se met à jour d’elle-même.",
            )
        }
    }
}

fn paid(facts: &Facts<'_>) -> Telling {
    let (shop, amount) = (facts.shop, &facts.amount);
    if facts.taken == Taken::Returned {
        let ReturnWords { why, .. } = returned(facts.returned);
        return Telling::new(
            "Payé, puis retourné par votre institution",
            format!("Votre institution a repris {amount} à {shop}. {why}"),
            format!(
                "{shop} en est avisé. Demandez comment régler le paiement, en citant la référence."
            ),
        );
    }
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

const fn returned(decision: Option<Decision>) -> ReturnWords {
    match decision {
        Some(Decision::CancelSchedule) => ReturnWords {
            why: "Ce compte n’accepte pas le prélèvement\u{a0}: il est peut-être fermé ou d’un autre genre, ou l’accord n’est plus en vigueur.",
            next: "Utilisez un autre compte ou payez autrement, ci-dessous.",
        },
        Some(Decision::ContactPayer) => ReturnWords {
            why: "Le solde du compte ne suffisait pas le jour du prélèvement.",
            next: "Assurez-vous que le solde suffit, puis réessayez, ou payez autrement.",
        },
        Some(Decision::Review) => ReturnWords {
            why: "Le prélèvement a été arrêté, ou ne concordait pas avec le dossier de votre institution.",
            next: "Demandez à votre institution ce qui l’a arrêté avant de réessayer, ou payez autrement.",
        },
        Some(Decision::Investigate) => ReturnWords {
            why: "Votre institution n’a pas pu traiter le prélèvement. Votre compte n’y est peut-être pour rien.",
            next: "Vous pouvez payer autrement, ci-dessous.",
        },
        None => ReturnWords {
            why: "La raison qu’elle en a donnée ne nous est pas connue.",
            next: "Informez-vous auprès de votre institution, ou payez autrement.",
        },
    }
}

const fn frame(framed: Framed) -> FrameWords {
    match framed {
        Framed::Bank | Framed::Link => FrameWords {
            title: "Page de votre institution financière",
            loading: "Ouverture de la page de votre institution…",
            trouble: "Un problème? Ouvrez la page de votre institution en plein écran",
            in_full: "Ouvrir la page de mon institution",
        },
        Framed::Agreement => FrameWords {
            title: "Accord de prélèvement",
            loading: "Ouverture de l’accord…",
            trouble: "Un problème? Ouvrez l’accord en plein écran",
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
        "EFT-Link" => (
            "Un compte lié",
            "Vous choisissez un compte à la banque, le voyez ici et signez l’accord.",
        ),
        "EFT-WrongName" => (
            "Un compte lié, un autre nom",
            "Le compte appartient à quelqu’un d’autre.",
        ),
        "EFT-ClosedLogin" => (
            "Un compte lié, fermé",
            "La banque ne laisse pas entrer ce client.",
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
