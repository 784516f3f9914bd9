//! The chain that holds a log together: every event's hash covers the event and the hash
//! before it, and the first one covers what never changes of the checkout's row. Whoever
//! knows the last hash knows whether anything before it was touched.
//!
//! What is hashed is a row of fields, each as its length (eight bytes, the highest first)
//! and its bytes, so that no field can run into the next. Numbers are eight bytes, the
//! highest first. The first field says what is hashed, and how.

mod walk;

use sha2::{Digest as _, Sha256};

use crate::Digest;

pub(crate) use walk::{Break, Walk};

const CHECKOUT: &[u8] = b"guichet checkout 1";
const EVENT: &[u8] = b"guichet event 1";
const EVENT_TOLD: &[u8] = b"guichet event 2";

/// What never changes of a checkout's row.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    pub(crate) id: &'a [u8],
    pub(crate) merchant: &'a [u8],
    pub(crate) mode: &'a [u8],
    pub(crate) token_digest: &'a [u8],
}

impl Origin<'_> {
    /// What stands before the first event.
    pub(crate) fn hash(&self) -> Digest {
        let Self {
            id,
            merchant,
            mode,
            token_digest,
        } = self;
        hash(&[CHECKOUT, id, merchant, mode, token_digest])
    }
}

/// An event as it lies in the log. Bytes, because damage need not be text.
#[derive(Clone, Copy)]
pub(crate) struct Link<'a> {
    pub(crate) checkout: &'a [u8],
    pub(crate) seq: i64,
    pub(crate) at: i64,
    pub(crate) evidence: &'a [u8],
    pub(crate) kind: &'a [u8],
    pub(crate) format: i64,
    pub(crate) body: &'a [u8],
    /// The digest of what the merchant is told of it, where that is anything.
    pub(crate) told: Option<&'a [u8]>,
}

impl Link<'_> {
    /// The event's hash, given the one before it.
    pub(crate) fn hash(&self, before: &Digest) -> Digest {
        let Self {
            checkout,
            seq,
            at,
            evidence,
            kind,
            format,
            body,
            told,
        } = self;
        let (seq, at, format) = (seq.to_be_bytes(), at.to_be_bytes(), format.to_be_bytes());
        let name = if told.is_some() { EVENT_TOLD } else { EVENT };
        let fields = [
            name,
            before.as_bytes(),
            checkout,
            &seq,
            &at,
            evidence,
            kind,
            &format,
            body,
        ];
        match told {
            None => hash(&fields),
            Some(told) => hash(&[fields.as_slice(), &[told]].concat()),
        }
    }
}

fn hash(fields: &[&[u8]]) -> Digest {
    let mut hash = Sha256::new();
    for field in fields {
        let length = u64::try_from(field.len()).expect("no field is longer than memory");
        hash.update(length.to_be_bytes());
        hash.update(field);
    }
    let bytes: [u8; 32] = hash.finalize().into();
    bytes.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: Origin<'static> = Origin {
        id: b"chk_00000000000000000000000001",
        merchant: b"mer_00000000000000000000000001",
        mode: b"test",
        token_digest: &[7; 32],
    };

    const LINK: Link<'static> = Link {
        checkout: b"chk_00000000000000000000000001",
        seq: 1,
        at: 1_700_000_000_000_000,
        evidence: b"merchant",
        kind: b"checkout_closed",
        format: 1,
        body: br#"{"checkout_closed":{"reason":"canceled"}}"#,
        told: None,
    };

    fn hex(digest: &Digest) -> String {
        digest
            .as_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Worked out by the program in `docs/proof.md`, which shares no line with this one.
    #[test]
    fn the_hashes_are_those_that_anybody_can_work_out() {
        let origin = ORIGIN.hash();
        assert_eq!(
            hex(&origin),
            "07f10f60d07ae47476110babdd8bbf0837b1e0587c793f7b2936d71c99eee62b"
        );
        assert_eq!(
            hex(&LINK.hash(&origin)),
            "b8f9044b213a9912526f47543624dee1d5529c2ca4edb7453fae7f5f206a54d3"
        );
        let second = Link {
            seq: 2,
            at: -1,
            body: "é".as_bytes(),
            ..LINK
        };
        assert_eq!(
            hex(&second.hash(&LINK.hash(&origin))),
            "f4fc775c05a7b7c264ccbac2cf39ff121405732551dd65f5eb7122f3dfdca91c"
        );
        let told = Digest::of(br#"{"type":"checkout.canceled"}"#);
        let told = Link {
            told: Some(told.as_bytes()),
            ..LINK
        };
        assert_eq!(
            hex(&told.hash(&origin)),
            "86892139e7964f68578502f320bf9b61f2ea7f4c5ad33749f4d78021bc1fc984"
        );
    }

    #[test]
    fn no_field_runs_into_the_next_and_none_is_left_out() {
        let before = ORIGIN.hash();
        let moved = Link {
            evidence: b"merchantc",
            kind: b"heckout_closed",
            ..LINK
        };
        let changed = [
            Link {
                checkout: b"chk_00000000000000000000000002",
                ..LINK
            },
            Link { seq: 2, ..LINK },
            Link {
                at: LINK.at + 1,
                ..LINK
            },
            Link {
                evidence: b"browser",
                ..LINK
            },
            Link {
                kind: b"checkout_paid",
                ..LINK
            },
            Link { format: 2, ..LINK },
            Link { body: b"", ..LINK },
            Link {
                told: Some(&[9; 32]),
                ..LINK
            },
            moved,
        ];
        for link in changed {
            assert_ne!(link.hash(&before), LINK.hash(&before));
        }
        assert_ne!(LINK.hash(&LINK.hash(&before)), LINK.hash(&before));
        let origins = [
            Origin { id: b"", ..ORIGIN },
            Origin {
                merchant: b"mer_00000000000000000000000002",
                ..ORIGIN
            },
            Origin {
                mode: b"live",
                ..ORIGIN
            },
            Origin {
                token_digest: &[8; 32],
                ..ORIGIN
            },
        ];
        for origin in origins {
            assert_ne!(origin.hash(), before);
        }
    }
}
