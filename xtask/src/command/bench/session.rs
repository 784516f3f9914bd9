//! Payments that are under way, for what is measured about them.

use super::demo;
use crate::failure::Failure;
use crate::house::{House, customer, merchant};

/// How many are made at once.
const MAKERS: usize = 8;

/// A customer at the bank.
#[derive(Debug)]
pub(super) struct Session {
    /// The provider's session.
    pub(super) id: String,
    pub(super) checkout: String,
    pub(super) token: String,
    pub(super) reference: String,
}

/// Checkouts whose customers are at the bank.
pub(super) fn sessions(house: &House, count: usize) -> Result<Vec<Session>, Failure> {
    std::thread::scope(|scope| {
        let makers: Vec<_> = (0..MAKERS)
            .map(|maker| {
                scope.spawn(move || {
                    let numbers = (maker..count).step_by(MAKERS);
                    numbers.map(|number| session(house, number)).collect()
                })
            })
            .collect();
        let made: Result<Vec<Vec<_>>, Failure> = makers
            .into_iter()
            .map(|maker| maker.join().unwrap_or_else(|_| Err(demo("a maker broke"))))
            .collect();
        Ok(made?.into_iter().flatten().collect())
    })
}

/// One of them.
pub(super) fn session(house: &House, number: usize) -> Result<Session, Failure> {
    let reference = format!("ORDER-{number}");
    let order = merchant::post(house, "/checkouts", &merchant::order(&reference));
    let made = order.send().map_err(|lost| demo(&lost.to_string()))?;
    let made = made.json();
    let url = made["url"].as_str().unwrap_or_default();
    let token = url.rsplit('/').next().unwrap_or_default();
    let page = || {
        let page = customer::page(house, token).send();
        page.map_or_else(|_| String::new(), |page| page.text())
    };
    let form = page();
    let attempt = customer::fresh_attempt(&form).ok_or_else(|| demo("no start form"))?;
    let start = customer::start(house, token, attempt).send();
    start.map_err(|lost| demo(&lost.to_string()))?;
    let page = page();
    let session = customer::session(&page).ok_or_else(|| demo("no bank frame"))?;
    Ok(Session {
        id: session.to_owned(),
        checkout: made["id"].as_str().unwrap_or_default().to_owned(),
        token: token.to_owned(),
        reference,
    })
}
