mod check;
mod domains;
mod drift;
mod mail;
mod own;
mod report;

use std::path::PathBuf;

use clap::Args as ClapArgs;
use payment::Mode;

use self::report::Report;
use super::Failure;
use crate::config::{Config, Fault};

/// Check a configuration and say everything that is wrong with it
///
/// Looks at every key, opens the store, tries the addresses, signs in at the provider and at the
/// mail server, and tells what the provider said that its documentation does not have. A part that is sound is
/// looked at even where another is not. Nothing is changed anywhere, except that an older store's tables are brought up to date.
/// Ends with exit code 1 when something would keep `guichet serve` from working.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The configuration to check; the environment outweighs it, key by key
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Do not ask the provider, nor the mail server
    #[arg(long)]
    offline: bool,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: Args) -> Result<(), Failure> {
    let mut report = Report::default();
    let examined = Config::examine(args.config.as_deref());
    check::keys(&examined, &mut report);
    // Without its file a configuration is all defaults, and these are not what was meant.
    if !examined.faults.iter().any(Fault::hides_the_file) {
        check::server(examined.server.as_ref(), &mut report).await;
        check::store(examined.store.as_ref(), &mut report).await;
        check::account(Mode::Test, &examined.flinks, args.offline, &mut report).await;
        check::account(Mode::Live, &examined.flinks_live, args.offline, &mut report).await;
        own::accounts(examined.store.as_ref(), args.offline, &mut report).await;
        check::notifications(examined.notifications.as_ref(), &mut report);
        mail::server(&examined, args.offline, &mut report).await;
        let (store, domains) = (examined.store.as_ref(), examined.domains.as_ref());
        domains::records(store, domains, args.offline, &mut report).await;
    }
    report.print(args.json)?;
    if report.is_fit() {
        Ok(())
    } else {
        Err(Failure::Unfit)
    }
}
