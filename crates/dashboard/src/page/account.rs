//! `/dashboard/account`: how one gets in, and with which browsers one is in.

use app::format::Clock;
use leptos::prelude::*;
use payment::{Locale, SignInId, Timestamp};
use store::{ListedSignIn, MAX_PASSKEYS, Passkey, SignInWay};

use super::password::{self, Weak};
use crate::{
    part::{
        field::{self, Field, Kind},
        form::{self, Asked},
        notice::{self, Notice},
        table, time,
    },
    shell::{Frame, Viewer, page},
    words::{self, account::Account as Words},
};

/// What the page shows.
#[derive(Debug)]
pub struct Account<'a> {
    /// Their passkeys.
    pub passkeys: &'a [Passkey],
    /// The browsers that they are signed in with.
    pub sign_ins: &'a [ListedSignIn],
    /// The one that looks.
    pub this: &'a SignInId,
    /// How many recovery codes they have left.
    pub codes: u32,
    /// What a change of the password takes.
    pub password: Proof,
    /// Whether they showed a moment ago who they are.
    pub is_fresh: bool,
    /// What was wrong with the password that was sent.
    pub wrong: Option<WrongPassword>,
}

/// What a change of the password takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The one before.
    Password,
    /// To have shown a moment ago who they are.
    Fresh,
}

/// What was wrong with a change of the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongPassword {
    /// The one before.
    Current,
    /// The new one.
    New(Weak),
    /// Too many were wrong.
    TooOften,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, shown: &Account<'_>) -> String {
    let words = words::account::of(frame.locale);
    let parts = frame.viewer.as_ref().map(|viewer| {
        view! {
            <p class="lead">{viewer.email.clone()}</p>
            {passkeys(frame, viewer, shown, words)}
            {change_password(frame, viewer, shown, words)}
            {recovery_codes(viewer, shown, words)}
            {sign_ins(frame, viewer, shown, words)}
            {language(frame, viewer, words)}
        }
    });
    page(frame, words.title, || parts)
}

/// Where one shows once more who one is, and comes back.
const AGAIN: &str = "/dashboard/sign-in?again=1&next=/dashboard/account";

/// The way to show once more who one is.
fn again(words: &Words) -> AnyView {
    view! {
        <p class="quiet">{words.again}</p>
        <p class="actions">
            <a class="button second" href=AGAIN>
                {words.again_link}
            </a>
        </p>
    }
    .into_any()
}

fn passkeys(frame: &Frame, viewer: &Viewer, shown: &Account<'_>, words: &'static Words) -> AnyView {
    let clock = Clock::of(None);
    let columns = [words.name, words.made, words.used, words.action];
    let rows: Vec<_> = shown
        .passkeys
        .iter()
        .map(|passkey| {
            let remove = format!("/dashboard/account/passkeys/{}/remove", passkey.id);
            let question = (words.remove_passkey)(&passkey.name);
            let used = passkey.used_at.map_or_else(
                || view! { {words.never} }.into_any(),
                |at| time::view(at, &clock, frame.locale),
            );
            table::row(
                &columns,
                vec![
                    view! { {passkey.name.clone()} }.into_any(),
                    time::view(passkey.created_at, &clock, frame.locale),
                    used,
                    form::asked(
                        viewer,
                        Asked {
                            action: remove,
                            words: words.remove,
                            question,
                            hint: words.remove_hint,
                            yes: words.remove_yes,
                        },
                    ),
                ],
            )
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p>{words.no_passkeys}</p> }.into_any()
    } else {
        table::table(words.passkeys, &columns, rows)
    };
    let is_full = shown.passkeys.len() >= usize::try_from(MAX_PASSKEYS).unwrap_or(usize::MAX);
    let add = match (is_full, shown.is_fresh) {
        (true, _) => view! { <p class="quiet">{words.full}</p> }.into_any(),
        (false, true) => add_passkey(viewer, words),
        (false, false) => again(words),
    };
    view! {
        <section class="sheet">
            <h2>{words.passkeys}</h2>
            <p class="quiet">{words.passkeys_lead}</p>
            {list}
            {add}
        </section>
    }
    .into_any()
}

/// The form that a script sends, once it is known that there can be passkeys.
fn add_passkey(viewer: &Viewer, words: &'static Words) -> AnyView {
    let name = field::view(Field {
        name: "name",
        label: words.passkey_name,
        kind: Kind::Text,
        value: String::new(),
        hint: Some(words.passkey_hint),
        wrong: None,
        autocomplete: "off",
    });
    view! {
        <form
            class="line"
            method="post"
            data-passkey="register"
            data-options="/dashboard/account/passkeys/options"
            data-finish="/dashboard/account/passkeys"
            data-again=AGAIN
            hidden
        >
            {form::token(viewer)}
            {name}
            <button class="button">{words.add_passkey}</button>
            <div data-trouble hidden>
                {notice::view(Notice::Wrong, words.passkey_trouble.to_owned())}
            </div>
        </form>
        <noscript>
            <p class="quiet">{words.no_script}</p>
        </noscript>
    }
    .into_any()
}

fn change_password(
    frame: &Frame,
    viewer: &Viewer,
    shown: &Account<'_>,
    words: &'static Words,
) -> AnyView {
    let (of_current, of_new) = match shown.wrong {
        Some(WrongPassword::Current) => (Some(words.wrong_current.to_owned()), None),
        Some(WrongPassword::TooOften) => (Some(words.too_often.to_owned()), None),
        Some(WrongPassword::New(weak)) => (None, Some(weak)),
        None => (None, None),
    };
    let current = (shown.password == Proof::Password).then(|| {
        field::view(Field {
            name: "current",
            label: words.current,
            kind: Kind::Password,
            value: String::new(),
            hint: None,
            wrong: of_current,
            autocomplete: "current-password",
        })
    });
    let form = if shown.password == Proof::Fresh && !shown.is_fresh {
        again(words)
    } else {
        view! {
            <form class="stack" method="post" action="/dashboard/account/password">
                {form::token(viewer)}
                {password::whose(&viewer.email)}
                {current}
                {password::chosen(frame.locale, of_new)}
                <button class="button">{words.save_password}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="sheet">
            <h2>{words.password}</h2>
            <p class="quiet">{words.password_lead}</p>
            {form}
        </section>
    }
    .into_any()
}

fn recovery_codes(viewer: &Viewer, shown: &Account<'_>, words: &'static Words) -> AnyView {
    let left = (words.codes_left)(shown.codes);
    let act = if shown.is_fresh {
        form::button(
            viewer,
            "/dashboard/account/recovery-codes".into(),
            "button second",
            words.make_codes.to_owned(),
        )
    } else {
        again(words)
    };
    view! {
        <section class="sheet">
            <h2>{words.codes}</h2>
            <p>{left}</p>
            <p class="quiet">{words.codes_lead}</p>
            {act}
        </section>
    }
    .into_any()
}

fn sign_ins(frame: &Frame, viewer: &Viewer, shown: &Account<'_>, words: &'static Words) -> AnyView {
    let clock = Clock::of(None);
    let columns = [
        words.browser,
        words.way,
        words.since,
        words.seen,
        words.action,
    ];
    let way = |way| match way {
        SignInWay::Password => words.by_password,
        SignInWay::Passkey => words.by_passkey,
        SignInWay::RecoveryCode => words.by_code,
        SignInWay::Link => words.by_link,
    };
    let rows: Vec<_> = shown
        .sign_ins
        .iter()
        .map(|sign_in| {
            let name = if sign_in.browser.is_empty() {
                words.unknown_browser.to_owned()
            } else {
                sign_in.browser.clone()
            };
            let act = if sign_in.id == *shown.this {
                view! { <span class="badge positive">{words.this_browser}</span> }.into_any()
            } else {
                let end = format!("/dashboard/account/sign-ins/{}/end", sign_in.id);
                let label = (words.end_named)(&name);
                form::named_button(viewer, end, "button danger", words.end, label)
            };
            table::row(
                &columns,
                vec![
                    view! { {name} }.into_any(),
                    view! { {way(sign_in.way)} }.into_any(),
                    time::view(sign_in.created_at, &clock, frame.locale),
                    time::view(sign_in.seen_at, &clock, frame.locale),
                    act,
                ],
            )
        })
        .collect();
    let others = (shown.sign_ins.len() > 1).then(|| {
        form::button(
            viewer,
            "/dashboard/account/sign-ins/end-others".into(),
            "button second",
            words.end_others.to_owned(),
        )
    });
    view! {
        <section class="sheet">
            <h2>{words.sign_ins}</h2>
            {table::table(words.sign_ins, &columns, rows)}
            {others}
        </section>
    }
    .into_any()
}

fn language(frame: &Frame, viewer: &Viewer, words: &'static Words) -> AnyView {
    let options: Vec<_> = Locale::ALL
        .into_iter()
        .map(|locale| {
            let id = format!("f-{}", locale.tag());
            view! {
                <div class="option">
                    <input
                        type="radio"
                        id=id.clone()
                        name="locale"
                        value=locale.tag()
                        checked=locale == frame.locale
                    />
                    <label for=id lang=locale.tag()>
                        {words::account::name_of(locale)}
                    </label>
                </div>
            }
        })
        .collect();
    view! {
        <section class="sheet">
            <h2 id="language">{words.language}</h2>
            <form class="stack" method="post" action="/dashboard/account/language">
                {form::token(viewer)}
                <div class="options" role="radiogroup" aria-labelledby="language">
                    {options}
                </div>
                <button class="button second">{words.save}</button>
            </form>
        </section>
    }
    .into_any()
}

/// New recovery codes, shown this once.
#[must_use]
pub fn new_codes(frame: &Frame, codes: &[String], made_at: Timestamp) -> String {
    let words = words::account::of(frame.locale);
    let lead = (words.new_codes_lead)(&time::text(made_at, &Clock::of(None), frame.locale));
    let codes: Vec<_> = codes
        .iter()
        .map(|code| view! { <li>{code.clone()}</li> })
        .collect();
    page(frame, words.new_codes, || {
        view! {
            <p class="lead">{lead}</p>
            <ul class="codes">{codes}</ul>
            <p class="actions">
                <a class="button" href="/dashboard/account">{words.codes_kept}</a>
            </p>
        }
    })
}
