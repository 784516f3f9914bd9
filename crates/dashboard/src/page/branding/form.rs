//! Everything that can be set of a look.

use app::brand::{Font, Logo, MAX_NOTE, MAX_TITLE, Radius, Schemes, TypeScale};
use leptos::prelude::*;
use payment::{Locale, Screen};

use super::{
    Branding, LogoFault, LogoNow, PATH, Part, Shown,
    field::{self, Kind},
    mends,
    part::Legal,
};
use crate::{
    part::form,
    shell::{Frame, Viewer},
    words::branding::Branding as Words,
};

/// The id of the field for the logo's file.
pub(super) const LOGO: &str = "f-logo";

/// The form; its draft is shown by the frame of this name.
pub(super) fn view(
    frame: &Frame,
    viewer: &Viewer,
    shown: &Branding,
    words: &'static Words,
) -> AnyView {
    let one = |part, kind| field::view(part, kind, shown, words);
    let name = [
        one(Part::Name, Kind::Line(100)),
        one(Part::LegalName, Kind::Line(100)),
        one(Part::Domain, Kind::Line(253)),
    ];
    let by_day = [
        one(Part::Primary, Kind::Colour("#2b3a55")),
        one(Part::Tint, Kind::Colour("#e9ecf2")),
        one(Part::Accent, Kind::Colour("")),
    ];
    let by_night = [Part::NightPrimary, Part::NightTint, Part::NightAccent]
        .map(|part| one(part, Kind::Colour("")));
    let is_night_set = [Part::NightPrimary, Part::NightTint, Part::NightAccent]
        .iter()
        .any(|part| is_used(*part, shown));
    let contact = [
        one(Part::Email, Kind::Email),
        one(Part::Phone, Kind::Phone),
        one(Part::HelpPage, Kind::Page),
    ];
    let links: Vec<_> = Legal::ALL
        .into_iter()
        .flat_map(|legal| Locale::ALL.map(|locale| one(Part::Link(legal, locale), Kind::Page)))
        .collect();
    let preview = format!("{PATH}/preview");
    view! {
        <form
            class="brand-form"
            id="branding"
            method="post"
            action=PATH
            enctype="multipart/form-data"
            novalidate
        >
            {form::token(viewer)}
            <input type="hidden" name="seen" value=shown.seen.clone() />
            {sheet("name", words.names, name.into_any())}
            {sheet("logo", words.logo, logo(shown, words))}
            {sheet(
                "colours",
                words.colours,
                view! {
                    <div class="brand-row">{by_day}</div>
                    <details open=is_night_set>
                        <summary>{words.by_night}</summary>
                        <p class="hint">{words.by_night_hint}</p>
                        <div class="brand-row">{by_night}</div>
                    </details>
                    {field::choice(Part::Scheme, schemes(words), shown, words)}
                    <section aria-labelledby="mended">
                        <h3 id="mended">{words.mended}</h3>
                        <div data-mended>{mends::view(&shown.mended, frame.locale)}</div>
                    </section>
                }
                    .into_any(),
            )}
            {sheet("letters", words.letters, letters(shown, words))}
            {sheet("contact", words.contact, contact.into_any())}
            {sheet(
                "links",
                words.links,
                view! {
                    <p class="hint">{words.links_hint}</p>
                    <div class="brand-pairs">{links}</div>
                }
                    .into_any(),
            )}
            {sheet("words", words.own_words, own_words(shown, words))}
            <div class="brand-act">
                <button class="button">{words.save}</button>
                <button
                    class="button second"
                    formaction=preview
                    formtarget=Shown::FRAME
                    formnovalidate
                    data-show
                >
                    {words.show}
                </button>
                <button class="button second" type="reset">
                    {words.undo_all}
                </button>
                <span class="hint" role="status" data-says></span>
            </div>
        </form>
    }
    .into_any()
}

fn sheet(id: &'static str, title: &'static str, content: AnyView) -> AnyView {
    let id = format!("s-{id}");
    let named = id.clone();
    view! {
        <section class="sheet" aria-labelledby=named>
            <h2 id=id>{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// Whether anything stands in a field, or is wrong with it: then it does not stand folded.
fn is_used(part: Part, shown: &Branding) -> bool {
    !shown.typed(part).is_empty() || shown.faults.contains(&part)
}

fn logo(shown: &Branding, words: &'static Words) -> AnyView {
    let drawn = |logo: &Logo| {
        view! {
            <p class="brand-logo">
                <img
                    src=logo.href.clone()
                    alt=words.logo_now
                    width=logo.width
                    height=logo.height
                />
            </p>
        }
    };
    let now = match &shown.logo {
        LogoNow::None => view! { <p class="hint">{words.logo_none}</p> }.into_any(),
        LogoNow::Given(logo) => drawn(logo).into_any(),
        LogoNow::Chosen(logo) => view! {
            {drawn(logo)}
            <div class="option">
                <input type="checkbox" id="f-remove-logo" name="remove_logo" value="yes" />
                <label for="f-remove-logo">{words.logo_remove}</label>
            </div>
        }
        .into_any(),
    };
    let wrong: Vec<_> = shown
        .picture
        .iter()
        .map(|fault: &LogoFault| view! { <li>{(words.picture)(*fault)}</li> })
        .collect();
    let is_wrong = !wrong.is_empty();
    let told = if is_wrong {
        "f-logo-wrong f-logo-hint"
    } else {
        "f-logo-hint"
    };
    let wrong = is_wrong.then(|| {
        view! { <ul class="wrong" id="f-logo-wrong">{wrong}</ul> }
    });
    view! {
        {now}
        <div class="field">
            <label for=LOGO>{words.logo_choose}</label>
            <p class="hint" id="f-logo-hint">{words.logo_hint}</p>
            <input
                id=LOGO
                name="logo"
                type="file"
                accept="image/png,image/jpeg,image/webp,image/svg+xml"
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=told
                data-heaviest=shown.heaviest
            />
            <p class="wrong" role="alert" data-heavy hidden>
                {(words.picture)(LogoFault::TooHeavy)}
            </p>
            {wrong}
        </div>
    }
    .into_any()
}

fn schemes(words: &'static Words) -> Vec<(&'static str, String)> {
    [Schemes::Both, Schemes::Light, Schemes::Dark]
        .map(|it| (it.as_str(), (words.scheme)(it).to_owned()))
        .into()
}

fn letters(shown: &Branding, words: &'static Words) -> AnyView {
    let fonts = || Font::ALL.map(|it| (it.as_str(), (words.font)(it).to_owned()));
    let sizes = [TypeScale::Compact, TypeScale::Regular, TypeScale::Large]
        .map(|it| (it.as_str(), (words.type_scale)(it).to_owned()));
    let mut heading = vec![("", words.as_text.to_owned())];
    heading.extend(fonts());
    view! {
        <div class="brand-row">
            {field::choice(Part::Font, fonts().into(), shown, words)}
            {field::choice(Part::HeadingFont, heading, shown, words)}
            {field::choice(Part::TypeScale, sizes.into(), shown, words)}
            {field::view(Part::Radius, Kind::Number(Radius::MAX), shown, words)}
        </div>
    }
    .into_any()
}

/// What the shop says itself, screen by screen.
fn own_words(shown: &Branding, words: &'static Words) -> AnyView {
    let screens: Vec<_> = Screen::ALL
        .into_iter()
        .map(|screen| {
            let is_said = Part::of_screen(screen).any(|part| is_used(part, shown));
            let fields: Vec<_> = Part::of_screen(screen)
                .map(|part| {
                    let kind = if matches!(part, Part::Title(..)) {
                        Kind::Line(MAX_TITLE)
                    } else {
                        Kind::Note(MAX_NOTE)
                    };
                    field::view(part, kind, shown, words)
                })
                .collect();
            let mark = is_said.then(|| view! { <span class="badge">{words.said}</span> });
            view! {
                <details open=is_said data-screen=screen.as_str()>
                    <summary>{(words.screen)(screen)} " " {mark}</summary>
                    <div class="brand-pairs">{fields}</div>
                </details>
            }
        })
        .collect();
    view! {
        <p class="hint">{words.own_words_hint}</p>
        <div class="brand-words">{screens}</div>
    }
    .into_any()
}
