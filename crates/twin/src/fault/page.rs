use super::{Effect, Faults, FrameFault, Subject, value::Always};

/// The faults that the hosted pages have to show, for one visit of one customer.
///
/// Every question uses the fault up (`times`) and counts as one strike, so ask only where
/// the answer changes what happens: the frame's when a page is about to be answered, the
/// name's when an account is chosen, the guarantee's when it would be given.
///
/// Got from [`Twin::visit_session`](crate::Twin::visit_session) together with the session,
/// under one lock; for pages without a session from `Faults::page_effects`.
pub(crate) struct PageEffects<'a> {
    faults: &'a mut Faults,
    subject: Subject,
}

impl<'a> PageEffects<'a> {
    pub(super) fn new(faults: &'a mut Faults, subject: Subject) -> Self {
        Self { faults, subject }
    }

    /// What this page does in its frame, asked once for each page that is shown.
    ///
    /// - `Refused`: answer with `X-Frame-Options: DENY` and `frame-ancestors 'none'`.
    /// - `PopupBlocked`: the window of the bank does not open.
    /// - `Silent`: nothing is posted to the page around it.
    /// - `Early`: messages are posted while the page is still loading, before the page
    ///   around it can listen.
    pub(crate) fn frame(&mut self) -> Option<FrameFault> {
        self.faults.first(&self.subject, |fault| {
            let Effect::Frame(kind) = fault.effect else {
                return None;
            };
            Some(kind)
        })
    }

    /// Whether this page also tells of a step that no document knows; asked when there are
    /// steps to tell.
    pub(crate) fn unknown_step(&mut self) -> bool {
        self.is_struck(&Effect::UnknownStep(Always))
    }

    /// Whether the account that was just chosen belongs to somebody else.
    pub(crate) fn name_mismatch(&mut self) -> bool {
        self.is_struck(&Effect::NameMismatch(Always))
    }

    /// Whether the guarantee that would be given now is refused.
    pub(crate) fn guarantee_refused(&mut self) -> bool {
        self.is_struck(&Effect::GuaranteeRefused(Always))
    }

    fn is_struck(&mut self, wanted: &Effect) -> bool {
        self.faults
            .first(&self.subject, |fault| {
                (fault.effect == *wanted).then_some(())
            })
            .is_some()
    }
}
