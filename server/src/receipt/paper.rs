//! The receipt as a file.

use std::time::Duration;

use app::{desk::CheckoutView, page::LOGO, receipt::Receipt};
use bytes::Bytes;
use receipt::{PaperFault, Picture, paper};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    task::{JoinError, spawn_blocking},
    time::timeout,
};

use crate::{
    api::branding::{Drawn, Kind, draw_soon},
    customer::logo_at,
    state::AppState,
};

/// Where the demonstration's shop has its picture, which is in no store.
const DEMO_LOGO: &str = "/demo/logo.svg";

/// How many papers are made at once: each takes a thread for a while, and letters, pages and the
/// store share them.
static TURN: Semaphore = Semaphore::const_new(2);

/// How long somebody who looks on waits for a turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// A receipt was not put on paper.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PaperError {
    /// It cannot be.
    #[error(transparent)]
    Fault(#[from] PaperFault),
    /// It was given up over.
    #[error("the paper was not finished")]
    Broken(#[from] JoinError),
    /// Too many are being made.
    #[error("too many papers are being made")]
    Busy,
}

/// The same as [`paper_of`], for somebody who looks on: soon or not at all.
pub(crate) async fn paper_soon(
    state: &AppState,
    view: &CheckoutView,
    receipt: Receipt,
) -> Result<Vec<u8>, PaperError> {
    let turn = timeout(PATIENCE, TURN.acquire()).await;
    let turn = turn.map_err(|_| PaperError::Busy)?;
    made(state, view, receipt, turn.ok()).await
}

/// The receipt as a PDF, the same whenever it is: in a thread of its own, for setting words
/// takes its time. It waits for its turn.
pub(crate) async fn paper_of(
    state: &AppState,
    view: &CheckoutView,
    receipt: Receipt,
) -> Result<Vec<u8>, PaperError> {
    // It is never closed.
    let turn = TURN.acquire().await.ok();
    made(state, view, receipt, turn).await
}

async fn made(
    state: &AppState,
    view: &CheckoutView,
    receipt: Receipt,
    turn: Option<SemaphorePermit<'static>>,
) -> Result<Vec<u8>, PaperError> {
    let picture = picture(state, view).await;
    let brand = view.brand.clone();
    let making = spawn_blocking(move || {
        let made = paper(&receipt, &brand, picture.as_ref());
        // Also where nobody waits for it any more, the turn ends with the work.
        drop(turn);
        made
    });
    Ok(making.await??)
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
