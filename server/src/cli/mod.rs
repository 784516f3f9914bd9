//! The command line.

mod demo;
mod doctor;
mod failure;
mod grade;
mod key;
mod letter;
mod merchant;
mod output;
mod place;
mod proof;
mod receipt_key;
mod replay;
mod samples;
pub(crate) mod serve;
mod simulate;
pub(crate) mod stop;
mod twin;
mod user;
mod verify;
mod verify_receipt;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::failure::Failure;

/// A white-label checkout for Canadian bank payments through Flinks Pay.
///
/// A merchant sends a customer to a page; the customer pays from their bank; the merchant
/// learns the truth about the money, once, and can prove it.
#[derive(Debug, Parser)]
#[command(name = "guichet", version, propagate_version = true, max_term_width = 100, after_long_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  Try everything on one machine, with a bank that is not real:
    guichet demo --addr 127.0.0.1:8080 --data ./demo

  Run for real:
    guichet doctor --config guichet.toml
    guichet serve --config guichet.toml

  Let a merchant in:
    guichet merchant create --config guichet.toml --name 'Maple & Pine'
    guichet key create --config guichet.toml --merchant mer_... --mode live
    guichet user add --config guichet.toml --merchant mer_... --role owner owner@shop.example

  Prove that nothing was touched:
    guichet verify --config guichet.toml

  Check the code on a customer's receipt:
    guichet verify-receipt --keys guichet-receipt-keys.json RC1-...

Every key of the configuration can also be set in the environment, such as
GUICHET__FLINKS__BASE_URL; docs/configuration.md lists them all.";

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Args),
    Serve(serve::Args),
    Doctor(doctor::Args),
    Grade(grade::Args),
    Twin(twin::Args),
    Verify(verify::Args),
    Replay(replay::Args),
    VerifyReceipt(verify_receipt::Args),
    /// Show and change what receipts are signed with.
    #[command(subcommand)]
    ReceiptKey(receipt_key::Action),
    #[command(hide = true)]
    Simulate(simulate::Args),
    #[command(hide = true)]
    Samples(samples::Args),
    /// Create and list merchants.
    #[command(subcommand)]
    Merchant(merchant::Action),
    /// Create, list and revoke API keys.
    #[command(subcommand)]
    Key(key::Action),
    /// List letters to customers that failed, and send them again.
    #[command(subcommand)]
    Letter(letter::Action),
    /// Let people into a merchant's dashboard, and back into it.
    #[command(subcommand)]
    User(user::Action),
}

/// Does what the command line says.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return Failure::Runtime(error).report(),
    };
    let done = runtime.block_on(async {
        match cli.command {
            Command::Demo(args) => Box::pin(demo::run(args)).await,
            Command::Serve(args) => Box::pin(serve::execute(args)).await,
            Command::Doctor(args) => Box::pin(doctor::run(args)).await,
            Command::Grade(args) => Box::pin(grade::run(args)).await,
            Command::Twin(args) => Box::pin(twin::run(args)).await,
            Command::Verify(args) => Box::pin(verify::run(args)).await,
            Command::Replay(args) => Box::pin(replay::run(args)).await,
            Command::VerifyReceipt(args) => Box::pin(verify_receipt::run(args)).await,
            Command::ReceiptKey(action) => Box::pin(receipt_key::run(action)).await,
            Command::Simulate(args) => Box::pin(simulate::run(args)).await,
            Command::Samples(args) => Box::pin(samples::run(args)).await,
            Command::Merchant(action) => Box::pin(merchant::run(action)).await,
            Command::Key(action) => Box::pin(key::run(action)).await,
            Command::Letter(action) => Box::pin(letter::run(action)).await,
            Command::User(action) => Box::pin(user::run(action)).await,
        }
    });
    // Whatever still holds a thread has had its time.
    runtime.shutdown_background();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
