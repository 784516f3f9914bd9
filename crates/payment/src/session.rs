use serde::{Deserialize, Serialize};

use crate::{RequestId, SessionId};

/// Which of the provider's interfaces a session lives in. It is written down with the
/// session: a change of the configuration must not make an open session unreadable.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Api {
    /// Sessions of the second version: every product.
    #[default]
    V2,
    /// e-Transfer sessions and payment requests of the first version.
    ETransferV1,
    /// Debits of the first version, from an account that the customer linked.
    EftV1,
}

/// Where at the provider an attempt is being paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id. For a debit of the first version, which has no session, the id of its
    /// payment request.
    pub id: SessionId,
    /// The interface that knows it.
    #[serde(default)]
    pub api: Api,
    /// Its payment request, in the first version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestId>,
}

/// A session as events write it down: one of the second version by its id alone, as it was
/// when there was no other.
pub(crate) mod recorded {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Api, Session, SessionId};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Recorded {
        Id(SessionId),
        Whole(Session),
    }

    pub(crate) fn serialize<S: Serializer>(session: &Session, to: S) -> Result<S::Ok, S::Error> {
        match session {
            Session {
                id,
                api: Api::V2,
                request: None,
            } => id.serialize(to),
            session => session.serialize(to),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Session, D::Error> {
        Ok(match Recorded::deserialize(from)? {
            Recorded::Id(id) => Session::v2(id),
            Recorded::Whole(session) => session,
        })
    }
}

impl Session {
    /// A session of the second version.
    #[must_use]
    pub const fn v2(id: SessionId) -> Self {
        Self {
            id,
            api: Api::V2,
            request: None,
        }
    }
}
