use payment::Method;

use crate::words::{Bounds, TermsWords};

pub(super) const WORDS: TermsWords = TermsWords {
    time: |method, day| match method {
        Method::GuaranteedEft => "Confirmé aussitôt".to_owned(),
        Method::ETransfer => "Confirmé dès que vous acceptez".to_owned(),
        Method::Eft => format!("Prélèvement prévu au plus tôt le {day}"),
    },
    limit: |most| format!("jusqu’à {most}"),
    usual_limit: |most| format!("bien des institutions limitent un virement à {most}"),
    guarantee: |method| match method {
        Method::GuaranteedEft | Method::ETransfer => "garanti",
        Method::Eft => "non garanti\u{a0}: votre institution peut encore le retourner",
    },
    over_usual: |amount, other| {
        let cap = format!(
            "{amount}, c’est plus que ce que bien des institutions permettent en un seul virement."
        );
        match other {
            Some(other) => {
                format!("{cap} Cette limite ne touche pas le mode «\u{a0}{other}\u{a0}».")
            }
            None => {
                format!("{cap} Informez-vous de votre limite avant de commencer.")
            }
        }
    },
    beyond: |amount, Bounds { least, most }, shop| {
        format!(
            "{shop} peut recevoir de {least} à {most} en un seul paiement, et celui-ci est de {amount}. Demandez à {shop} comment le régler."
        )
    },
};
