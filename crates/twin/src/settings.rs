use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

use flinks::webhook::SignatureStyle;

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
    /// Where the webhook about an issued guarantee goes. With it, a guaranteed session
    /// waits for `guarantees/confirm`; without it every guarantee is accepted by itself
    /// `[G-conf]`. It can also be set later, with
    /// [`Running::set_guarantee_webhook`](crate::Running::set_guarantee_webhook).
    pub guarantee_webhook: Option<Webhook>,
    /// How long after a failed delivery that webhook is tried again; it is tried three times
    /// in all `[G-conf]`.
    ///
    /// Assumption: one second; the provider's own pause is not documented.
    pub guarantee_retry: Duration,
    /// How webhooks are signed.
    pub signature_style: SignatureStyle,
    /// Where sessions are kept, so that they survive a restart.
    pub state_file: Option<PathBuf>,
    /// How long a session may stay unfinished.
    ///
    /// Assumption: 30 minutes; the provider agrees on a time-out with each merchant.
    pub session_lifetime: Duration,
    /// How long an access token works: see [`TokenUse::documented_lifetime`].
    pub token_lifetime: Duration,
    /// Whether a token may start more than one session; the provider's pages say both.
    pub token_use: TokenUse,
    /// Whether money has somewhere to go when a session names no payee.
    pub settlement: Settlement,
    /// Whether e-Transfer sessions send the session-status webhook.
    pub transfer_webhooks: TransferWebhooks,
    /// Whether EFT without a guarantee can be asked for.
    pub regular_eft: RegularEft,
    /// Whether calls of the first version have to name their instance.
    pub base_uri: BaseUri,
    /// What a payment request of the first version looks like.
    pub request_shape: RequestShape,
    /// How many reads of a linked account's data are answered `OPERATION_PENDING`
    /// `[PAY-start]`.
    ///
    /// Assumption: one, the most common first answer.
    pub pending_reads: u32,
    /// The same seed gives the same identifiers and tokens, in the same order. The clock of
    /// a seeded twin starts at a fixed moment, 2026-10-01 at noon UTC, and moves only when it
    /// is told to.
    pub seed: Option<u64>,
    /// A folder that every exchange is written into, as a readable file.
    pub record: Option<PathBuf>,
}

impl Settings {
    /// The usual twin: half an hour per session, reusable tokens, no webhook, nothing kept.
    #[must_use]
    pub fn new(addr: SocketAddr, credentials: Credentials) -> Self {
        Self {
            addr,
            credentials,
            webhook: None,
            guarantee_webhook: None,
            guarantee_retry: Duration::from_secs(1),
            signature_style: SignatureStyle::default(),
            state_file: None,
            session_lifetime: Duration::from_secs(30 * 60),
            token_lifetime: TokenUse::Reusable.documented_lifetime(),
            token_use: TokenUse::Reusable,
            settlement: Settlement::DefaultAccount,
            transfer_webhooks: TransferWebhooks::Silent,
            regular_eft: RegularEft::Allowed,
            base_uri: BaseUri::Required,
            request_shape: RequestShape::Older,
            pending_reads: 1,
            seed: None,
            record: None,
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

impl TokenUse {
    /// How long the page that says so lets a token live: 599 seconds where it is reusable
    /// `[ET-idx, G-idx]`, 299 where it works once `[AUTH]`.
    #[must_use]
    pub const fn documented_lifetime(self) -> Duration {
        Duration::from_secs(match self {
            Self::Reusable => 599,
            Self::SingleUse => 299,
        })
    }
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

/// Whether the merchant has the feature `RegularEft` `[E2-idx, E2-init]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegularEft {
    /// EFT sessions without a guarantee are made.
    Allowed,
    /// They are refused with 403.
    Forbidden,
}

/// Whether calls of the first version for e-Transfer need the header `BaseURI` with the
/// merchant's instance `[PAY-trbl, ET-ppr]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseUri {
    /// A call without it is refused.
    Required,
    /// It may be left out.
    Optional,
}

/// The provider's pages show two answers of `GET /api/v1/paymentrequests/{requestId}`
/// `[ET-gpr]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestShape {
    /// `requestId`, `status`, `ReferenceId`, `PaymentLink`.
    Older,
    /// `id`, `status`, `paymentReferenceNumber`.
    Newer,
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
