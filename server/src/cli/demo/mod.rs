//! `guichet demo`: a shop, a checkout and a bank on one machine.

mod kept;
mod scenario;
mod shop;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use app::page::OUTBOX;
use clap::Args as ClapArgs;
use flinks::{
    client::{self, Auth, AuthorizeBy, ConnectConfig, Credentials, ETransferApi, TokenUse},
    eft::TransactionCode,
    limits::Limits,
    webhook::SignatureStyle,
};
use secrecy::SecretString;
use serde::Serialize;
use store::{Store, StoreUrl};
use twin::{Running, Settings, Twin, Webhook};
use url::Url;

use self::kept::Kept;
pub(super) use self::shop::letter_alone;
use super::{
    Failure,
    output::{print_json, print_line},
    place::PUBLIC_URL,
    serve::{self, Doors, listen},
    stop::Asked,
};
use crate::{
    account::Accounts,
    clock::{self, Clock},
    config::{
        ApiConfig, CheckoutConfig, Config, DashboardConfig, DomainsConfig, EftRoute, FlinksConfig,
        Level, LogConfig, LogFormat, Mail, MailConfig, NotificationsConfig, PaymentLinksConfig,
        PublicUrl, ServerConfig, StoreConfig, TrustedProxies,
    },
    dashboard::named,
    door::Door,
    mail::outbox_folder,
    state::AppState,
    telemetry,
};

/// The database, in the data folder.
pub(super) const STORE: &str = "guichet.db";
/// What the bank remembers, in the data folder.
const TWIN: &str = "twin.json";

/// Open a shop on this machine, with a bank that is not real
///
/// An embedded database, the twin on an address of its own, one merchant, and a small shop
/// at /demo where a visitor picks a scenario and presses Pay. Everything that is written
/// goes below the data folder; starting again carries on where it stopped.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Where to listen; port 0 means any free port
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    addr: SocketAddr,
    /// The folder to keep everything in
    #[arg(long, value_name = "DIR", default_value = "guichet-demo")]
    data: PathBuf,
    /// Print one line of JSON once it is ready
    #[arg(long)]
    json: bool,
}

/// What a program that starts a demonstration needs to know.
#[derive(Serialize)]
struct Ready<'a> {
    url: &'a str,
    admin_url: String,
    dashboard_url: String,
    twin_url: &'a str,
    api_key: &'a str,
    merchant_id: &'a str,
    flinks_webhook_url: &'a str,
    flinks_webhook_secret: &'a str,
}

pub(super) async fn run(args: Args) -> Result<(), Failure> {
    let asked = Asked::by_signals();
    let log = LogConfig {
        format: LogFormat::Text,
        level: if args.json { Level::Info } else { Level::Warn },
    };
    telemetry::init(log);
    clock::check()?;
    let data = args.data;
    let store_url = StoreUrl::sqlite(data.join(STORE));
    let store = Store::open(&store_url).await?;
    let mut kept = Kept::load_or_make(&store, &data).await?;
    let twin = start_twin(&kept, args.addr, &data).await?;
    kept.twin_port = Some(twin.addr.port());
    kept.save(&store).await?;

    let (listener, listen_addr) = listen(args.addr)?;
    let (admin, admin_addr) = listen(SocketAddr::new(args.addr.ip(), 0))?;
    let public_url = PublicUrl::derived(listen_addr);
    let url = public_url.to_string();
    store
        .set_setting(PUBLIC_URL, SecretString::from(url.clone()))
        .await?;
    let webhook_url = public_url.join(format_args!("/webhooks/flinks/{}", kept.merchant));
    let webhook = |url: String| Webhook {
        url,
        secret: kept.webhook_secret.clone(),
    };
    twin.set_webhook(Some(webhook(webhook_url.clone())));
    twin.set_guarantee_webhook(Some(webhook(format!("{webhook_url}/guarantees"))));
    let config = Config {
        server: ServerConfig {
            trusted_proxies: TrustedProxies::default(),
            listen: listen_addr,
            public_url,
            admin_listen: Some(admin_addr),
            drain_delay: ServerConfig::NO_DELAY,
            shutdown_timeout: ServerConfig::DEFAULT_SHUTDOWN_TIMEOUT,
        },
        api: ApiConfig::DEFAULT,
        checkout: CheckoutConfig::DEFAULT,
        payment_links: PaymentLinksConfig::DEFAULT,
        dashboard: DashboardConfig::DEFAULT,
        domains: DomainsConfig::OFFLINE,
        store: StoreConfig {
            url: store_url,
            seals: Arc::default(),
        },
        flinks: Some(account(&twin.url, &kept)),
        flinks_live: None,
        notifications: NotificationsConfig::ANYWHERE,
        mail: Mail::On(MailConfig::outbox(outbox_folder(&data))),
        log,
    };
    let accounts = Accounts::open(&config)?;
    let notifications = config.server.public_url.join(shop::NOTIFICATIONS);
    let endpoint = kept.ask_to_be_notified(&store, notifications).await?;
    let shop = shop::router(kept.merchant.clone(), &endpoint.secret);
    let dashboard_url = kept.let_developer_in(&store, &named(&url)).await?;
    let clock = Clock::system();
    clock::mark::catch_up(&store, &clock).await?;
    let state = AppState::new(config, store, accounts, clock);

    let ready = Ready {
        url: &url,
        admin_url: format!("http://{admin_addr}"),
        dashboard_url,
        twin_url: &twin.url,
        api_key: &kept.api_key,
        merchant_id: kept.merchant.as_str(),
        flinks_webhook_url: &webhook_url,
        flinks_webhook_secret: &kept.webhook_secret,
    };
    let doors = Doors {
        public: Door::at(listener),
        admin: Some(Door::at(admin)),
    };
    serve::run(state, doors, shop, asked, || announce(&ready, args.json)).await?;
    twin.shutdown().await;
    Ok(())
}

/// The bank, where it was the last time if that is still free: frames of payments that are
/// under way point there.
async fn start_twin(kept: &Kept, addr: SocketAddr, data: &Path) -> Result<Running, Failure> {
    let settings = |port| Settings {
        state_file: Some(data.join(TWIN)),
        // A linked account is there at the first read; the next would come ten seconds later.
        pending_reads: 0,
        ..Settings::new(SocketAddr::new(addr.ip(), port), kept.credentials())
    };
    if let Some(port) = kept.twin_port
        && let Ok(twin) = Twin::start(settings(port)).await
    {
        return Ok(twin);
    }
    Ok(Twin::start(settings(0)).await?)
}

fn account(twin_url: &str, kept: &Kept) -> FlinksConfig {
    let base_url: Url = twin_url.parse().expect("the twin's origin is an address");
    let secret = |text: &str| SecretString::from(text.to_owned());
    let page = |path: &str| base_url.join(path).expect("a path joins an origin");
    FlinksConfig {
        app_url: page("/app/"),
        client: client::Config {
            auth: Auth::Bearer,
            authorize: AuthorizeBy::Basic,
            credentials: Credentials {
                client_id: secret(&kept.client_id),
                client_secret: Some(secret(&kept.client_secret)),
                api_key: None,
            },
            token_use: TokenUse::Reuse,
            e_transfer: ETransferApi::V2,
            limits: Limits::default(),
            connect: Some(ConnectConfig {
                api_url: base_url.clone(),
                frame_url: page("/v2/"),
                customer_id: kept.customer_id.clone(),
                secret: secret(&kept.client_secret),
                api_key: secret(&kept.twin_api_key),
            }),
            timeout: client::Config::DEFAULT_TIMEOUT,
            base_url,
        },
        webhook_secret: Some(secret(&kept.webhook_secret)),
        webhook_signature: SignatureStyle::XWebhookSignature,
        eft: EftRoute::Connect,
        transaction_code: TransactionCode::EXAMPLE,
        consent_screen: None,
        limits: None,
        redirect_mode: None,
    }
}

fn announce(ready: &Ready<'_>, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(ready);
    }
    let Ready {
        url,
        dashboard_url,
        twin_url,
        api_key,
        ..
    } = ready;
    print_line(format_args!(
        "\n  Maple & Pine is open.\n\n    shop       {url}/demo\n    mail       {url}{OUTBOX}\n    dashboard  {dashboard_url}\n    bank       {twin_url}/\n    key        {api_key}\n\n  \
         Sign in at the bank as the shop tells you; the password is Everyday.\n  Ctrl-C closes the shop.\n"
    ))
}
