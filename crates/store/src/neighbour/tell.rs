use tokio::sync::mpsc;

use super::{Post, message};
use crate::change::News;

/// How much goes into one sending.
const MANY: usize = 256;

/// Sends what is waiting, all of it at once, then what came in the meantime.
pub(super) async fn run(post: Post, mut waiting: mpsc::Receiver<News>) {
    let mut news = Vec::with_capacity(MANY);
    while waiting.recv_many(&mut news, MANY).await > 0 {
        for message in message::write(post.sender, &news) {
            let sent = sqlx::query("SELECT pg_notify($1, $2)")
                .bind(&*post.channel)
                .bind(message)
                .execute(&post.readers)
                .await;
            if let Err(error) = sent {
                tracing::debug!(%error, "other servers were not told, and will look for themselves");
            }
        }
        news.clear();
    }
}
