//! A store of its own, with one merchant, and orders for it.

use std::{path::PathBuf, time::Duration};

use payment::{
    AttemptId, CheckoutId, Claim, Event, Evidence, Locale, MerchantId, Method, Mode, Money, Order,
    PageToken, Payer, Recorded, SessionId, Timestamp, Work,
};
use sqlx::AnyConnection;
use store::{Entry, Loaded, NewCheckout, NewMerchant, NewTask, Store, fresh::Fresh};

pub(crate) struct Shop {
    pub(crate) store: Store,
    pub(crate) merchant: MerchantId,
    pub(crate) place: Fresh,
}

impl Shop {
    /// On the engine that the environment names.
    pub(crate) async fn open() -> Self {
        Self::open_at(Fresh::new().unwrap()).await
    }

    /// In a file, whatever the environment names: for what only a file can do.
    pub(crate) async fn open_file() -> Self {
        Self::open_at(Fresh::in_folder().unwrap()).await
    }

    async fn open_at(place: Fresh) -> Self {
        let merchant = MerchantId::from_bytes([1; 16]);
        let store = Store::open(place.url()).await.unwrap();
        store
            .create_merchant(NewMerchant {
                id: merchant.clone(),
                name: "Corner Shop".into(),
                brand: "{}".into(),
                webhook_secret: None,
                created_at: at(0),
            })
            .await
            .unwrap();
        Self {
            store,
            merchant,
            place,
        }
    }

    /// The file, of a store that is one.
    pub(crate) fn file(&self) -> PathBuf {
        self.place.file().unwrap()
    }

    /// The same store, opened again after everything in this process let go of it.
    pub(crate) async fn reopen(self) -> Self {
        self.store.close().await;
        let store = Store::open(self.place.url()).await.unwrap();
        Self { store, ..self }
    }

    /// A connection past the store, to look at or to spoil what it keeps.
    pub(crate) async fn back_door(&self) -> AnyConnection {
        self.place.back_door().await.unwrap()
    }

    /// The checkout number `n`, made at second `n`.
    pub(crate) async fn checkout(&self, n: u8) -> Loaded {
        self.store.create_checkout(self.order(n)).await.unwrap()
    }

    /// The same as it stands now.
    pub(crate) async fn now(&self, n: u8) -> Loaded {
        let id = CheckoutId::from_bytes([n; 16]);
        self.store.load(&id).await.unwrap().unwrap()
    }

    pub(crate) fn order(&self, n: u8) -> NewCheckout {
        order(&self.merchant, n)
    }
}

pub(crate) fn order(merchant: &MerchantId, n: u8) -> NewCheckout {
    let order = Order {
        mode: Mode::Test,
        delivery: payment::Delivery::Page,
        amount: Some(Money::from_cents(25_000).unwrap()),
        reference: Some(format!("ORDER-{n}").parse().unwrap()),
        methods: vec![Method::GuaranteedEft],
        customer: payment::Customer::default(),
        payee_account: None,
        locale: None,
        theme: payment::Theme::Auto,
        success_url: None,
        cancel_url: None,
        metadata: payment::Metadata::new(),
        payment_link: None,
    };
    let now = at(i64::from(n));
    NewCheckout {
        id: CheckoutId::from_bytes([n; 16]),
        merchant: merchant.clone(),
        token: PageToken::from_bytes([n; 16]),
        created: payment::create(order, now.plus(Duration::from_secs(3_600)), now),
        tasks: Vec::new(),
        idempotency: None,
    }
}

pub(crate) const fn at(second: i64) -> Timestamp {
    Timestamp::from_micros(second * 1_000_000)
}

pub(crate) fn attempt(n: u8) -> AttemptId {
    AttemptId::from_bytes([n; 16])
}

pub(crate) fn session(n: u8) -> SessionId {
    format!("session-{n}").parse().unwrap()
}

pub(crate) fn recorded(event: Event) -> Recorded {
    Recorded {
        at: at(100),
        evidence: Evidence::StatusRead,
        event,
    }
}

pub(crate) fn started(n: u8) -> Recorded {
    recorded(Event::AttemptStarted {
        attempt: attempt(n),
        method: Method::GuaranteedEft,
        amount: Money::from_cents(25_000).unwrap(),
        payer: Payer {
            first_name: "John".parse().unwrap(),
            last_name: "Doe".parse().unwrap(),
            email: "john.doe@example.com".parse().unwrap(),
            middle_name: None,
            phone: None,
            date_of_birth: None,
            occupation: None,
        },
        locale: Locale::EnCa,
        delivery: payment::Delivery::Page,
    })
}

pub(crate) fn opened(n: u8, session: SessionId) -> Recorded {
    recorded(Event::SessionOpened {
        attempt: attempt(n),
        session: payment::Session::v2(session),
    })
}

pub(crate) fn step(name: &str) -> Recorded {
    recorded(Event::StepSeen {
        attempt: attempt(1),
        step: name.parse().unwrap(),
        claim: Claim::Underway,
    })
}

pub(crate) const fn tick(due_at: Timestamp) -> NewTask {
    NewTask {
        work: Work::Tick,
        due_at,
    }
}

/// Events with what they make necessary.
pub(crate) fn entry(events: &[Recorded], tasks: &[NewTask]) -> Entry {
    Entry {
        tasks: tasks.to_vec(),
        ..events.to_vec().into()
    }
}
