mod check;
mod report;

use std::path::PathBuf;

use clap::Args as ClapArgs;

use self::report::Report;
use super::Failure;
use crate::config::{Config, Loaded};

/// Check a configuration and say everything that is wrong with it
///
/// Looks at every key, opens the store, tries the addresses, and signs in at the provider.
/// Nothing is changed anywhere, except that an older store's tables are brought up to date.
/// Ends with exit code 1 when something would keep `guichet serve` from working.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The configuration to check; the environment outweighs it, key by key
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Do not ask the provider
    #[arg(long)]
    offline: bool,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: Args) -> Result<(), Failure> {
    let mut report = Report::default();
    match Config::load(args.config.as_deref()) {
        Err(error) => {
            for fault in &error.faults {
                report.fail("config", fault);
            }
        }
        Ok(Loaded { config, warnings }) => {
            report.ok("config", "every key is known and valid");
            for warning in warnings {
                report.warn("config", warning);
            }
            check::server(&config, &mut report).await;
            check::store(&config, &mut report).await;
            check::accounts(&config, args.offline, &mut report).await;
        }
    }
    report.print(args.json)?;
    if report.is_fit() {
        Ok(())
    } else {
        Err(Failure::Unfit)
    }
}
