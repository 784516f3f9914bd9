//! Draws every screen in both languages into a directory, to be looked at in a browser.

use std::{collections::BTreeMap, error::Error, fs, path::PathBuf};

use app::{
    action::TypedForm,
    brand::Brand,
    page::{
        LOGO, PageInput, Refused, Rendered, ShopInput, ShopOrder, ShopOrderState, ShopScenario,
        Site, ThanksInput, render_fault, render_link_fault, render_missing, render_page,
        render_receipt, render_shop, render_thanks,
    },
};
use payment::{CaseKind, Field, Locale, Method, Order, Screen, TextFault};

#[path = "../tests/it/fixture.rs"]
mod fixture;

use fixture::{Log, account, cents, full_order, input, linked, order, view, view_of};

fn main() -> Result<(), Box<dyn Error>> {
    let target = PathBuf::from(std::env::args().nth(1).unwrap_or("screens".to_owned()));
    fs::create_dir_all(&target)?;
    let css: &'static str = Box::leak(stylesheet()?.into_boxed_str());
    let site = Site {
        css: Some(css),
        ..Site::default()
    };
    for locale in Locale::ALL {
        for (name, page) in pages(locale, &site) {
            let file = target.join(format!("{name}.{locale}.html"));
            fs::write(file, standing_alone(&page))?;
        }
    }
    Ok(())
}

/// The style files in their layers, as the build would bundle them.
fn stylesheet() -> Result<String, Box<dyn Error>> {
    let style = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../style");
    let main = fs::read_to_string(style.join("main.css"))?;
    let mut css = String::new();
    for line in main.lines() {
        let import = line.strip_prefix("@import \"").and_then(|rest| {
            let (file, rest) = rest.split_once('"')?;
            let layer = rest.trim().strip_prefix("layer(")?.strip_suffix(");")?;
            Some((file, layer))
        });
        match import {
            Some((file, layer)) => {
                let part = fs::read_to_string(style.join(file))?;
                css.push_str(&format!("@layer {layer}{{{part}}}\n"));
            }
            None => css.push_str(line),
        }
    }
    Ok(css)
}

/// The page with what a server would serve beside it put inside.
fn standing_alone(page: &Rendered) -> String {
    let brand = Brand::maple_and_pine();
    let style = format!("<style>{}</style></head>", brand.stylesheet());
    let logo = LOGO.trim().replace('#', "%23").replace('"', "'");
    let frame = "<!doctype html><title>Bank</title><body>The bank’s page stands here.";
    page.html
        .replacen("</head>", &style, 1)
        .replace("/demo/logo.svg", &format!("data:image/svg+xml,{logo}"))
        .replace(
            "https://payments.bank.example/app/?",
            &format!("data:text/html,{frame}?"),
        )
        .replace(fixture::AGREEMENT, &format!("data:text/html,{frame}"))
        .replace("src=\"/c/", &format!("src=\"data:text/html,{frame}"))
}

fn pages(locale: Locale, site: &Site) -> BTreeMap<String, Rendered> {
    let mut pages = BTreeMap::new();
    let mut add = |name: &str, page: Rendered| {
        pages.insert(name.to_owned(), page);
    };
    for screen in Screen::ALL {
        let page = input(view(screen), locale);
        add(screen.as_str(), render_page(&page, site));
    }
    let page = |order: &Order, screen| input(view_of(order, screen), locale);

    add(
        "choose-given",
        render_page(&page(&full_order(), Screen::Choose), site),
    );
    let open = Order {
        amount: None,
        methods: Method::ALL.to_vec(),
        ..order()
    };
    add(
        "choose-open",
        render_page(&page(&open, Screen::Choose), site),
    );
    let refused = PageInput {
        refused: Some(Refused {
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
        }),
        ..page(&open, Screen::Choose)
    };
    add("choose-refused", render_page(&refused, site));
    let again = PageInput {
        choose_again: true,
        ..page(&order(), Screen::Bank)
    };
    add("choose-again", render_page(&again, site));
    let status = PageInput {
        status_only: true,
        ..page(&order(), Screen::Bank)
    };
    add("status", render_page(&status, site));

    let unchosen = PageInput {
        account_missing: true,
        ..input(several().view(), locale)
    };
    add("account-unchosen", render_page(&unchosen, site));
    add("link-fault", render_link_fault(locale, site));

    let transfer = Log::new(order()).started(1, Method::ETransfer).opened(1);
    let short = Log::new(full_order())
        .started(1, Method::GuaranteedEft)
        .opened(1);
    let eft = Log::new(order()).started(1, Method::Eft).opened(1);
    let twice = Log::new(order())
        .started(1, Method::GuaranteedEft)
        .opened(1)
        .started(2, Method::ETransfer)
        .opened(2)
        .paid(2, cents(25_000), true)
        .case(1, CaseKind::DuplicatePayment, None);
    for (name, log) in [
        (
            "bank-transfer",
            Log::steps(transfer, 1, &["APP_MOUNTED", "INSTITUTION_SELECTED"]),
        ),
        ("paid-short", short.paid(1, cents(18_000), true)),
        ("paid-eft", eft.paid(1, cents(25_000), false)),
        ("paid-twice", twice),
        ("account-several", several()),
        (
            "reading",
            Log::new(order())
                .started(1, Method::Eft)
                .linking(1)
                .login(1),
        ),
        ("preparing", linked(&order()).chosen(1, "a1")),
        ("sign", linked(&order()).chosen(1, "a1").debited(1)),
        ("sending", Log::new(order()).mailed(1)),
        (
            "paid-returned",
            linked(&order())
                .chosen(1, "a1")
                .debited(1)
                .paid(1, cents(25_000), false)
                .case(1, CaseKind::ReturnedPayment, Some("905")),
        ),
        (
            "stopping",
            Log::new(order())
                .started(1, Method::GuaranteedEft)
                .opened(1)
                .stop_asked(1),
        ),
    ] {
        add(name, render_page(&input(log.view(), locale), site));
    }

    add("receipt", render_receipt(&view(Screen::Paid), locale, site));
    add("missing", render_missing(locale, site));
    add("fault", render_fault(locale, site));
    let brand = Brand::maple_and_pine;
    let shop = ShopInput {
        locale,
        brand: brand(),
        brand_href: "/brand/demo.css".to_owned(),
        scenarios: scenarios(),
        selected: None,
        password: "Everyday".to_owned(),
        orders: orders(),
    };
    add("shop", render_shop(&shop, site));
    let thanks = ThanksInput {
        locale,
        brand: brand(),
        brand_href: "/brand/demo.css".to_owned(),
    };
    add("thanks", render_thanks(&thanks, site));
    pages
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

fn orders() -> Vec<ShopOrder> {
    let states = [
        ShopOrderState::Awaited,
        ShopOrderState::Paid,
        ShopOrderState::ReadyToShip,
        ShopOrderState::Returned,
        ShopOrderState::Unpaid,
    ];
    states
        .into_iter()
        .zip([
            "MP-7K3Q9Z1F",
            "MP-7K3Q9Y8A",
            "MP-7K3Q2B6C",
            "MP-7K3P4D0E",
            "MP-7K3N5T2H",
        ])
        .map(|(state, number)| ShopOrder {
            number: number.to_owned(),
            amount: cents(10_000),
            state,
        })
        .collect()
}

fn scenarios() -> Vec<ShopScenario> {
    let of = |name: &str, method, amount| ShopScenario {
        name: name.to_owned(),
        method,
        amount: cents(amount),
        user: (method == Method::GuaranteedEft).then(|| name.to_owned()),
    };
    let (debit, transfer) = (Method::GuaranteedEft, Method::ETransfer);
    vec![
        of("Happy1", debit, 10_000),
        of("Happy2", debit, 100_000),
        of("Happy3", debit, 10_000),
        of("Unhappy1", debit, 10_000),
        of("WrongName", debit, 10_000),
        of("LowBalance", debit, 10_000),
        of("StopBeforeAgreement", debit, 10_000),
        of("WrongPassword", debit, 10_000),
        of("ET-Accept", transfer, 10_000),
        of("ET-Decline", transfer, 10_000),
        of("ET-Expire", transfer, 10_000),
        of("ET-Close", transfer, 10_000),
        of("ET-NameMismatch", transfer, 10_000),
    ]
}
