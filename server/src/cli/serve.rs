use std::{future::IntoFuture, io, net::SocketAddr, path::PathBuf, time::Duration};

use axum::Router;
use clap::Args as ClapArgs;
use serde::Serialize;
use store::Store;
use tokio::{net::TcpListener, signal, task::JoinHandle};

use super::{
    Failure,
    output::{print_json, print_line},
    place::PUBLIC_URL,
};
use crate::{
    account::Accounts,
    admin,
    clock::Clock,
    config::{Config, Loaded},
    router,
    state::AppState,
    telemetry, worker,
};

/// Serve pages, the API and webhooks
///
/// Speaks to whatever Flinks the configuration names: production, the sandbox, or a twin.
/// Stops kindly on SIGTERM and SIGINT: requests and tasks that are under way are finished.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The configuration; the environment outweighs it, key by key
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print one line of JSON once it is ready
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Ready<'a> {
    url: &'a str,
    admin_url: Option<String>,
}

/// Serving ended although nobody asked it to.
#[derive(Debug, thiserror::Error)]
#[error("the server stopped listening")]
pub(crate) struct ServeError(#[source] io::Error);

/// How long what is under way may take once the program is asked to stop.
const GRACE: Duration = Duration::from_secs(20);

pub(super) async fn execute(args: Args) -> Result<(), Failure> {
    let stop = asked_to_stop();
    let Loaded {
        mut config,
        warnings,
    } = Config::load(args.config.as_deref())?;
    telemetry::init(config.log);
    for warning in warnings {
        tracing::warn!("{warning}");
    }
    let accounts = Accounts::open(&config)?;
    let store = Store::open(&config.store.url).await?;
    let (listener, addr) = listen(config.server.listen).await?;
    config.server.public_url.bound_to(addr);
    let (admin, admin_url) = match config.server.admin_listen {
        Some(addr) => {
            let (listener, addr) = listen(addr).await?;
            (Some(listener), Some(format!("http://{addr}")))
        }
        None => (None, None),
    };
    // Administration commands run beside this one and must name the same addresses.
    let public_url = config.server.public_url.to_string();
    store.set_setting(PUBLIC_URL, public_url.into()).await?;
    let state = AppState::new(config, store, accounts, Clock::system());
    let ready = Ready {
        url: state.config.server.public_url.as_str(),
        admin_url,
    };
    if args.json {
        print_json(&ready)?;
    } else {
        print_line(format_args!("Guichet answers at {}", ready.url))?;
    }
    Ok(run(state, listener, admin, Router::new(), stop).await?)
}

/// Answers until `stop`, then finishes what is under way. `extra` are doors that only this
/// program has, such as a demo's shop.
pub(crate) async fn run(
    state: AppState,
    listener: TcpListener,
    admin: Option<TcpListener>,
    extra: Router<AppState>,
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let metrics = telemetry::install_metrics();
    let worker = tokio::spawn(worker::run(state.clone()));
    tokio::spawn(worker::keep_house(state.clone()));
    let watch = tokio::spawn(telemetry::watch_drift(state.clone()));
    let admin = admin.map(|listener| serve(&state, listener, admin::app(state.clone(), metrics)));
    let mut public = serve(&state, listener, router::app(state.clone(), extra));

    let ended = tokio::select! {
        () = stop => {
            tracing::info!("asked to stop");
            Ok(())
        }
        ended = &mut public => Err(ended.map_or_else(io::Error::other, |ended| {
            ended.err().unwrap_or_else(|| io::ErrorKind::Interrupted.into())
        })),
    };
    state.shutdown.cancel();
    if ended.is_ok() {
        finish(public).await;
    }
    finish(worker).await;
    finish(watch).await;
    if let Some(admin) = admin {
        finish(admin).await;
    }
    state.store.close().await;
    ended.map_err(ServeError)
}

/// Starts to answer at an address, until the state says that it is time to stop.
fn serve(state: &AppState, listener: TcpListener, app: Router) -> JoinHandle<io::Result<()>> {
    let stopped = state.shutdown.clone().cancelled_owned();
    tokio::spawn(
        axum::serve(listener, app)
            .with_graceful_shutdown(stopped)
            .into_future(),
    )
}

/// Waits for a part to end by itself, and no longer than is decent.
async fn finish<T>(mut part: JoinHandle<T>) {
    if tokio::time::timeout(GRACE, &mut part).await.is_err() {
        tracing::warn!("something was still under way when the time to stop was over");
        part.abort();
    }
}

pub(super) async fn listen(addr: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    let failed = |source| Failure::Bind { addr, source };
    let listener = TcpListener::bind(addr).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// Ends when the program is asked to stop. Made before the program says that it is ready,
/// so that whoever asks at once is heard.
pub(super) fn asked_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let signals = {
        use signal::unix::{SignalKind, signal};
        signal(SignalKind::terminate())
            .and_then(|term| Ok((term, signal(SignalKind::interrupt())?)))
    };
    async move {
        #[cfg(unix)]
        if let Ok((mut terminate, mut interrupt)) = signals {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            return;
        }
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
