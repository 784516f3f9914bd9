//! EFT of the first version.

use jiff::civil::Date;
use payment::{AgreementId, RequestId, Session};

use super::{
    CancelAnswer, Client,
    call::{Call, Family, Purpose},
    error::{Error, Nonsense},
    sessions::canceled,
    wire::Answered,
};
use crate::{
    drift::Drift,
    eft::{
        self, Debit, NewDebit, NewTransaction, PadLink, ScheduleId, debit,
        institution::{self, Institution},
        pad, request, schedule,
    },
    status::Answer,
    transfer::Refresh,
};

/// `[E1-tx]` shows the answer and not its status. Assumption: 200 or 201.
const CREATE: Call = Call::new(Family::Debit, Purpose::Create, &[200, 201]);
/// `[E1-idx, E1-sched, E1-pad]`
const READ: Call = Call::new(Family::Debit, Purpose::Read, &[200]);
/// The endpoints are named without their answers `[E1-idx, E-setup]`.
const CANCEL: Call = Call::new(Family::Debit, Purpose::Act, &[200, 204, 405, 409]);

impl Client {
    /// Asks for a debit. Sent once: where its outcome stays unknown, it must not be sent
    /// again, as the provider knows no idempotency key. It is repeated only after a 401,
    /// which the provider gives before it does anything.
    ///
    /// `today` is the provider's day; see [`NewTransaction::body`].
    ///
    /// # Errors
    /// [`Error::UnfitTransaction`] with every limit that the debit does not keep; it was not
    /// sent. An answer that names nothing is [`Error::Nonsense`], and the debit may exist.
    pub async fn create_debit(&self, debit: &NewDebit, today: Date) -> Result<Debit, Error> {
        self.create_transaction(&debit.into(), today).await
    }

    /// Asks for any transaction of the first version: see [`Client::create_debit`].
    pub async fn create_transaction(
        &self,
        transaction: &NewTransaction,
        today: Date,
    ) -> Result<Debit, Error> {
        let body = transaction.body(today)?;
        let url = self.account.url(&eft::TRANSACTIONS);
        let answered = self
            .account
            .call(CREATE, |http| http.post(url.clone()).json(&body))
            .await?
            .success()?;
        self.note(debit::Response::unknown_fields(answered.body()), &answered);
        let response: debit::Response = answered.json()?;
        Ok(response.debit().ok_or(Nonsense::Shape)?)
    }

    /// What became of a debit: its payment request, refreshed from the network, and its
    /// schedule, which knows whether the agreement is signed.
    ///
    /// The schedule alone counts where there is no payment request, also where the provider
    /// does not know one of that id: where a new debit tells it is an assumption. Beside a
    /// request, a schedule that cannot be read is in nobody's way.
    pub(super) async fn read_debit(&self, session: &Session) -> Result<Answer, Error> {
        let of_request = match &session.request {
            Some(request) => self.payment_request(request, Refresh::FromNetwork).await,
            None => Err(Error::NotFound),
        };
        let Some(schedule) = ScheduleId::of_session(session) else {
            return of_request;
        };
        match of_request {
            Ok(answer) if answer.wants_schedule() => match self.schedule(&schedule).await {
                Ok(schedule) => Ok(answer.with_schedule(&schedule)),
                Err(error) => {
                    tracing::debug!(kind = error.kind().as_str(), "no schedule of a debit");
                    Ok(answer)
                }
            },
            Ok(answer) => Ok(answer),
            Err(Error::NotFound) => Ok(Answer::of_schedule(&self.schedule(&schedule).await?)),
            Err(error) => Err(error),
        }
    }

    /// What became of a debit's payment request.
    pub async fn payment_request(&self, id: &RequestId, refresh: Refresh) -> Result<Answer, Error> {
        let mut url = self
            .account
            .url(&below(&eft::PAYMENT_REQUESTS, &[id.as_str()]));
        if let Some((name, value)) = refresh.query() {
            url.query_pairs_mut().append_pair(name, value);
        }
        let answered = self.read_at(url).await?;
        let read = request::read(answered.body()).ok_or(Nonsense::Shape)?;
        is_about(id.as_str(), read.about.as_ref().map(RequestId::as_str))?;
        Ok(read.answer)
    }

    /// A schedule.
    pub async fn schedule(&self, id: &ScheduleId) -> Result<schedule::Response, Error> {
        let url = self.account.url(&below(&eft::SCHEDULES, &[id.as_str()]));
        let answered = self.read_at(url).await?;
        self.note(
            schedule::Response::unknown_fields(answered.body()),
            &answered,
        );
        let response: schedule::Response = answered.json()?;
        is_about(id.as_str(), response.id.as_ref().map(ScheduleId::as_str))?;
        Ok(response)
    }

    /// The agreement of a debit, once the provider has made it; it has none right after the
    /// debit was asked for `[E1-sched]`.
    pub async fn agreement_of(&self, session: &Session) -> Result<Option<AgreementId>, Error> {
        match ScheduleId::of_session(session) {
            Some(schedule) => Ok(self.schedule(&schedule).await?.pad_id),
            None => Ok(None),
        }
    }

    /// Where an agreement is signed.
    ///
    /// # Errors
    /// [`Error::Nonsense`] too where the link is none that a person may be sent to.
    pub async fn pad_link(&self, id: &AgreementId) -> Result<PadLink, Error> {
        let url = self.account.url(&below(&eft::PADS, &[id.as_str()]));
        let answered = self.read_at(url).await?;
        self.note(pad::Response::unknown_fields(answered.body()), &answered);
        let response: pad::Response = answered.json()?;
        let link = PadLink::resolve(&response.pad_link, &self.account.config.base_url);
        Ok(link.ok_or(Nonsense::Shape)?)
    }

    /// Calls a debit off: its payment request where it has one, and its schedule, so that
    /// neither pays. Each is sent once.
    ///
    /// Where the request could not be called off, it may still pay, whatever became of its
    /// schedule: then the debit was not called off, and only a read tells.
    pub(super) async fn cancel_debit(&self, session: &Session) -> Result<CancelAnswer, Error> {
        let of_request = match &session.request {
            Some(request) => Some(self.cancel_payment_request(request).await?),
            None => None,
        };
        match (of_request, ScheduleId::of_session(session)) {
            // What is over stays over; the schedule of one payment is over with it.
            (Some(CancelAnswer::AlreadyOver), _) => Ok(CancelAnswer::AlreadyOver),
            (Some(CancelAnswer::Canceled), Some(schedule)) => {
                // The payment is called off; that its empty schedule is too is only tidy.
                if let Err(error) = self.cancel_schedule(&schedule).await {
                    tracing::debug!(kind = error.kind().as_str(), "a schedule stays open");
                }
                Ok(CancelAnswer::Canceled)
            }
            (Some(CancelAnswer::NotSupported), Some(schedule)) => {
                self.cancel_schedule(&schedule).await?;
                Ok(CancelAnswer::NotSupported)
            }
            (None, Some(schedule)) => self.cancel_schedule(&schedule).await,
            (Some(answer), None) => Ok(answer),
            (None, None) => Err(Error::NotFound),
        }
    }

    /// Calls a payment request off. Sent once.
    pub async fn cancel_payment_request(&self, id: &RequestId) -> Result<CancelAnswer, Error> {
        let path = below(&eft::PAYMENT_REQUESTS, &[id.as_str(), "cancel"]);
        self.call_off(&path).await
    }

    /// Calls a schedule off. Sent once.
    pub async fn cancel_schedule(&self, id: &ScheduleId) -> Result<CancelAnswer, Error> {
        self.call_off(&below(&eft::SCHEDULES, &[id.as_str(), "cancel"]))
            .await
    }

    /// The banks that a debit may come from.
    pub async fn institutions(&self) -> Result<Vec<Institution>, Error> {
        let url = self.account.url(&eft::INSTITUTIONS);
        let response: institution::Response = self.read_at(url).await?.json()?;
        Ok(response.into())
    }

    pub(super) async fn read_at(&self, url: url::Url) -> Result<Answered, Error> {
        self.account
            .call(READ, |http| http.get(url.clone()))
            .await?
            .success()
    }

    /// What belongs to no [`Answer`] is fetched with [`Client::take_drift`].
    fn note(&self, drift: Vec<Drift>, answered: &Answered) {
        self.account.inbox.note(drift, answered.body());
    }

    async fn call_off(&self, path: &[&str]) -> Result<CancelAnswer, Error> {
        let url = self.account.url(path);
        let answered = self
            .account
            .call(CANCEL, |http| http.post(url.clone()))
            .await?;
        canceled(answered)
    }
}

pub(super) fn below<'a>(collection: &[&'a str], last: &[&'a str]) -> Vec<&'a str> {
    [collection, last].concat()
}

/// An answer that names another thing is none. Ids are compared without their case.
fn is_about(id: &str, about: Option<&str>) -> Result<(), Error> {
    if about.is_none_or(|about| about.eq_ignore_ascii_case(id)) {
        Ok(())
    } else {
        Err(Nonsense::OtherSession.into())
    }
}
