//! What happened in a world, one line after the other.

use std::{
    collections::VecDeque,
    fmt,
    io::{self, Write as _},
};

use sha2::{Digest as _, Sha256};

/// How many lines are kept to be shown.
const KEPT: usize = 80;

/// Every line goes into the digest; the last ones are kept.
#[derive(Debug)]
pub(super) struct Trace {
    digest: Sha256,
    steps: u64,
    last: VecDeque<String>,
    telling: Telling,
}

/// Whether a history is told while it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
    /// Its last lines, should it end badly.
    AtTheEnd,
    /// Every line, on standard error.
    AsItHappens,
}

impl Trace {
    pub(super) fn new(telling: Telling) -> Self {
        Self {
            telling,
            digest: Sha256::new(),
            steps: 0,
            last: VecDeque::with_capacity(KEPT),
        }
    }

    /// A step begins. Its number.
    pub(super) fn step(&mut self) -> u64 {
        self.steps += 1;
        self.steps
    }

    /// Notes something that happened in the step.
    pub(super) fn note(&mut self, what: fmt::Arguments<'_>) {
        let line = format!("{:>6} {what}", self.steps);
        if self.telling == Telling::AsItHappens {
            // Whoever does not read it misses nothing.
            let _ = writeln!(io::stderr(), "{line}");
        }
        self.digest.update(line.as_bytes());
        self.digest.update(b"\n");
        if self.last.len() == KEPT {
            self.last.pop_front();
        }
        self.last.push_back(line);
    }

    /// How many steps there were.
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    /// The last lines, oldest first.
    pub(super) fn last(&self) -> Vec<String> {
        self.last.iter().cloned().collect()
    }

    /// The same for the same history.
    pub(super) fn digest(&self) -> String {
        hex::encode(self.digest.clone().finalize())
    }
}
