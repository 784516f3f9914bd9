use clap::Args;
use secrecy::ExposeSecret as _;
use store::{Reseal as Which, Resealed, SealedWith};

use crate::{
    cli::{Failure, output::print_line, place::PlaceArgs},
    clock, random,
};

/// Seal every account and every secret of an endpoint with the current sealing key
///
/// For after the key was changed: until then the old one has to stay among
/// `store.old_sealing_keys`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Reseal {
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) async fn run(args: Reseal) -> Result<(), Failure> {
    let place = args.place.open().await?;
    if !place.seals.can_seal() {
        return Err(Failure::NoSealingKey);
    }
    let (mut sealed_anew, mut unopened) = (0_u32, 0_u32);
    for kept in place.store.accounts().await? {
        let (owner, seals) = (kept.owner.clone(), &place.seals);
        let (secret, with) = match seals.open(owner.place(), &kept.sealed) {
            Ok(opened) => opened,
            Err(error) => {
                unopened += 1;
                print_line(format_args!("{}  {}  {error}", owner.merchant, owner.mode))?;
                continue;
            }
        };
        if with == SealedWith::Current {
            continue;
        }
        let sealed = seals.seal(owner.place(), secret.expose_secret(), random::secret());
        let sealed = sealed.map_err(|_| Failure::NoSealingKey)?;
        // One that was set anew meanwhile has the current seal already.
        if place.store.reseal_account(kept, sealed).await? {
            sealed_anew += 1;
        }
    }
    let secrets = place
        .store
        .reseal_secrets(Which::ClearAndOld, clock::now())
        .await?;
    let Resealed { sealed, closed } = secrets;
    sealed_anew = sealed_anew.saturating_add(sealed);
    if closed > 0 {
        unopened = unopened.saturating_add(closed);
        print_line(format_args!(
            "{closed} secrets of endpoints and merchants cannot be opened"
        ))?;
    }
    place.store.close().await;
    print_line(format_args!(
        "{sealed_anew} sealed anew, {unopened} cannot be opened."
    ))?;
    if unopened > 0 {
        return Err(Failure::Unopened);
    }
    Ok(())
}
