use app::format;
use flinks::return_code::{Decision, ReturnCode};
use payment::{
    Api, CanceledBy, CaseKind, Claim, CloseReason, Delivery, End, Event, Failure, FailureCode,
    GuaranteeAnswer, Locale, Method, Money, Reading, Recorded, Said, Screen,
};

use super::Timeline;

pub(super) static TIMELINE: Timeline = Timeline {
    fact,
    why,
    case,
    screen,
};

fn fact(recorded: &Recorded) -> String {
    match &recorded.event {
        Event::CheckoutCreated { order, .. } => match (&order.payment_link, order.amount) {
            (None, None) => "Vous avez créé la commande. Le client en choisit le montant.".into(),
            (None, Some(amount)) => format!("Vous avez créé la commande de {}.", money(amount)),
            (Some(_), None) => {
                "Un client a suivi votre lien de paiement. Il choisit le montant.".into()
            }
            (Some(_), Some(amount)) => format!(
                "Un client a suivi votre lien de paiement, et la commande de {} a été créée.",
                money(amount)
            ),
        },
        Event::AttemptStarted {
            method,
            amount,
            delivery,
            ..
        } => {
            let (amount, method) = (money(*amount), by(*method));
            match delivery {
                Delivery::Page => format!("Le client a commencé à payer {amount} par {method}."),
                Delivery::Email => format!(
                    "Le client a demandé un lien par courriel pour payer {amount} par {method}."
                ),
            }
        }
        Event::LinkingBegan { .. } => {
            "Le client est invité à se connecter à sa banque pour y lier un compte.".into()
        }
        Event::LoginReceived { .. } => {
            "Le cadre bancaire a dit que le client s’est connecté.".into()
        }
        Event::AccountsAsked { .. } => "Flinks lit les comptes du client.".into(),
        Event::AccountsRead { accounts, .. } => match accounts.len() {
            1 => "Flinks a lu les comptes. Un compte au nom du payeur peut être débité.".into(),
            count => format!(
                "Flinks a lu les comptes. {count} comptes au nom du payeur peuvent être débités."
            ),
        },
        Event::AccountChosen { .. } => "Le client a choisi le compte à débiter.".into(),
        Event::DebitAsked { .. } => "Le débit est demandé à Flinks, une seule fois.".into(),
        Event::SessionOpened { session, .. } => match session.api {
            Api::V2 => "Flinks a ouvert une session\u{a0}: le client peut payer.".into(),
            Api::ETransferV1 => {
                "Flinks a ouvert une demande de virement (version 1)\u{a0}: le client peut payer.".into()
            }
            Api::EftV1 => "Flinks a créé le débit. Son accord n’est pas encore signé.".into(),
        },
        Event::AgreementOffered { .. } => {
            "Flinks a dit où le client signe l’accord de prélèvement.".into()
        }
        Event::GuaranteeAnswered { answer, .. } => match answer {
            GuaranteeAnswer::Accepted => "Flinks a offert sa garantie. Elle a été acceptée.".into(),
            GuaranteeAnswer::Refused => {
                "Flinks a offert sa garantie. Elle a été refusée\u{a0}: la tentative est abandonnée."
                    .into()
            }
        },
        Event::StepSeen { step, claim, .. } => match claim {
            Claim::Underway => format!("Le cadre bancaire a affiché {step}."),
            Claim::Done => {
                format!("Le cadre bancaire a dit {step}\u{a0}: il prétend que tout s’est bien passé.")
            }
            Claim::Over => {
                format!("Le cadre bancaire a dit {step}\u{a0}: il prétend que c’est fini, sans paiement.")
            }
        },
        Event::WebhookReceived { said, .. } => format!(
            "Flinks a envoyé {}. On lui demande si c’est bien le cas.",
            words_of(said)
        ),
        Event::ReadingChanged { reading, said, .. } => {
            format!("Flinks répond {}\u{a0}: {}.", words_of(said), meaning(reading))
        }
        Event::StopAsked { by, .. } => match by {
            CanceledBy::Customer => {
                "Le client a demandé d’arrêter. L’annulation est demandée à Flinks.".into()
            }
            CanceledBy::Merchant => {
                "Vous avez demandé d’arrêter. L’annulation est demandée à Flinks.".into()
            }
            CanceledBy::Clock => {
                "Notre horloge a demandé d’arrêter. L’annulation est demandée à Flinks.".into()
            }
        },
        Event::AttemptEnded { end, .. } => match end {
            End::Paid {
                amount,
                guaranteed: true,
            } => format!("La tentative a rapporté {}, garantis par Flinks.", money(*amount)),
            End::Paid {
                amount,
                guaranteed: false,
            } => format!(
                "La tentative a rapporté {}. Une banque peut encore les retourner.",
                money(*amount)
            ),
            End::Failed(failure) => format!("La tentative a échoué\u{a0}: {}.", why(failure)),
            End::Canceled(by) => match by {
                CanceledBy::Customer => "Le client a arrêté la tentative.".into(),
                CanceledBy::Merchant => {
                    "La tentative a pris fin parce que vous avez annulé la commande.".into()
                }
                CanceledBy::Clock => "La tentative a pris fin faute de temps.".into(),
            },
            End::Superseded => "Une autre tentative a pris sa place.".into(),
        },
        Event::CheckoutPaid { .. } => "La commande est payée. C’est définitif.".into(),
        Event::CaseOpened {
            kind,
            amount,
            detail,
            ..
        } => format!("{}\u{a0}: {}", money(*amount), case(*kind, detail.as_deref())),
        Event::CheckoutExtended { .. } => {
            "Le client a demandé plus de temps. La page reste ouverte plus longtemps.".into()
        }
        Event::ClosingBegan { reason } => match reason {
            CloseReason::Expired => {
                "Le temps est écoulé. Le dernier mot sur la tentative en cours est attendu.".into()
            }
            CloseReason::Canceled => {
                "Vous avez annulé la commande. Le dernier mot sur la tentative en cours est attendu."
                    .into()
            }
        },
        Event::CheckoutClosed { reason } => match reason {
            CloseReason::Expired => "La commande a expiré, impayée. C’est définitif.".into(),
            CloseReason::Canceled => "La commande a été annulée, impayée. C’est définitif.".into(),
        },
        Event::CheckoutClaimed { order } => {
            format!("Votre serveur a réclamé le paiement pour la commande {order}.")
        }
    }
}

fn money(amount: Money) -> String {
    format::money(amount, Locale::FrCa)
}

const fn by(method: Method) -> &'static str {
    match method {
        Method::GuaranteedEft => "TEF garanti",
        Method::ETransfer => "virement Interac",
        Method::Eft => "TEF",
    }
}

/// The provider's own words, which are short codes.
fn words_of(said: &Said) -> String {
    match &said.detail {
        None => format!("«\u{a0}{}\u{a0}»", said.status),
        Some(detail) => format!("«\u{a0}{}\u{a0}» ({detail})", said.status),
    }
}

fn meaning(reading: &Reading) -> String {
    match reading {
        Reading::Undecided => "rien n’est encore décidé".into(),
        Reading::AgreementMissing => {
            "l’accord de prélèvement n’est pas signé, donc ce n’est pas payé".into()
        }
        Reading::Scheduled => "l’accord est signé; la banque n’a pas encore pris le débit".into(),
        Reading::Paid { amount, .. } => amount.map_or_else(
            || "l’argent est en route".into(),
            |amount| format!("{} sont en route", money(amount)),
        ),
        Reading::Failed(failure) => format!("aucun paiement n’en viendra; {}", why(failure)),
        Reading::Canceled => "la session est annulée".into(),
        Reading::Expired => "la session a manqué de temps".into(),
        Reading::Returned { code } => returned(Some(code)),
    }
}

fn why(failure: &Failure) -> String {
    match failure.code {
        FailureCode::SignInFailed => "la banque a refusé la connexion".into(),
        FailureCode::NotGuaranteed => "le paiement n’a pu être garanti".into(),
        FailureCode::NameMismatch => {
            "le nom du titulaire du compte n’est pas celui du payeur".into()
        }
        FailureCode::LowBalance => "le solde du compte est insuffisant".into(),
        FailureCode::Declined => "le client ou sa banque a refusé".into(),
        FailureCode::SessionExpired => "la session bancaire a manqué de temps".into(),
        FailureCode::ProviderUnavailable => "Flinks n’a pu être joint".into(),
        FailureCode::ProviderRefused => "Flinks a refusé d’ouvrir une session".into(),
        FailureCode::Returned => returned(failure.detail.as_deref()),
        FailureCode::Unknown => "Flinks n’a donné aucune raison connue".into(),
    }
}

/// What a return means for the merchant `[E-fail]`.
fn returned(code: Option<&str>) -> String {
    let Some(code) = code.and_then(|code| code.parse::<ReturnCode>().ok()) else {
        return format!(
            "la banque a retourné le débit; {}",
            next(Decision::Investigate)
        );
    };
    let dispute = if code.is_dispute() {
        " et l’accord de prélèvement est contesté, donc l’argent repart de lui-même"
    } else {
        ""
    };
    let next = next(code.decision());
    format!("la banque a retourné le débit avec le code {code}{dispute}; {next}")
}

const fn next(decision: Decision) -> &'static str {
    match decision {
        Decision::CancelSchedule => "ne débitez plus ce compte",
        Decision::ContactPayer => "parlez au client, puis prenez un nouveau paiement",
        Decision::Review => "tirez la chose au clair avec le client avant tout",
        Decision::Investigate => "voyez ce qu’il en est avec Flinks",
    }
}

fn case(kind: CaseKind, detail: Option<&str>) -> String {
    match kind {
        CaseKind::DuplicatePayment => {
            "ce montant est arrivé alors que la commande était déjà payée. Quelqu’un doit y voir et le rembourser.".into()
        }
        CaseKind::LatePayment => {
            "ce montant est arrivé après la fin de la commande. Quelqu’un doit décider\u{a0}: honorer la commande ou rembourser.".into()
        }
        CaseKind::ReturnedPayment => {
            format!("ce montant a été retourné par la banque\u{a0}: {}.", returned(detail))
        }
    }
}

fn screen(screen: Screen) -> &'static str {
    match screen {
        Screen::Choose => "Le choix d’un mode de paiement",
        Screen::Opening => "«\u{a0}Un instant\u{a0}»\u{a0}: la page de la banque s’ouvre",
        Screen::Link => "La connexion à la banque, pour lier un compte",
        Screen::Account => "Le choix d’un compte",
        Screen::Sent => "«\u{a0}Consultez vos courriels\u{a0}»",
        Screen::Bank => "Le cadre bancaire",
        Screen::Checking => "«\u{a0}Nous vérifions auprès de votre institution\u{a0}»",
        Screen::Agreement => "L’accord de prélèvement, à signer",
        Screen::Paid => "«\u{a0}Payé\u{a0}»",
        Screen::NotGuaranteed => "«\u{a0}Ce paiement ne peut être garanti\u{a0}»",
        Screen::LowBalance => "«\u{a0}Le solde est insuffisant\u{a0}»",
        Screen::NameMismatch => "«\u{a0}Les noms ne correspondent pas\u{a0}»",
        Screen::SignInFailed => "«\u{a0}La connexion a échoué\u{a0}»",
        Screen::Declined => "«\u{a0}Refusé\u{a0}»",
        Screen::SessionExpired => "«\u{a0}La page de la banque a manqué de temps\u{a0}»",
        Screen::Unavailable => "«\u{a0}La page de la banque n’a pu s’ouvrir\u{a0}»",
        Screen::Returned => "«\u{a0}Votre banque a retourné le débit\u{a0}»",
        Screen::Failed => "«\u{a0}Cela n’a pas fonctionné\u{a0}»",
        Screen::CanceledByYou => "«\u{a0}Vous avez arrêté le paiement\u{a0}»",
        Screen::CanceledByShop => "«\u{a0}Le marchand a annulé la commande\u{a0}»",
        Screen::Expired => "«\u{a0}Cette page a expiré\u{a0}»",
    }
}
