use tempfile::TempDir;

use super::*;

/// A few checkouts: a test needs no more to see that luck has nothing to do with it.
const FEW: u64 = 12;

fn lived(seed: u64) -> Lived {
    let folder = TempDir::new().expect("a folder");
    let outside = tokio::runtime::Runtime::new().expect("a runtime");
    let plan = Plan {
        seed,
        worlds: 1,
        checkouts_each: FEW,
        at_once: 1,
        folder: folder.path().to_owned(),
        telling: Telling::AtTheEnd,
    };
    world(&plan, seed, outside.handle()).unwrap_or_else(|failed| panic!("{failed}"))
}

#[test]
fn the_same_seed_lives_through_the_same_history() {
    let (once, again) = (lived(11), lived(11));
    assert_eq!(once.digest, again.digest);
    assert_ne!(once.digest, lived(12).digest);
    assert_eq!(once.counts.checkouts, FEW);
    assert!(once.counts.paid > 0 && once.counts.arrived > 0);
}
