//! The provider of a world: a twin, what happens at it, and what of it costs money.

use std::{collections::HashMap, net::Ipv4Addr, time::Duration};

use axum::{Router, body::Body, middleware};
use http::{Method, Request, StatusCode};
use payment::Money;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{net::TcpListener, runtime::Handle, task::JoinHandle};
use tower::ServiceExt as _;
use twin::{Credentials, Settings, TransferWebhooks, Twin, Webhook};

use super::{
    failure::Broken,
    gate::{self, Gate},
};

/// The longest answer of the control plane that is read.
const MOST: usize = 1 << 20;

/// A twin that listens, and its control plane without a detour over the network.
#[derive(Debug)]
pub(super) struct Bank {
    pub(super) url: String,
    pub(super) gate: Gate,
    control: Router,
    twin: Twin,
    outside: Handle,
    serving: JoinHandle<()>,
    /// What truly moved, by the id of its session: the world's own book, which nobody but
    /// the customers of this world writes.
    moved: HashMap<String, Moved>,
}

/// Money that moved at the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) amount: Money,
    /// Whether it went back since.
    pub(super) is_back: bool,
}

/// How a session stands at the bank.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Standing {
    status: String,
    status_details: Option<String>,
    transaction_status: Option<String>,
}

impl Standing {
    /// Whether a customer who has its page open can still do something there.
    pub(super) fn is_open(&self) -> bool {
        match self.status.as_str() {
            "Initiated" | "InProgress" | "Processing" => true,
            _ => self.is_unsigned(),
        }
    }

    /// Whether the customer is through and the money is not there yet.
    pub(super) fn is_on_its_way(&self) -> bool {
        self.status == "Completed" && self.transaction_status.as_deref() == Some("Processing")
    }

    /// Whether it was called off. A debit that is signed can be, until it is sent to the bank.
    pub(super) fn is_called_off(&self) -> bool {
        matches!(self.status.as_str(), "Canceled" | "Cancelled")
    }

    /// Whether all that is left is to sign.
    fn is_unsigned(&self) -> bool {
        self.status_details.as_deref() == Some("EFT0302")
    }
}

impl Bank {
    /// Opens a bank whose webhooks go to `post`.
    pub(super) async fn open(
        seed: u64,
        credentials: Credentials,
        transfer_webhooks: TransferWebhooks,
        post: Webhook,
    ) -> Result<Self, Broken> {
        let failed = |error: &(dyn std::error::Error + 'static)| Broken::machine("the twin", error);
        let addr = (Ipv4Addr::LOCALHOST, 0).into();
        let twin = Twin::new(Settings {
            seed: Some(seed),
            transfer_webhooks,
            webhook: Some(post),
            pending_reads: u32::from(seed.is_multiple_of(2)),
            ..Settings::new(addr, credentials)
        })
        .map_err(|error| failed(&error))?;
        let listener = TcpListener::bind(addr)
            .await
            .map_err(|error| failed(&error))?;
        let addr = listener.local_addr().map_err(|error| failed(&error))?;
        let gate = Gate::default();
        let control = twin::router(twin.clone());
        let app = control
            .clone()
            .layer(middleware::from_fn_with_state(gate.clone(), gate::gate));
        let serving = tokio::spawn(async move {
            // It ends with the world.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self {
            url: format!("http://{addr}"),
            gate,
            control,
            twin,
            outside: Handle::current(),
            serving,
            moved: HashMap::new(),
        })
    }

    /// Lets so much time pass at the bank too.
    pub(super) async fn pass(&self, time: Duration) -> Result<(), Broken> {
        let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
        self.order("/_twin/clock", &json!({ "advance_seconds": seconds }))
            .await
            .map(drop)
    }

    /// Puts a fault in force, or takes all of them back.
    pub(super) async fn fault(&self, order: &Value) -> Result<(), Broken> {
        self.order("/_twin/faults", order).await.map(drop)
    }

    /// Moves a session as its customer does.
    pub(super) async fn drive(&self, session: &str, to: &str) -> Result<(), Broken> {
        self.order(
            &format!("/_twin/sessions/{session}/drive"),
            &json!({ "to": to }),
        )
        .await
        .map(drop)
    }

    /// A customer pays in a session.
    pub(super) async fn pay(
        &mut self,
        session: &str,
        to: &str,
        amount: Money,
    ) -> Result<(), Broken> {
        self.drive(session, to).await?;
        let moved = Moved {
            amount,
            is_back: false,
        };
        self.moved.entry(session.to_owned()).or_insert(moved);
        Ok(())
    }

    /// A customer's bank takes a debit back.
    pub(super) async fn take_back(&mut self, session: &str, code: u16) -> Result<(), Broken> {
        self.drive(session, &format!("Returned:{code}")).await?;
        if let Some(moved) = self.moved.get_mut(session) {
            moved.is_back = true;
        }
        Ok(())
    }

    /// How a session stands; `None` where there is no such session.
    pub(super) async fn standing(&self, session: &str) -> Result<Option<Standing>, Broken> {
        let path = format!("/_twin/sessions/{session}");
        let (status, body) = self.ask(Method::GET, &path, Body::empty()).await?;
        if status == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        serde_json::from_slice(&body)
            .map(Some)
            .map_err(|error| Broken::machine("the twin", &error))
    }

    /// A customer signs in at their bank in the provider's frame.
    pub(super) async fn log_in(&self, holder: &str) -> Result<String, Broken> {
        let login = json!({ "user": "Everybody", "holder": holder });
        let body = self.order("/_twin/logins", &login).await?;
        let login: Login =
            serde_json::from_slice(&body).map_err(|error| Broken::machine("the twin", &error))?;
        Ok(login.login_id)
    }

    /// What moved in a session, if anything did.
    pub(super) fn moved(&self, session: &str) -> Option<Moved> {
        self.moved.get(session).copied()
    }

    /// Everything that moved.
    pub(super) fn all_moved(&self) -> &HashMap<String, Moved> {
        &self.moved
    }

    /// Waits until every webhook that was decided on has been posted.
    pub(super) async fn posted(&self) {
        self.twin.posted().await;
    }

    async fn order(&self, path: &str, order: &Value) -> Result<Vec<u8>, Broken> {
        let (status, body) = self
            .ask(Method::POST, path, Body::from(order.to_string()))
            .await?;
        if status.is_success() {
            return Ok(body);
        }
        Err(Broken::plan(format!(
            "the twin refused {path} {order}: {status}"
        )))
    }

    /// What follows from an order goes on at the bank, whatever becomes of the server: it is
    /// carried out outside.
    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Body,
    ) -> Result<(StatusCode, Vec<u8>), Broken> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/json")
            .body(body)
            .map_err(|error| Broken::machine("the twin", &error))?;
        let control = self.control.clone();
        let asked = self.outside.spawn(async move {
            let answer = match control.oneshot(request).await {
                Ok(answer) => answer,
                Err(never) => match never {},
            };
            let status = answer.status();
            let body = axum::body::to_bytes(answer.into_body(), MOST).await;
            body.map(|body| (status, body.to_vec()))
        });
        asked
            .await
            .map_err(|error| Broken::machine("the twin", &error))?
            .map_err(|error| Broken::machine("the twin", &error))
    }
}

impl Drop for Bank {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// A login that a customer made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Login {
    login_id: String,
}
