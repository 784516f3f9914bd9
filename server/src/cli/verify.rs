use clap::Args as ClapArgs;

use super::{
    Failure,
    place::PlaceArgs,
    proof::{Praise, prove},
};

/// Prove that nothing in a store was touched since it was written
///
/// Has the database engine check its file, follows the chain of hashes through the log of
/// every checkout, and compares every row beside the logs with what they tell. Names what is
/// wrong, by checkout and event, and quotes nothing of it. Nothing is changed, except that an
/// older store is brought up to date when it is opened. A server may run meanwhile.
/// Ends with exit code 1 when something is wrong.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    place: PlaceArgs,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: Args) -> Result<(), Failure> {
    let praise = Praise {
        done: "Verified",
        clean: "Everything is as it was written.",
    };
    prove(&args.place, args.json, &praise, async |store, watch| {
        store.verify_watched(watch).await
    })
    .await
}
