use clap::Args as ClapArgs;

use super::{
    Failure,
    place::PlaceArgs,
    proof::{Praise, prove},
};

/// Rebuild every row of a store from its logs and compare
///
/// Tells each checkout's log from its first event, and compares what comes of it with the
/// rows that lists and lookups are read from, bit for bit. Nothing is changed, except that an
/// older store is brought up to date when it is opened. A server may run meanwhile.
/// Ends with exit code 1 when a row is not what its log tells.
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
        done: "Replayed",
        clean: "Every row is what its log tells, bit for bit.",
    };
    prove(&args.place, args.json, &praise, async |store, watch| {
        store.replay_watched(watch).await
    })
    .await
}
