//! What every edge and every worker shares.

use std::{ops::Deref, sync::Arc};

use payment::{CheckoutId, SignInId};
use store::Store;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::{
    account::Accounts,
    api::{KeyUse, Limits},
    clock::Clock,
    config::Config,
    customer::Streams,
    dashboard::Entrance,
    desk::Desk,
    mail::Mailer,
    notify::{Post, TestsUnderWay},
    own_domain::{Domains, Records},
    worker::Rounds,
};

/// Shared by handlers and workers; cloning it is cheap.
#[derive(Clone, Debug)]
pub(crate) struct AppState(Arc<Inner>);

/// The parts.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) desk: Desk,
    /// The hosts of merchants' own.
    pub(crate) domains: Arc<Domains>,
    /// What the domain name system says of them.
    pub(crate) records: Records,
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) config: Config,
    /// What time it is, for everybody.
    pub(crate) clock: Clock,
    /// The way out for notifications.
    pub(crate) post: Post,
    /// The way of letters to customers, where there is one.
    pub(crate) mail: Option<Mailer>,
    /// Which endpoints are sent a test event right now.
    pub(crate) tests: TestsUnderWay,
    /// Whether the worker is there, and whether it holds anything.
    pub(crate) work: Rounds,
    /// What callers of the API have asked lately.
    pub(crate) limits: Limits,
    /// When their keys were noted as used.
    pub(crate) key_use: KeyUse,
    /// What signing in to the dashboard takes.
    pub(crate) entrance: Entrance,
    /// Who listens for live updates.
    pub(crate) streams: Streams<CheckoutId>,
    /// Whose pages of the dashboard follow along.
    pub(crate) followers: Streams<SignInId>,
    /// Whoever counts the figures holds it: one at a time is enough.
    pub(crate) counting: Mutex<()>,
    /// Cancelled when the program was asked to stop: from then on readiness says no.
    pub(crate) leaving: CancellationToken,
    /// Cancelled when it stops: streams end, workers finish what they hold.
    pub(crate) shutdown: CancellationToken,
    /// Cancelled when the time to stop is over: what workers still hold is given back.
    pub(crate) cut: CancellationToken,
}

impl AppState {
    pub(crate) fn new(config: Config, store: Store, accounts: Accounts, clock: Clock) -> Self {
        let accounts = Arc::new(accounts);
        let house = config.server.public_url.clone();
        let domains = Arc::new(Domains::new(house, config.dashboard.url.clone()));
        Self(Arc::new(Inner {
            desk: Desk::new(
                store.clone(),
                Arc::clone(&accounts),
                clock.clone(),
                Arc::clone(&domains),
                config.checkout,
            ),
            domains,
            records: Records::new(&config.domains),
            post: Post::new(&config.notifications),
            mail: config
                .mail
                .on()
                .map(|mail| Mailer::new(mail, &config.server.public_url)),
            tests: TestsUnderWay::default(),
            clock,
            work: Rounds::default(),
            limits: Limits::new(&config.api, &config.payment_links),
            key_use: KeyUse::default(),
            entrance: Entrance::new(&config),
            store,
            accounts,
            config,
            streams: Streams::default(),
            followers: Streams::default(),
            counting: Mutex::default(),
            leaving: CancellationToken::new(),
            shutdown: CancellationToken::new(),
            cut: CancellationToken::new(),
        }))
    }
}

impl Deref for AppState {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
