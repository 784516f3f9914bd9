use std::{io, net::SocketAddr, num::NonZeroUsize, path::PathBuf, sync::Arc, time::Duration};

use axum::Router;
use clap::Args as ClapArgs;
use payment::Timestamp;
use serde::Serialize;
use store::{Reseal, Resealed, Scrubbed, Store, StoreError, Tuning};
use tokio::{net::TcpListener, time::Instant};
use tokio_util::task::AbortOnDropHandle;

use super::{
    Failure,
    output::{print_json, print_line},
    place::PUBLIC_URL,
    stop::Asked,
};
use crate::{
    account::Accounts,
    admin,
    clock::{self, Clock},
    config::{Config, Loaded},
    door::{self, Door},
    mail, notify, own_domain, random, receipt, router,
    state::AppState,
    telemetry, worker,
};

/// Serve pages, the API and webhooks
///
/// Speaks to whatever Flinks the configuration names: production, the sandbox, or a twin.
/// Stops kindly on SIGTERM and SIGINT: requests and tasks that are under way are finished.
/// A second signal ends it at once.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The configuration; the environment outweighs it, key by key
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print one line of JSON once it is ready
    #[arg(long)]
    json: bool,
    /// How many writes share one commit at most, on SQLite: to measure what sharing is worth
    #[arg(long, value_name = "COUNT", hide = true)]
    commit_group: Option<NonZeroUsize>,
}

#[derive(Debug, Serialize)]
struct Ready {
    url: String,
    admin_url: Option<String>,
}

/// Serving ended otherwise than kindly.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServeError {
    /// Nobody asked it to.
    #[error("the server stopped listening")]
    Broke(#[source] io::Error),
    /// It is not known which hosts are merchants': nobody's may be served as the house's own.
    #[error("merchants' own domains cannot be read")]
    Domains(#[source] StoreError),
    /// What is kept in the clear cannot be sealed.
    #[error("merchants' secrets cannot be sealed")]
    Secrets(#[source] StoreError),
    /// There is nothing to sign receipts with.
    #[error("a key for receipts cannot be made")]
    ReceiptKey(#[source] StoreError),
    /// It was asked twice.
    #[error("told to stop again; what was under way goes on at the next start")]
    Insisted,
}

/// Where the program is reached.
pub(crate) struct Doors {
    pub(crate) public: Door,
    pub(crate) admin: Option<Door>,
}

pub(super) async fn execute(args: Args) -> Result<(), Failure> {
    let asked = Asked::by_signals();
    let Loaded {
        mut config,
        warnings,
    } = Config::load(args.config.as_deref())?;
    telemetry::init(config.log);
    for warning in warnings {
        tracing::warn!("{warning}");
    }
    clock::check()?;
    let accounts = Accounts::open(&config)?;
    let (listener, addr) = listen(config.server.listen)?;
    config.server.public_url.bound_to(addr);
    let (admin, admin_url) = match config.server.admin_listen {
        Some(addr) => {
            let (listener, addr) = listen(addr)?;
            (Some(Door::at(listener)), Some(format!("http://{addr}")))
        }
        None => (None, None),
    };
    let doors = Doors {
        public: Door::at(listener),
        admin,
    };
    let tuning = args
        .commit_group
        .map_or_else(Tuning::default, |group| Tuning {
            group,
            ..Tuning::default()
        });
    let opening = open_store(&config, tuning);
    let store = tokio::select! {
        store = opening => store?,
        () = asked.once() => return Ok(()),
    };
    let ready = Ready {
        url: config.server.public_url.to_string(),
        admin_url,
    };
    let clock = Clock::system();
    clock::mark::catch_up(&store, &clock).await?;
    let state = AppState::new(config, store, accounts, clock);
    let announce = move || {
        if args.json {
            print_json(&ready)
        } else {
            print_line(format_args!("Guichet answers at {}", ready.url))
        }
    };
    run(state, doors, Router::new(), asked, announce).await
}

async fn open_store(config: &Config, tuning: Tuning) -> Result<Store, Failure> {
    let store = Store::open_with(&config.store.url, tuning).await?;
    let store = store.sealing_with(Arc::clone(&config.store.seals), random::secret);
    store.check_pages().await?;
    // Administration commands run beside this one and must name the same addresses.
    let public_url = config.server.public_url.to_string();
    store.set_setting(PUBLIC_URL, public_url.into()).await?;
    Ok(store)
}

/// Seals the secrets that were kept in the clear before there was a key. Those under the seal of
/// an old key stay so until somebody has them sealed anew: another server may know that one alone.
async fn seal(store: &Store, now: Timestamp) -> Result<(), StoreError> {
    let Resealed { sealed, closed } = store.reseal_secrets(Reseal::Clear, now).await?;
    if sealed > 0 {
        tracing::info!(
            count = sealed,
            "secrets that were kept in the clear are sealed"
        );
        scrub(store).await;
    }
    if closed > 0 {
        tracing::error!(
            count = closed,
            "secrets cannot be opened: their sealing key is not here"
        );
    }
    Ok(())
}

/// Removes what the file still holds of secrets from before they were sealed. Where that is not
/// possible the server serves all the same: backups may hold them, too.
async fn scrub(store: &Store) {
    match store.scrub().await {
        Ok(Scrubbed::Gone | Scrubbed::NotOurs) => {}
        Ok(Scrubbed::TooLarge) => tracing::warn!(
            "the store is large and may still hold secrets from before they were sealed: have \
             SQLite VACUUM it when there is time"
        ),
        Ok(Scrubbed::InUse) => tracing::warn!(
            "the store may still hold secrets from before they were sealed: somebody else is at it"
        ),
        Err(error) => tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the store may still hold secrets from before they were sealed"
        ),
    }
}

/// How long a part has for its last words once the time to stop is over.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Opens the doors, announces it once everything behind them is there, and answers until the
/// program is asked to stop; then finishes what is under way. `extra` are doors that only this
/// program has, such as a demo's shop.
pub(crate) async fn run<E: From<ServeError>>(
    state: AppState,
    doors: Doors,
    extra: Router<AppState>,
    asked: Asked,
    announce: impl FnOnce() -> Result<(), E>,
) -> Result<(), E> {
    let metrics = telemetry::install_metrics();
    let Doors { mut public, admin } = doors;
    let known = state.domains.refresh(&state.store).await;
    known.map_err(ServeError::Domains)?;
    seal(&state.store, state.clock.now())
        .await
        .map_err(ServeError::Secrets)?;
    receipt::begin(&state.store, state.clock.now())
        .await
        .map_err(ServeError::ReceiptKey)?;
    // In the order in which they are waited for at the end.
    let parts = [
        ("worker", part(worker::run(state.clone()))),
        ("sender", part(notify::run(state.clone()))),
        ("letters", part(mail::run(state.clone()))),
        ("drift", part(telemetry::watch_drift(state.clone()))),
        ("housekeeping", part(worker::keep_house(state.clone()))),
        ("domains", part(own_domain::watch(state.clone()))),
        ("looks", part(own_domain::keep_looking(state.clone()))),
    ];
    if let Some(admin) = &admin {
        admin.open(admin::app(state.clone(), metrics));
    }
    public.open(router::app(state.clone(), extra));

    let starting = async {
        state.work.is_up().await;
        announce()?;
        std::future::pending().await
    };
    let ended = tokio::select! {
        () = asked.once() => Ok(()),
        error = public.broke() => Err(ServeError::Broke(error).into()),
        failed = starting => failed,
    };
    let ending = async {
        // Readiness says no from here on: whoever sends customers here sends them elsewhere.
        state.leaving.cancel();
        let drain = state.config.server.drain_delay;
        if ended.is_ok() && !drain.is_zero() {
            tracing::info!(seconds = drain.as_secs(), "asked to stop; still answering");
            tokio::time::sleep(drain).await;
        }
        tracing::info!("stopping");
        // Streams tell their pages to come back elsewhere; workers take on nothing new.
        state.shutdown.cancel();
        let deadline = Instant::now() + state.config.server.shutdown_timeout;
        finish("requests", public.close(), deadline).await;
        finish("desk", state.desk.finished(), deadline).await;
        let at_the_deadline = async {
            tokio::time::sleep_until(deadline).await;
            // What is still held is given back.
            state.cut.cancel();
        };
        let finishing = async {
            for (name, part) in parts {
                finish(name, part, deadline + LAST_WORDS).await;
            }
        };
        tokio::select! {
            () = finishing => {}
            never = async { at_the_deadline.await; std::future::pending().await } => never,
        }
        // Cut short, its answer would be heard by nobody.
        let answered = deadline + state.accounts.longest_call() + LAST_WORDS;
        finish("debits", state.desk.debited(), answered).await;
        if let Some(admin) = admin {
            finish("operators' requests", admin.close(), deadline + LAST_WORDS).await;
        }
        // What was answered is on disk already; this is for what nobody waits for.
        let closed = deadline.max(Instant::now()) + LAST_WORDS;
        finish("store", state.store.close(), closed).await;
        tracing::info!("stopped");
    };
    tokio::select! {
        () = ending => ended,
        () = asked.again() => Err(ServeError::Insisted.into()),
    }
}

/// Runs beside the others, and no longer than its handle lives.
fn part(part: impl Future<Output = ()> + Send + 'static) -> AbortOnDropHandle<()> {
    AbortOnDropHandle::new(tokio::spawn(part))
}

/// Waits for a part to end by itself, and no longer than that.
async fn finish<T>(name: &'static str, part: impl Future<Output = T>, deadline: Instant) {
    if tokio::time::timeout_at(deadline, part).await.is_err() {
        tracing::warn!(
            part = name,
            "this was still under way when the time to stop was over"
        );
    }
}

pub(super) fn listen(addr: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    let failed = |source| Failure::Bind { addr, source };
    let listener = door::listen(addr).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}
