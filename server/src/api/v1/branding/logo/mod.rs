//! `/v1/branding/logo`: a picture that comes in as anything and goes out as a PNG of our own
//! making.

mod body;
pub(super) mod delete;
mod draw;
mod fault;
mod frame;
pub(super) mod put;
mod raster;
mod scan;
mod vector;

pub(crate) use self::{
    body::{Kind, LIMIT},
    draw::{Drawn, draw, draw_soon},
};
