use std::fmt;

use payment::NotificationKind;

/// What a merchant is told of an event that is being written.
#[derive(Clone, PartialEq, Eq)]
pub struct NewNotification {
    /// Which of the entry's events it tells of: its place among them, counted from 0.
    pub event: usize,
    /// What it tells.
    pub kind: NotificationKind,
    /// JSON, exactly as it is sent.
    pub body: Vec<u8>,
}

/// Without the body, which holds the customer.
impl fmt::Debug for NewNotification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewNotification")
            .field("event", &self.event)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
