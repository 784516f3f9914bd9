//! Sessions whose making was never answered, found again by a webhook.

use payment::{AttemptId, Checkout, MerchantId, Mode, Reference};
use serde::Deserialize;
use store::{ListFilter, Loaded};

use super::{ActError, Desk};

/// The most checkouts of one reference that are looked at. An order that was tried more often
/// than this is settled by hand.
const LOOKED_AT: u32 = 50;

impl Desk {
    /// The checkout of the merchant, and the attempt of it, whose session this must be: the
    /// only checkout of that reference that may have one of which we never heard. `None`
    /// where there is none, or more than one.
    pub(super) async fn adopter(
        &self,
        merchant: &MerchantId,
        reference: &Reference,
    ) -> Result<Option<(Loaded, AttemptId)>, ActError> {
        let mut found = None;
        for mode in [Mode::Test, Mode::Live] {
            let filter = ListFilter {
                merchant: merchant.clone(),
                mode,
                reference: Some(reference.clone()),
                status: None,
                limit: LOOKED_AT,
                after: None,
            };
            for row in self.store.list(&filter).await? {
                let Some(loaded) = self.store.load(&row.id).await? else {
                    continue;
                };
                let Some(attempt) = misser(&loaded.checkout) else {
                    continue;
                };
                if found.replace((loaded, attempt)).is_some() {
                    tracing::warn!(merchant_id = %merchant, "a webhook names a session that more than one checkout may have; it is kept and changes nothing");
                    return Ok(None);
                }
            }
        }
        Ok(found)
    }
}

/// The attempt that may have a session of which we never heard. One that is over comes before
/// one whose answer is awaited: that one will be told its session.
fn misser(checkout: &Checkout) -> Option<AttemptId> {
    let missers = || {
        checkout
            .attempts
            .iter()
            .rev()
            .filter(|attempt| attempt.misses_session())
    };
    missers()
        .find(|attempt| !attempt.is_live())
        .or_else(|| missers().next())
        .map(|attempt| attempt.id.clone())
}

/// The reference in a webhook's body.
///
/// Assumption: as the other fields of it, it is called as in the status endpoint's answer,
/// and stands at the top or under `data` or `payload`.
pub(super) fn reference_of(body: &[u8]) -> Option<Reference> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Level {
        #[serde(default)]
        reference_id: Option<Reference>,
    }
    #[derive(Deserialize)]
    struct Body {
        #[serde(flatten)]
        top: Level,
        #[serde(default)]
        data: Option<Level>,
        #[serde(default)]
        payload: Option<Level>,
    }
    let body: Body = serde_json::from_slice(body).ok()?;
    [Some(body.top), body.data, body.payload]
        .into_iter()
        .flatten()
        .find_map(|level| level.reference_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_wherever_the_envelope_has_it() {
        for body in [
            r#"{"referenceId":"ORDER-1","sessionId":"a"}"#,
            r#"{"event":"x","data":{"referenceId":"ORDER-1"}}"#,
            r#"{"payload":{"referenceId":"ORDER-1"},"referenceId":null}"#,
        ] {
            let reference = reference_of(body.as_bytes());
            assert_eq!(
                reference.as_ref().map(Reference::as_str),
                Some("ORDER-1"),
                "{body}"
            );
        }
        for body in [
            "",
            "[]",
            "{}",
            r#"{"referenceId":""}"#,
            r#"{"referenceId":7}"#,
        ] {
            assert_eq!(reference_of(body.as_bytes()), None, "{body}");
        }
    }
}
