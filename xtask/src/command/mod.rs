//! One file for each task.

pub(crate) mod accessibility;
pub(crate) mod bench;
pub(crate) mod build;
pub(crate) mod contract;
pub(crate) mod crash;
pub(crate) mod demo;
pub(crate) mod fuzz;
pub(crate) mod lighthouse;
pub(crate) mod mutants;
pub(crate) mod simulate;
pub(crate) mod size;
pub(crate) mod test;
