//! Pages that are not there, not theirs, or cannot be made right now.

use leptos::prelude::*;
use payment::Locale;

use crate::{
    shell::{Frame, Site, page},
    words::{self, problem::Telling},
};

/// What is not there, or another's.
#[must_use]
pub fn missing(frame: &Frame) -> String {
    tell(frame, &words::problem::of(frame.locale).missing)
}

/// What takes another role.
#[must_use]
pub fn forbidden(frame: &Frame) -> String {
    tell(frame, &words::problem::of(frame.locale).forbidden)
}

/// A form that is too old, or was sent by nobody who is signed in.
#[must_use]
pub fn stale(frame: &Frame) -> String {
    tell(frame, &words::problem::of(frame.locale).stale)
}

/// A form with more in it than is taken.
#[must_use]
pub fn too_large(frame: &Frame) -> String {
    tell(frame, &words::problem::of(frame.locale).too_large)
}

/// A form that says what no form of ours says.
#[must_use]
pub fn unreadable(frame: &Frame) -> String {
    tell(frame, &words::problem::of(frame.locale).unreadable)
}

/// Too many tries were wrong.
#[must_use]
pub fn too_often(frame: &Frame) -> String {
    tell(frame, &words::problem::of(frame.locale).too_often)
}

/// Too many ask at once for what takes long.
#[must_use]
pub fn busy(frame: &Frame) -> String {
    tell(frame, &words::problem::of(frame.locale).busy)
}

/// A form that another site sent.
#[must_use]
pub fn foreign(site: Site, locale: Locale) -> String {
    let frame = Frame {
        site,
        locale,
        path: "/dashboard".into(),
        other_language: None,
        viewer: None,
        done: None,
    };
    tell(&frame, &words::problem::of(locale).foreign)
}

/// Something of ours does not work. Nobody knows who asks, so it is said in English.
#[must_use]
pub fn broken(site: Site) -> String {
    let frame = Frame {
        site,
        locale: Locale::EnCa,
        path: "/dashboard".into(),
        other_language: None,
        viewer: None,
        done: None,
    };
    let french = &words::problem::of(Locale::FrCa).broken;
    let english = &words::problem::of(Locale::EnCa).broken;
    page(&frame, english.title, || {
        view! {
            <p class="lead">{english.lead}</p>
            <section lang=Locale::FrCa.tag()>
                <h2>{french.title}</h2>
                <p class="lead">{french.lead}</p>
            </section>
        }
    })
}

fn tell(frame: &Frame, telling: &'static Telling) -> String {
    let back = words::problem::of(frame.locale).back;
    page(frame, telling.title, || {
        view! {
            <p class="lead">{telling.lead}</p>
            <p>
                <a href="/dashboard">{back}</a>
            </p>
        }
    })
}
