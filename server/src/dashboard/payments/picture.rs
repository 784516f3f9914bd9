//! What the customer saw: their page, made again from the log up to an event. It can do nothing,
//! leads nowhere, and shows nobody's name.

use app::{
    desk::{Bank, CheckoutView},
    page::{PageInput, Site, render_page},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use payment::{
    AgreementLink, Api, Attempt, AttemptId, AttemptState, BankAccount, Checkout, Customer, Email,
    LinkedAccount, LinkedAccountId, Linking, Locale, Mode, Name, PageToken, Payer, Session,
    SessionId,
};
use store::{Logged, Version};

use super::find;
use crate::{
    assets,
    dashboard::{
        Signed, found,
        still::{self, Wears},
    },
    desk::ActError,
    state::AppState,
};

/// `GET /dashboard/payments/{id}/screen/{seq}/picture`
pub(super) async fn picture(
    State(state): State<AppState>,
    signed: Signed,
    Path((id, seq)): Path<(String, String)>,
) -> Result<Response, Response> {
    let html = found(&signed.frame, page(&state, &signed, &id, &seq).await)?;
    Ok(still::framed(html, &Wears::Served))
}

async fn page(
    state: &AppState,
    signed: &Signed,
    id: &str,
    seq: &str,
) -> Result<Option<String>, ActError> {
    let Some(found) = find(state, signed, id).await? else {
        return Ok(None);
    };
    let now = found.checkout;
    let log = state.store.events(&now.id, Version::NONE).await?;
    let Some(last) = log.iter().position(|logged| logged.seq.to_string() == seq) else {
        return Ok(None);
    };
    let log = log.get(..=last).unwrap_or_default();
    let events = log.iter().map(|Logged { recorded, .. }| recorded);
    let then = payment::replay(now.id, now.merchant, events);
    let (Some(then), Some(Logged { seq, recorded, .. })) = (then, log.last()) else {
        return Ok(None);
    };
    let Some(brand) = state.desk.brand(&then.merchant, then.order.mode).await? else {
        return Ok(None);
    };
    let limits = state.desk.limits_of(&then).await?;
    let locale = spoken(&then, signed.locale);
    let view = CheckoutView {
        seq: seq.number().into(),
        test: then.order.mode == Mode::Test,
        checkout: disguised(then),
        // Whoever has the real one can pay and stop attempts.
        token: PageToken::from_bytes([0; 16]),
        brand,
        embedders: Vec::new(),
        bank: Bank::default(),
        limits,
        anew: None,
        usual_transfer: state.config.checkout.usual_transfer,
        now: recorded.at,
    };
    let site = Site {
        css: assets::site().css,
        ..Site::default()
    };
    let input = PageInput::of(view, locale, AttemptId::from_bytes([0; 16]));
    Ok(Some(still::of(&render_page(&input, &site).html)))
}

/// The language that the customer's page spoke, as far as it is known.
fn spoken(checkout: &Checkout, otherwise: Locale) -> Locale {
    let of_attempt = checkout.attempts.last().map(|attempt| attempt.locale);
    of_attempt.or(checkout.order.locale).unwrap_or(otherwise)
}

/// The same checkout of nobody in particular, and without anything by which somebody could pay
/// or sign.
fn disguised(mut checkout: Checkout) -> Checkout {
    let customer = &mut checkout.order.customer;
    *customer = Customer {
        first_name: customer.first_name.as_ref().map(hidden_name),
        last_name: customer.last_name.as_ref().map(hidden_name),
        email: customer.email.as_ref().map(hidden_email),
        ..Customer::default()
    };
    for attempt in &mut checkout.attempts {
        disguise(attempt);
    }
    checkout
}

fn disguise(attempt: &mut Attempt) {
    let payer = &attempt.payer;
    attempt.payer = Payer {
        first_name: hidden_name(&payer.first_name),
        middle_name: None,
        last_name: hidden_name(&payer.last_name),
        email: hidden_email(&payer.email),
        phone: None,
        date_of_birth: None,
        occupation: None,
    };
    // Only of a debit does the page look different without one.
    let session = attempt.session.take();
    attempt.session = session
        .filter(|session| session.api == Api::EftV1)
        .zip("hidden".parse::<SessionId>().ok())
        .map(|(session, id)| Session {
            id,
            request: None,
            ..session
        });
    let link = attempt.agreement.take();
    attempt.agreement = link.and_then(|_| "https://bank.invalid/".parse::<AgreementLink>().ok());
    if let Some(account) = &mut attempt.account {
        disguise_account(account, 0);
    }
    if let AttemptState::Linking(Linking::Choosing { accounts, proposed }) = &mut attempt.state {
        let place = |id: &LinkedAccountId| accounts.iter().position(|it| it.id == *id);
        let chosen = proposed.as_ref().and_then(place);
        for (place, account) in accounts.iter_mut().enumerate() {
            disguise_account(account, place);
        }
        let chosen = chosen.and_then(|place| accounts.get(place));
        *proposed = chosen.map(|account| account.id.clone());
    }
}

/// An account of nobody's at the same bank.
fn disguise_account(account: &mut LinkedAccount, place: usize) {
    account.id = format!("hidden-{place}")
        .parse()
        .expect("a short plain text is an id");
    account.title = hidden_name(&account.title);
    account.account = BankAccount {
        institution: "000".parse().expect("three digits"),
        transit: "00000".parse().expect("five digits"),
        account: "0000000".parse().expect("seven digits"),
        label: None,
    };
}

fn hidden_name(name: &Name) -> Name {
    let first = name.as_str().chars().next();
    let hidden = first.and_then(|first| format!("{first}***").parse().ok());
    hidden.unwrap_or_else(|| "***".parse().expect("three signs on one line are a name"))
}

fn hidden_email(email: &Email) -> Email {
    let (local, domain) = email.as_str().split_once('@').unwrap_or_default();
    let first: String = local.chars().take(1).collect();
    let hidden = format!("{first}***@{domain}").parse().ok();
    hidden.unwrap_or_else(|| {
        "***@hidden.invalid"
            .parse()
            .expect("signs, one @ and a domain with a dot are an address")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_not_known_again() {
        let mut account = LinkedAccount {
            id: "a1".parse().expect("an id"),
            institution: "FlinksCapital".parse().expect("a name"),
            title: "Chequing of Élise".parse().expect("a name"),
            account: BankAccount {
                institution: "777".parse().expect("digits"),
                transit: "77777".parse().expect("digits"),
                account: "1111000".parse().expect("digits"),
                label: None,
            },
        };
        disguise_account(&mut account, 2);
        assert_eq!(account.id.as_str(), "hidden-2");
        assert_eq!(account.title.as_str(), "C***");
        assert_eq!(account.masked(), "0000");
        assert_eq!(account.account.transit.as_str(), "00000");
    }

    #[test]
    fn a_person_is_not_known_again() {
        let name: Name = "Élise".parse().expect("a name");
        assert_eq!(hidden_name(&name).as_str(), "É***");
        let email: Email = "elise@exemple.ca".parse().expect("an address");
        assert_eq!(hidden_email(&email).as_str(), "e***@exemple.ca");
    }
}
