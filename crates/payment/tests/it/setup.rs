//! A checkout to ask things of.

use std::time::Duration;

use payment::{
    Api, AttemptId, BankAccount, Checkout, CheckoutId, Command, Customer, Delivery, LinkedAccount,
    LinkedAccountId, Locale, MerchantId, Metadata, Method, Mode, Money, Order, OrderId, Payer,
    Proof, Reading, Recorded, Rejection, Said, Session, SessionId, Timestamp, apply, create,
    decide, open,
};

pub(crate) const LIFETIME: Duration = Duration::from_secs(3600);
pub(crate) const PRICE: i64 = 25_000;

/// A checkout with its log and its own clock.
#[derive(Clone, Debug)]
pub(crate) struct Till {
    pub(crate) checkout: Checkout,
    pub(crate) log: Vec<Recorded>,
    pub(crate) now: Timestamp,
}

impl Till {
    pub(crate) fn open() -> Self {
        let now = Timestamp::from_micros(1_000_000);
        let order = Order {
            mode: Mode::Test,
            delivery: Delivery::Page,
            amount: Money::from_cents(PRICE).ok(),
            reference: "ORDER-1001".parse().ok(),
            methods: Method::ALL.to_vec(),
            customer: Customer::default(),
            payee_account: None,
            locale: None,
            theme: payment::Theme::Auto,
            success_url: None,
            cancel_url: None,
            metadata: Metadata::new(),
            payment_link: None,
        };
        let created = create(order, now.plus(LIFETIME), now);
        let checkout = open(
            CheckoutId::from_bytes([1; 16]),
            MerchantId::from_bytes([2; 16]),
            &created,
        )
        .expect("a creation opens a checkout");
        Self {
            checkout,
            log: vec![created],
            now,
        }
    }

    /// Asks, and applies what follows.
    pub(crate) fn ask(&mut self, command: Command) -> Result<Vec<Recorded>, Rejection> {
        let events = decide(&self.checkout, command, self.now)?;
        for event in &events {
            self.checkout = apply(self.checkout.clone(), event);
            self.log.push(event.clone());
        }
        Ok(events)
    }

    pub(crate) fn wait(&mut self, duration: Duration) {
        self.now = self.now.plus(duration);
    }

    pub(crate) fn start(&mut self, n: u8) -> Result<Vec<Recorded>, Rejection> {
        self.ask(start(n, Method::GuaranteedEft))
    }

    /// Starts attempt `n` and opens its session.
    pub(crate) fn start_live(&mut self, n: u8) {
        self.start(n).expect("starts");
        self.ask(opened(n)).expect("opens");
    }

    pub(crate) fn read(&mut self, n: u8, reading: Reading) -> Result<Vec<Recorded>, Rejection> {
        self.ask(read(n, reading))
    }
}

pub(crate) fn id(n: u8) -> AttemptId {
    AttemptId::from_bytes([n; 16])
}

pub(crate) fn order_id(n: u8) -> OrderId {
    format!("ORDER-{n}").parse().expect("a valid order id")
}

pub(crate) fn session(n: u8) -> SessionId {
    format!("session-{n}").parse().expect("a valid session id")
}

pub(crate) fn payer() -> Payer {
    Payer {
        first_name: "John".parse().expect("valid"),
        last_name: "Doe".parse().expect("valid"),
        email: "j.doe@gmail.com".parse().expect("valid"),
        middle_name: None,
        phone: None,
        date_of_birth: None,
        occupation: None,
    }
}

pub(crate) fn start(n: u8, method: Method) -> Command {
    Command::Start {
        attempt: id(n),
        method,
        amount: None,
        payer: payer(),
        locale: Locale::EnCa,
        delivery: Delivery::Page,
    }
}

/// The same, with a link that the provider e-mails.
pub(crate) fn send(n: u8) -> Command {
    let mut command = start(n, Method::ETransfer);
    if let Command::Start { delivery, .. } = &mut command {
        *delivery = Delivery::Email;
    }
    command
}

pub(crate) fn account(n: u8) -> LinkedAccount {
    LinkedAccount {
        id: account_id(n),
        institution: "FlinksCapital".parse().expect("valid"),
        title: "Chequing".parse().expect("valid"),
        account: BankAccount {
            institution: "777".parse().expect("valid"),
            transit: "77777".parse().expect("valid"),
            account: format!("11110{n:02}").parse().expect("valid"),
            label: None,
        },
    }
}

pub(crate) fn account_id(n: u8) -> LinkedAccountId {
    format!("account-{n}").parse().expect("valid")
}

pub(crate) fn login(n: u8, picked: Option<u8>) -> Command {
    Command::Login {
        attempt: id(n),
        login: format!("login-{n}").parse().expect("valid"),
        account: picked.map(account_id),
    }
}

pub(crate) fn accounts_read(n: u8, accounts: &[u8]) -> Command {
    Command::AccountsRead {
        attempt: id(n),
        accounts: accounts.iter().map(|n| account(*n)).collect(),
    }
}

pub(crate) fn choose(n: u8, account: u8) -> Command {
    Command::ChooseAccount {
        attempt: id(n),
        account: account_id(account),
    }
}

/// A debit of the first version that the provider took.
pub(crate) fn debit(n: u8) -> Command {
    Command::Opened {
        attempt: id(n),
        session: Session {
            id: session(n),
            api: Api::EftV1,
            request: format!("request-{n}").parse().ok(),
        },
    }
}

pub(crate) fn opened(n: u8) -> Command {
    Command::Opened {
        attempt: id(n),
        session: Session::v2(session(n)),
    }
}

pub(crate) fn read(n: u8, reading: Reading) -> Command {
    Command::Read {
        attempt: id(n),
        reading,
        said: Said::default(),
        proof: Proof::StatusRead,
    }
}

pub(crate) fn paid(cents: i64) -> Reading {
    Reading::Paid {
        amount: Money::from_cents(cents).ok(),
        guaranteed: true,
    }
}
