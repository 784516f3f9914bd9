//! `/dashboard/recovery`: the ways back for whoever is locked out.

use leptos::prelude::*;

use super::{
    password::{self, Weak},
    sign_in::Trouble,
};
use crate::{
    part::{
        field::{self, Field, Kind},
        notice::{self, Notice},
    },
    shell::{Frame, page},
    words,
};

/// With a recovery code: what was filled in, and what did not work.
#[must_use]
pub fn by_code(frame: &Frame, email: &str, trouble: Option<Trouble>) -> String {
    let words = words::recovery::of(frame.locale);
    let sign_in = words::sign_in::of(frame.locale);
    let trouble = trouble.map(|trouble| {
        let words = match trouble {
            Trouble::Wrong => words.wrong,
            Trouble::TooOften => sign_in.too_often,
            Trouble::Busy => sign_in.busy,
        };
        notice::view(Notice::Wrong, words.to_owned())
    });
    let email = field::view(Field {
        name: "email",
        label: sign_in.email,
        kind: Kind::Email,
        value: email.to_owned(),
        hint: None,
        wrong: None,
        autocomplete: "username",
    });
    let code = field::view(Field {
        name: "code",
        label: words.code,
        kind: Kind::Text,
        value: String::new(),
        hint: Some(words.code_hint),
        wrong: None,
        autocomplete: "off",
    });
    page(frame, words.title, || {
        view! {
            <p class="lead">{words.lead}</p>
            {trouble}
            <form class="stack" method="post" action="/dashboard/recovery">
                {email}
                {code}
                <button class="button">{words.submit}</button>
            </form>
            <section>
                <h2>{words.no_code}</h2>
                <p>{words.no_code_lead}</p>
            </section>
            <p>
                <a href="/dashboard/sign-in">{words.back}</a>
            </p>
        }
    })
}

/// With a link: the choice of another password.
#[must_use]
pub fn by_link(frame: &Frame, email: &str, wrong: Option<Weak>) -> String {
    let words = words::recovery::of(frame.locale);
    let path = frame.path.clone();
    let lead = (words.link_lead)(email);
    page(frame, words.link_title, || {
        view! {
            <p class="lead">{lead}</p>
            <form class="stack" method="post" action=path>
                {password::whose(email)}
                {password::chosen(frame.locale, wrong)}
                <button class="button">{words.link_submit}</button>
            </form>
        }
    })
}
