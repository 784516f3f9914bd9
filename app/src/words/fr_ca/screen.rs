//! What the screens tell.

use flinks::return_code::Decision;
use payment::{Method, Screen};

use crate::words::{DebitStanding, Facts, ReturnWords, Taken, Telling, WaitingFor};

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
        "Vous pouvez payer autrement sur cette page."
    } else {
        "Vous pouvez réessayer sur cette page, à partir d’un autre compte."
    }
}

const fn again(facts: &Facts<'_>) -> &'static str {
    if facts.other_methods {
        "Vous pouvez réessayer ou payer autrement."
    } else {
        "Vous pouvez réessayer sur cette page."
    }
}

pub(super) fn telling(screen: Screen, facts: &Facts<'_>) -> Telling {
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
            format!(
                "Ouvrez le courriel, suivez son lien et approuvez le paiement auprès de votre institution. {}",
                updates_anew(facts)
            ),
        ),
        Screen::Agreement => Telling::new(
            "Il reste une étape\u{a0}: signer l’accord de prélèvement",
            "Vous n’avez pas encore payé.",
            "Signez l’accord pour terminer. Rien n’est prélevé avant votre signature.",
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
                "Vous pouvez choisir un autre compte ou payer autrement sur cette page."
            } else {
                "Vous pouvez réessayer sur cette page, à partir d’un autre compte."
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
                "Utilisez un compte à votre nom, ou écrivez le nom tel qu’il figure à votre compte."
                    .to_owned()
            },
        ),
        Screen::SignInFailed => Telling::new(
            "Votre institution n’a pas accepté l’ouverture de session",
            format!(
                "{taken} Le nom d’utilisateur ou le mot de passe contient peut-être une faute de frappe."
            ),
            again(facts),
        ),
        Screen::Declined => Telling::new(
            "Le paiement a été refusé",
            if facts.over_usual {
                format!(
                    "{taken} Vous ou votre institution avez refusé la demande. {}, c’est plus que ce que bien des institutions permettent en un seul virement.",
                    facts.amount
                )
            } else {
                format!("{taken} Vous ou votre institution avez refusé la demande.")
            },
            another_way(facts),
        ),
        Screen::Returned => {
            let ReturnWords { why, next, only } = returned(facts.returned);
            Telling::new(
                "Votre institution a retourné le paiement",
                format!("{why} {shop} n’en a rien reçu."),
                if facts.other_methods { next } else { only },
            )
        }
        Screen::SessionExpired => Telling::new(
            "La page de votre institution a expiré",
            format!("{taken} Les institutions ferment une page restée inactive un certain temps."),
            "Vous pouvez la rouvrir; votre commande vous attend.",
        ),
        Screen::Unavailable if facts.unheard && facts.method == Some(Method::Eft) => Telling::new(
            "Nous ignorons si le prélèvement a été préparé",
            format!(
                "Vous n’avez rien signé. {taken} Le service de paiement n’a pas répondu à temps."
            ),
            if facts.other_methods {
                "Ne signez pas d’accord de prélèvement que vous n’attendez pas. Vous pouvez payer autrement sur cette page.".to_owned()
            } else {
                format!(
                    "Ne signez pas d’accord de prélèvement que vous n’attendez pas. Demandez à {shop} comment payer."
                )
            },
        ),
        Screen::Unavailable if facts.unheard => Telling::new(
            "Nous ignorons si le courriel est parti",
            format!("{taken} Le service de paiement n’a pas répondu à temps."),
            if facts.other_methods {
                "Si un lien vous parvient par courriel, payez par ce lien ou sur cette page, jamais par les deux.".to_owned()
            } else {
                format!(
                    "Si un lien vous parvient par courriel, payez par ce lien. Sinon, écrivez à {shop}."
                )
            },
        ),
        Screen::Unavailable => Telling::new(
            "La page de votre institution n’a pas pu s’ouvrir",
            format!("{taken} Le service de paiement ne répond pas comme il le devrait."),
            if facts.other_methods {
                "Vous pouvez réessayer dans un moment ou payer autrement."
            } else {
                "Vous pouvez réessayer dans un moment."
            },
        ),
        Screen::Failed => Telling::new(
            "Le paiement n’a pas abouti",
            format!("{taken} Le service de paiement n’en a pas donné la raison."),
            again(facts),
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
            match facts.taken {
                Taken::NothingSeen => "Nous n’avons vu aucun paiement, et nous vérifions encore.",
                Taken::Nothing | Taken::Something | Taken::Returned => taken,
            },
            expired(facts),
        ),
    }
}

/// Only where nothing can have been paid is anybody sent to pay again.
fn expired(facts: &Facts<'_>) -> String {
    let shop = facts.shop;
    match facts.taken {
        Taken::Nothing if facts.anew => "Vous pouvez commencer un nouveau paiement.".to_owned(),
        Taken::Nothing => format!("Demandez-en une nouvelle à {shop}."),
        Taken::NothingSeen => format!(
            "Ne payez pas de nouveau avant de vous être informé auprès de {shop}, en citant la référence."
        ),
        Taken::Something | Taken::Returned => format!(
            "Ne payez pas de nouveau. Demandez à {shop} comment régler le tout, en citant la référence."
        ),
    }
}

/// That the page shows what comes next, at the end of a sentence; or how to see it, where it does
/// not look by itself.
const fn moves_on(facts: &Facts<'_>) -> &'static str {
    if facts.still {
        "rechargez cette page pour voir la suite."
    } else {
        "la suite s’affiche d’elle-même."
    }
}

/// The same of a page on which less changes.
const fn updates(facts: &Facts<'_>) -> &'static str {
    if facts.still {
        "rechargez cette page pour voir la suite."
    } else {
        "cette page se met à jour d’elle-même."
    }
}

/// The same in a sentence of its own.
const fn updates_anew(facts: &Facts<'_>) -> &'static str {
    if facts.still {
        "Rechargez cette page pour voir la suite."
    } else {
        "Cette page se met à jour d’elle-même."
    }
}

fn opening(facts: &Facts<'_>) -> Telling {
    match facts.waiting_for {
        WaitingFor::Debit => Telling::new(
            "Préparation de l’accord de prélèvement",
            "Nous demandons un seul prélèvement du compte que vous avez choisi.",
            format!(
                "Rien n’est prélevé avant votre signature; {}",
                moves_on(facts)
            ),
        ),
        WaitingFor::Mail => Telling::new(
            "Envoi de votre lien",
            "Nous demandons l’envoi d’un courriel avec votre lien de paiement.",
            format!("Cela prend quelques secondes; {}", moves_on(facts)),
        ),
        WaitingFor::Page
        | WaitingFor::Accounts
        | WaitingFor::Stop
        | WaitingFor::Day
        | WaitingFor::Payment => Telling::new(
            "Ouverture de la page de votre institution",
            "Nous demandons une page sécurisée pour votre paiement.",
            format!("Cela prend quelques secondes; {}", moves_on(facts)),
        ),
    }
}

fn checking(facts: &Facts<'_>) -> Telling {
    let (shop, amount) = (facts.shop, &facts.amount);
    match facts.waiting_for {
        WaitingFor::Stop => Telling::new(
            "Arrêt de ce paiement",
            "Nous demandons son annulation et vérifions que rien n’a été prélevé.",
            format!("Ne payez pas de nouveau pour l’instant; {}", updates(facts)),
        ),
        WaitingFor::Accounts => Telling::new(
            "Lecture de votre compte",
            "Nous lisons votre compte auprès de votre institution. Aucun argent n’a été demandé.",
            format!("Cela peut prendre une minute ou deux; {}", moves_on(facts)),
        ),
        WaitingFor::Day => {
            let day = match &facts.debit {
                Some(days) if days.standing == DebitStanding::ToCome => {
                    format!("au plus tôt le {}", days.taken)
                }
                Some(_) | None => "d’un jour à l’autre".to_owned(),
            };
            Telling::new(
                "Votre prélèvement est prévu",
                format!(
                    "L’accord est signé. Votre institution devrait prélever {amount} au profit de {shop} {day}."
                ),
                format!(
                    "Ne payez pas de nouveau. Gardez un solde suffisant jusqu’à ce que le prélèvement soit passé; {}",
                    updates(facts)
                ),
            )
        }
        WaitingFor::Payment | WaitingFor::Page | WaitingFor::Debit | WaitingFor::Mail => {
            Telling::new(
                "Vérification en cours",
                "Nous vérifions auprès de votre institution financière si le paiement a réussi.",
                format!("Ne payez pas de nouveau; {}", updates(facts)),
            )
        }
    }
}

fn paid(facts: &Facts<'_>) -> Telling {
    let (shop, amount) = (facts.shop, &facts.amount);
    if facts.taken == Taken::Returned {
        let ReturnWords { why, .. } = returned(facts.returned);
        return Telling::new(
            if facts.guaranteed {
                "Payé, puis retourné par votre institution"
            } else {
                "Votre institution a repris le prélèvement"
            },
            format!("Votre institution a repris {amount} à {shop}. {why}"),
            format!(
                "{shop} en est avisé. Demandez comment régler le paiement, en citant la référence."
            ),
        );
    }
    match (facts.method, facts.guaranteed) {
        (Some(Method::Eft | Method::GuaranteedEft) | None, false) => debit(facts),
        (Some(Method::ETransfer), _) => Telling::new(
            "Payé",
            format!("Vous avez envoyé {amount} à {shop} par virement Interac."),
            KEEP,
        ),
        (Some(Method::Eft | Method::GuaranteedEft) | None, true) => Telling::new(
            "Payé",
            format!("Votre institution financière a confirmé {amount} à {shop}."),
            match &facts.debit {
                Some(days) if days.standing == DebitStanding::ToCome => {
                    format!("L’argent peut quitter votre compte dès maintenant. {KEEP}")
                }
                Some(_) | None => KEEP.to_owned(),
            },
        ),
    }
}

const KEEP: &str = "Vous pouvez fermer cette page. Gardez la référence dans vos dossiers.";

/// A debit that counts and that nobody guarantees: never "paid", as it can still come back.
fn debit(facts: &Facts<'_>) -> Telling {
    let (shop, amount) = (facts.shop, &facts.amount);
    let Some(days) = &facts.debit else {
        return Telling::new(
            "Votre prélèvement est prévu",
            format!("Votre institution doit prélever {amount} au profit de {shop}."),
            "Ne payez pas de nouveau. Gardez un solde suffisant jusqu’à ce que le prélèvement soit passé. Il n’est pas garanti\u{a0}: votre institution peut encore le retourner.",
        );
    };
    let taken = &days.taken;
    let seen = |day| format!("{shop} devrait voir l’argent vers le {day}.");
    let seen = days.seen.as_ref().map(seen);
    match days.standing {
        DebitStanding::ToCome => Telling::new(
            "Votre prélèvement est prévu",
            format!(
                "Votre institution devrait prélever {amount} au profit de {shop} au plus tôt le {taken}."
            ),
            format!(
                "Il ne vous reste qu’à garder un solde suffisant dès maintenant. {}",
                seen.unwrap_or_default()
            )
            .trim_end(),
        ),
        DebitStanding::Due => Telling::new(
            "Votre prélèvement était prévu",
            format!(
                "Votre institution devait prélever {amount} au profit de {shop} au plus tôt le {taken}. Nous n’avons pas appris qu’il ait été retourné."
            ),
            format!(
                "Votre relevé de compte indique s’il a été effectué. Ne payez pas de nouveau avant de vous être informé auprès de {shop}, en citant la référence."
            ),
        ),
        DebitStanding::Accepted => Telling::new(
            "Votre prélèvement a été accepté",
            format!("Le prélèvement de {amount} au profit de {shop} a été accepté."),
            match seen {
                Some(seen) => {
                    format!(
                        "{seen} Gardez un solde suffisant jusque-là. Vous pouvez fermer cette page."
                    )
                }
                None => KEEP.to_owned(),
            },
        ),
    }
}

pub(super) const fn returned(decision: Option<Decision>) -> ReturnWords {
    match decision {
        Some(Decision::CancelSchedule) => ReturnWords {
            why: "Ce compte n’accepte pas le prélèvement\u{a0}: il est peut-être fermé ou d’un autre genre, ou l’accord n’est plus en vigueur.",
            next: "Utilisez un autre compte ou payez autrement sur cette page.",
            only: "Utilisez un autre compte.",
        },
        Some(Decision::ContactPayer) => ReturnWords {
            why: "Le solde du compte ne suffisait pas le jour du prélèvement.",
            next: "Assurez-vous que le solde suffit, puis réessayez, ou payez autrement.",
            only: "Assurez-vous que le solde suffit, puis réessayez.",
        },
        Some(Decision::Review) => ReturnWords {
            why: "Le prélèvement a été arrêté, ou ne concordait pas avec le dossier de votre institution.",
            next: "Demandez à votre institution ce qui l’a arrêté avant de réessayer, ou payez autrement.",
            only: "Demandez à votre institution ce qui l’a arrêté avant de réessayer.",
        },
        Some(Decision::Investigate) => ReturnWords {
            why: "Votre institution n’a pas pu traiter le prélèvement. Votre compte n’y est peut-être pour rien.",
            next: "Vous pouvez payer autrement sur cette page.",
            only: "Vous pouvez réessayer sur cette page, à partir d’un autre compte.",
        },
        None => ReturnWords {
            why: "La raison qu’elle en a donnée ne nous est pas connue.",
            next: "Informez-vous auprès de votre institution, ou payez autrement.",
            only: "Informez-vous auprès de votre institution avant de réessayer.",
        },
    }
}
