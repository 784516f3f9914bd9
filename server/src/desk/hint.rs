use flinks::{drift::DriftKind, step::Step};
use payment::{AttemptId, CheckoutId, Command, StepName, Timestamp};

use super::{ActError, Desk};
use crate::telemetry;

impl Desk {
    /// Notes a step that the bank frame posted. Whatever it says, it can only make us ask.
    pub(crate) async fn note_hint(
        &self,
        id: &CheckoutId,
        attempt: &AttemptId,
        step: StepName,
        now: Timestamp,
    ) -> Result<(), ActError> {
        let known = Step::from_name(&step);
        let claim = known.claim();
        let hint = Command::Hint {
            attempt: attempt.clone(),
            step,
            claim,
        };
        let acted = self.act(id, hint, now).await?;
        if matches!(known, Step::Unknown(_)) && !acted.events.is_empty() {
            telemetry::drift(DriftKind::Step);
        }
        Ok(())
    }
}
