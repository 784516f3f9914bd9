//! A browser that keeps its cookies, without scripts.

use std::sync::Mutex;

use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use crate::house::{Answer, House};

/// A password that is fit to be one.
pub(crate) const PASSWORD: &str = "four words are plenty";

/// See the module.
pub(crate) struct Browser<'a> {
    house: &'a House,
    cookie: Mutex<String>,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(house: &'a House) -> Self {
        Self {
            house,
            cookie: Mutex::default(),
        }
    }

    /// One that somebody new joined the merchant with, by an invitation of the operator's.
    pub(crate) async fn of_new(house: &'a House, email: &str, merchant: &str, role: &str) -> Self {
        let browser = Self::new(house);
        let joined = browser
            .submit(
                &invite(house, email, merchant, role),
                &[("password", PASSWORD)],
            )
            .await;
        assert_eq!(joined.header("location"), "/dashboard", "{}", joined.text);
        browser
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookie = self.cookie.lock().unwrap().clone();
        self.house.anonymous(method, path).header("cookie", cookie)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.keep(Answer::of(self.request(Method::GET, path)).await)
    }

    /// A form without the token that pages have.
    pub(crate) async fn submit(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header("origin", self.house.url())
            .form(form);
        self.keep(Answer::of(request).await)
    }

    /// A form as the page sends it.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let page = self.get("/dashboard/account").await;
        let token = between(&page.text, "name=\"token\" value=\"", "\"");
        self.submit(path, &[&[("token", token)], form].concat())
            .await
    }

    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> Answer {
        let form = [("email", email), ("password", password)];
        self.submit("/dashboard/sign-in", &form).await
    }

    /// Whether it is signed in.
    pub(crate) async fn is_in(&self) -> bool {
        self.get("/dashboard/account").await.status == 200
    }

    /// What it shows to be known again.
    pub(crate) fn cookie(&self) -> String {
        self.cookie.lock().unwrap().clone()
    }

    fn keep(&self, answer: Answer) -> Answer {
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().unwrap();
            if let Some((cookie, _)) = set
                .split_once(';')
                .filter(|_| set.starts_with("dashboard="))
            {
                cookie.clone_into(&mut self.cookie.lock().unwrap());
            }
        }
        answer
    }
}

/// The path of a new invitation of the operator's.
pub(crate) fn invite(house: &House, email: &str, merchant: &str, role: &str) -> String {
    let args = ["user", "add", email, "--merchant", merchant, "--role", role];
    path(&house.administer(&[&args[..], &["--json"]].concat()))
}

/// The path of a link that a command printed.
pub(crate) fn path(printed: &Value) -> String {
    let link = printed["link"].as_str().unwrap();
    format!("/dashboard{}", link.split_once("/dashboard").unwrap().1)
}

/// What stands between two texts.
pub(crate) fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let from = text
        .find(before)
        .unwrap_or_else(|| panic!("no {before} in {text}"));
    let rest = &text[from + before.len()..];
    &rest[..rest.find(after).unwrap()]
}
