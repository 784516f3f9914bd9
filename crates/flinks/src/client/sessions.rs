//! Sessions of the second version.

use payment::{GuaranteeAnswer, Method, Reading, SessionId};

use super::{
    CancelAnswer, Client,
    call::{Call, Family, Purpose},
    error::{Error, Nonsense},
    wire::Answered,
};
use crate::{
    session::{self, cancel, confirm, create, details, status},
    status::{self as reading, Answer, Read, SessionStatus},
    word::Word,
};

/// 201 for the shared path `[ET-yaml, E2-yaml]`; none was seen for guaranteed EFT, and 200
/// is what its other calls answer.
const CREATE: Call = Call::new(Family::Sessions, Purpose::Create, &[200, 201]);
/// `[G-stat, ET-det, G-det]`
const READ: Call = Call::new(Family::Sessions, Purpose::Read, &[200]);
/// 200, and an error without a number where the session is over `[G-can, ET-can]`; an endpoint
/// that is not there yet.
const CANCEL: Call = Call::new(Family::Sessions, Purpose::Act, &[200, 405, 409]);
/// `[G-conf]`
const CONFIRM: Call = Call::new(Family::Sessions, Purpose::Act, &[200]);

impl Client {
    pub(super) async fn create_v2(&self, session: &create::NewSession) -> Result<SessionId, Error> {
        let body = create::Request::new(session, self.account.config.limits)?;
        let url = self.account.url(&session::PATH);
        let answered = self
            .account
            .call(CREATE, |http| http.post(url.clone()).json(&body))
            .await?;
        let answered = answered.success()?;
        self.account.note_fields(&answered, create::FIELDS);
        let created: create::Response = answered.json()?;
        Ok(created.session_id)
    }

    /// The status endpoint for EFT, the details endpoint for e-Transfer, which has no other
    /// `[ET-idx]`.
    ///
    /// The credentials go along in both cases: the newest page wants none for the status, an
    /// older one does, and what is not asked for is ignored `[G-stat]`.
    pub(super) async fn read_v2(
        &self,
        method: Method,
        session: &SessionId,
    ) -> Result<Answer, Error> {
        match method {
            Method::ETransfer => {
                let answered = self.get(session, details::PATH).await?;
                ours(reading::details_body(answered.body())?, session)
            }
            Method::GuaranteedEft | Method::Eft => {
                let answered = self.get(session, status::PATH).await?;
                let answer = ours(reading::status_body(method, answered.body())?, session)?;
                Ok(self.with_amount(answer, session).await)
            }
        }
    }

    /// What the provider knows about a session, as far as it is not personal.
    pub async fn details(&self, session: &SessionId) -> Result<details::Response, Error> {
        let answered = self.get(session, details::PATH).await?;
        self.account.note_fields(&answered, details::FIELDS);
        let response: details::Response = answered.json()?;
        is_about(session, response.session_id.as_ref())?;
        Ok(response)
    }

    /// Answers a guarantee that the provider issued. Sent once; the provider asks again.
    pub async fn confirm_guarantee(
        &self,
        session: &SessionId,
        answer: GuaranteeAnswer,
    ) -> Result<(), Error> {
        let url = self.account.session_url(session, &confirm::PATH);
        let body = confirm::Request::from(answer);
        let answered = self
            .account
            .call(CONFIRM, |http| http.post(url.clone()).json(&body))
            .await?;
        let answered = answered.success()?;
        self.account.note_fields(&answered, create::FIELDS);
        Ok(())
    }

    pub(super) async fn cancel_v2(&self, session: &SessionId) -> Result<CancelAnswer, Error> {
        let url = self.account.session_url(session, &[cancel::PATH]);
        let answered = self
            .account
            .call(CANCEL, |http| http.post(url.clone()))
            .await?;
        if answered.status.is_success() {
            self.account.note_fields(&answered, status::FIELDS);
        }
        canceled(answered)
    }

    /// A payment whose amount the status does not say: the details may. They are asked once,
    /// and whatever is wrong with them, the payment stands.
    async fn with_amount(&self, mut answer: Answer, session: &SessionId) -> Answer {
        if let Reading::Paid {
            amount: amount @ None,
            ..
        } = &mut answer.reading
        {
            match self.details(session).await {
                Ok(details) => *amount = details.amount,
                Err(error) => {
                    tracing::debug!(kind = error.kind().as_str(), "no details of a payment");
                }
            }
        }
        answer
    }

    async fn get(&self, session: &SessionId, last: &str) -> Result<Answered, Error> {
        let url = self.account.session_url(session, &[last]);
        self.account
            .call(READ, |http| http.get(url.clone()))
            .await?
            .success()
    }
}

/// What the answer to a cancel says, of either version.
pub(super) fn canceled(answered: Answered) -> Result<CancelAnswer, Error> {
    match answered.status.as_u16() {
        404 | 405 | 501 => return Ok(CancelAnswer::NotSupported),
        400 | 409 | 410 | 422 => return Ok(CancelAnswer::AlreadyOver),
        _ => {}
    }
    let answered = answered.success()?;
    if answered.is_empty() {
        return Ok(CancelAnswer::Canceled);
    }
    let response: cancel::Response = answered.json()?;
    Ok(what_became(response.status.as_ref()))
}

fn what_became(status: Option<&Word>) -> CancelAnswer {
    match status.map(SessionStatus::from) {
        Some(SessionStatus::Completed | SessionStatus::Failed | SessionStatus::Expired) => {
            CancelAnswer::AlreadyOver
        }
        Some(
            SessionStatus::Canceled
            | SessionStatus::Initiated
            | SessionStatus::InProgress
            | SessionStatus::Unknown(_),
        )
        | None => CancelAnswer::Canceled,
    }
}

fn ours(read: Read<SessionId>, session: &SessionId) -> Result<Answer, Error> {
    is_about(session, read.about.as_ref())?;
    Ok(read.answer)
}

/// An answer that names another session is none. Ids are compared without their case.
fn is_about(session: &SessionId, about: Option<&SessionId>) -> Result<(), Error> {
    if about.is_none_or(|about| about.as_str().eq_ignore_ascii_case(session.as_str())) {
        Ok(())
    } else {
        Err(Nonsense::OtherSession.into())
    }
}
