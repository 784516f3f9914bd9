//! A page of a payment link that expired, and the one that takes its place.

use std::time::Duration;

use reqwest::{Method, header};
use serde_json::json;

use crate::moment::Moment;

/// What was typed on the page that expired.
const TYPED: [(&str, &str); 3] = [
    ("first_name", "Zoé"),
    ("last_name", "Canarytyped"),
    ("email", "zoe@exemple.ca"),
];

/// A browser that keeps what pages tell it to.
struct Browser<'a> {
    moment: &'a Moment,
    cookie: String,
}

/// An answer of which only this counts.
struct Got {
    status: u16,
    location: String,
    text: String,
}

impl Browser<'_> {
    async fn ask(&mut self, method: Method, path: &str, form: &[(&str, &str)]) -> Got {
        let mut request = self.moment.request(method.clone(), path);
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        if method == Method::POST {
            request = request.form(form);
        }
        let answer = request.send().await.unwrap();
        let text = |name: &header::HeaderName| {
            let value = answer.headers().get(name);
            value.map_or("", |it| it.to_str().unwrap()).to_owned()
        };
        let kept = text(&header::SET_COOKIE);
        if kept.starts_with("begun=") {
            kept.split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        Got {
            status: answer.status().as_u16(),
            location: text(&header::LOCATION),
            text: answer.text().await.unwrap(),
        }
    }

    async fn open(&mut self, path: &str) -> Got {
        self.ask(Method::GET, path, &[]).await
    }
}

/// The value of a field of a page's only form by that name.
fn field(page: &str, form: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("data-form=\"{form}\"")).unwrap();
    let inside = rest.split("</form>").next().unwrap();
    let input = inside
        .split("<input")
        .find(|input| input.contains(&format!("name=\"{name}\"")))
        .unwrap();
    let (_, value) = input.split_once("value=\"").unwrap();
    value.split('"').next().unwrap().to_owned()
}

/// A link whose visitor says how much, and a checkout of $12.34 that one made by it.
async fn begun(moment: &Moment) -> (Browser<'_>, String, String) {
    let offer = json!({ "amount": null, "methods": ["guaranteed_eft", "e_transfer"] });
    let made = moment
        .api(Method::POST, "/v1/payment_links", Some(&offer))
        .await;
    let url = made["url"].as_str().unwrap_or_else(|| panic!("{made}"));
    let link = format!("/l/{}", url.rsplit('/').next().unwrap());
    let mut browser = Browser {
        moment,
        cookie: String::new(),
    };
    let page = browser.open(&link).await.text;
    let form = field(&page, "payment_link", "form");
    let sent = [("form", form.as_str()), ("amount", "12.34")];
    let begun = browser.ask(Method::POST, &link, &sent).await;
    assert_eq!(begun.status, 303, "{}", begun.text);
    (browser, link, begun.location)
}

#[tokio::test]
async fn what_was_typed_on_a_page_that_expired_stands_on_the_one_that_takes_its_place() {
    let moment = Moment::new().await;
    let (mut browser, link, page) = begun(&moment).await;
    let (path, _) = page.split_once('?').unwrap();
    let token = path.rsplit('/').next().unwrap();
    moment.pass(Duration::from_secs(3700)).await;
    moment.settle().await;

    // The form came too late; nothing that was typed in it is lost.
    let mut late = vec![
        ("token", token),
        ("method", "e_transfer"),
        ("lang", "en-CA"),
    ];
    late.extend(TYPED);
    let late = browser.ask(Method::POST, "/actions/start", &late).await;
    let expired = browser.open(&late.location).await.text;
    assert!(expired.contains("data-screen=\"expired\""), "{expired}");
    let names = ["form", "amount", "from", "first_name", "last_name", "email"];
    let fields = names.map(|name| (name, field(&expired, "anew", name)));
    assert_eq!(fields[1].1, "12.34");
    assert_eq!(fields[3].1, "Zoé");
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));

    let anew = browser.ask(Method::POST, &link, &fields).await;
    assert_eq!(anew.status, 303, "{}", anew.text);
    for (_, value) in TYPED {
        assert!(!anew.location.contains(value));
    }
    let shown = browser.open(&anew.location).await.text;
    assert!(shown.contains("data-look=\"choose\"") && shown.contains("$12.34"));
    for (_, value) in TYPED {
        assert!(
            shown.contains(&format!("value=\"{value}\"")),
            "{value}: {shown}"
        );
    }
    assert!(!shown.contains("role=\"alert\""), "nothing is wrong");
    // Pressed twice, one checkout takes its place.
    let twice = browser.ask(Method::POST, &link, &fields).await;
    let place = |location: &str| location.split('?').next().unwrap().to_owned();
    assert_eq!(place(&twice.location), place(&anew.location));
    assert_ne!(place(&anew.location), path);
}

#[tokio::test]
async fn who_paid_in_vain_is_carried_over_in_the_same_browser_alone() {
    let moment = Moment::new().await;
    let (mut browser, link, page) = begun(&moment).await;
    let (path, _) = page.split_once('?').unwrap();
    let token = path.rsplit('/').next().unwrap().to_owned();
    let mut form = vec![
        ("token", token.as_str()),
        ("method", "e_transfer"),
        ("lang", "en-CA"),
    ];
    form.extend(TYPED);
    browser.ask(Method::POST, "/actions/start", &form).await;
    // The bank's page was left, and the attempt is known to have taken nothing.
    let sessions = moment.twin_list("/_twin/sessions").await;
    let id = sessions[0]["id"].as_str().unwrap();
    moment
        .twin_order(
            &format!("/_twin/sessions/{id}/drive"),
            &json!({ "to": "Canceled" }),
        )
        .await;
    moment.settle().await;
    moment.pass(Duration::from_secs(3700)).await;
    moment.settle().await;
    let expired = browser.open(path).await.text;
    assert!(expired.contains("data-screen=\"expired\""), "{expired}");
    assert!(
        !expired.contains("Canarytyped"),
        "an address can be handed on"
    );
    let names = ["form", "amount", "from", "first_name", "last_name", "email"];
    let fields = names.map(|name| (name, field(&expired, "anew", name)));
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));

    let mut stranger = Browser {
        moment: &moment,
        cookie: String::new(),
    };
    for (who, knows) in [(&mut stranger, false), (&mut browser, true)] {
        let anew = who.ask(Method::POST, &link, &fields).await;
        assert_eq!(anew.status, 303, "{}", anew.text);
        let shown = who.open(&anew.location).await.text;
        assert_eq!(shown.contains("Canarytyped"), knows);
    }
}
