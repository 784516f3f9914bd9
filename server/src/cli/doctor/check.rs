use std::{io, net::SocketAddr, path::Path, time::Duration};

use payment::Mode;
use store::{Store, StoreError};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::{drift, report::Report};
use crate::{
    account::Account,
    chain::chain,
    config::{Examined, NotificationsConfig, Section, ServerConfig, StoreConfig},
    notify::{Policy, Post},
};

/// What is said of a part that is not sound itself.
pub(super) const FAULTY: &str = "not looked at, for its faults above";

/// Whether every key is known and its value will do; and what will do and is risky.
pub(super) fn keys(examined: &Examined, report: &mut Report) {
    for fault in &examined.faults {
        report.fail("config", fault);
    }
    if examined.faults.is_empty() {
        report.ok("config", "every key is known and valid");
    }
    for warning in &examined.warnings {
        report.warn("config", warning);
    }
}

/// Whether the addresses can be listened on.
pub(super) async fn server(config: Option<&ServerConfig>, report: &mut Report) {
    let Some(config) = config else {
        return report.skipped("listen", FAULTY);
    };
    address("listen", config.listen, report).await;
    if let Some(addr) = config.admin_listen {
        address("admin_listen", addr, report).await;
    }
    report.ok(
        "public_url",
        format_args!("pages will be at {}/c/…", config.public_url),
    );
}

async fn address(check: &'static str, addr: SocketAddr, report: &mut Report) {
    match TcpListener::bind(addr).await {
        Ok(_) => report.ok(check, format_args!("{addr} is free")),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse && is_guichet(addr).await => {
            report.ok(check, format_args!("a Guichet answers at {addr} already"));
        }
        Err(error) => report.fail(
            check,
            format_args!("cannot listen on {addr}: {}", error.kind()),
        ),
    }
}

/// Whether the one who listens there is one of us.
async fn is_guichet(addr: SocketAddr) -> bool {
    const QUESTION: &[u8] = b"GET /healthz HTTP/1.1\r\nhost: guichet\r\nconnection: close\r\n\r\n";
    let ask = async {
        let mut stream = TcpStream::connect(addr).await?;
        stream.write_all(QUESTION).await?;
        let mut answer = Vec::new();
        stream.take(4096).read_to_end(&mut answer).await?;
        io::Result::Ok(answer)
    };
    let answer = tokio::time::timeout(Duration::from_secs(2), ask).await;
    answer.is_ok_and(|answer| {
        answer.is_ok_and(|bytes| {
            bytes.starts_with(b"HTTP/1.1 200")
                && bytes.windows(12).any(|part| part == b"x-request-id")
        })
    })
}

/// Whether the store opens, and what the provider was heard to say that is not documented.
/// A file that is not there yet is left so; a server's tables are made, or brought up to
/// date.
pub(super) async fn store(config: Option<&StoreConfig>, report: &mut Report) {
    let Some(config) = config else {
        return report.skipped("store", FAULTY);
    };
    if let Some(path) = config.url.path()
        && !path.exists()
    {
        return absent_store(path, report);
    }
    match Store::open(&config.url).await {
        Ok(store) => {
            match sound(&store).await {
                Ok(()) => {
                    report.ok(
                        "store",
                        format_args!("{} opens, its tables are up to date", config.url),
                    );
                    drift::told(&store, report).await;
                }
                Err(error) => report.fail("store", chain(&error)),
            }
            store.close().await;
        }
        Err(error) => report.fail("store", chain(&error)),
    }
}

/// Whether it takes reads and writes, and no page of its file is damaged.
async fn sound(store: &Store) -> Result<(), StoreError> {
    store.check().await?;
    store.check_pages().await
}

fn absent_store(path: &Path, report: &mut Report) {
    let folder = path
        .ancestors()
        .skip(1)
        .find(|folder| folder.as_os_str().is_empty() || folder.exists());
    let read_only = folder
        .and_then(|folder| folder.metadata().ok())
        .is_some_and(|it| it.permissions().readonly());
    if read_only {
        report.fail(
            "store",
            format_args!(
                "{} is not there and its folder is read-only",
                path.display()
            ),
        );
    } else {
        report.ok(
            "store",
            format_args!("{} will be made at the first start", path.display()),
        );
    }
}

/// Whether the provider takes the credentials of an account.
pub(super) async fn account(mode: Mode, section: &Section, offline: bool, report: &mut Report) {
    let check = match mode {
        Mode::Test => "flinks",
        Mode::Live => "flinks_live",
    };
    let config = match section {
        Section::Absent => return,
        Section::Faulty => return report.skipped(check, FAULTY),
        Section::Present(config) => config,
    };
    match Account::open(mode, config) {
        Err(error) => report.fail(check, chain(&error)),
        Ok(_) if offline => report.skipped(check, "not asked (--offline)"),
        Ok(account) => {
            sign_in(check, &account, report).await;
            link(mode, &account, report).await;
        }
    }
}

async fn sign_in(check: &'static str, account: &Account, report: &mut Report) {
    match account.client.check().await {
        Ok(()) => report.ok(check, "the provider takes the credentials"),
        Err(error) => report.fail(check, chain(&error)),
    }
}

/// Whether Connect gives a token for its frame, where it is set up.
async fn link(mode: Mode, account: &Account, report: &mut Report) {
    let check = match mode {
        Mode::Test => "connect",
        Mode::Live => "connect_live",
    };
    let Some(connect) = account.client.connect() else {
        return;
    };
    match connect.generate_authorize_token().await {
        Ok(_) => report.ok(check, "Connect gives a token for its frame"),
        Err(error) => report.fail(check, chain(&error)),
    }
}

/// Whether merchants can be notified.
pub(super) fn notifications(config: Option<&NotificationsConfig>, report: &mut Report) {
    let Some(config) = config else {
        return report.skipped("notify", FAULTY);
    };
    match (Post::open(config), config.policy()) {
        (Ok(_), Policy::Public) => report.ok("notify", "encrypted, to the public internet alone"),
        (Ok(_), Policy::Anywhere) => report.ok("notify", "to any address"),
        // A demonstration needs none.
        (Err(error), Policy::Anywhere) => report.warn("notify", error),
        (Err(error), Policy::Public) => report.fail("notify", chain(&error)),
    }
}
