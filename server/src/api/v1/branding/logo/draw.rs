use std::time::Duration;

use bytes::Bytes;
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    task::JoinError,
    time::timeout,
};

use super::{body::Kind, fault::PictureFault, raster, vector};

/// Pictures are drawn one at a time: customers' pages go before.
static TURN: Semaphore = Semaphore::const_new(1);

/// A picture as it is served: a PNG of our own making, with nothing in it but pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Drawn {
    pub(crate) png: Vec<u8>,
    /// CSS pixels.
    pub(crate) width: u16,
    /// CSS pixels.
    pub(crate) height: u16,
}

/// How long somebody waits for their turn who can do without the picture.
const PATIENCE: Duration = Duration::from_secs(1);

/// Draws a picture anew, in a thread of its own. One that the decoder gives up over is a picture
/// that cannot be read.
pub(crate) async fn draw(kind: Kind, bytes: Bytes) -> Result<Drawn, Vec<PictureFault>> {
    match TURN.acquire().await {
        Ok(turn) => draw_in(turn, kind, bytes).await,
        Err(_) => Err(vec![PictureFault::Unreadable]),
    }
}

/// The same, for whoever can do without it. None where others are being drawn for long.
pub(crate) async fn draw_soon(
    kind: Kind,
    bytes: Bytes,
) -> Option<Result<Drawn, Vec<PictureFault>>> {
    let turn = turn_within(PATIENCE, &TURN).await?;
    Some(draw_in(turn, kind, bytes).await)
}

async fn turn_within(
    patience: Duration,
    turns: &'static Semaphore,
) -> Option<SemaphorePermit<'static>> {
    timeout(patience, turns.acquire()).await.ok()?.ok()
}

async fn draw_in(
    turn: SemaphorePermit<'static>,
    kind: Kind,
    bytes: Bytes,
) -> Result<Drawn, Vec<PictureFault>> {
    let drawing = apart(turn, move || {
        if bytes.is_empty() {
            return Err(vec![PictureFault::Empty]);
        }
        match kind {
            Kind::Png | Kind::Jpeg | Kind::WebP => {
                raster::draw(kind, &bytes).map_err(|fault| vec![fault])
            }
            Kind::Svg => vector::draw(&bytes),
        }
    });
    drawing
        .await
        .unwrap_or_else(|_| Err(vec![PictureFault::Unreadable]))
}

/// Works in a thread of its own, which cannot be stopped: the turn is over when the work is, not
/// when nobody waits for it any more.
async fn apart<T: Send + 'static>(
    turn: SemaphorePermit<'static>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn whoever_hangs_up_gives_nobody_a_turn_before_the_work_is_done() {
        static TURNS: Semaphore = Semaphore::const_new(1);
        let turn = TURNS.try_acquire().expect("nobody works yet");
        let (go_on, wait) = mpsc::channel::<()>();
        let (begun, begins) = tokio::sync::oneshot::channel();
        let working = tokio::spawn(apart(turn, move || {
            begun.send(()).expect("the test waits for it");
            wait.recv().expect("the test lets it go on");
        }));
        begins.await.expect("it begins");
        working.abort();
        assert!(working.await.is_err_and(|error| error.is_cancelled()));
        assert!(TURNS.try_acquire().is_err(), "it is still at work");
        go_on.send(()).expect("it waits");
        assert!(TURNS.acquire().await.is_ok(), "it is done by and by");
    }

    #[tokio::test]
    async fn whoever_can_do_without_a_picture_does_not_wait_for_long() {
        static TURNS: Semaphore = Semaphore::const_new(1);
        let turn = TURNS.try_acquire().expect("nobody draws yet");
        let patience = Duration::from_millis(1);
        assert!(turn_within(patience, &TURNS).await.is_none());
        drop(turn);
        assert!(turn_within(PATIENCE, &TURNS).await.is_some());
    }
}
