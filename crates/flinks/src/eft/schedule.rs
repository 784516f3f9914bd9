//! `GET /api/v1/schedules/{id}` and its cancel `[E1-sched, E-setup]`.

use std::fmt;

use payment::{AgreementId, Money, Session, SessionId};
use serde::Deserialize;

use crate::{
    amount,
    drift::Drift,
    fields::{self, Fields, Object, PLAIN},
    word::Word,
};

/// The provider's id of a schedule.
///
/// For a debit it takes the place of a session: whoever has it, and our client id, can read
/// and stop the debit. So it is as opaque and as silent as a [`SessionId`].
#[derive(Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(transparent)]
pub struct ScheduleId(SessionId);

impl ScheduleId {
    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The schedule of a debit that is kept as a session, where it has one: a debit that is
    /// known by its payment request alone has the request's id for its own.
    #[must_use]
    pub fn of_session(session: &Session) -> Option<Self> {
        let is_request = session
            .request
            .as_ref()
            .is_some_and(|request| request.as_str() == session.id.as_str());
        (!is_request).then(|| Self(session.id.clone()))
    }

    pub(super) const fn as_session(&self) -> &SessionId {
        &self.0
    }
}

impl From<SessionId> for ScheduleId {
    fn from(id: SessionId) -> Self {
        Self(id)
    }
}

impl fmt::Debug for ScheduleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ScheduleId(***)")
    }
}

/// Every field of a schedule, in a new transaction's answer `[E1-tx]` and by itself
/// `[E1-sched]`, and the assumed `requestId`.
pub(super) const FIELDS: Fields = &[
    ("id", PLAIN),
    ("requestId", PLAIN),
    ("amount", PLAIN),
    ("startDate", PLAIN),
    ("endDate", PLAIN),
    ("transactionsCount", PLAIN),
    ("frequency", PLAIN),
    ("paymentFrequency", PLAIN),
    ("paymentDirection", PLAIN),
    ("paymentType", PLAIN),
    ("payor", Object(SIDE)),
    ("payee", Object(SIDE)),
    ("status", PLAIN),
    ("padStatus", PLAIN),
    ("padId", PLAIN),
    ("crossReferenceNumber", PLAIN),
    ("createdAt", PLAIN),
    ("lastModifiedAt", PLAIN),
];

const SIDE: Fields = &[("name", PLAIN), ("email", PLAIN)];

/// The answer. Names and accounts that may come along are not read.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The schedule that the answer is about.
    #[serde(default)]
    pub id: Option<ScheduleId>,
    /// How much is moved each time.
    #[serde(default, with = "amount::optional")]
    pub amount: Option<Money>,
    /// Its state. `Active` is the only documented word, from the moment it is made
    /// `[E1-sched, E1-tx]`; the dashboard has `Created`, `Executed` and
    /// `Partially Executed` for its payments `[D-sched]`.
    #[serde(default)]
    pub status: Option<Word>,
    /// The agreement; `null` until the provider has made it `[E1-sched]`.
    #[serde(default)]
    pub pad_id: Option<AgreementId>,
    /// The state of the agreement, which a new transaction's answer has `[E1-tx]`.
    /// Assumption: the schedule has it too.
    #[serde(default)]
    pub pad_status: Option<Word>,
}

impl Response {
    /// The fields of an answer that are not documented.
    #[must_use]
    pub fn unknown_fields(body: &[u8]) -> Vec<Drift> {
        fields::drift(body, FIELDS)
    }
}
