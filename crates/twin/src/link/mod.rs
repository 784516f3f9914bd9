//! Bank accounts that customers link through Connect: what stands behind a `loginId`
//! `[PAY-start, C-auth]`. The frame writes logins with [`Book::link_login`] and lets a
//! customer in with [`Book::use_authorize_token`]; the API reads them.

mod account;
mod login;
mod question;
mod read;
mod user;

use std::{collections::HashMap, time::Duration};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use account::LinkedAccount;
pub(crate) use login::{Login, NewLogin, institution_word};
pub(crate) use question::Question;
pub(crate) use read::{DataRequest, Readiness, Transactions};
pub(crate) use user::{Refusal, TestUser};

use crate::book::Book;

/// How long an authorize token works, and it works once `[C-auth]`.
const TOKEN_LIFETIME: Duration = Duration::from_secs(30 * 60);

/// Every login and every request for its data.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Links {
    logins: Vec<Login>,
    requests: Vec<DataRequest>,
    /// Authorize tokens that were handed out and not used, with the end of their time. They
    /// do not survive a restart, as access tokens do not.
    #[serde(skip)]
    tokens: HashMap<String, Timestamp>,
}

impl Links {
    /// Every login, oldest first.
    pub(crate) fn logins(&self) -> &[Login] {
        &self.logins
    }

    /// The login of that id.
    pub(crate) fn login(&self, id: Uuid) -> Option<&Login> {
        self.logins.iter().find(|login| login.id == id)
    }

    /// An account that somebody has linked.
    pub(crate) fn account(&self, id: Uuid) -> Option<&LinkedAccount> {
        let accounts = self.logins.iter().flat_map(|login| &login.accounts);
        accounts.into_iter().find(|account| account.id == id)
    }

    /// The request for data of that id, to be changed.
    pub(crate) fn request_mut(&mut self, id: Uuid) -> Option<&mut DataRequest> {
        self.requests.iter_mut().find(|request| request.id == id)
    }
}

impl Book {
    /// Keeps what a customer has linked and answers with it: the `loginId` and the accounts
    /// that the frame tells the page around it.
    pub(crate) fn link_login(&mut self, new: NewLogin, now: Timestamp) -> Login {
        let login = Login::of(new, &mut self.random, now);
        self.links.logins.push(login.clone());
        login
    }

    /// Begins a request for the data of a login.
    pub(crate) fn ask_for_data(&mut self, login: Uuid, readiness: Readiness) -> &mut DataRequest {
        let request = DataRequest::new(self.random.uuid(), login, readiness);
        self.links.requests.push(request);
        let newest = self.links.requests.len() - 1;
        &mut self.links.requests[newest]
    }

    /// Hands out an authorize token.
    pub(crate) fn issue_authorize_token(&mut self, now: Timestamp) -> String {
        self.links.tokens.retain(|_, until| *until > now);
        let token = self.random.uuid().to_string();
        let until = now.saturating_add(TOKEN_LIFETIME).unwrap_or(Timestamp::MAX);
        self.links.tokens.insert(token.clone(), until);
        token
    }

    /// Uses an authorize token up. Says whether it was good.
    pub(crate) fn use_authorize_token(&mut self, token: &str, now: Timestamp) -> bool {
        self.links
            .tokens
            .remove(token)
            .is_some_and(|until| until > now)
    }
}
