use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use clap::Args;
use payment::Mode;
use secrecy::{ExposeSecret as _, SecretString};
use store::{AccountError, AccountOwner, SealedAccount};

use super::Owner;
use crate::{
    account::{Account, read_own},
    cli::{
        Failure,
        output::print_line,
        place::{Place, PlaceArgs},
    },
    clock,
    config::FlinksConfig,
    random,
};

/// More than any account is long, in bytes.
const LONGEST: u64 = 64 * 1024;

/// Give a merchant an account of its own, or another one
///
/// The account is TOML with the keys of the section [flinks], without the section's name. It
/// is checked, sealed with the installation's sealing key, and counts from the next payment on,
/// on every server. Payments that are under way go on at the account that they began with only
/// as long as it stays: change it when there are none.
#[derive(Debug, Args)]
pub(in crate::cli) struct Set {
    #[command(flatten)]
    owner: Owner,
    /// The file with the account; `-` reads it from standard input
    #[arg(long, value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) async fn run(args: Set) -> Result<(), Failure> {
    let owner = args.owner.named();
    let (text, path) = read(&args.file)?;
    let (config, warnings) = FlinksConfig::of_text(owner.mode, text.expose_secret(), &path)?;
    Account::open(owner.mode, &config)?;

    let place = args.place.open().await?;
    apart(&place, &owner, &config).await?;
    let text = text.expose_secret().as_bytes();
    let sealed = place.seals.seal(owner.place(), text, random::secret());
    let sealed = sealed.map_err(|_| Failure::NoSealingKey)?;
    let account = SealedAccount {
        owner: owner.clone(),
        sealed,
        set_at: clock::now(),
    };
    let kept = place.store.set_account(account).await;
    place.store.close().await;
    kept.map_err(|error| match error {
        AccountError::NoSuchMerchant => Failure::NoSuchMerchant,
        AccountError::Store(error) => error.into(),
    })?;
    for warning in warnings {
        print_line(format_args!("warning: {warning}"))?;
    }
    print_line(format_args!(
        "{} has its own {} account at {}.",
        owner.merchant, owner.mode, config.client.base_url
    ))
}

/// Sees to it that test keys and live ones do not reach one and the same account. What does not
/// open cannot be compared.
async fn apart(place: &Place, owner: &AccountOwner, config: &FlinksConfig) -> Result<(), Failure> {
    let other = AccountOwner {
        merchant: owner.merchant.clone(),
        mode: match owner.mode {
            Mode::Test => Mode::Live,
            Mode::Live => Mode::Test,
        },
    };
    let kept = place.store.account(&other).await?;
    let Some(Ok(own)) = kept.map(|kept| read_own(&place.seals, &kept)) else {
        return Ok(());
    };
    let id = |config: &FlinksConfig| {
        let id = config.client.credentials.client_id.expose_secret();
        (config.client.base_url.clone(), id.to_owned())
    };
    if id(config) == id(&own.config) {
        return Err(Failure::SameAccount { other: other.mode });
    }
    Ok(())
}

/// The account, and what to call where it was read.
fn read(file: &Path) -> Result<(SecretString, PathBuf), Failure> {
    if file.as_os_str() == "-" {
        let name = PathBuf::from("standard input");
        return Ok((read_from(io::stdin().lock(), &name)?, name));
    }
    let failed = |source| Failure::File {
        path: file.to_owned(),
        source,
    };
    let opened = File::open(file).map_err(failed)?;
    Ok((read_from(opened, file)?, file.to_owned()))
}

fn read_from(from: impl Read, name: &Path) -> Result<SecretString, Failure> {
    let not_text = || Failure::NotText {
        what: name.display().to_string(),
    };
    let mut bytes = Vec::new();
    from.take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| Failure::File {
            path: name.to_owned(),
            source,
        })?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST {
        return Err(not_text());
    }
    let text = String::from_utf8(bytes).map_err(|_| not_text())?;
    Ok(text.into())
}
