use bytes::Bytes;
use tokio::sync::Semaphore;

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

/// Draws a picture anew, in a thread of its own. One that the decoder gives up over is a picture
/// that cannot be read.
pub(crate) async fn draw(kind: Kind, bytes: Bytes) -> Result<Drawn, Vec<PictureFault>> {
    let _turn = TURN.acquire().await;
    let drawing = tokio::task::spawn_blocking(move || {
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
