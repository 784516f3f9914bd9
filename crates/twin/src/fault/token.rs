use std::{collections::HashMap, time::Duration};

use jiff::Timestamp;

use super::value::TokenLife;

/// Tokens that stop working before they say so.
#[derive(Default)]
pub(super) struct ShortTokens(HashMap<String, Rest>);

/// What is left of a token.
enum Rest {
    OneRequest,
    Until(Timestamp),
    Nothing,
}

impl ShortTokens {
    pub(super) fn shorten(&mut self, token: &str, life: TokenLife, now: Timestamp) {
        let rest = match life {
            TokenLife::OneRequest(_) => Rest::OneRequest,
            TokenLife::Seconds(seconds) => {
                let end = now.saturating_add(Duration::from_secs(seconds.into()));
                Rest::Until(end.unwrap_or(Timestamp::MAX))
            }
        };
        self.0.insert(token.to_owned(), rest);
    }

    /// Whether the token works now. Showing it may have been its last use.
    pub(super) fn shown(&mut self, token: &str, now: Timestamp) -> bool {
        let Some(rest) = self.0.get_mut(token) else {
            return true;
        };
        match rest {
            Rest::OneRequest => {
                *rest = Rest::Nothing;
                true
            }
            Rest::Until(end) => now < *end,
            Rest::Nothing => false,
        }
    }
}
