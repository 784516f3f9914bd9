use std::{fmt, num::NonZeroU32};

use payment::{LinkSwitch, PaymentLink, Timestamp};

use crate::StoreError;

/// A payment link as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredPaymentLink {
    /// The link.
    pub link: PaymentLink,
    /// What the forms on its page are told apart by.
    pub secret: [u8; 32],
    /// How often it was changed: what the next change expects.
    pub revision: u32,
}

/// Without the secret.
impl fmt::Debug for StoredPaymentLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredPaymentLink")
            .field("link", &self.link)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

/// A question about links.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, merchant, mode, token, secret, offer, switch, expires_at, max_uses, \
             revision, created_at FROM payment_link ",
            $rest
        )
    };
}

pub(super) use select;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: String,
    merchant: String,
    mode: String,
    token: String,
    secret: Vec<u8>,
    offer: String,
    switch: String,
    expires_at: Option<i64>,
    max_uses: Option<i64>,
    revision: i64,
    created_at: i64,
}

impl Row {
    pub(super) fn read(self) -> Result<StoredPaymentLink, StoreError> {
        let corrupt = |column| StoreError::corrupt("payment_link", column);
        let link = PaymentLink {
            id: self.id.parse().map_err(|_| corrupt("id"))?,
            merchant: self.merchant.parse().map_err(|_| corrupt("merchant"))?,
            mode: self.mode.parse().map_err(|_| corrupt("mode"))?,
            token: self.token.parse().map_err(|_| corrupt("token"))?,
            offer: serde_json::from_str(&self.offer).map_err(|_| corrupt("offer"))?,
            switch: match self.switch.as_str() {
                "on" => LinkSwitch::On,
                "off" => LinkSwitch::Off,
                _ => return Err(corrupt("switch")),
            },
            expires_at: self.expires_at.map(Timestamp::from_micros),
            max_uses: self
                .max_uses
                .map(|uses| u32::try_from(uses).ok().and_then(NonZeroU32::new))
                .map(|uses| uses.ok_or_else(|| corrupt("max_uses")))
                .transpose()?,
            created_at: Timestamp::from_micros(self.created_at),
        };
        Ok(StoredPaymentLink {
            link,
            secret: self.secret.try_into().map_err(|_| corrupt("secret"))?,
            revision: u32::try_from(self.revision).map_err(|_| corrupt("revision"))?,
        })
    }
}

pub(super) const fn switch(switch: LinkSwitch) -> &'static str {
    match switch {
        LinkSwitch::On => "on",
        LinkSwitch::Off => "off",
    }
}

pub(super) fn uses(most: Option<NonZeroU32>) -> Option<i64> {
    most.map(|most| most.get().into())
}
