use clap::{Args, Subcommand};

use super::{
    Failure,
    output::{print_json, print_line},
    place::PlaceArgs,
};
use crate::{
    clock,
    receipt::{begin, new_key, published},
};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    Show(Show),
    Rotate(Rotate),
}

/// Show the public halves of the keys that receipts are and were signed with
///
/// The same as `/.well-known/guichet-receipt-keys.json`: with it and a receipt's code anybody can
/// run `guichet verify-receipt` without asking the server.
#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON: a JSON Web Key Set
    #[arg(long)]
    json: bool,
}

/// Sign receipts with a new key from now on
///
/// Codes from before stay good: the public half of the old key stays published. Its secret half
/// is forgotten. A running server signs with the new key at once.
#[derive(Debug, Args)]
pub(super) struct Rotate {
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON: a JSON Web Key Set
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(action: Action) -> Result<(), Failure> {
    match action {
        Action::Show(args) => {
            let store = args.place.open().await?.store;
            begin(&store, clock::now()).await?;
            tell(&store, args.json).await?;
            store.close().await;
        }
        Action::Rotate(args) => {
            let store = args.place.open().await?.store;
            store.rotate_receipt_key(new_key(clock::now())).await?;
            tell(&store, args.json).await?;
            store.close().await;
        }
    }
    Ok(())
}

async fn tell(store: &store::Store, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(&published(store).await?);
    }
    for key in store.receipt_keys().await? {
        let public = hex::encode(&key.public);
        let made = clock::rfc3339(key.created_at);
        let state = key.retired_at.map_or_else(
            || "signs".to_owned(),
            |at| format!("retired {}", clock::rfc3339(at)),
        );
        print_line(format_args!("{}  {public}  {made}  {state}", key.id))?;
    }
    Ok(())
}
