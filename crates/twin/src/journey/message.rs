use flinks::step::Step;
use serde_json::{Map, Value};

/// One message to the page around the frame.
///
/// Assumption: which fields the messages carry beside the step is hardly documented; those
/// that are, are here: `institution`, `url`, `loginId`, `accountId`, `requestId`,
/// `flinksCode`, `mfaTypes`, `totalAccounts` and `displayedAccounts` `[C-evt, C-evt-help]`.
#[derive(Clone, Debug)]
pub(crate) struct Message(Map<String, Value>);

impl Message {
    /// A step of a payment, with the capital key of the payment pages `[G-setup]`.
    pub(crate) fn of_payment(step: &str) -> Self {
        Self::default().with("Step", step)
    }

    /// A step of Connect, with its small key `[C-evt-help]`.
    pub(crate) fn of_connect(step: &Step) -> Self {
        Self::default().with("step", step.name())
    }

    /// A message of Connect that is about a code and has no step `[C-evt-help]`.
    pub(crate) fn of_code(code: &str) -> Self {
        Self::default().with("flinksCode", code)
    }

    /// The same message with one field more.
    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.0.insert(field.to_owned(), value.into());
        self
    }

    /// The same message with a field that is only there when it has a value.
    pub(crate) fn with_some(self, field: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(field, value),
            None => self,
        }
    }

    /// A step that no page of the provider documents, with fields that none does either:
    /// the next version of the provider.
    pub(crate) fn undocumented(key: &str) -> Self {
        Self::default()
            .with(key, "COMPONENT_FROM_NEXT_YEAR")
            .with("schemaVersion", 2)
            .with(
                "meta",
                serde_json::json!({ "reason": null, "tags": ["new"] }),
            )
    }

    /// Messages as the page carries them: a JSON array.
    pub(crate) fn list(messages: &[Self]) -> String {
        let all = messages.iter().map(|message| message.0.clone().into());
        Value::Array(all.collect()).to_string()
    }
}

impl Default for Message {
    fn default() -> Self {
        Self(Map::new())
    }
}
