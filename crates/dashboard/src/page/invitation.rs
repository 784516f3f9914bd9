//! `/dashboard/invitation/{token}`: joining a merchant.

use leptos::prelude::*;
use store::Role;

use super::password::{self, Weak};
use crate::{
    part::notice::{self, Notice},
    shell::{Frame, page},
    words,
};

/// What the page shows.
#[derive(Debug)]
pub struct Invitation<'a> {
    /// Whom it is for.
    pub email: &'a str,
    /// To which merchant it leads.
    pub merchant: &'a str,
    /// What they will be to it.
    pub role: Role,
    /// How it can be accepted.
    pub way: Way,
}

/// How an invitation can be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By somebody new, who chooses a password; what was wrong with the one before.
    Password(Option<Weak>),
    /// By somebody who signs in already, and has to do so first.
    SignIn,
    /// By somebody who is signed in: at once.
    AtOnce,
    /// Not by whoever is signed in.
    SomebodyElse,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, shown: &Invitation<'_>) -> String {
    let words = words::invitation::of(frame.locale);
    let role = (words::shell::of(frame.locale).role)(shown.role);
    let title = (words.title)(shown.merchant);
    let lead = (words.lead)(shown.email, role);
    let path = frame.path.clone();
    let sign_in = format!("/dashboard/sign-in?next={path}");
    let act = match shown.way {
        Way::Password(wrong) => view! {
            <form class="stack" method="post" action=path>
                {password::whose(shown.email)}
                {password::chosen(frame.locale, wrong)}
                <button class="button">{words.join}</button>
            </form>
        }
        .into_any(),
        Way::SignIn => view! {
            <p>{words.sign_in_first}</p>
            <p class="actions">
                <a class="button" href=sign_in>{words.sign_in}</a>
            </p>
        }
        .into_any(),
        Way::AtOnce => view! {
            <form class="stack" method="post" action=path>
                <button class="button">{words.join}</button>
            </form>
        }
        .into_any(),
        Way::SomebodyElse => notice::view(Notice::Caution, words.somebody_else.to_owned()),
    };
    page(frame, &title, || {
        view! {
            <p class="lead">{lead}</p>
            {act}
        }
    })
}

/// The page of a link that was used, has ended or never was.
#[must_use]
pub fn gone(frame: &Frame) -> String {
    let words = words::invitation::of(frame.locale);
    page(frame, words.gone, || {
        view! {
            <p class="lead">{words.gone_lead}</p>
            <p>
                <a href="/dashboard/sign-in">{words.sign_in}</a>
            </p>
        }
    })
}
