use std::time::Duration;

use flinks::limits::Limits;
use payment::{
    CaseKind, Field, LinkAmount, LinkOffer, LinkState, LinkSwitch, Metadata, Method, Order,
    PaymentLink, PaymentLinkId, PaymentLinkToken, Screen, TextFault,
};

use super::{
    Log, Sample, Wearing, account, at, cents, full_order, input, linked, merchant, order, view_of,
};
use crate::{
    action::TypedForm,
    desk::{Anew, CheckoutView},
    page::{
        LinkForm, Onward, PageInput, PaymentLinkInput, PaymentLinkLook, Refused, Rendered, Sending,
        render_fault, render_link_fault, render_missing, render_page, render_payment_link,
        render_receipt, render_too_large,
    },
    receipt::Receipt,
    words::words,
};

/// A code of the right shape, which no key is under.
const RECEIPT_CODE: &str = "RC1-6HTGZ-60914-4GJ28-9144G-J2891-44GJ2-89104-0G208-1040G-20810-40G20-81000-00000-\
    0063A-00DC0-6MD00-DC06M-D010C-E4TRB-GDHJJ-09H0A-1MPWS-909XT-Q8SK9-EHT6A-WKK41-4PWRS-ENEFD-EG0PB-X6C1V-\
    87QD4-CBRX6-4Z8F6-3E7AQ-11AXB-DWFMC-VMD21-ZPPQF-6B5ZN-K8R8Y-VEGQ3-CTSNV-Z5S1S-NGENR-2G509-T09BJ-ZX105-DT08";

/// What says nothing about the connection.
const UNTOLD: &str = "<p hidden class=\"connection\"> </p>";

pub(super) fn page(sample: Sample, wearing: &Wearing<'_>) -> Rendered {
    let of_log = |log: Log| checkout(log.view(), wearing);
    let drawn = |page: &PageInput| render_page(page, wearing.site);
    let started = |method| Log::new(order()).started(1, method);
    match sample {
        Sample::Screen(screen) => drawn(&at_screen(&order(), screen, wearing)),
        Sample::ChooseGiven => drawn(&at_screen(&full_order(), Screen::Choose, wearing)),
        Sample::ChooseOpen => drawn(&at_screen(&open_order(), Screen::Choose, wearing)),
        Sample::ChooseRefused => drawn(&PageInput {
            refused: Some(refused()),
            ..at_screen(&open_order(), Screen::Choose, wearing)
        }),
        Sample::ChooseAgain => drawn(&PageInput {
            choose_again: true,
            ..at_screen(&order(), Screen::Bank, wearing)
        }),
        Sample::Ending => checkout(ending(view_of(&order(), Screen::Choose)), wearing),
        Sample::EndingLast => {
            let mut view = view_of(&order(), Screen::Bank);
            view.checkout.expires_at = view.checkout.closes_by();
            checkout(ending(view), wearing)
        }
        Sample::Slow => {
            let mut view = view_of(&order(), Screen::Checking);
            view.now = view.now.plus(Duration::from_secs(60));
            checkout(view, wearing)
        }
        Sample::Offline => cut_off(drawn(&at_screen(&order(), Screen::Bank, wearing)), wearing),
        Sample::ExpiredAnew => {
            let mut view = view_of(&order(), Screen::Expired);
            view.anew = Some(Anew {
                href: "/l/0".to_owned(),
                form: "0".to_owned(),
            });
            checkout(view, wearing)
        }
        Sample::Status => drawn(&PageInput {
            status_only: true,
            ..at_screen(&order(), Screen::Bank, wearing)
        }),
        Sample::AccountSeveral => of_log(several()),
        Sample::AccountUnchosen => drawn(&PageInput {
            account_missing: true,
            ..worn(several().view(), wearing)
        }),
        Sample::BankTransfer => of_log(
            started(Method::ETransfer)
                .opened(1)
                .steps(1, &["APP_MOUNTED", "INSTITUTION_SELECTED"]),
        ),
        Sample::Reading => of_log(started(Method::Eft).linking(1).login(1)),
        Sample::Preparing => of_log(linked(&order()).chosen(1, "a1")),
        Sample::Sign => of_log(linked(&order()).chosen(1, "a1").debited(1)),
        Sample::Sending => of_log(Log::new(order()).mailed(1)),
        Sample::Stopping => of_log(started(Method::GuaranteedEft).opened(1).stop_asked(1)),
        Sample::PaidShort => of_log(
            Log::new(full_order())
                .started(1, Method::GuaranteedEft)
                .opened(1)
                .paid(1, cents(18_000), true),
        ),
        Sample::PaidEft => of_log(started(Method::Eft).opened(1).paid(1, cents(25_000), false)),
        Sample::PaidTwice => of_log(
            started(Method::GuaranteedEft)
                .opened(1)
                .started(2, Method::ETransfer)
                .opened(2)
                .paid(2, cents(25_000), true)
                .case(1, CaseKind::DuplicatePayment, None),
        ),
        Sample::PaidReturned => of_log(
            linked(&order())
                .chosen(1, "a1")
                .debited(1)
                .paid(1, cents(25_000), false)
                .case(1, CaseKind::ReturnedPayment, Some("905")),
        ),
        Sample::Receipt => {
            let (view, receipt) = paid(wearing);
            render_receipt(&view, &receipt, Sending::Offered, wearing.site)
        }
        Sample::PaymentLink => {
            let link = link(LinkAmount::Fixed(cents(2_550)), wearing);
            payment_link(link, None, wearing)
        }
        Sample::PaymentLinkOpen => {
            let asked = LinkAmount::Open {
                least: Some(cents(500)),
                most: None,
                suggested: Some(cents(2_550)),
            };
            payment_link(link(asked, wearing), None, wearing)
        }
        Sample::PaymentLinkShut => {
            let link = link(LinkAmount::Fixed(cents(2_550)), wearing);
            payment_link(link, Some(LinkState::UsedUp), wearing)
        }
        Sample::LinkFault => render_link_fault(wearing.locale, wearing.site),
        Sample::TooLarge => render_too_large(
            &at_screen(&full_order(), Screen::Choose, wearing),
            wearing.site,
        ),
        Sample::Missing => render_missing(wearing.locale, wearing.site),
        Sample::Fault => render_fault(wearing.locale, &Onward::Again, wearing.site),
    }
}

/// A checkout that is paid, and its receipt.
///
/// # Panics
///
/// Never: what is paid has one.
#[must_use]
pub fn paid(wearing: &Wearing<'_>) -> (CheckoutView, Receipt) {
    let view = at_screen(&order(), Screen::Paid, wearing).view;
    let code = Some(RECEIPT_CODE.to_owned());
    let receipt = Receipt::of(&view, wearing.locale, code).expect("it is paid");
    (view, receipt)
}

/// The page as its script leaves it while nobody can be reached.
fn cut_off(mut page: Rendered, wearing: &Wearing<'_>) -> Rendered {
    let told = words(wearing.locale).around.offline;
    let notice = format!("<p class=\"connection\">{told}</p>");
    page.html = page.html.replacen(UNTOLD, &notice, 1);
    page
}

/// The same, four minutes before its end.
fn ending(mut view: CheckoutView) -> CheckoutView {
    view.now = view.checkout.expires_at.minus(Duration::from_secs(240));
    view
}

fn checkout(view: CheckoutView, wearing: &Wearing<'_>) -> Rendered {
    render_page(&worn(view, wearing), wearing.site)
}

fn at_screen(order: &Order, screen: Screen, wearing: &Wearing<'_>) -> PageInput {
    worn(view_of(order, screen), wearing)
}

/// The same page in that look.
fn worn(mut view: CheckoutView, wearing: &Wearing<'_>) -> PageInput {
    let Wearing {
        brand,
        theme,
        locale,
        mode,
        site: _,
    } = *wearing;
    view.brand = brand.clone();
    view.checkout.order.theme = theme;
    view.checkout.order.mode = mode;
    view.test = match mode {
        payment::Mode::Test => true,
        payment::Mode::Live => false,
    };
    input(view, locale)
}

fn open_order() -> Order {
    Order {
        amount: None,
        methods: Method::ALL.to_vec(),
        ..order()
    }
}

/// A form with everything wrong that can be.
fn refused() -> Refused {
    Refused {
        form: TypedForm {
            method: "e_transfer".to_owned(),
            first_name: String::new(),
            last_name: "Tremblay".to_owned(),
            email: "elise@".to_owned(),
            amount: "beaucoup".to_owned(),
            delivery: String::new(),
        },
        faults: vec![
            (Field::Amount, TextFault::Invalid),
            (Field::FirstName, TextFault::Missing),
            (Field::Email, TextFault::Invalid),
        ],
    }
}

/// Somebody with three accounts at the bank that they linked.
fn several() -> Log {
    let accounts = vec![
        account("a1", "Chequing CAD", "1110014281"),
        account("a2", "Savings CAD", "1110027730"),
        account("a3", "Joint chequing CAD", "1110031956"),
    ];
    Log::new(full_order())
        .started(1, Method::Eft)
        .linking(1)
        .steps(1, &["APP_MOUNTED", "INSTITUTION_SELECTED", "REDIRECT"])
        .login(1)
        .accounts(1, accounts)
}

fn link(asked: LinkAmount, wearing: &Wearing<'_>) -> PaymentLink {
    PaymentLink {
        id: PaymentLinkId::from_bytes([1; 16]),
        merchant: merchant(),
        mode: wearing.mode,
        token: PaymentLinkToken::from_bytes([3; 16]),
        offer: LinkOffer {
            asked,
            description: None,
            reference_prefix: None,
            methods: vec![Method::GuaranteedEft, Method::ETransfer],
            payee_account: None,
            locale: None,
            theme: wearing.theme,
            success_url: None,
            cancel_url: None,
            metadata: Metadata::new(),
        },
        switch: LinkSwitch::On,
        expires_at: None,
        max_uses: None,
        created_at: at(0),
    }
}

fn payment_link(link: PaymentLink, shut: Option<LinkState>, wearing: &Wearing<'_>) -> Rendered {
    let look = shut.map_or_else(
        || {
            let form = LinkForm::fresh(&link, wearing.locale, "0".to_owned());
            PaymentLinkLook::Form(form)
        },
        PaymentLinkLook::Shut,
    );
    let input = PaymentLinkInput {
        link,
        look,
        brand: wearing.brand.clone(),
        embedders: Vec::new(),
        limits: Limits::default(),
        locale: wearing.locale,
        now: at(10),
    };
    render_payment_link(&input, wearing.site)
}
