//! `guichet merchant account`: the account at the provider that is a merchant's own.

mod reseal;
mod set;
mod show;

use clap::{Args, Subcommand};
use payment::{InvalidId, MerchantId, Mode, UnknownMode};
use store::AccountOwner;

use crate::cli::{Failure, output::print_line, place::PlaceArgs};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Action {
    Set(set::Set),
    Show(show::Show),
    Remove(Remove),
    Reseal(reseal::Reseal),
}

/// Whose account.
#[derive(Debug, Args)]
struct Owner {
    /// Whose account
    #[arg(long, value_name = "MERCHANT_ID", value_parser = read_merchant)]
    merchant: MerchantId,
    /// Which keys it stands behind: test or live
    #[arg(long, value_parser = read_mode)]
    mode: Mode,
}

impl Owner {
    fn named(&self) -> AccountOwner {
        AccountOwner {
            merchant: self.merchant.clone(),
            mode: self.mode,
        }
    }
}

/// Take a merchant's own account away: the installation's stands behind its keys again
///
/// Payments that are under way at the account are not heard of any more. Wait for them first.
#[derive(Debug, Args)]
pub(in crate::cli) struct Remove {
    #[command(flatten)]
    owner: Owner,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(in crate::cli) async fn run(action: Action) -> Result<(), Failure> {
    match action {
        Action::Set(args) => set::run(args).await,
        Action::Show(args) => show::run(args).await,
        Action::Remove(args) => remove(args).await,
        Action::Reseal(args) => reseal::run(args).await,
    }
}

async fn remove(args: Remove) -> Result<(), Failure> {
    let place = args.place.open().await?;
    let owner = args.owner.named();
    let removed = place.store.remove_account(&owner).await?;
    place.store.close().await;
    if !removed {
        return Err(Failure::NoSuchAccount(owner.mode));
    }
    print_line(format_args!(
        "The {} account of {} is removed.",
        owner.mode, owner.merchant
    ))
}

pub(super) fn read_merchant(text: &str) -> Result<MerchantId, InvalidId> {
    text.parse()
}

pub(super) fn read_mode(text: &str) -> Result<Mode, UnknownMode> {
    text.parse()
}
