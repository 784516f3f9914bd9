use std::collections::HashMap;

/// Whom a request, a webhook or a page is about, as far as that is known. A fault that names
/// a session or a reference strikes what is about it only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The session's id; also that of a payment request or a connection.
    pub(crate) session: Option<String>,
    /// The merchant's reference: `referenceId`, for a debit `crossReferenceNumber`.
    pub(crate) reference: Option<String>,
}

impl Subject {
    /// A session with its reference.
    pub(crate) fn of(session: &crate::session::Session) -> Self {
        Self {
            session: Some(session.id.to_string()),
            reference: session.order.reference.clone(),
        }
    }
}

impl Subject {
    /// Whether this, as an aim, covers what is about `other`: what it leaves open may be
    /// anything.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        let hits = |aim: &Option<String>, at: &Option<String>| aim.is_none() || aim == at;
        hits(&self.session, &other.session) && hits(&self.reference, &other.reference)
    }
}

/// Which ids belong to the same payment. A session gets further ids on its way (a payment
/// request, an agreement, a schedule); a fault that is aimed at the session or its reference
/// strikes requests about these too.
#[derive(Debug, Default)]
pub(super) struct Kinship(HashMap<String, Subject>);

impl Kinship {
    /// Learns that an answer about `subject` named these ids, the one that names the payment
    /// first.
    pub(super) fn learn(&mut self, subject: &Subject, ids: Vec<String>) {
        let session = subject.session.as_ref().or(ids.first()).cloned();
        for id in ids {
            self.0.entry(id).or_insert_with(|| Subject {
                session: session.clone(),
                reference: subject.reference.clone(),
            });
        }
    }

    /// Completes what a request itself says with what is known of its ids.
    pub(super) fn complete(&self, subject: Subject) -> Subject {
        let known = subject.session.as_ref().and_then(|id| self.0.get(id));
        match known {
            Some(known) => Subject {
                session: known.session.clone(),
                reference: known.reference.clone().or(subject.reference),
            },
            None => subject,
        }
    }
}
