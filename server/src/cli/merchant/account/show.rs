use clap::Args;
use payment::MerchantId;
use serde::Serialize;
use store::{SealedAccount, SealedWith, Seals};

use super::read_merchant;
use crate::{
    account::read_own,
    chain::chain,
    cli::{
        Failure,
        output::{print_json, print_line},
        place::PlaceArgs,
    },
    clock,
};

/// Show which accounts merchants have of their own, and nothing secret of them
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {
    /// Whose accounts; everybody's when left out
    #[arg(long, value_name = "MERCHANT_ID", value_parser = read_merchant)]
    merchant: Option<MerchantId>,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON for each
    #[arg(long)]
    json: bool,
}

/// What may be said of an account.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    merchant_id: &'a MerchantId,
    mode: &'a str,
    set_at: String,
    /// Where it is; `null` where it does not open.
    base_url: Option<String>,
    /// `current` or `old`.
    sealed_with: Option<&'static str>,
    /// Why it does not open.
    fault: Option<String>,
}

impl<'a> Shown<'a> {
    fn of(seals: &Seals, kept: &'a SealedAccount) -> Self {
        let own = read_own(seals, kept);
        let opened = own.as_ref().ok();
        Self {
            merchant_id: &kept.owner.merchant,
            mode: kept.owner.mode.as_str(),
            set_at: clock::rfc3339(kept.set_at),
            base_url: opened.map(|own| own.config.client.base_url.to_string()),
            sealed_with: opened.map(|own| match own.sealed_with {
                SealedWith::Current => "current",
                SealedWith::Old => "old",
            }),
            fault: own.as_ref().err().map(|fault| chain(fault)),
        }
    }
}

pub(super) async fn run(args: Show) -> Result<(), Failure> {
    let place = args.place.open().await?;
    if let Some(merchant) = &args.merchant {
        let found = place.store.merchant(merchant).await?;
        found.ok_or(Failure::NoSuchMerchant)?;
    }
    let is_asked_for = |kept: &SealedAccount| {
        args.merchant
            .as_ref()
            .is_none_or(|it| *it == kept.owner.merchant)
    };
    let accounts = place.store.accounts().await?;
    place.store.close().await;
    for kept in accounts.iter().filter(|kept| is_asked_for(kept)) {
        let shown = Shown::of(&place.seals, kept);
        if args.json {
            print_json(&shown)?;
            continue;
        }
        let Shown {
            merchant_id,
            mode,
            set_at,
            base_url,
            sealed_with,
            fault,
        } = shown;
        let what = match (base_url, sealed_with, fault) {
            (Some(url), Some(with), _) => format!("{url}  sealed with the {with} key"),
            (_, _, fault) => format!("cannot be opened: {}", fault.unwrap_or_default()),
        };
        print_line(format_args!("{merchant_id}  {mode}  {set_at}  {what}"))?;
    }
    Ok(())
}
