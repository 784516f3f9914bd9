use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{refused, unreadable};
use crate::{
    Twin, clock,
    journey::Institution,
    link::{Login, NewLogin, institution_word},
    problem::Problem,
};

/// `{"user": "Greatday"}`: a login as Connect's frame makes it, without a browser.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    user: String,
    /// The bank, by its part of addresses; the test bank when absent.
    institution: Option<String>,
    /// Whose accounts they are; found by the user name when absent.
    holder: Option<String>,
}

/// A login as the control plane shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shown {
    login_id: Uuid,
    institution: String,
    user: String,
    linked_at: String,
    accounts: Vec<Account>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    account_id: Uuid,
    title: String,
    holder: String,
    last_digits: String,
}

impl Shown {
    fn of(login: &Login) -> Self {
        Self {
            login_id: login.id,
            institution: institution_word(login.institution),
            user: login.user.clone(),
            linked_at: clock::written(login.linked_at),
            accounts: login
                .accounts
                .iter()
                .map(|account| Account {
                    account_id: account.id,
                    title: account.title(),
                    holder: account.holder.clone(),
                    last_digits: account.last_digits().to_owned(),
                })
                .collect(),
        }
    }
}

pub(super) async fn list(State(twin): State<Twin>) -> Json<Vec<Shown>> {
    Json(twin.with(|book, _| book.links.logins().iter().map(Shown::of).collect()))
}

/// Links an account without a browser.
pub(super) async fn link(
    State(twin): State<Twin>,
    order: Result<Json<Order>, JsonRejection>,
) -> Result<(StatusCode, Json<Shown>), Problem> {
    let Json(order) = order.map_err(|rejection| unreadable(&rejection))?;
    let institution = match order.institution.as_deref() {
        None => Institution::FlinksCapital,
        Some(slug) => Institution::by_slug(slug).ok_or_else(|| {
            let slugs = Institution::ALL.map(Institution::slug).join(", ");
            refused(format!("institution must be one of: {slugs}"))
        })?,
    };
    let new = NewLogin {
        institution,
        user: order.user,
        holder: order.holder,
    };
    let login = twin.change(|book, now| book.link_login(new, now));
    Ok((StatusCode::CREATED, Json(Shown::of(&login))))
}
