//! Checkouts as their logs tell them, one for every screen.

use app::{
    brand::Brand,
    desk::{Bank, CheckoutView},
    page::PageInput,
};
use flinks::limits::Limits;
use payment::{
    Api, AttemptId, BankAccount, CanceledBy, CaseKind, CheckoutId, Claim, CloseReason, Customer,
    Delivery, End, Event, Evidence, Failure, FailureCode, LinkedAccount, Locale, MerchantId,
    Metadata, Method, Mode, Money, Order, PageToken, Payer, Reading, Recorded, Said, Screen,
    Session, StepName, Timestamp, replay,
};

/// The session of every live attempt here.
pub(crate) const SESSION: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
/// Where the bank frame lives.
pub(crate) const BANK: &str = "https://payments.bank.example";

/// The login of every linked account here.
pub(crate) const LOGIN: &str = "5e115eac-1209-4f19-641c-08d6d484e2fe";
/// Where every debit agreement here is signed.
pub(crate) const AGREEMENT: &str = "https://payments.bank.example/pad/9d7c";

/// 2026-11-20 15:40 UTC: 10:40 in Toronto.
const START: i64 = 1_795_189_200_000_000;

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(START + seconds * 1_000_000)
}

pub(crate) fn cents(cents: i64) -> Money {
    Money::from_cents(cents).expect("not negative")
}

pub(crate) fn attempt_id(n: u8) -> AttemptId {
    AttemptId::from_bytes([n; 16])
}

/// An order of which the merchant told nothing about the customer.
pub(crate) fn order() -> Order {
    Order {
        mode: Mode::Test,
        delivery: Delivery::Page,
        amount: Some(cents(25_000)),
        reference: Some("ORDER-1001".parse().expect("a reference")),
        methods: vec![Method::GuaranteedEft, Method::ETransfer],
        customer: Customer::default(),
        payee_account: None,
        locale: None,
        theme: payment::Theme::Auto,
        success_url: Some("https://shop.example/thanks".to_owned()),
        cancel_url: Some("https://shop.example/cart".to_owned()),
        metadata: Metadata::new(),
        payment_link: None,
    }
}

/// The same with the customer's name and address.
pub(crate) fn full_order() -> Order {
    let payer = payer();
    Order {
        customer: Customer {
            first_name: Some(payer.first_name),
            last_name: Some(payer.last_name),
            email: Some(payer.email),
            ..Customer::default()
        },
        ..order()
    }
}

pub(crate) fn payer() -> Payer {
    Payer {
        first_name: "Élise".parse().expect("a name"),
        last_name: "O’Brien-Tremblay".parse().expect("a name"),
        email: "elise@exemple.ca".parse().expect("an address"),
        middle_name: None,
        phone: None,
        date_of_birth: None,
        occupation: None,
    }
}

/// A log in the making.
pub(crate) struct Log {
    events: Vec<Recorded>,
    now: i64,
    amount: Money,
}

impl Log {
    pub(crate) fn new(order: Order) -> Self {
        let amount = order.amount.unwrap_or(cents(4_000));
        let mut log = Self {
            events: Vec::new(),
            now: 0,
            amount,
        };
        log.push(
            Evidence::Merchant,
            Event::CheckoutCreated {
                order: Box::new(order),
                expires_at: at(3_600),
            },
        );
        log
    }

    /// An attempt whose link goes by e-mail.
    pub(crate) fn mailed(self, n: u8) -> Self {
        self.begun(n, Method::ETransfer, Delivery::Email)
    }

    fn begun(mut self, n: u8, method: Method, delivery: Delivery) -> Self {
        let amount = self.amount;
        self.push(
            Evidence::Browser,
            Event::AttemptStarted {
                attempt: attempt_id(n),
                method,
                amount,
                payer: payer(),
                locale: Locale::EnCa,
                delivery,
            },
        );
        self
    }

    pub(crate) fn linking(mut self, n: u8) -> Self {
        let attempt = attempt_id(n);
        self.push(Evidence::Browser, Event::LinkingBegan { attempt });
        self
    }

    pub(crate) fn login(mut self, n: u8) -> Self {
        let event = Event::LoginReceived {
            attempt: attempt_id(n),
            login: LOGIN.parse().expect("a login"),
            account: None,
        };
        self.push(Evidence::Browser, event);
        self
    }

    pub(crate) fn accounts(mut self, n: u8, accounts: Vec<LinkedAccount>) -> Self {
        let attempt = attempt_id(n);
        self.push(
            Evidence::StatusRead,
            Event::AccountsRead { attempt, accounts },
        );
        self
    }

    pub(crate) fn chosen(mut self, n: u8, account: &str) -> Self {
        let event = Event::AccountChosen {
            attempt: attempt_id(n),
            account: account.parse().expect("an account"),
        };
        self.push(Evidence::Browser, event);
        self
    }

    /// The provider was asked for a debit, and has not answered.
    pub(crate) fn debit_asked(mut self, n: u8) -> Self {
        let event = Event::DebitAsked {
            attempt: attempt_id(n),
        };
        self.push(Evidence::StatusRead, event);
        self
    }

    /// The provider was asked for a debit and made one, and told where its agreement is signed.
    pub(crate) fn debited(self, n: u8) -> Self {
        let mut log = self.debit_asked(n);
        let attempt = attempt_id(n);
        let session = Session {
            id: SESSION.parse().expect("a session"),
            api: Api::EftV1,
            request: SESSION.parse().ok(),
        };
        log.push(
            Evidence::StatusRead,
            Event::SessionOpened {
                attempt: attempt.clone(),
                session,
            },
        );
        let link = AGREEMENT.parse().expect("an address");
        log.push(
            Evidence::StatusRead,
            Event::AgreementOffered { attempt, link },
        );
        log
    }

    fn push(&mut self, evidence: Evidence, event: Event) {
        self.events.push(Recorded {
            at: at(self.now),
            evidence,
            event,
        });
        self.now += 20;
    }

    pub(crate) fn started(self, n: u8, method: Method) -> Self {
        self.begun(n, method, Delivery::Page)
    }

    pub(crate) fn opened(mut self, n: u8) -> Self {
        let session = Session::v2(SESSION.parse().expect("a session"));
        let attempt = attempt_id(n);
        self.push(
            Evidence::StatusRead,
            Event::SessionOpened { attempt, session },
        );
        self
    }

    pub(crate) fn steps(mut self, n: u8, steps: &[&str]) -> Self {
        for step in steps {
            let step: StepName = step.parse().expect("a step");
            let claim = if matches!(step.as_str(), "SUCCESS" | "REDIRECT") {
                Claim::Done
            } else {
                Claim::Underway
            };
            let attempt = attempt_id(n);
            self.push(
                Evidence::Browser,
                Event::StepSeen {
                    attempt,
                    step,
                    claim,
                },
            );
        }
        self
    }

    pub(crate) fn read(mut self, n: u8, reading: Reading) -> Self {
        let event = Event::ReadingChanged {
            attempt: attempt_id(n),
            reading,
            said: Said::default(),
        };
        self.push(Evidence::StatusRead, event);
        self
    }

    pub(crate) fn ended(mut self, n: u8, end: End) -> Self {
        let attempt = attempt_id(n);
        self.push(Evidence::StatusRead, Event::AttemptEnded { attempt, end });
        self
    }

    pub(crate) fn failed(self, n: u8, code: FailureCode) -> Self {
        self.failed_with(n, code, None)
    }

    pub(crate) fn failed_with(self, n: u8, code: FailureCode, detail: Option<&str>) -> Self {
        let detail = detail.map(str::to_owned);
        let failure = Failure { code, detail };
        self.read(n, Reading::Failed(failure.clone()))
            .ended(n, End::Failed(failure))
    }

    pub(crate) fn paid(self, n: u8, amount: Money, guaranteed: bool) -> Self {
        let reading = Reading::Paid {
            amount: Some(amount),
            guaranteed,
        };
        let mut log = self
            .read(n, reading)
            .ended(n, End::Paid { amount, guaranteed });
        let attempt = attempt_id(n);
        log.push(Evidence::StatusRead, Event::CheckoutPaid { attempt });
        log
    }

    pub(crate) fn case(mut self, n: u8, kind: CaseKind, detail: Option<&str>) -> Self {
        let event = Event::CaseOpened {
            kind,
            attempt: attempt_id(n),
            amount: self.amount,
            detail: detail.map(str::to_owned),
        };
        self.push(Evidence::StatusRead, event);
        self
    }

    pub(crate) fn stop_asked(mut self, n: u8) -> Self {
        let event = Event::StopAsked {
            attempt: attempt_id(n),
            by: CanceledBy::Customer,
        };
        self.push(Evidence::Browser, event);
        self
    }

    pub(crate) fn closed(mut self, reason: CloseReason) -> Self {
        self.push(Evidence::Clock, Event::CheckoutClosed { reason });
        self
    }

    pub(crate) fn view(self) -> CheckoutView {
        let id = CheckoutId::from_bytes([9; 16]);
        let merchant = MerchantId::from_bytes([8; 16]);
        let seq = self.events.len() as u64;
        CheckoutView {
            checkout: replay(id, merchant, &self.events).expect("a log starts with a creation"),
            seq,
            token: PageToken::from_bytes([7; 16]),
            brand: Brand::maple_and_pine(),
            embedders: Vec::new(),
            bank: Bank {
                app_url: format!("{BANK}/app/"),
                origin: BANK.to_owned(),
            },
            limits: Limits::default(),
            test: true,
            now: at(self.now),
        }
    }
}

/// How far somebody gets who has chosen an account.
pub(crate) const SO_FAR: [&str; 4] = [
    "APP_MOUNTED",
    "INSTITUTION_SELECTED",
    "SUBMIT_CREDENTIAL",
    "ACCOUNT_SELECTED",
];

/// An account of the payer's.
pub(crate) fn account(id: &str, title: &str, number: &str) -> LinkedAccount {
    LinkedAccount {
        id: id.parse().expect("an id"),
        institution: "Flinks Capital".parse().expect("a name"),
        title: title.parse().expect("a title"),
        account: BankAccount {
            institution: "777".parse().expect("digits"),
            transit: "77777".parse().expect("digits"),
            account: number.parse().expect("digits"),
            label: None,
        },
    }
}

/// A customer who has linked one account and is asked whether it is the right one.
pub(crate) fn linked(order: &Order) -> Log {
    Log::new(order.clone())
        .started(1, Method::Eft)
        .linking(1)
        .steps(1, &["APP_MOUNTED", "INSTITUTION_SELECTED", "REDIRECT"])
        .login(1)
        .accounts(1, vec![account("a1", "Chequing CAD", "1110014281")])
}

/// A checkout that stands at that screen.
pub(crate) fn view(screen: Screen) -> CheckoutView {
    view_of(&order(), screen)
}

pub(crate) fn view_of(order: &Order, screen: Screen) -> CheckoutView {
    let new = || Log::new(order.clone());
    let live = || new().started(1, Method::GuaranteedEft).opened(1);
    let failed = |code| live().steps(1, &SO_FAR).failed(1, code).view();
    match screen {
        Screen::Choose => new().view(),
        Screen::Opening => new().started(1, Method::GuaranteedEft).view(),
        Screen::Link => new().started(1, Method::Eft).linking(1).view(),
        Screen::Account => linked(order).view(),
        Screen::Sent => new().mailed(1).opened(1).view(),
        Screen::Bank => live().steps(1, &SO_FAR).view(),
        Screen::Checking => live().steps(1, &SO_FAR).steps(1, &["SUCCESS"]).view(),
        Screen::Agreement => live()
            .steps(1, &SO_FAR)
            .read(1, Reading::AgreementMissing)
            .view(),
        Screen::Paid => live().steps(1, &SO_FAR).paid(1, cents(25_000), true).view(),
        Screen::NotGuaranteed => failed(FailureCode::NotGuaranteed),
        Screen::LowBalance => failed(FailureCode::LowBalance),
        Screen::NameMismatch => failed(FailureCode::NameMismatch),
        Screen::SignInFailed => failed(FailureCode::SignInFailed),
        Screen::Declined => failed(FailureCode::Declined),
        Screen::SessionExpired => failed(FailureCode::SessionExpired),
        Screen::Unavailable => new()
            .started(1, Method::GuaranteedEft)
            .ended(
                1,
                End::Failed(Failure {
                    code: FailureCode::ProviderUnavailable,
                    detail: None,
                }),
            )
            .view(),
        Screen::Returned => linked(order)
            .chosen(1, "a1")
            .debited(1)
            .failed_with(1, FailureCode::Returned, Some("901"))
            .view(),
        Screen::Failed => failed(FailureCode::Unknown),
        Screen::CanceledByYou => live()
            .read(1, Reading::Canceled)
            .ended(1, End::Canceled(CanceledBy::Customer))
            .view(),
        Screen::CanceledByShop => new().closed(CloseReason::Canceled).view(),
        Screen::Expired => new().closed(CloseReason::Expired).view(),
    }
}

/// A page of that view, as a first visit gets it.
pub(crate) fn input(view: CheckoutView, locale: Locale) -> PageInput {
    PageInput::of(view, locale, attempt_id(31))
}
