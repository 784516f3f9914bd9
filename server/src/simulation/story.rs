//! One checkout of a world and the people around it.

use std::time::Duration;

use app::desk::Start;
use payment::{
    AttemptId, Checkout, CheckoutId, Customer, Delivery, Email, Locale, MerchantId, Metadata,
    Method, Mode, Money, Name, Order, OrderId, PageToken, Payer, Timestamp,
};

use super::{dice::Dice, witness::Witness};
use crate::desk::Ordered;

/// The ways to pay, each as often as it stands here.
const METHODS: [Method; 20] = {
    let mut methods = [Method::GuaranteedEft; 20];
    let mut place = 0;
    while place < 9 {
        methods[place] = Method::ETransfer;
        place += 1;
    }
    methods[place] = Method::Eft;
    methods[place + 1] = Method::Eft;
    methods
};

/// One checkout: what its merchant ordered, what its customer is like, and what was seen of it.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) id: CheckoutId,
    pub(super) token: PageToken,
    pub(super) witness: Witness,
    /// Whether the merchant has asked for it, and whether it is known to be there.
    pub(super) is_asked: bool,
    /// What its customer means to do.
    pub(super) temper: Temper,
    /// How often the customer still tries, or waits.
    pub(super) patience: u32,
    /// What the merchant was answered when it claimed.
    pub(super) claimed: Option<(OrderId, Timestamp)>,
    pub(super) merchant: MerchantId,
    amount: Money,
    delivery: Delivery,
    expires_in: Duration,
    reference: String,
}

/// What a customer is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Temper {
    /// Pays.
    Plain,
    /// Looks at the page and goes.
    Leaves,
    /// Opens two tabs, comes back, changes their mind.
    Restless,
    /// Takes an hour over it, or a day.
    Slow,
    /// Pays wherever money is taken.
    PaysTwice,
    /// Never gets it right.
    Clumsy,
}

impl Story {
    pub(super) fn draw(place: usize, merchant: MerchantId, dice: &mut Dice) -> Self {
        let id = CheckoutId::from_bytes(dice.bytes());
        let cents = i64::try_from(dice.between(100, 90_000)).unwrap_or(100);
        let temper = match dice.below(100) {
            0..28 => Temper::Plain,
            28..73 => Temper::Leaves,
            73..82 => Temper::Restless,
            82..87 => Temper::Slow,
            87..94 => Temper::PaysTwice,
            _ => Temper::Clumsy,
        };
        Self {
            witness: Witness::new(id.clone(), merchant.clone()),
            id,
            token: PageToken::from_bytes(dice.bytes()),
            merchant,
            amount: Money::from_cents(cents).expect("cents of an order are not negative"),
            delivery: if dice.percent(4) {
                Delivery::Email
            } else {
                Delivery::Page
            },
            expires_in: match dice.below(10) {
                0 => dice.seconds(60, 600),
                1..9 => dice.seconds(900, 7_200),
                _ => dice.seconds(86_400, 604_800),
            },
            reference: format!("ORDER-{place}"),
            is_asked: false,
            temper,
            patience: u32::try_from(dice.between(2, 6)).unwrap_or(2),
            claimed: None,
        }
    }

    /// The checkout as its merchant asks for it.
    pub(super) fn order(&self, now: Timestamp) -> Ordered {
        let payer = payer();
        let customer = match self.delivery {
            Delivery::Page => Customer::default(),
            Delivery::Email => Customer {
                first_name: Some(payer.first_name),
                last_name: Some(payer.last_name),
                email: Some(payer.email),
                ..Customer::default()
            },
        };
        Ordered {
            id: self.id.clone(),
            merchant: self.merchant.clone(),
            token: self.token.clone(),
            order: Order {
                mode: Mode::Test,
                delivery: self.delivery,
                amount: Some(self.amount),
                reference: self.reference.parse().ok(),
                methods: vec![Method::GuaranteedEft, Method::ETransfer, Method::Eft],
                customer,
                payee_account: None,
                locale: None,
                theme: payment::Theme::Auto,
                success_url: None,
                cancel_url: None,
                metadata: Metadata::new(),
                payment_link: None,
            },
            expires_at: now.plus(self.expires_in),
        }
    }

    /// What the customer starts now, where the page offers them anything.
    pub(super) fn start(
        &self,
        checkout: &Checkout,
        dice: &mut Dice,
        now: Timestamp,
    ) -> Option<Start> {
        let wanted = dice.pick(&METHODS);
        let method = [wanted, Method::GuaranteedEft, Method::ETransfer]
            .into_iter()
            .find(|method| checkout.may_start(*method, Delivery::Page, now).is_ok())?;
        Some(Start {
            attempt: AttemptId::from_bytes(dice.bytes()),
            method,
            amount: None,
            payer: payer(),
            locale: Locale::EnCa,
            delivery: Delivery::Page,
            after: None,
        })
    }

    /// What the merchant fulfils.
    pub(super) fn fulfils(&self) -> OrderId {
        self.reference
            .parse()
            .expect("a reference can be an order's id")
    }

    /// What it has mixed it up with.
    pub(super) fn mixes_up(&self) -> OrderId {
        format!("{}-B", self.reference)
            .parse()
            .expect("a reference can be an order's id")
    }

    /// The reference that the provider knows it by.
    pub(super) fn reference(&self) -> &str {
        &self.reference
    }
}

/// Everybody here has the name that the twin's accounts have.
fn payer() -> Payer {
    let name = |text: &str| text.parse::<Name>().expect("a name");
    Payer {
        first_name: name("John"),
        middle_name: None,
        last_name: name("Doe"),
        email: "john.doe@example.com".parse::<Email>().expect("an address"),
        phone: None,
        date_of_birth: None,
        occupation: None,
    }
}
