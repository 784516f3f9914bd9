use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

/// How a twin is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen; port 0 means any free port.
    pub addr: SocketAddr,
    /// Whom the twin lets in.
    pub credentials: Credentials,
    /// Where session-status webhooks go; none are sent without it. It can also be set
    /// later, with [`Running::set_webhook`](crate::Running::set_webhook).
    pub webhook: Option<Webhook>,
    /// Where sessions are kept, so that they survive a restart.
    pub state_file: Option<PathBuf>,
    /// How long a session may stay unfinished.
    ///
    /// Assumption: 30 minutes; the provider agrees on a time-out with each merchant.
    pub session_lifetime: Duration,
    /// How long an access token works: 599 seconds `[ET-init, G-idx]`; an older page says 299.
    pub token_lifetime: Duration,
    /// Whether a token may start more than one session; the provider's pages say both.
    pub token_use: TokenUse,
    /// Whether money has somewhere to go when a session names no payee.
    pub settlement: Settlement,
    /// Whether e-Transfer sessions send the session-status webhook.
    pub transfer_webhooks: TransferWebhooks,
    /// The same seed gives the same identifiers and tokens, in the same order.
    pub seed: Option<u64>,
}

impl Settings {
    /// The usual twin: half an hour per session, reusable tokens, no webhook, nothing kept.
    #[must_use]
    pub fn new(addr: SocketAddr, credentials: Credentials) -> Self {
        Self {
            addr,
            credentials,
            webhook: None,
            state_file: None,
            session_lifetime: Duration::from_secs(30 * 60),
            token_lifetime: Duration::from_secs(599),
            token_use: TokenUse::Reusable,
            settlement: Settlement::DefaultAccount,
            transfer_webhooks: TransferWebhooks::Silent,
            seed: None,
        }
    }
}

/// How often a token may be used to start a session. Reads never use a token up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenUse {
    /// Any number of times until it expires `[ET-idx, G-idx]`.
    Reusable,
    /// Once `[AUTH]`.
    SingleUse,
}

/// What happens to a session that names no payee `[ET-init, G-init]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The merchant's default account is used.
    DefaultAccount,
    /// There is no default account, so the session is refused.
    PayeeRequired,
}

/// Whether e-Transfer sessions send webhooks.
///
/// Assumption: no session webhook is documented for e-Transfer, so none is sent unless asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferWebhooks {
    /// Merchants learn by reading the details.
    Silent,
    /// The same webhook as for EFT sessions.
    Sent,
}

/// What a merchant signs in with. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The client id, which is also the value of `x-client-id`.
    pub client_id: String,
    /// The client secret, given for a token.
    pub client_secret: String,
    /// The value of `x-api-key`.
    pub api_key: String,
    /// The customer id that stands in Connect's addresses.
    pub customer_id: String,
}

impl Credentials {
    /// Credentials made of 64 random bytes.
    #[must_use]
    pub fn generate(random: [u8; 64]) -> Self {
        let part = |from: usize| hex::encode(&random[from..from + 16]);
        let mut customer = [0; 16];
        customer.copy_from_slice(&random[48..]);
        Self {
            client_id: format!("twin-{}", &part(0)[..12]),
            client_secret: part(16),
            api_key: part(32),
            customer_id: uuid::Builder::from_random_bytes(customer)
                .into_uuid()
                .to_string(),
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(***)")
    }
}

/// Where webhooks go and what they are signed with.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The address that is posted to.
    pub url: String,
    /// The shared secret, as UTF-8 text `[G-whk-c]`.
    pub secret: String,
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Webhook(***)")
    }
}
