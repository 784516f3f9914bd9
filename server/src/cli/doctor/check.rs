use std::{io, net::SocketAddr, time::Duration};

use payment::Mode;
use store::Store;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::report::Report;
use crate::{
    account::{Account, Accounts},
    chain::chain,
    config::Config,
};

/// Whether the addresses can be listened on.
pub(super) async fn server(config: &Config, report: &mut Report) {
    address("listen", config.server.listen, report).await;
    if let Some(addr) = config.server.admin_listen {
        address("admin_listen", addr, report).await;
    }
    report.ok(
        "public_url",
        format_args!("pages will be at {}/c/…", config.server.public_url),
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

/// Whether the store opens. One that is not there yet is left so.
pub(super) async fn store(config: &Config, report: &mut Report) {
    let path = config.store.url.path();
    if !path.exists() {
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
        return;
    }
    match Store::open(&config.store.url).await {
        Ok(store) => {
            match store.check().await {
                Ok(()) => report.ok(
                    "store",
                    format_args!("{} opens, its tables are up to date", path.display()),
                ),
                Err(error) => report.fail("store", chain(&error)),
            }
            store.close().await;
        }
        Err(error) => report.fail("store", chain(&error)),
    }
}

/// Whether the provider takes the credentials of each account.
pub(super) async fn accounts(config: &Config, offline: bool, report: &mut Report) {
    let accounts = match Accounts::open(config) {
        Ok(accounts) => accounts,
        Err(error) => return report.fail("account", chain(&error)),
    };
    for account in accounts.all() {
        let check = match account.mode {
            Mode::Test => "flinks",
            Mode::Live => "flinks_live",
        };
        if offline {
            report.skipped(check, "not asked (--offline)");
        } else {
            sign_in(check, account, report).await;
        }
    }
}

async fn sign_in(check: &'static str, account: &Account, report: &mut Report) {
    match account.client.check().await {
        Ok(()) => report.ok(check, "the provider takes the credentials"),
        Err(error) => report.fail(check, chain(&error)),
    }
}
