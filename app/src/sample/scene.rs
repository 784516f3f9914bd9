use payment::{
    AttemptId, BankAccount, CanceledBy, CloseReason, Customer, Delivery, End, Failure, FailureCode,
    LinkedAccount, Locale, MerchantId, Metadata, Method, Mode, Money, Order, Payer, Reading,
    Screen, Timestamp,
};

use super::Log;
use crate::{desk::CheckoutView, page::PageInput};

/// The session of every live attempt here.
pub const SESSION: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
/// Where the bank frame lives.
pub const BANK: &str = "https://payments.bank.example";

/// The login of every linked account here.
pub const LOGIN: &str = "5e115eac-1209-4f19-641c-08d6d484e2fe";
/// Where every debit agreement here is signed.
pub const AGREEMENT: &str = "https://payments.bank.example/pad/9d7c";

/// 2026-11-20 15:40 UTC: 10:40 in Toronto.
const START: i64 = 1_795_189_200_000_000;

/// That long after the order was made.
#[must_use]
pub const fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(START + seconds * 1_000_000)
}

/// That much money.
///
/// # Panics
///
/// Below zero: who writes a scene does not.
#[must_use]
pub fn cents(cents: i64) -> Money {
    Money::from_cents(cents).expect("not negative")
}

/// Whose pages they are.
#[must_use]
pub fn merchant() -> MerchantId {
    MerchantId::from_bytes([8; 16])
}

/// An attempt's id; the number tells them apart.
#[must_use]
pub fn attempt_id(n: u8) -> AttemptId {
    AttemptId::from_bytes([n; 16])
}

/// An order of which the merchant told nothing about the customer.
///
/// # Panics
///
/// Never: the reference is one.
#[must_use]
pub fn order() -> Order {
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
#[must_use]
pub fn full_order() -> Order {
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

/// Who pays.
///
/// # Panics
///
/// Never: the name and the address are ones.
#[must_use]
pub fn payer() -> Payer {
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

/// How far somebody gets who has chosen an account.
pub const SO_FAR: [&str; 4] = [
    "APP_MOUNTED",
    "INSTITUTION_SELECTED",
    "SUBMIT_CREDENTIAL",
    "ACCOUNT_SELECTED",
];

/// An account of the payer's.
#[must_use]
pub fn account(id: &str, title: &str, number: &str) -> LinkedAccount {
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
#[must_use]
pub fn linked(order: &Order) -> Log {
    Log::new(order.clone())
        .started(1, Method::Eft)
        .linking(1)
        .steps(1, &["APP_MOUNTED", "INSTITUTION_SELECTED", "REDIRECT"])
        .login(1)
        .accounts(1, vec![account("a1", "Chequing CAD", "1110014281")])
}

/// A checkout that stands at that screen.
#[must_use]
pub fn view(screen: Screen) -> CheckoutView {
    view_of(&order(), screen)
}

/// The same of another order.
#[must_use]
pub fn view_of(order: &Order, screen: Screen) -> CheckoutView {
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
#[must_use]
pub fn input(view: CheckoutView, locale: Locale) -> PageInput {
    PageInput::of(view, locale, attempt_id(31))
}
