//! What statuses, methods and evidence are called.

use payment::{Evidence, Locale, Method, Status};

/// The names, and what they mean.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) status: fn(Status) -> &'static str,
    pub(crate) method: fn(Method) -> &'static str,
    /// Who said something.
    pub(crate) evidence: fn(Evidence) -> &'static str,
    /// What that is worth.
    pub(crate) worth: fn(Evidence) -> &'static str,
}

/// The names in that language.
pub(crate) const fn of(locale: Locale) -> &'static Names {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Names = Names {
    status: |status| match status {
        Status::Open => "Open",
        Status::Processing => "Processing",
        Status::Paid => "Paid",
        Status::Canceled => "Cancelled",
        Status::Expired => "Expired",
    },
    method: |method| match method {
        Method::GuaranteedEft => "Guaranteed EFT",
        Method::ETransfer => "Interac e-Transfer",
        Method::Eft => "EFT",
    },
    evidence: |evidence| match evidence {
        Evidence::Browser => "The customer’s browser",
        Evidence::Webhook => "A signed notification",
        Evidence::StatusRead => "Flinks’ own answer",
        Evidence::Report => "Flinks’ report",
        Evidence::Clock => "Our clock",
        Evidence::Merchant => "You",
    },
    worth: |evidence| match evidence {
        Evidence::Browser => "A hint. It moves no money.",
        Evidence::Webhook => "Counts only once Flinks confirms it.",
        Evidence::StatusRead => "Counts.",
        Evidence::Report => "Counts.",
        Evidence::Clock => "A moment fixed before has passed.",
        Evidence::Merchant => "Through the API or this dashboard.",
    },
};

static FR: Names = Names {
    status: |status| match status {
        Status::Open => "Ouverte",
        Status::Processing => "En cours",
        Status::Paid => "Payée",
        Status::Canceled => "Annulée",
        Status::Expired => "Expirée",
    },
    method: |method| match method {
        Method::GuaranteedEft => "TEF garanti",
        Method::ETransfer => "Virement Interac",
        Method::Eft => "TEF",
    },
    evidence: |evidence| match evidence {
        Evidence::Browser => "Le navigateur du client",
        Evidence::Webhook => "Un avis signé",
        Evidence::StatusRead => "La réponse de Flinks",
        Evidence::Report => "Le rapport de Flinks",
        Evidence::Clock => "Notre horloge",
        Evidence::Merchant => "Vous",
    },
    worth: |evidence| match evidence {
        Evidence::Browser => "Un indice. Il ne déplace pas d’argent.",
        Evidence::Webhook => "Ne compte qu’une fois confirmé par Flinks.",
        Evidence::StatusRead => "Compte.",
        Evidence::Report => "Compte.",
        Evidence::Clock => "Un moment fixé d’avance est passé.",
        Evidence::Merchant => "Par l’API ou ce tableau de bord.",
    },
};
