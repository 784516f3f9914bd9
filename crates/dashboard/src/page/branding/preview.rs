//! The picture of a customer's page beside the form, and what is chosen of it.

use app::sample::Sample;
use leptos::prelude::*;
use payment::{Locale, Screen};

use super::PATH;
use crate::words::branding::Branding as Words;

/// Which page is shown, and how: the names by which forms say so. None is `lang`, which is the
/// language of the dashboard itself.
#[derive(Clone, Copy, Debug)]
pub struct Shown;

impl Shown {
    /// The name of the frame.
    pub const FRAME: &str = "preview";
    /// Which page.
    pub const SCREEN: &str = "screen";
    /// In which language.
    pub const SPOKEN: &str = "spoken";
    /// By which light: `day` or `night`.
    pub const LIGHT: &str = "light";
    /// The value of [`Self::LIGHT`] for the night.
    pub const NIGHT: &str = "night";
}

/// Where a page belongs in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Choose,
    Bank,
    Waiting,
    Paid,
    NotPaid,
    PaymentLink,
    Elsewhere,
}

impl Group {
    const ALL: [Self; 7] = [
        Self::Choose,
        Self::Bank,
        Self::Waiting,
        Self::Paid,
        Self::NotPaid,
        Self::PaymentLink,
        Self::Elsewhere,
    ];

    const fn of(sample: Sample) -> Self {
        match sample {
            Sample::Screen(Screen::Choose)
            | Sample::ChooseGiven
            | Sample::ChooseOpen
            | Sample::ChooseRefused
            | Sample::ChooseAgain
            | Sample::TooLarge
            | Sample::Ending => Self::Choose,
            Sample::Screen(Screen::Bank | Screen::Link | Screen::Account | Screen::Agreement)
            | Sample::BankTransfer
            | Sample::AccountSeveral
            | Sample::AccountUnchosen
            | Sample::EndingLast
            | Sample::Offline
            | Sample::Sign => Self::Bank,
            Sample::Screen(Screen::Opening | Screen::Sent | Screen::Checking)
            | Sample::Status
            | Sample::Reading
            | Sample::Preparing
            | Sample::Sending
            | Sample::Stopping
            | Sample::Slow => Self::Waiting,
            Sample::Screen(Screen::Paid)
            | Sample::PaidShort
            | Sample::PaidEft
            | Sample::PaidTwice
            | Sample::PaidReturned
            | Sample::Receipt => Self::Paid,
            Sample::Screen(
                Screen::NotGuaranteed
                | Screen::LowBalance
                | Screen::NameMismatch
                | Screen::SignInFailed
                | Screen::Declined
                | Screen::SessionExpired
                | Screen::Unavailable
                | Screen::Returned
                | Screen::Failed
                | Screen::CanceledByYou
                | Screen::CanceledByShop
                | Screen::Expired,
            )
            | Sample::ExpiredAnew => Self::NotPaid,
            Sample::PaymentLink | Sample::PaymentLinkOpen | Sample::PaymentLinkShut => {
                Self::PaymentLink
            }
            Sample::LinkFault | Sample::Missing | Sample::Fault => Self::Elsewhere,
        }
    }
}

/// The picture of what stands in the form.
pub(super) fn edited(locale: Locale, words: &'static Words) -> AnyView {
    view! {
        <section class="brand-preview" aria-labelledby="preview-title">
            <h2 id="preview-title">{words.preview}</h2>
            <p class="hint">{words.preview_hint}</p>
            <div class="brand-pick">{pickers(Some("branding"), locale, words)}</div>
            <p class="wrong" role="status" data-trouble></p>
            {frame(words)}
        </section>
    }
    .into_any()
}

/// The picture of what is saved.
pub(super) fn looked_at(locale: Locale, words: &'static Words) -> AnyView {
    view! {
        <section class="brand-preview alone" aria-labelledby="preview-title">
            <h2 id="preview-title">{words.preview}</h2>
            <form
                class="brand-pick"
                method="get"
                action=format!("{PATH}/preview")
                target=Shown::FRAME
                data-branding="look"
            >
                {pickers(None, locale, words)}
                <button class="button second">{words.show}</button>
            </form>
            {frame(words)}
        </section>
    }
    .into_any()
}

/// The form that the choices belong to is named where they do not stand in it.
fn pickers(form: Option<&'static str>, locale: Locale, words: &'static Words) -> AnyView {
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .map(|group| {
            let pages: Vec<_> = Sample::all()
                .filter(|sample| Group::of(*sample) == group)
                .map(|sample| {
                    view! { <option value=sample.as_str()>{(words.sample)(sample)}</option> }
                })
                .collect();
            view! { <optgroup label=(words.group)(group)>{pages}</optgroup> }
        })
        .collect();
    let languages: Vec<_> = Locale::ALL
        .into_iter()
        .map(|it| {
            view! {
                <option value=it.tag() selected=it == locale>
                    {(words.language)(it)}
                </option>
            }
        })
        .collect();
    let widths = [("phone", words.phone), ("desktop", words.desktop)].map(|(width, label)| {
        let id = format!("p-{width}");
        view! {
            <span class="option">
                <input
                    type="radio"
                    id=id.clone()
                    name="width"
                    value=width
                    form=form
                    checked=width == "phone"
                    data-width
                />
                <label for=id>{label}</label>
            </span>
        }
    });
    view! {
        <div class="field">
            <label for="p-screen">{words.page}</label>
            <select id="p-screen" name=Shown::SCREEN form=form>
                {groups}
            </select>
        </div>
        <div class="field">
            <label for="p-spoken">{words.spoken}</label>
            <select id="p-spoken" name=Shown::SPOKEN form=form>
                {languages}
            </select>
        </div>
        <div class="field">
            <label for="p-light">{words.light}</label>
            <select id="p-light" name=Shown::LIGHT form=form>
                <option value="day">{words.day}</option>
                <option value=Shown::NIGHT>{words.night}</option>
            </select>
        </div>
        <fieldset class="brand-width">
            <legend>{words.width}</legend>
            {widths}
        </fieldset>
    }
    .into_any()
}

fn frame(words: &'static Words) -> AnyView {
    view! {
        <div class="brand-frame" data-frames>
            <iframe
                name=Shown::FRAME
                title=words.frame
                src=format!("{PATH}/preview")
                sandbox="allow-same-origin"
                referrerpolicy="no-referrer"
            ></iframe>
        </div>
    }
    .into_any()
}
