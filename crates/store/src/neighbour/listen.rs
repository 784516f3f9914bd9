use std::time::Duration;

use sqlx::postgres::PgListener;

use super::{Post, SILENCE, message, poll};
use crate::{
    database::{PATIENCE, within},
    url::PostgresUrl,
};

/// How long to wait before listening again after it failed.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens for as long as it lives, on a connection of its own.
pub(super) async fn run(post: Post, url: PostgresUrl) {
    loop {
        if let Err(error) = listen(&post, &url).await {
            tracing::debug!(%error, "other servers are not heard, and are asked for instead");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn listen(post: &Post, url: &PostgresUrl) -> Result<(), sqlx::Error> {
    let mut listener = within(PATIENCE, PgListener::connect(url.expose())).await?;
    listener.eager_reconnect(false);
    listener.listen(&post.channel).await?;
    // What was told before, nobody listened to.
    poll::look(post).await;
    // A connection that brings not even our own messages may lead nowhere.
    while let Some(told) = within(SILENCE, listener.try_recv()).await? {
        post.hearing.heard();
        for news in message::read(post.sender, told.payload()).unwrap_or_default() {
            post.feed.hear(news);
        }
    }
    Ok(())
}
