use axum::http::{Method, StatusCode};
use serde::{Deserialize, Serialize};

/// What goes wrong on demand. One object of `POST /_twin/faults`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Fault {
    #[serde(flatten)]
    pub(crate) effect: Effect,
    /// Which request it strikes; every one when absent. Webhooks and `processing_reads` have
    /// no endpoint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    endpoint: Option<Endpoint>,
    /// Whether the request is still carried out.
    #[serde(default)]
    pub(crate) moment: Moment,
    /// How often it strikes; until it is cleared when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
}

/// What a fault does. An object has exactly one of these members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Effect {
    /// The request is answered with this status and a ProblemDetails body.
    Status(Refusal),
    /// The request waits this long.
    SlowMs(u64),
    /// The request is answered with a success status and a body that makes no sense.
    Nonsense(Always),
    /// What happens to a webhook.
    Webhook(WebhookFault),
    /// A transaction that is `Accepted` is still reported as `Processing`. Strikes when the
    /// details of such a session are read; `times` is the number of reads.
    ProcessingReads(Always),
    /// A token starts one session only.
    SingleUseTokens(Always),
}

/// `true`: the member's presence says it all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "bool", into = "bool")]
pub(crate) struct Always;

impl TryFrom<bool> for Always {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Self, Self::Error> {
        value.then_some(Self).ok_or("only true makes sense here")
    }
}

impl From<Always> for bool {
    fn from(_: Always) -> Self {
        true
    }
}

/// An HTTP status of refusal: 400 to 599.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub(crate) struct Refusal(StatusCode);

impl Refusal {
    /// The status.
    pub(crate) fn status(self) -> StatusCode {
        self.0
    }
}

impl TryFrom<u16> for Refusal {
    type Error = &'static str;

    fn try_from(code: u16) -> Result<Self, Self::Error> {
        StatusCode::from_u16(code)
            .ok()
            .filter(|status| status.is_client_error() || status.is_server_error())
            .map(Self)
            .ok_or("a status of refusal is between 400 and 599")
    }
}

impl From<Refusal> for u16 {
    fn from(refusal: Refusal) -> Self {
        refusal.0.as_u16()
    }
}

/// What happens to a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WebhookFault {
    /// It is never sent.
    Lost,
    /// It is sent twice.
    Doubled,
    /// It is signed with another secret.
    BadlySigned,
}

/// Whether a request that is struck still has its effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Moment {
    /// The fault comes first: the request has no effect unless it is only slowed down.
    #[default]
    Before,
    /// The request is carried out and its answer is lost: the session is made, and nobody
    /// learns its id.
    After,
}

/// A documented request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Endpoint {
    /// `POST /api/v1/authorize`
    Authorize,
    /// `POST /api/v2/sessions`
    Create,
    /// `GET /api/v2/sessions/{id}/status`
    Status,
    /// `GET /api/v2/sessions/{id}/details`
    Details,
    /// `POST /api/v2/sessions/{id}/cancel`
    Cancel,
}

impl Endpoint {
    /// Which request it is.
    pub(crate) fn of(method: &Method, path: &str) -> Option<Self> {
        let post = *method == Method::POST;
        match path.strip_prefix("/api/")? {
            "v1/authorize" if post => Some(Self::Authorize),
            "v2/sessions" if post => Some(Self::Create),
            rest => match rest.strip_prefix("v2/sessions/")?.split_once('/')?.1 {
                "status" if !post => Some(Self::Status),
                "details" if !post => Some(Self::Details),
                "cancel" if post => Some(Self::Cancel),
                _ => None,
            },
        }
    }
}

/// The faults that are in force, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Puts one more in force.
    pub(crate) fn add(&mut self, fault: Fault) {
        if fault.times != Some(0) {
            self.0.push(fault);
        }
    }

    /// Puts everything right again.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// What is in force.
    pub(crate) fn list(&self) -> &[Fault] {
        &self.0
    }

    /// What strikes this request: every delay, and the first fault of another kind.
    pub(crate) fn strike(&mut self, endpoint: Endpoint) -> Vec<Fault> {
        let mut answered = false;
        self.take(|fault| {
            let here = fault.endpoint.is_none_or(|aimed| aimed == endpoint);
            match fault.effect {
                Effect::SlowMs(_) => here,
                Effect::Status(_) | Effect::Nonsense(_) => {
                    here && !std::mem::replace(&mut answered, true)
                }
                Effect::Webhook(_) | Effect::ProcessingReads(_) | Effect::SingleUseTokens(_) => {
                    false
                }
            }
        })
    }

    /// What happens to the webhook that is about to be sent.
    pub(crate) fn strike_webhook(&mut self) -> Option<WebhookFault> {
        let mut struck = None;
        self.take(|fault| {
            let Effect::Webhook(kind) = fault.effect else {
                return false;
            };
            let first = struck.is_none();
            struck = struck.or(Some(kind));
            first
        });
        struck
    }

    /// Whether this reading of the details still shows the transfer as `Processing`.
    pub(crate) fn strike_processing_read(&mut self) -> bool {
        let mut struck = false;
        self.take(|fault| {
            fault.effect == Effect::ProcessingReads(Always) && !std::mem::replace(&mut struck, true)
        });
        struck
    }

    /// Whether tokens start one session only.
    pub(crate) fn single_use_tokens(&self) -> bool {
        self.0
            .iter()
            .any(|fault| fault.effect == Effect::SingleUseTokens(Always))
    }

    /// Uses up and returns the faults that strike.
    fn take(&mut self, mut strikes: impl FnMut(&Fault) -> bool) -> Vec<Fault> {
        let mut struck = Vec::new();
        self.0.retain_mut(|fault| {
            if !strikes(fault) {
                return true;
            }
            struck.push(fault.clone());
            match &mut fault.times {
                Some(times) => {
                    *times -= 1;
                    *times > 0
                }
                None => true,
            }
        });
        struck
    }
}
