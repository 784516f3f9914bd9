use crate::{
    fault::{Subject, WebhookFault},
    trace::Mark,
};

/// One posting of a webhook.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) delivery: u64,
    pub(super) body: String,
    pub(super) signing: Signing,
    pub(super) fault: Option<WebhookFault>,
    pub(super) subject: Subject,
    /// Its place in the trace.
    pub(super) mark: Mark,
}

/// A webhook about a guarantee, which is posted until it is taken.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) delivery: u64,
    pub(super) mark: Mark,
    pub(super) body: String,
    pub(super) signing: Signing,
    pub(super) way: Way,
}

/// What a webhook is signed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signing {
    /// What was agreed on.
    Right,
    /// Another secret.
    Wrong,
    /// Another documented style.
    OtherStyle,
}

impl Signing {
    /// Under that fault.
    pub(super) fn under(fault: Option<WebhookFault>) -> Self {
        match fault {
            Some(WebhookFault::BadlySigned) => Self::Wrong,
            Some(WebhookFault::OtherStyle) => Self::OtherStyle,
            Some(
                WebhookFault::Lost
                | WebhookFault::Doubled
                | WebhookFault::Late
                | WebhookFault::Reordered
                | WebhookFault::Replayed,
            )
            | None => Self::Right,
        }
    }
}

/// Whether a webhook can reach its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Open,
    /// Every try is lost.
    Lost,
}
