use reqwest::{RequestBuilder, header::HeaderValue};
use secrecy::ExposeSecret;
use tokio::{sync::Mutex, time::Instant};

use super::{
    error::{Error, Nonsense},
    inbox::Inbox,
    wire::{self, Repeat},
};
use crate::token::TokenAnswer;

/// The bearer tokens of one account.
///
/// The lock is held while a token is fetched, so however many calls find the old one gone,
/// one request is made and the others wait for it.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    current: Mutex<Option<Token>>,
}

/// A token, as the headers that carry it.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// For `Authorization`.
    pub(super) bearer: HeaderValue,
    /// For `BearerToken`.
    pub(super) bare: HeaderValue,
    until: Instant,
}

impl Token {
    fn is_usable(&self) -> bool {
        Instant::now() < self.until
    }
}

impl Tokens {
    /// The token in use, or a new one. After `refused` was refused: the one that another
    /// call got meanwhile, or a new one.
    pub(super) async fn current(
        &self,
        refused: Option<&Token>,
        request: RequestBuilder,
        inbox: &Inbox,
    ) -> Result<Token, Error> {
        let mut current = self.current.lock().await;
        let usable = current.as_ref().filter(|token| {
            token.is_usable() && refused.is_none_or(|refused| refused.bare != token.bare)
        });
        if let Some(token) = usable {
            return Ok(token.clone());
        }
        let token = fetch(request, inbox).await?;
        *current = Some(token.clone());
        Ok(token)
    }

    /// A token that has started nothing yet. Reads may go on with it afterwards.
    pub(super) async fn fresh(
        &self,
        request: RequestBuilder,
        inbox: &Inbox,
    ) -> Result<Token, Error> {
        let token = fetch(request, inbox).await?;
        *self.current.lock().await = Some(token.clone());
        Ok(token)
    }
}

/// Asking for a token changes nothing at the provider, so it may be repeated.
async fn fetch(request: RequestBuilder, inbox: &Inbox) -> Result<Token, Error> {
    // `[AUTH]`
    const DOCUMENTED: [u16; 1] = [200];
    let asked_at = Instant::now();
    let answered = wire::send(request, Repeat::Safe).await?;
    // No sample goes with it: the body is the token.
    inbox.note(answered.drift(&DOCUMENTED), &[]);
    let answer: TokenAnswer = match answered.success() {
        Ok(answered) => answered.json()?,
        // OAuth answers 400 where the credentials are wrong (`invalid_client`); the
        // provider's own error is not documented, and nothing else of ours can be wrong.
        Err(Error::Refused { .. }) => return Err(Error::Unauthorized),
        Err(error) => return Err(error),
    };
    let token = answer.access_token.expose_secret();
    if token.is_empty() {
        return Err(Nonsense::Shape.into());
    }
    let header = |text: &str| {
        let mut header = HeaderValue::from_str(text).map_err(|_| Nonsense::Shape)?;
        header.set_sensitive(true);
        Ok::<_, Nonsense>(header)
    };
    Ok(Token {
        bearer: header(&format!("Bearer {token}"))?,
        bare: header(token)?,
        until: asked_at + answer.usable_for(),
    })
}
