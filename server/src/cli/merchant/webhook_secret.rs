//! `guichet merchant webhook-secret`: what the provider signs with for one merchant alone.

use clap::Args;
use payment::MerchantId;
use secrecy::SecretString;
use serde::Serialize;
use store::{Action, Actor};

use super::{account::read_merchant, webhook_url};
use crate::{
    cli::{
        Failure,
        output::{print_json, print_line},
        place::PlaceArgs,
    },
    clock,
    dashboard::note,
    random,
};

/// Give a merchant another webhook secret of its own, for Flinks to sign with
///
/// For when the one before cannot be opened any more, or somebody may have seen it. It is shown
/// only this once. The one before is good no longer: what Flinks signs with it is refused, until
/// Flinks has this one.
#[derive(Debug, Args)]
pub(in crate::cli) struct WebhookSecret {
    /// Whose secret
    #[arg(long, value_name = "MERCHANT_ID", value_parser = read_merchant)]
    merchant: MerchantId,
    /// Put another in the place of the one before
    #[arg(long, required = true)]
    rotate: bool,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

/// A secret that was just made.
#[derive(Serialize)]
struct Made<'a> {
    merchant_id: &'a MerchantId,
    flinks_webhook_url: String,
    flinks_webhook_secret: &'a str,
}

pub(super) async fn run(args: WebhookSecret) -> Result<(), Failure> {
    let WebhookSecret {
        merchant,
        rotate: _,
        place,
        json,
    } = args;
    let place = place.open().await?;
    let text = hex::encode(random::secret::<32>());
    let (who, action) = (Actor::Operator, Action::WebhookSecretRotated);
    let note = note::line(&merchant, who, action, None, None, clock::now());
    let secret = SecretString::from(text.clone());
    let set = place.store.set_webhook_secret(&merchant, secret, note);
    let is_set = set.await?;
    place.store.close().await;
    if !is_set {
        return Err(Failure::NoSuchMerchant);
    }
    let made = Made {
        flinks_webhook_url: webhook_url(&place, &merchant),
        merchant_id: &merchant,
        flinks_webhook_secret: &text,
    };
    if json {
        return print_json(&made);
    }
    print_line(format_args!(
        "Merchant {}\n  Flinks webhook address                  {}\n  \
         Flinks webhook secret (shown only now)  {}",
        made.merchant_id, made.flinks_webhook_url, made.flinks_webhook_secret
    ))
}
