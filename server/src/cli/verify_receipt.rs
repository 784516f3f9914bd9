use std::{
    io::{self, Read as _},
    path::PathBuf,
};

use app::format;
use clap::Args as ClapArgs;
use payment::{Locale, Mode};
use receipt::{CodeFault, KeyName, PublicKey, PublicKeys, State, Statement, Verified, verify};
use serde::Serialize;
use store::{ReceiptKeyRow, Store};

use super::{
    Failure,
    output::{print_json, print_line},
    place::PlaceArgs,
};
use crate::clock;

/// The most that is read from standard input or a file of keys, in bytes.
const MOST: u64 = 1024 * 1024;

/// Check the code on a receipt, without asking any server
///
/// Says what the code states, or why it proves nothing. The code can be given in one piece or in
/// several, in upper or lower case, with or without its hyphens, and with other text around it.
/// With `--keys`, nothing else is needed: it is the file that the server publishes at
/// `/.well-known/guichet-receipt-keys.json`. Without it, the keys in the store are used.
/// Ends with exit code 0 when the code is good, 1 when it proves nothing, and 2 when there is
/// nothing to check it with.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The code, `RC1-...`; `-` reads it from standard input
    #[arg(required = true, value_name = "CODE", allow_hyphen_values = false)]
    code: Vec<String>,
    /// The public keys, as the server publishes them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["config", "data"])]
    keys: Option<PathBuf>,
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Good<'a> {
    valid: bool,
    key: String,
    checkout: &'a str,
    merchant: &'a str,
    payee: &'a str,
    mode: &'a str,
    amount: i64,
    currency: &'a str,
    paid_at: String,
    guaranteed: bool,
    state: &'a str,
    since: String,
}

#[derive(Debug, Serialize)]
struct Bad<'a> {
    valid: bool,
    reason: &'a str,
    message: String,
}

pub(super) async fn run(args: Args) -> Result<(), Failure> {
    let keys = match &args.keys {
        Some(path) => of_file(path)?,
        None => {
            let read = of_store(&args.place).await;
            let keys = read.map_err(|error| Failure::ReceiptKeysStore(Box::new(error)))?;
            keys.ok_or(Failure::NoReceiptKeys)?
        }
    };
    let text = match args.code.as_slice() {
        [one] if one == "-" => from_stdin()?,
        parts => parts.join(" "),
    };
    match verify(&text, &keys) {
        Ok(verified) if args.json => print_json(&good(&verified)),
        Ok(verified) => say(&verified),
        Err(fault) => {
            complain(fault, args.json)?;
            Err(Failure::BadReceipt)
        }
    }
}

fn of_file(path: &PathBuf) -> Result<PublicKeys, Failure> {
    let file = |source| Failure::ReceiptKeysFile {
        path: path.clone(),
        source,
    };
    let mut text = String::new();
    let opened = std::fs::File::open(path).map_err(file)?;
    opened.take(MOST).read_to_string(&mut text).map_err(file)?;
    PublicKeys::read(&text).map_err(|source| Failure::ReceiptKeys {
        path: path.clone(),
        source,
    })
}

/// `None` where there is none.
async fn of_store(place: &PlaceArgs) -> Result<Option<PublicKeys>, Failure> {
    let url = place.kept_store()?;
    let store = Store::open(&url).await?;
    let rows = store.receipt_keys().await?;
    store.close().await;
    let is_good = |row: &&ReceiptKeyRow| row.revoked_at.is_none();
    let good = rows.iter().filter(is_good);
    let good: Vec<_> = good
        .filter_map(|row| PublicKey::from_bytes(&row.public).ok())
        .collect();
    let revoked = rows.iter().filter(|row| row.revoked_at.is_some());
    let revoked: Vec<KeyName> = revoked.filter_map(|row| row.id.parse().ok()).collect();
    if good.is_empty() && revoked.is_empty() {
        return Ok(None);
    }
    Ok(Some(
        good.into_iter().collect::<PublicKeys>().without(revoked),
    ))
}

fn from_stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MOST).read_to_end(&mut bytes);
    read.map_err(Failure::Input)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn good(verified: &Verified) -> Good<'_> {
    let Statement {
        checkout,
        merchant,
        payee,
        mode,
        amount,
        paid_at,
        state,
        since,
        guaranteed,
    } = &verified.statement;
    Good {
        valid: true,
        key: verified.key.to_string(),
        checkout: checkout.as_str(),
        merchant: merchant.as_str(),
        payee,
        mode: mode.as_str(),
        amount: amount.cents(),
        currency: "CAD",
        paid_at: clock::rfc3339(*paid_at),
        guaranteed: *guaranteed,
        state: state.as_str(),
        since: clock::rfc3339(*since),
    }
}

fn say(verified: &Verified) -> Result<(), Failure> {
    let it = &verified.statement;
    let amount = format::money(it.amount, Locale::EnCa);
    // A merchant wrote the name; a terminal obeys some characters.
    let payee: String = it.payee.chars().filter(|c| !c.is_control()).collect();
    print_line(format_args!("Valid: signed with key {}.", verified.key))?;
    print_line(format_args!("  paid to         {payee} ({})", it.merchant))?;
    print_line(format_args!("  amount          {amount} CAD"))?;
    print_line(format_args!(
        "  paid            {}",
        clock::rfc3339(it.paid_at)
    ))?;
    print_line(format_args!("  state           {}", state(it)))?;
    print_line(format_args!("  payment number  {}", it.checkout))?;
    match it.mode {
        Mode::Test => print_line("  mode            test: no money moved")?,
        Mode::Live => {}
    }
    print_line("It says how the payment stood then; what happened later is on a later receipt.")
}

fn state(it: &Statement) -> String {
    let guarantee = if it.guaranteed {
        "guaranteed"
    } else {
        "not guaranteed: the bank could still return it"
    };
    match it.state {
        State::Paid => format!("paid; {guarantee}"),
        State::PaidInPart => format!("paid in part: less than the order asked for; {guarantee}"),
        State::Debit => "a debit was agreed to, which is less than paid; not guaranteed: \
                         the bank could still return it"
            .to_owned(),
        State::TakenBack => {
            format!("taken back by the bank on {}", clock::rfc3339(it.since))
        }
    }
}

fn complain(fault: CodeFault, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(&Bad {
            valid: false,
            reason: fault.as_str(),
            message: fault.to_string(),
        });
    }
    print_line(format_args!("Not valid: {fault}."))
}
