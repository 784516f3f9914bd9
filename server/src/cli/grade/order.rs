use std::time::{Duration, Instant};

use reqwest::Client;
use serde_json::Value;
use url::{Url, form_urlencoded};

use super::{courier, fault::Fault};
use crate::cli::Failure;

/// What stands for the order in an address.
const PLACE: &str = "{reference}";

/// How long a shop may take to write down what it was told, after it has answered.
const SETTLING: Duration = Duration::from_secs(2);
/// How often it is looked whether it has.
const EVERY: Duration = Duration::from_millis(100);

/// An order of the shop, watched from outside.
pub(super) struct Watch {
    client: Client,
    url: Url,
    seen: Option<Seen>,
}

/// What the shop shows of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Seen {
    Shown(Value),
    /// The shop has no such order.
    Nothing,
    Unreadable,
}

/// What became of the order while something was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    NotWatched,
    Same,
    Changed,
    /// The shop does not show it.
    Hidden,
}

/// The address of an order, by its template.
pub(super) fn address(template: &str, reference: &str) -> Result<Url, Fault> {
    if !template.contains(PLACE) {
        return Err(Fault::OrderUrl);
    }
    let encoded: String = form_urlencoded::byte_serialize(reference.as_bytes()).collect();
    // In a path a plus is a plus.
    let url = template.replace(PLACE, &encoded.replace('+', "%20"));
    let url: Url = url.parse().map_err(|_| Fault::OrderUrl)?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(url),
        _ => Err(Fault::OrderUrl),
    }
}

impl Watch {
    pub(super) async fn new(url: Url, timeout: Duration) -> Result<Self, Failure> {
        let mut watch = Self {
            client: courier::client(&url, timeout)?,
            url,
            seen: None,
        };
        watch.seen = Some(watch.look().await);
        Ok(watch)
    }

    /// What became of it since it was last looked at.
    pub(super) async fn change(&mut self) -> Change {
        let now = self.look().await;
        let change = match (&self.seen, &now) {
            (_, Seen::Unreadable) => Change::Hidden,
            (Some(before), now) if before != now => Change::Changed,
            _ => Change::Same,
        };
        self.seen = Some(now);
        change
    }

    /// The same for a shop that answers first and does the work after.
    pub(super) async fn change_in_time(&mut self) -> Change {
        let began = Instant::now();
        loop {
            let change = self.change().await;
            if change != Change::Same || began.elapsed() > SETTLING {
                return change;
            }
            tokio::time::sleep(EVERY).await;
        }
    }

    /// Waits until nothing changes any more, for a while.
    pub(super) async fn settle(&mut self) {
        let began = Instant::now();
        let mut still = Instant::now();
        while still.elapsed() < SETTLING / 2 && began.elapsed() < SETTLING * 2 {
            tokio::time::sleep(EVERY).await;
            if self.change().await == Change::Changed {
                still = Instant::now();
            }
        }
    }

    async fn look(&self) -> Seen {
        let Ok(response) = self.client.get(self.url.clone()).send().await else {
            return Seen::Unreadable;
        };
        if response.status() == http::StatusCode::NOT_FOUND {
            return Seen::Nothing;
        }
        if !response.status().is_success() {
            return Seen::Unreadable;
        }
        response.json().await.map_or(Seen::Unreadable, Seen::Shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_stands_in_the_address_whatever_is_in_it() {
        let at = |template, reference| address(template, reference).map(|url| url.to_string());
        assert_eq!(
            at("http://shop.example/orders/{reference}", "A/B ?#"),
            Ok("http://shop.example/orders/A%2FB%20%3F%23".to_owned())
        );
        for template in [
            "http://shop.example/orders/1",
            "{reference}",
            "file:///{reference}",
        ] {
            assert_eq!(at(template, "A"), Err(Fault::OrderUrl), "{template}");
        }
    }
}
