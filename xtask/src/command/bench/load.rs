//! Many who ask the same server over and over, each waiting for its answer, and how long
//! that took.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::house::lock;
use crate::http::Line;

/// How long each of many answers took.
#[derive(Debug, Default)]
pub(super) struct Latencies(Vec<Duration>);

/// What came of asking.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    took: Duration,
    pub(super) latencies: Latencies,
    /// Answers other than 2xx.
    pub(super) refused: usize,
}

/// Sends every request once over so many connections, as fast as the answers come.
pub(super) fn send_all(
    host: &str,
    connections: usize,
    requests: &[Vec<u8>],
) -> Result<Outcome, Failure> {
    let heard: Mutex<(Vec<Duration>, usize)> = Mutex::default();
    let failed = |error: std::io::Error| Failure::Demo(format!("under load: {error}"));
    let share = requests.len().div_ceil(connections.max(1));
    let began = Instant::now();
    std::thread::scope(|scope| {
        let senders: Vec<_> = requests
            .chunks(share.max(1))
            .map(|requests| {
                let heard = &heard;
                scope.spawn(move || {
                    let mut line = Line::to(host)?;
                    let mut latencies = Vec::with_capacity(requests.len());
                    let mut refused = 0;
                    for request in requests {
                        let asked = Instant::now();
                        let answer = line.ask(request)?;
                        latencies.push(asked.elapsed());
                        refused += usize::from(!answer.is_success());
                    }
                    let mut heard = lock(heard);
                    heard.0.extend(latencies);
                    heard.1 += refused;
                    Ok(())
                })
            })
            .collect();
        senders.into_iter().try_for_each(|sender| {
            sender
                .join()
                .unwrap_or_else(|_| Err(std::io::Error::other("a sender broke")))
        })
    })
    .map_err(failed)?;
    let took = began.elapsed();
    let (latencies, refused) = std::mem::take(&mut *lock(&heard));
    Ok(Outcome {
        took,
        latencies: latencies.into_iter().collect(),
        refused,
    })
}

impl FromIterator<Duration> for Latencies {
    fn from_iter<T: IntoIterator<Item = Duration>>(all: T) -> Self {
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_unstable();
        Latencies(all)
    }
}

impl Latencies {
    /// What so many of a thousand took at most.
    pub(super) fn quantile(&self, of_thousand: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        let place = last * of_thousand / 1_000;
        self.0.get(place).copied().unwrap_or_default()
    }

    /// One row of figures.
    pub(super) fn row(&self, what: &str) -> String {
        let [p50, p99, max] = [500, 990, 1_000].map(|of| milliseconds(self.quantile(of)));
        format!("{what:<34}{p50:>9.1}{p99:>9.1}{max:>9.1}")
    }

    /// What stands above the rows.
    pub(super) fn head(what: &str) -> String {
        format!("{what:<34}{:>9}{:>9}{:>9}", "p50 ms", "p99 ms", "max ms")
    }
}

impl Outcome {
    /// Answers a second.
    pub(super) fn rate(&self) -> f64 {
        self.latencies.0.len() as f64 / self.took.as_secs_f64()
    }

    /// One row of figures.
    pub(super) fn row(&self, what: &str) -> String {
        let row = self.latencies.row(what);
        format!("{row}{:>9.0}/s{:>9}", self.rate(), self.refused)
    }

    /// What stands above the rows.
    pub(super) fn head(what: &str) -> String {
        format!("{}{:>11}{:>9}", Latencies::head(what), "rate", "refused")
    }
}

pub(super) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
