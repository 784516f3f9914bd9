//! Draws every screen in both languages into a directory, to be looked at in a browser.

use std::{collections::BTreeMap, error::Error, fs, path::PathBuf};

use app::{
    brand::Brand,
    page::{
        LOGO, Rendered, ShopInput, ShopOrder, ShopOrderState, ShopScenario, Site, ThanksInput,
        render_shop, render_thanks,
    },
    sample::{AGREEMENT, Sample, Wearing, cents},
};
use payment::{Locale, Method, Mode, Theme};

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
        .replace(AGREEMENT, &format!("data:text/html,{frame}"))
        .replace("src=\"/c/", &format!("src=\"data:text/html,{frame}"))
}

fn pages(locale: Locale, site: &Site) -> BTreeMap<String, Rendered> {
    let brand = Brand::maple_and_pine();
    let wearing = Wearing {
        brand: &brand,
        theme: Theme::Auto,
        locale,
        mode: Mode::Test,
        site,
    };
    let mut pages: BTreeMap<_, _> = Sample::all()
        .map(|sample| (sample.as_str().to_owned(), sample.render(&wearing)))
        .collect();
    let shop = ShopInput {
        locale,
        brand: brand.clone(),
        brand_href: "/brand/demo.css".to_owned(),
        scenarios: scenarios(),
        selected: None,
        password: "Everyday".to_owned(),
        orders: orders(),
    };
    pages.insert("shop".to_owned(), render_shop(&shop, site));
    let thanks = ThanksInput {
        locale,
        brand: brand.clone(),
        brand_href: "/brand/demo.css".to_owned(),
    };
    pages.insert("thanks".to_owned(), render_thanks(&thanks, site));
    pages
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
