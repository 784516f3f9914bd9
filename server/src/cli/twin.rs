use std::{
    fs, io,
    io::Write as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use ::twin::{
    BaseUri, Credentials, RegularEft, RequestShape, Settings, Settlement, TransferWebhooks, Twin,
    Webhook,
};
use clap::{Args as ClapArgs, ValueEnum, builder::NonEmptyStringValueParser, value_parser};
use flinks::webhook::SignatureStyle;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Failure,
    output::{print_json, print_line},
    stop::Asked,
};
use crate::{
    config::{Level, LogConfig, LogFormat},
    random, telemetry,
};

/// Run the offline twin of Flinks Pay alone
///
/// It answers the same HTTP API, shows the same hosted pages and sends the same messages and
/// webhooks, in English and in French, with faults on demand. No money moves and no bank is
/// asked. Open its address in a browser to see its sessions, to switch scenarios and faults,
/// and to move its clock; programs do the same with JSON under /_twin.
#[derive(Debug, ClapArgs)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Where to listen; port 0 means any free port
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:4011")]
    addr: SocketAddr,
    /// Print one line of JSON once it is ready
    ///
    /// {"url","client_id","client_secret","api_key","customer_id"}. Connect is on the same
    /// address: client_secret is its secret key too, and api_key its x-api-key.
    #[arg(long)]
    json: bool,

    /// Where session-status webhooks are sent; none are without it
    #[arg(
        long,
        value_name = "URL",
        requires = "webhook_secret",
        help_heading = "Webhooks"
    )]
    webhook_url: Option<String>,
    /// Where the webhook about an issued guarantee is sent
    ///
    /// With it, a guaranteed session waits for guarantees/confirm, and fails when three tries
    /// are not taken; without it every guarantee is accepted by itself.
    #[arg(
        long,
        value_name = "URL",
        requires = "webhook_secret",
        help_heading = "Webhooks"
    )]
    guarantee_webhook_url: Option<String>,
    /// What webhooks are signed with
    #[arg(
        long,
        value_name = "SECRET",
        env = "GUICHET_TWIN_WEBHOOK_SECRET",
        hide_env_values = true,
        value_parser = NonEmptyStringValueParser::new(),
        help_heading = "Webhooks"
    )]
    webhook_secret: Option<String>,
    /// How webhooks are signed
    #[arg(
        long,
        value_name = "STYLE",
        value_enum,
        default_value_t,
        help_heading = "Webhooks"
    )]
    signature_style: Style,
    /// Send webhooks about e-Transfer sessions too; none are documented
    #[arg(long, help_heading = "Webhooks")]
    transfer_webhooks: bool,

    /// How long a session may stay unfinished, in seconds
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 1_800,
        value_parser = value_parser!(u32).range(1..),
        help_heading = "Behaviour"
    )]
    session_lifetime: u32,
    /// How long an access token works, in seconds
    ///
    /// As documented when not given: 599 where tokens are reused, 299 where each starts one
    /// session.
    #[arg(
        long,
        value_name = "SECONDS",
        value_parser = value_parser!(u32).range(1..),
        help_heading = "Behaviour"
    )]
    token_lifetime: Option<u32>,
    /// Whether a token may start more than one session; the documents say both
    #[arg(
        long,
        value_name = "USE",
        value_enum,
        default_value_t,
        help_heading = "Behaviour"
    )]
    token_use: TokenUse,
    /// Refuse EFT sessions without a guarantee, as for a merchant without that feature
    #[arg(long, help_heading = "Behaviour")]
    no_regular_eft: bool,
    /// Let calls of the first version leave out the header BaseURI
    #[arg(long, help_heading = "Behaviour")]
    base_uri_optional: bool,
    /// What a payment request of the first version looks like; the documents show two
    #[arg(
        long,
        value_name = "SHAPE",
        value_enum,
        default_value_t,
        help_heading = "Behaviour"
    )]
    request_shape: Shape,
    /// How many reads of a linked account's data are answered OPERATION_PENDING first
    #[arg(
        long,
        value_name = "COUNT",
        default_value_t = 1,
        help_heading = "Behaviour"
    )]
    pending_reads: u32,
    /// Refuse sessions that name no payee, as for a merchant without a default account
    #[arg(long, help_heading = "Behaviour")]
    payee_required: bool,

    /// The same seed and the same calls give the same everything
    ///
    /// Credentials, identifiers, tokens and the trace (/_twin/trace) repeat byte for byte.
    /// The clock starts at 2026-10-01T12:00:00Z and moves only when it is told to.
    #[arg(
        long,
        value_name = "NUMBER",
        help_heading = "Repeating and remembering"
    )]
    seed: Option<u64>,
    /// Write every exchange into a folder, one readable file each, without secrets
    ///
    /// 0001-post-api-v2-sessions.http and so on: requests with their answers, and webhooks
    /// with how they were answered.
    #[arg(long, value_name = "DIR", help_heading = "Repeating and remembering")]
    record: Option<PathBuf>,
    /// A file to keep sessions in, so that they survive a restart
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "data",
        help_heading = "Repeating and remembering"
    )]
    state: Option<PathBuf>,
    /// A folder to keep sessions and credentials in, so that they survive a restart
    #[arg(long, value_name = "DIR", help_heading = "Repeating and remembering")]
    data: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  A twin that tells your integration how payments end:
    guichet twin --webhook-url http://127.0.0.1:3000/webhooks --webhook-secret s3cret

  The same run every time, written down:
    guichet twin --seed 42 --record ./exchanges

  Get a token, and make a session:
    curl -u \"$CLIENT_ID:$CLIENT_SECRET\" -d grant_type=client_credentials \\
      http://127.0.0.1:4011/api/v1/authorize
    curl -H \"Authorization: Bearer $TOKEN\" --json '{\"type\":\"EFT\",\"direction\":\"DEBIT\",
      \"amount\":100.00,\"referenceId\":\"Happy1\",\"options\":{\"guarantee\":{\"enable\":true}},
      \"payor\":{\"firstName\":\"John\",\"lastName\":\"Doe\"}}' http://127.0.0.1:4011/api/v2/sessions

  Have it fail:
    curl --json '{\"name\":\"webhook_lost\"}' http://127.0.0.1:4011/_twin/faults
    curl --json '{\"name\":\"status_503\",\"reference\":\"ORDER-1\",\"times\":2}' \\
      http://127.0.0.1:4011/_twin/faults
    curl --json '{\"seed\":42,\"rate\":20}' http://127.0.0.1:4011/_twin/faults
    curl --json '{\"clear\":true}' http://127.0.0.1:4011/_twin/faults

  End a session without a browser, and let an hour pass:
    curl --json '{\"to\":\"EFT0301\"}' http://127.0.0.1:4011/_twin/sessions/$SESSION/drive
    curl --json '{\"advance_seconds\":3600}' http://127.0.0.1:4011/_twin/clock";

/// How webhooks are signed, as the command line names it.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Style {
    /// X-Webhook-Signature: sha256= and upper-case hex
    #[default]
    XWebhookSignature,
    /// flinks-authenticity-key: base64
    FlinksAuthenticityKey,
    /// X-Flinks-Signature: base64
    XFlinksSignature,
}

impl From<Style> for SignatureStyle {
    fn from(style: Style) -> Self {
        match style {
            Style::XWebhookSignature => Self::XWebhookSignature,
            Style::FlinksAuthenticityKey => Self::FlinksAuthenticityKey,
            Style::XFlinksSignature => Self::XFlinksSignature,
        }
    }
}

/// How often a token may be used, as the command line names it.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum TokenUse {
    /// Any number of times until it expires
    #[default]
    Reuse,
    /// For one session
    Single,
}

impl From<TokenUse> for ::twin::TokenUse {
    fn from(token_use: TokenUse) -> Self {
        match token_use {
            TokenUse::Reuse => Self::Reusable,
            TokenUse::Single => Self::SingleUse,
        }
    }
}

/// What a payment request looks like, as the command line names it.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Shape {
    /// requestId, status, ReferenceId, PaymentLink
    #[default]
    Older,
    /// id, status, paymentReferenceNumber
    Newer,
}

impl From<Shape> for RequestShape {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Older => Self::Older,
            Shape::Newer => Self::Newer,
        }
    }
}

impl Args {
    fn settings(self, credentials: Credentials) -> Settings {
        let kept = self.data.map(|folder| folder.join("twin.json"));
        let secret = self.webhook_secret;
        let token_use = ::twin::TokenUse::from(self.token_use);
        let webhook = |url: Option<String>| {
            url.zip(secret.clone())
                .map(|(url, secret)| Webhook { url, secret })
        };
        Settings {
            webhook: webhook(self.webhook_url),
            guarantee_webhook: webhook(self.guarantee_webhook_url),
            signature_style: self.signature_style.into(),
            transfer_webhooks: if self.transfer_webhooks {
                TransferWebhooks::Sent
            } else {
                TransferWebhooks::Silent
            },
            session_lifetime: Duration::from_secs(self.session_lifetime.into()),
            token_lifetime: self.token_lifetime.map_or_else(
                || token_use.documented_lifetime(),
                |seconds| Duration::from_secs(seconds.into()),
            ),
            token_use,
            regular_eft: if self.no_regular_eft {
                RegularEft::Forbidden
            } else {
                RegularEft::Allowed
            },
            settlement: if self.payee_required {
                Settlement::PayeeRequired
            } else {
                Settlement::DefaultAccount
            },
            base_uri: if self.base_uri_optional {
                BaseUri::Optional
            } else {
                BaseUri::Required
            },
            request_shape: self.request_shape.into(),
            pending_reads: self.pending_reads,
            seed: self.seed,
            record: self.record,
            state_file: self.state.or(kept),
            ..Settings::new(self.addr, credentials)
        }
    }
}

/// Where a twin is and whom it lets in.
#[derive(Debug, Serialize)]
struct Ready<'a> {
    url: &'a str,
    client_id: &'a str,
    client_secret: &'a str,
    api_key: &'a str,
    customer_id: &'a str,
}

pub(super) async fn run(args: Args) -> Result<(), Failure> {
    telemetry::init(LogConfig {
        format: LogFormat::Text,
        level: Level::Info,
    });
    let credentials = match (&args.data, args.seed) {
        (_, Some(seed)) => seeded(seed),
        (Some(folder), None) => kept(folder)?,
        (None, None) => Credentials::generate(random::secret()),
    };
    let json = args.json;
    let settings = args.settings(credentials.clone());

    let asked = Asked::by_signals();
    let running = Twin::start(settings).await?;
    let ready = Ready {
        url: &running.url,
        client_id: &credentials.client_id,
        client_secret: &credentials.client_secret,
        api_key: &credentials.api_key,
        customer_id: &credentials.customer_id,
    };
    if json {
        print_json(&ready)?;
    } else {
        print_line(format_args!(
            "The twin answers at {}\n  client_id      {}\n  client_secret  {}\n  api_key        {}\n  customer_id    {}",
            ready.url, ready.client_id, ready.client_secret, ready.api_key, ready.customer_id
        ))?;
    }
    asked.once().await;
    tokio::select! {
        () = running.shutdown() => {}
        () = asked.again() => {}
    }
    Ok(())
}

/// The credentials that go with a seed.
fn seeded(seed: u64) -> Credentials {
    let half = |part: u8| {
        Sha256::new()
            .chain_update(seed.to_be_bytes())
            .chain_update([part])
            .finalize()
    };
    let mut random = [0; 64];
    random[..32].copy_from_slice(&half(0));
    random[32..].copy_from_slice(&half(1));
    Credentials::generate(random)
}

#[derive(Serialize, Deserialize)]
struct KeptCredentials {
    client_id: String,
    client_secret: String,
    api_key: String,
    customer_id: String,
}

/// The credentials that are kept in a folder; new ones the first time.
fn kept(folder: &Path) -> Result<Credentials, Failure> {
    let path = folder.join("twin-credentials.json");
    match fs::read(&path) {
        Ok(bytes) => {
            let kept: KeptCredentials =
                serde_json::from_slice(&bytes).map_err(|_| Failure::Garbled { path })?;
            Ok(Credentials {
                client_id: kept.client_id,
                client_secret: kept.client_secret,
                api_key: kept.api_key,
                customer_id: kept.customer_id,
            })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let made = Credentials::generate(random::secret());
            let kept = KeptCredentials {
                client_id: made.client_id.clone(),
                client_secret: made.client_secret.clone(),
                api_key: made.api_key.clone(),
                customer_id: made.customer_id.clone(),
            };
            keep(folder, &path, &kept).map_err(|source| Failure::File { path, source })?;
            Ok(made)
        }
        Err(source) => Err(Failure::File { path, source }),
    }
}

/// Only the owner may read what lets one in.
fn keep(folder: &Path, path: &Path, credentials: &KeptCredentials) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)?
        .write_all(&serde_json::to_vec(credentials)?)
}
