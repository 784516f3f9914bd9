//! The shops of `examples` that are written in Rust. Those for Node are tried in `end2end`.

mod axum;
