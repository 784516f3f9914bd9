use flinks::{
    drift::{Drift, DriftKind},
    step::Step,
    word::Word,
};
use payment::{AttemptId, CheckoutId, Command, StepName, Timestamp};

use super::{ActError, Desk};

impl Desk {
    /// Notes a step that the bank frame posted. Whatever it says, it can only make us ask.
    pub(crate) async fn note_hint(
        &self,
        id: &CheckoutId,
        attempt: &AttemptId,
        step: StepName,
        now: Timestamp,
    ) -> Result<(), ActError> {
        let (known, name) = (Step::from_name(&step), step.clone());
        let claim = known.claim();
        let hint = Command::Hint {
            attempt: attempt.clone(),
            step,
            claim,
        };
        let acted = self.act(id, hint, now).await?;
        if matches!(known, Step::Unknown(_)) && !acted.events.is_empty() {
            let word = Word::clean(name.as_str());
            self.note_drift(&[Drift::new(DriftKind::FrameStep, &word)], None)
                .await;
        }
        Ok(())
    }
}
