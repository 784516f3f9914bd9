//! Where worlds live, one after the other: a thread that stays on one core.
//!
//! A step of the server goes back and forth between its own thread, that of its store and that
//! of whoever is outside. They take turns, so a second core is of no use to them, and waking it
//! up costs more than what it is then asked to do.

use tokio::runtime::{Builder, Runtime};

use super::failure::Broken;

/// A thread's place, and what everybody outside of the servers runs on there: the provider, the
/// post, the shop.
#[derive(Debug)]
pub(super) struct Lane(Runtime);

impl Lane {
    /// Has this thread, and all that it starts from now on, keep to one core: the same for every
    /// lane whose number leaves the same remainder.
    pub(super) fn open(number: usize) -> Result<Self, Broken> {
        keep_to_a_core(number);
        Self::anywhere()
    }

    /// Leaves this thread where it is.
    pub(super) fn anywhere() -> Result<Self, Broken> {
        let outside = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        let outside = outside.map_err(|error| Broken::machine("a lane", &error))?;
        Ok(Self(outside))
    }

    /// What is outside.
    pub(super) fn outside(&self) -> &Runtime {
        &self.0
    }
}

/// Where it cannot be done, worlds are slower and the same.
#[cfg(target_os = "linux")]
fn keep_to_a_core(number: usize) {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

    let Ok(allowed) = sched_getaffinity(None) else {
        return;
    };
    let cores = (0..CpuSet::MAX_CPU).filter(|core| allowed.is_set(*core));
    let cores: Vec<_> = cores.collect();
    let Some(core) = number
        .checked_rem(cores.len())
        .and_then(|place| cores.get(place))
    else {
        return;
    };
    let mut only = CpuSet::new();
    only.set(*core);
    if let Err(error) = sched_setaffinity(None, &only) {
        tracing::debug!(%error, "a lane goes from core to core");
    }
}

#[cfg(not(target_os = "linux"))]
fn keep_to_a_core(_number: usize) {}
