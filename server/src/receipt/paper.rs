//! The receipt as a file.

use app::{desk::CheckoutView, page::LOGO, receipt::Receipt};
use bytes::Bytes;
use receipt::{PaperFault, Picture, paper};
use tokio::task::{JoinError, spawn_blocking};

use crate::{
    api::branding::{Drawn, Kind, draw_soon},
    customer::logo_at,
    state::AppState,
};

/// Where the demonstration's shop has its picture, which is in no store.
const DEMO_LOGO: &str = "/demo/logo.svg";

/// A receipt was not put on paper.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PaperError {
    /// It cannot be.
    #[error(transparent)]
    Fault(#[from] PaperFault),
    /// It was given up over.
    #[error("the paper was not finished")]
    Broken(#[from] JoinError),
}

/// The receipt as a PDF, the same whenever it is: in a thread of its own, for setting words
/// takes its time.
pub(crate) async fn paper_of(
    state: &AppState,
    view: &CheckoutView,
    receipt: Receipt,
) -> Result<Vec<u8>, PaperError> {
    let picture = picture(state, view).await;
    let brand = view.brand.clone();
    let made = spawn_blocking(move || paper(&receipt, &brand, picture.as_ref())).await??;
    Ok(made)
}

/// The shop's picture; a paper without one is no less a receipt.
async fn picture(state: &AppState, view: &CheckoutView) -> Option<Picture> {
    let logo = view.brand.logo.as_ref()?;
    if logo.href == DEMO_LOGO {
        let drawn = draw_soon(Kind::Svg, Bytes::from_static(LOGO.as_bytes())).await?;
        let Drawn { png, width, height } = drawn.ok()?;
        return Some(Picture { png, width, height });
    }
    Some(Picture {
        png: logo_at(state, &logo.href).await?,
        width: logo.width,
        height: logo.height,
    })
}
