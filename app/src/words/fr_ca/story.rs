use crate::words::ScenarioWords;

pub(super) fn scenario(name: &str) -> Option<ScenarioWords> {
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
