//! `/dashboard/people`: who has access, and who is invited.

use app::format::Clock;
use leptos::prelude::*;
use payment::PersonId;
use store::{EntryLink, Member, Role};

use crate::{
    part::{
        field::{self, Field, Kind},
        form::{self, Asked},
        notice::{self, Notice},
        table, time,
    },
    shell::{Frame, Viewer, page},
    words::{self, people::People as Words},
};

/// What the page shows.
#[derive(Debug)]
pub struct People<'a> {
    /// Who has access.
    pub members: &'a [Member],
    /// Who is invited and has not come yet.
    pub invitations: &'a [EntryLink],
    /// Who looks.
    pub this: &'a PersonId,
    /// What was wrong with an invitation, and to whom it was.
    pub wrong: Option<(WrongInvitation, &'a str)>,
    /// What a change was refused for.
    pub refused: Option<Refused>,
}

/// What was wrong with an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongInvitation {
    /// The address is none.
    Email,
    /// They have access already.
    Member,
    /// Too many wait already.
    TooMany,
}

/// Why a change was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nobody would be left who could change it back.
    LastOwner,
    /// They have access to another merchant too, so that no owner of one may let them in again.
    NotOursAlone,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, shown: &People<'_>) -> String {
    let words = words::people::of(frame.locale);
    let refused = shown.refused.map(|refused| {
        let words = match refused {
            Refused::LastOwner => words.last_owner,
            Refused::NotOursAlone => words.not_ours_alone,
        };
        notice::view(Notice::Wrong, words.to_owned())
    });
    let parts = frame.viewer.as_ref().map(|viewer| {
        view! {
            {refused}
            {members(frame, viewer, shown, words)}
            {invitations(frame, viewer, shown, words)}
            {invite(frame, viewer, shown, words)}
        }
    });
    page(frame, words.title, || parts)
}

fn members(frame: &Frame, viewer: &Viewer, shown: &People<'_>, words: &'static Words) -> AnyView {
    let clock = Clock::of(None);
    let columns = [
        words.email,
        words.role,
        words.since,
        words.seen,
        words.actions,
    ];
    let rows: Vec<_> = shown
        .members
        .iter()
        .map(|member| {
            let email = member.email.as_str();
            let is_this = member.person == *shown.this;
            let you = is_this.then(|| view! { " " <span class="badge">{words.you}</span> });
            let seen = member.seen_at.map_or_else(
                || view! { "–" }.into_any(),
                |at| time::view(at, &clock, frame.locale),
            );
            let at = |action| format!("/dashboard/people/{}/{action}", member.person);
            let recover = (!is_this).then(|| {
                let label = (words.recover_named)(email);
                form::named_button(
                    viewer,
                    at("recovery"),
                    "button second",
                    words.recover,
                    label,
                )
            });
            let remove = form::asked(
                viewer,
                Asked {
                    action: at("remove"),
                    words: words.remove,
                    question: (words.remove_named)(email),
                    hint: words.remove_hint,
                    yes: words.remove_yes,
                },
            );
            table::row(
                &columns,
                vec![
                    view! { <span>{email.to_owned()} {you}</span> }.into_any(),
                    role(frame, viewer, member, words),
                    time::view(member.created_at, &clock, frame.locale),
                    seen,
                    view! { <div class="actions">{recover} {remove}</div> }.into_any(),
                ],
            )
        })
        .collect();
    view! {
        <section class="sheet">
            <h2>{words.with_access}</h2>
            {table::table(words.with_access, &columns, rows)}
        </section>
    }
    .into_any()
}

/// What somebody is, and the way to make them something else.
fn role(frame: &Frame, viewer: &Viewer, member: &Member, words: &'static Words) -> AnyView {
    let label = (words.role_named)(member.email.as_str());
    let action = format!("/dashboard/people/{}/role", member.person);
    view! {
        <form class="actions" method="post" action=action>
            {form::token(viewer)}
            <div class="field">
                <select name="role" aria-label=label>
                    {roles(frame, member.role)}
                </select>
            </div>
            <button class="button second">{words.save}</button>
        </form>
    }
    .into_any()
}

fn roles(frame: &Frame, chosen: Role) -> Vec<AnyView> {
    let name = words::shell::of(frame.locale).role;
    Role::ALL
        .into_iter()
        .map(|role| {
            view! {
                <option value=role.as_str() selected=role == chosen>
                    {name(role)}
                </option>
            }
            .into_any()
        })
        .collect()
}

fn invitations(
    frame: &Frame,
    viewer: &Viewer,
    shown: &People<'_>,
    words: &'static Words,
) -> Option<AnyView> {
    if shown.invitations.is_empty() {
        return None;
    }
    let clock = Clock::of(None);
    let name = words::shell::of(frame.locale).role;
    let columns = [words.email, words.role, words.until, words.actions];
    let rows: Vec<_> = shown
        .invitations
        .iter()
        .map(|link| {
            let email = link.email.as_str();
            let role = link.joining.as_ref().map(|joining| name(joining.role));
            let withdraw = format!("/dashboard/people/invitations/{}/withdraw", link.id);
            let withdraw = form::asked(
                viewer,
                Asked {
                    action: withdraw,
                    words: words.withdraw,
                    question: (words.withdraw_named)(email),
                    hint: words.withdraw_hint,
                    yes: words.withdraw_yes,
                },
            );
            table::row(
                &columns,
                vec![
                    view! { {email.to_owned()} }.into_any(),
                    view! { {role} }.into_any(),
                    time::view(link.ends_at, &clock, frame.locale),
                    withdraw,
                ],
            )
        })
        .collect();
    Some(
        view! {
            <section class="sheet">
                <h2>{words.invited}</h2>
                {table::table(words.invited, &columns, rows)}
            </section>
        }
        .into_any(),
    )
}

fn invite(frame: &Frame, viewer: &Viewer, shown: &People<'_>, words: &'static Words) -> AnyView {
    let wrong = shown.wrong.map(|(wrong, _)| {
        match wrong {
            WrongInvitation::Email => words.wrong_email,
            WrongInvitation::Member => words.is_member,
            WrongInvitation::TooMany => words.too_many,
        }
        .to_owned()
    });
    let email = field::view(Field {
        name: "email",
        label: words.email,
        kind: Kind::Email,
        value: shown
            .wrong
            .map_or_else(String::new, |(_, email)| email.to_owned()),
        hint: None,
        wrong,
        autocomplete: "off",
    });
    let name = words::shell::of(frame.locale).role;
    let options: Vec<_> = Role::ALL
        .into_iter()
        .map(|role| {
            let (id, hint_id) = (format!("f-{role}"), format!("f-{role}-hint"));
            view! {
                <div class="option">
                    <input
                        type="radio"
                        id=id.clone()
                        name="role"
                        value=role.as_str()
                        checked=role == Role::Staff
                        aria-describedby=hint_id.clone()
                    />
                    <label for=id>{name(role)}</label>
                    <p class="hint" id=hint_id>
                        {(words.role_means)(role)}
                    </p>
                </div>
            }
        })
        .collect();
    view! {
        <section class="sheet">
            <h2>{words.invite}</h2>
            <p class="quiet">{words.invite_lead}</p>
            <form class="stack" method="post" action="/dashboard/people/invite">
                {form::token(viewer)}
                {email}
                <fieldset>
                    <legend>{words.role}</legend>
                    <div class="options">{options}</div>
                </fieldset>
                <button class="button">{words.make_link}</button>
            </form>
        </section>
    }
    .into_any()
}

/// Which link is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// To join.
    Invitation,
    /// To come back in.
    Recovery,
}

/// A link, shown this once.
#[must_use]
pub fn link(frame: &Frame, link: Link, email: &str, address: &str) -> String {
    let words = words::people::of(frame.locale);
    let (title, lead) = match link {
        Link::Invitation => (words.link_invitation, (words.link_invitation_lead)(email)),
        Link::Recovery => (words.link_recovery, (words.link_recovery_lead)(email)),
    };
    page(frame, title, || {
        view! {
            <p class="lead">{lead}</p>
            <code class="shown-once" id="link">
                {address.to_owned()}
            </code>
            <p class="actions">
                <button
                    class="button second"
                    type="button"
                    data-copy="link"
                    data-copied=words.copied
                    hidden
                >
                    {words.copy}
                </button>
                <a class="button" href="/dashboard/people">
                    {words.handed_over}
                </a>
            </p>
        }
    })
}
