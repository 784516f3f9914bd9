use tempfile::TempDir;

use super::*;

/// A few checkouts: a test needs no more to see that luck has nothing to do with it.
const FEW: u64 = 12;

fn live(seed: u64, planted: Planted) -> Result<Lived, Box<Failed>> {
    let folder = TempDir::new().expect("a folder");
    let plan = Plan {
        seed,
        worlds: 1,
        checkouts_each: FEW,
        at_once: 1,
        folder: folder.path().to_owned(),
        telling: Telling::AtTheEnd,
        planted,
    };
    // Beside other tests, on whichever core is free.
    world(&plan, seed, &Lane::anywhere())
}

fn lived(seed: u64) -> Lived {
    live(seed, Planted::Nothing).unwrap_or_else(|failed| panic!("{failed}"))
}

#[test]
fn the_same_seed_lives_through_the_same_history() {
    let (once, again) = (lived(11), lived(11));
    assert_eq!(once.digest, again.digest);
    assert_ne!(once.digest, lived(12).digest);
    assert_eq!(once.counts.checkouts, FEW);
    assert!(once.counts.paid > 0 && once.counts.arrived > 0);
}

#[test]
fn a_server_that_believes_a_forged_webhook_is_noticed_and_its_seed_shows_it_again() {
    let failed = || live(11, Planted::Credulity).expect_err("nobody noticed");
    let (once, again) = (failed().to_string(), failed().to_string());
    let name = "what is paid here is paid at the bank does not hold";
    assert!(once.contains(name), "{once}");
    assert!(once.contains("seed 11, step "), "{once}");
    assert_eq!(once, again);
}
