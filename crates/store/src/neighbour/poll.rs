use std::time::Duration;

use tokio::{sync::mpsc, time::MissedTickBehavior};

use super::Post;
use crate::{Change, StoreError, Version, change::News, database::Statement};

/// How often to look where nothing is heard.
const BEAT: Duration = Duration::from_secs(1);

/// Where something is heard, every so many beats.
const RARELY: u32 = 4;

/// How many checkouts one question is about.
const MANY: usize = 500;

/// Looks for what was not heard. With every rare look a message goes round, by which this
/// server finds out whether it can hear: a pooler may take a `LISTEN` and never deliver.
pub(super) async fn run(post: Post, outbox: mpsc::Sender<News>) {
    let mut beat = tokio::time::interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut beats: u32 = 0;
    loop {
        beat.tick().await;
        let is_rare = beats.is_multiple_of(RARELY);
        beats = beats.wrapping_add(1);
        if is_rare {
            drop(outbox.try_send(News::default()));
        }
        if is_rare || post.hearing.is_deaf() {
            look(&post).await;
        }
    }
}

/// Tells whatever has changed among what is watched, and lets workers look for themselves.
pub(super) async fn look(post: &Post) {
    post.feed.hear(News {
        change: None,
        tasks: true,
        deliveries: true,
        letters: false,
    });
    let watched = post.feed.watched().all();
    for known in watched.chunks(MANY) {
        match changed(post, known).await {
            Ok(changes) => {
                for (was, change) in changes {
                    // Before the first look nothing is known, and so nothing is news.
                    if was == Version::NONE {
                        post.feed.watched().tell(&change);
                    } else {
                        post.feed.hear(News {
                            change: Some(change),
                            tasks: false,
                            deliveries: false,
                            letters: false,
                        });
                    }
                }
            }
            Err(error) => tracing::debug!(%error, "what is watched was not looked at"),
        }
    }
}

/// What is further than it was known to be, with how far that was.
async fn changed(post: &Post, known: &[Change]) -> Result<Vec<(Version, Change)>, StoreError> {
    let mut query = Statement::new("SELECT id, version FROM checkout WHERE id IN (");
    query
        .bind_all(known.iter().map(|change| change.checkout.as_str()))
        .push(")");
    let rows: Vec<(String, i64)> = query.fetch_all(&post.readers).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, version)| {
            let version = Version::from_sql(version)?;
            let was = known.iter().find(|change| change.checkout.as_str() == id)?;
            let change = Change {
                checkout: was.checkout.clone(),
                version,
            };
            (was.version < version).then_some((was.version, change))
        })
        .collect())
}
