use flinks::limits::Limits;
use payment::{
    Api, CanceledBy, CaseKind, CheckoutId, Claim, CloseReason, Delivery, End, Event, Evidence,
    Failure, FailureCode, LinkedAccount, Locale, Method, Money, Order, PageToken, Reading,
    Recorded, Said, Session, StepName, replay,
};

use super::{AGREEMENT, BANK, LOGIN, SESSION, at, attempt_id, cents, merchant, payer};
use crate::{
    brand::Brand,
    desk::{Bank, CheckoutView, USUAL_TRANSFER},
};

/// A log in the making.
#[derive(Clone, Debug)]
pub struct Log {
    events: Vec<Recorded>,
    now: i64,
    amount: Money,
}

impl Log {
    /// One that begins with that order.
    #[must_use]
    pub fn new(order: Order) -> Self {
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
    #[must_use]
    pub fn mailed(self, n: u8) -> Self {
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

    /// The customer is about to link an account.
    #[must_use]
    pub fn linking(mut self, n: u8) -> Self {
        let attempt = attempt_id(n);
        self.push(Evidence::Browser, Event::LinkingBegan { attempt });
        self
    }

    /// The bank let the customer in.
    #[must_use]
    pub fn login(mut self, n: u8) -> Self {
        let event = Event::LoginReceived {
            attempt: attempt_id(n),
            login: LOGIN.parse().expect("a login"),
            account: None,
        };
        self.push(Evidence::Browser, event);
        self
    }

    /// The accounts of the login were read.
    #[must_use]
    pub fn accounts(mut self, n: u8, accounts: Vec<LinkedAccount>) -> Self {
        let attempt = attempt_id(n);
        self.push(
            Evidence::StatusRead,
            Event::AccountsRead { attempt, accounts },
        );
        self
    }

    /// The customer chose one of them.
    #[must_use]
    pub fn chosen(mut self, n: u8, account: &str) -> Self {
        let event = Event::AccountChosen {
            attempt: attempt_id(n),
            account: account.parse().expect("an account"),
        };
        self.push(Evidence::Browser, event);
        self
    }

    /// The provider was asked for a debit, and has not answered.
    #[must_use]
    pub fn debit_asked(mut self, n: u8) -> Self {
        let event = Event::DebitAsked {
            attempt: attempt_id(n),
        };
        self.push(Evidence::StatusRead, event);
        self
    }

    /// The provider was asked for a debit and made one, and told where its agreement is signed.
    #[must_use]
    pub fn debited(self, n: u8) -> Self {
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

    /// An attempt at the bank's own page.
    #[must_use]
    pub fn started(self, n: u8, method: Method) -> Self {
        self.begun(n, method, Delivery::Page)
    }

    /// The provider opened a session for it.
    #[must_use]
    pub fn opened(mut self, n: u8) -> Self {
        let session = Session::v2(SESSION.parse().expect("a session"));
        let attempt = attempt_id(n);
        self.push(
            Evidence::StatusRead,
            Event::SessionOpened { attempt, session },
        );
        self
    }

    /// What the bank frame posted.
    #[must_use]
    pub fn steps(mut self, n: u8, steps: &[&str]) -> Self {
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

    /// What the provider answered.
    #[must_use]
    pub fn read(mut self, n: u8, reading: Reading) -> Self {
        let event = Event::ReadingChanged {
            attempt: attempt_id(n),
            reading,
            said: Said::default(),
        };
        self.push(Evidence::StatusRead, event);
        self
    }

    /// The attempt is over.
    #[must_use]
    pub fn ended(mut self, n: u8, end: End) -> Self {
        let attempt = attempt_id(n);
        self.push(Evidence::StatusRead, Event::AttemptEnded { attempt, end });
        self
    }

    /// It failed.
    #[must_use]
    pub fn failed(self, n: u8, code: FailureCode) -> Self {
        self.failed_with(n, code, None)
    }

    /// It failed, and the provider said more.
    #[must_use]
    pub fn failed_with(self, n: u8, code: FailureCode, detail: Option<&str>) -> Self {
        let detail = detail.map(str::to_owned);
        let failure = Failure { code, detail };
        self.read(n, Reading::Failed(failure.clone()))
            .ended(n, End::Failed(failure))
    }

    /// It was paid.
    #[must_use]
    pub fn paid(self, n: u8, amount: Money, guaranteed: bool) -> Self {
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

    /// Something that somebody has to look at.
    #[must_use]
    pub fn case(mut self, n: u8, kind: CaseKind, detail: Option<&str>) -> Self {
        let event = Event::CaseOpened {
            kind,
            attempt: attempt_id(n),
            amount: self.amount,
            detail: detail.map(str::to_owned),
        };
        self.push(Evidence::StatusRead, event);
        self
    }

    /// The customer asked to stop.
    #[must_use]
    pub fn stop_asked(mut self, n: u8) -> Self {
        let event = Event::StopAsked {
            attempt: attempt_id(n),
            by: CanceledBy::Customer,
        };
        self.push(Evidence::Browser, event);
        self
    }

    /// The checkout is closed without a payment.
    #[must_use]
    pub fn closed(mut self, reason: CloseReason) -> Self {
        self.push(Evidence::Clock, Event::CheckoutClosed { reason });
        self
    }

    /// The page's view of it.
    #[must_use]
    pub fn view(self) -> CheckoutView {
        let id = CheckoutId::from_bytes([9; 16]);
        let seq = self.events.len() as u64;
        CheckoutView {
            checkout: replay(id, merchant(), &self.events).expect("a log starts with a creation"),
            seq,
            token: PageToken::from_bytes([7; 16]),
            brand: Brand::maple_and_pine(),
            embedders: Vec::new(),
            bank: Bank {
                app_url: format!("{BANK}/app/"),
                origin: BANK.to_owned(),
            },
            limits: Limits::default(),
            anew: None,
            usual_transfer: USUAL_TRANSFER,
            test: true,
            now: at(self.now),
        }
    }
}
