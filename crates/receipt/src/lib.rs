#![doc = include_str!("../README.md")]

mod base32;
mod code;
mod found;
mod key;
mod pdf;
mod statement;

pub use code::{CodeFault, Verified, sign, verify};
pub use key::{
    InvalidKeyName, InvalidPublicKey, KeyName, KeysFault, PublicKey, PublicKeys, PublishedKey,
    PublishedKeys, ReceiptKey, RevokedKey,
};
pub use pdf::{PaperFault, Picture, paper};
pub use statement::{MAX_PAYEE, State, Statement};
