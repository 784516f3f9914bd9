use payment::Recorded;

use crate::{NewAudit, NewNotification, NewTask, Remember};

/// What is written to a checkout's log in one go: the events, and everything that follows
/// from them. All of it is on disk, or none.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What happened, in order.
    pub events: Vec<Recorded>,
    /// What it makes necessary later.
    pub tasks: Vec<NewTask>,
    /// What the merchant is told of it.
    pub notifications: Vec<NewNotification>,
    /// The answer to be given again to whoever repeats the request that caused it.
    pub answer: Option<Remember>,
    /// What the audit log says of it.
    pub note: Option<NewAudit>,
}

/// Nothing but events.
impl From<Vec<Recorded>> for Entry {
    fn from(events: Vec<Recorded>) -> Self {
        Self {
            events,
            ..Self::default()
        }
    }
}

impl Entry {
    /// Adds what happened after this. The later answer counts, and the later note.
    pub fn extend(&mut self, later: Self) {
        let Self {
            events,
            tasks,
            notifications,
            answer,
            note,
        } = later;
        let before = self.events.len();
        self.events.extend(events);
        self.tasks.extend(tasks);
        self.notifications
            .extend(notifications.into_iter().map(|it| NewNotification {
                event: before + it.event,
                ..it
            }));
        self.answer = answer.or_else(|| self.answer.take());
        self.note = note.or_else(|| self.note.take());
    }
}
