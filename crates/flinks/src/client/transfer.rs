//! e-Transfer of the first version.

use payment::{Api, Delivery, RequestId, Session, SessionId};

use super::{
    CancelAnswer, Client,
    call::{Call, Family, Purpose},
    error::{Error, Nonsense},
    sessions::canceled,
};
use crate::{
    session::create::{self, NewSession, SessionFault},
    status::{self, Answer},
    transfer::{self, Activated, Activation, CANCEL as CANCEL_PATH, REQUESTS, Refresh, Request},
};

/// 200 on the page `[ET-init-v1, ET-send]`; 201 in a community library's tests.
const CREATE: Call = Call::new(Family::Transfer, Purpose::Create, &[200, 201]);
/// `[ET-ppr]`
const ACTIVATE: Call = Call::new(Family::Transfer, Purpose::Act, &[200]);
/// `[ET-gpr]`
const READ: Call = Call::new(Family::Transfer, Purpose::Read, &[200]);
/// The endpoint is named without its answers `[E1-idx, CL-2026-05]`.
const CANCEL: Call = Call::new(Family::Transfer, Purpose::Act, &[200, 405, 409]);

impl Client {
    /// Makes a session and activates it: without a payment request the customer cannot
    /// finish `[ET-ppr]`, so a session on our page whose activation fails can be paid by
    /// nobody.
    ///
    /// # Errors
    /// [`Error::Incomplete`] where the provider has sent the session by e-mail before:
    /// whether that one can be paid is not documented.
    pub(super) async fn create_transfer(&self, session: &NewSession) -> Result<Session, Error> {
        let body = Request::new(session, self.account.config.limits)?;
        let url = self.account.url(&Request::path(session.delivery));
        let answered = self
            .account
            .call(CREATE, |http| http.post(url.clone()).json(&body))
            .await?;
        let answered = answered.success()?;
        self.account.note_fields(&answered, create::FIELDS);
        let created: create::Response = answered.json()?;
        let id = created.session_id;
        let request = self
            .activate(&id)
            .await
            .map_err(|error| match session.delivery {
                Delivery::Page => error,
                Delivery::Email => Error::Incomplete(Box::new(error)),
            })?;
        Ok(Session {
            id,
            api: Api::ETransferV1,
            request: Some(request),
        })
    }

    async fn activate(&self, session: &SessionId) -> Result<RequestId, Error> {
        let url = self.account.url(&REQUESTS);
        let body = Activation::from(session);
        let answered = self
            .account
            .call(ACTIVATE, |http| http.post(url.clone()).json(&body))
            .await?;
        let answered = answered.success()?;
        self.account.note_fields(&answered, transfer::FIELDS);
        let activated: Activated = answered.json()?;
        Ok(activated.request_id)
    }

    pub(super) async fn read_transfer(&self, session: &Session) -> Result<Answer, Error> {
        self.transfer_request(request_of(session)?, Refresh::Known)
            .await
    }

    /// What became of an e-Transfer payment request of the first version. Read no oftener
    /// than every 30 s `[ET-gpr]`.
    pub async fn transfer_request(
        &self,
        request: &RequestId,
        refresh: Refresh,
    ) -> Result<Answer, Error> {
        let mut url = self
            .account
            .url(&[&REQUESTS[..], &[request.as_str()]].concat());
        if let Some((name, value)) = refresh.query() {
            url.query_pairs_mut().append_pair(name, value);
        }
        let answered = self
            .account
            .call(READ, |http| http.get(url.clone()))
            .await?
            .success()?;
        let read = status::request_body(answered.body())?;
        let is_ours = read
            .about
            .is_none_or(|about| about.as_str().eq_ignore_ascii_case(request.as_str()));
        if is_ours {
            Ok(read.answer)
        } else {
            Err(Nonsense::OtherSession.into())
        }
    }

    pub(super) async fn cancel_transfer(&self, session: &Session) -> Result<CancelAnswer, Error> {
        let request = request_of(session)?;
        let path = [&REQUESTS[..], &[request.as_str(), CANCEL_PATH]].concat();
        let url = self.account.url(&path);
        let answered = self
            .account
            .call(CANCEL, |http| http.post(url.clone()))
            .await?;
        canceled(answered)
    }
}

fn request_of(session: &Session) -> Result<&RequestId, Error> {
    session
        .request
        .as_ref()
        .ok_or_else(|| SessionFault::NoRequest.into())
}
