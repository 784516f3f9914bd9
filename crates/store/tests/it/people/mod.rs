//! People who sign in to the dashboard.

mod access;
mod audit;
mod entry;
mod sign_in;

use std::time::Duration;

use payment::{AuditId, EntryLinkId, MerchantId, Mode, PasskeyId, PersonId, SignInId, Timestamp};
use store::{
    Action, Actor, Digest, EntryKind, Joining, NewAudit, NewEntryLink, NewPasskey, NewPerson,
    NewSignIn, PasswordHash, Role, SignInWay,
};

use crate::shop::{Shop, at};

/// What signing in may be idle for in these tests.
const IDLE: Duration = Duration::from_secs(100);

fn person_id(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

fn person(n: u8) -> NewPerson {
    NewPerson {
        id: person_id(n),
        email: format!("P{n}@Shop.example").parse().unwrap(),
        locale: None,
        password: Some(PasswordHash::new(format!("hash {n}"))),
        handle: [n; 64],
        created_at: at(1),
    }
}

fn passkey(n: u8, of: u8, credential: u8) -> NewPasskey {
    NewPasskey {
        id: PasskeyId::from_bytes([n; 16]),
        person: person_id(of),
        credential: vec![credential; 20],
        name: "Laptop".into(),
        transports: 3,
        fixed: vec![1, 2, 3],
        moving: [7; 7],
        created_at: at(i64::from(n)),
    }
}

fn link(n: u8, kind: EntryKind, of: u8, joining: Option<Joining>) -> NewEntryLink {
    NewEntryLink {
        id: EntryLinkId::from_bytes([n; 16]),
        digest: Digest::of([n]),
        kind,
        email: person(of).email,
        joining,
        created_at: at(0),
        ends_at: at(50),
    }
}

fn note(merchant: &MerchantId, n: u8, action: Action) -> NewAudit {
    NewAudit {
        id: AuditId::from_bytes([n; 16]),
        merchant: merchant.clone(),
        at: at(i64::from(n)),
        who: Actor::Person(person(1).email),
        action,
        mode: None,
        subject: None,
    }
}

fn sign_in(n: u8, of: u8, merchant: Option<&MerchantId>) -> NewSignIn {
    NewSignIn {
        id: SignInId::from_bytes([n; 16]),
        person: person_id(of),
        password_at: Some(at(1)),
        digest: Digest::of([n, n]),
        way: SignInWay::Password,
        browser: "Firefox · Linux".into(),
        merchant: merchant.cloned(),
        mode: Mode::Test,
        created_at: at(10),
        ends_at: at(1000),
    }
}

impl Shop {
    /// Person number `n` joins the shop, by invitation number 100 and something.
    async fn join(&self, n: u8, role: Role) {
        self.join_at(&self.merchant, n, role).await;
    }

    async fn join_at(&self, merchant: &MerchantId, n: u8, role: Role) {
        let joining = Joining {
            merchant: merchant.clone(),
            role,
        };
        let digest = self.invite(100 + n, n, joining).await;
        let known = self.store.person(&person_id(n)).await.unwrap();
        match known {
            None => {
                self.store
                    .accept_as_new(digest, person(n), Vec::new())
                    .await
            }
            Some(known) => {
                let joined = self
                    .store
                    .accept_as_known(digest, known.id, at(2), Vec::new());
                joined.await
            }
        }
        .unwrap();
    }

    async fn invite(&self, n: u8, of: u8, joining: Joining) -> Digest {
        let link = link(n, EntryKind::Invitation, of, Some(joining));
        let digest = link.digest;
        self.store
            .create_entry_link(link, Vec::new())
            .await
            .unwrap();
        digest
    }

    async fn another(&self) -> MerchantId {
        let id = MerchantId::from_bytes([2; 16]);
        let new = store::NewMerchant {
            id: id.clone(),
            name: "Other Shop".into(),
            brand: "{}".into(),
            webhook_secret: None,
            created_at: at(0),
        };
        self.store.create_merchant(new).await.unwrap();
        id
    }

    async fn roles(&self) -> Vec<(String, Role)> {
        let members = self.store.members(&self.merchant).await.unwrap();
        members
            .into_iter()
            .map(|member| (member.email.as_str().to_owned(), member.role))
            .collect()
    }

    /// Whether the browser that shows number `n` is signed in at that moment.
    async fn is_in(&self, n: u8, now: Timestamp) -> bool {
        let digest = Digest::of([n, n]);
        let found = self.store.sign_in_by_digest(&digest, now, IDLE).await;
        found.unwrap().is_some()
    }
}
