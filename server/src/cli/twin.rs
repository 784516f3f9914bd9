use std::{
    fs, io,
    io::Write as _,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use ::twin::{Credentials, Settings, Twin, Webhook};
use clap::Args as ClapArgs;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Failure,
    output::{print_json, print_line},
    serve,
};
use crate::{
    config::{Level, LogConfig, LogFormat},
    random, telemetry,
};

/// Run the offline twin of Flinks Pay alone
///
/// It answers the same HTTP API, shows the same hosted page and posts the same events, with
/// faults on demand under /_twin. No money moves and no bank is asked.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Where to listen; port 0 means any free port
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:4011")]
    addr: SocketAddr,
    /// Where session-status webhooks are sent; none are without it
    #[arg(long, value_name = "URL", requires = "webhook_secret")]
    webhook_url: Option<String>,
    /// What they are signed with
    #[arg(
        long,
        value_name = "SECRET",
        env = "GUICHET_TWIN_WEBHOOK_SECRET",
        hide_env_values = true
    )]
    webhook_secret: Option<String>,
    /// A folder to keep sessions and credentials in, so that they survive a restart
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The same seed gives the same credentials, identifiers and tokens, in the same order
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Print one line of JSON once it is ready
    #[arg(long)]
    json: bool,
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
    let mut settings = Settings::new(args.addr, credentials.clone());
    settings.webhook = args
        .webhook_url
        .zip(args.webhook_secret)
        .map(|(url, secret)| Webhook { url, secret });
    settings.state_file = args.data.as_ref().map(|folder| folder.join("twin.json"));
    settings.seed = args.seed;

    let stop = serve::asked_to_stop();
    let running = Twin::start(settings).await?;
    let ready = Ready {
        url: &running.url,
        client_id: &credentials.client_id,
        client_secret: &credentials.client_secret,
        api_key: &credentials.api_key,
        customer_id: &credentials.customer_id,
    };
    if args.json {
        print_json(&ready)?;
    } else {
        print_line(format_args!(
            "The twin answers at {}\n  client_id      {}\n  client_secret  {}\n  api_key        {}\n  customer_id    {}",
            ready.url, ready.client_id, ready.client_secret, ready.api_key, ready.customer_id
        ))?;
    }
    stop.await;
    running.shutdown().await;
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
