//! What a payment link asks for, to be filled in. The names of the fields are those of the API.

use leptos::prelude::*;
use payment::{Locale, Method, Money, Theme};

pub use super::{field::LinkField, withheld::Withheld};
use crate::{
    part::{
        notice::{self, Notice},
        text_area,
    },
    words::{self, payment_links::PaymentLinks as Words},
};

/// The form as it was filled in, with what is wrong. Never to be formatted: it may name an
/// account.
#[derive(Clone)]
pub struct Filled {
    /// What was typed, field by field; a field of several choices has one entry each.
    pub typed: Vec<(LinkField, String)>,
    /// The fields with something wrong in them.
    pub faults: Vec<LinkField>,
    /// Why fields are left out that the form has at other times.
    pub withheld: Vec<Withheld>,
    /// The smallest amount that the merchant's account takes.
    pub least: Money,
    /// The greatest.
    pub most: Money,
}

impl std::fmt::Debug for Filled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Filled")
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

impl Filled {
    fn text(&self, field: LinkField) -> String {
        let typed = self.typed.iter().find(|(it, _)| *it == field);
        typed.map(|(_, text)| text.clone()).unwrap_or_default()
    }

    fn has(&self, field: LinkField, value: &str) -> bool {
        self.typed
            .iter()
            .any(|(it, typed)| *it == field && typed == value)
    }

    fn withheld(&self, field: LinkField) -> Option<Withheld> {
        let mut all = self.withheld.iter().copied();
        all.find(|it| it.field() == field)
    }

    /// Whether something is filled in, or wrong, that stands folded at first.
    fn unfolds(&self) -> bool {
        FOLDED.iter().any(|field| self.faults.contains(field))
    }
}

/// Where somebody shows once more who they are, and comes back to the form of a new link.
const SIGN_IN_AGAIN: &str = "/dashboard/sign-in?again=1&next=/dashboard/payment-links/new";

/// What is rarely said.
const FOLDED: [LinkField; 15] = [
    LinkField::MinAmount,
    LinkField::MaxAmount,
    LinkField::SuggestedAmount,
    LinkField::ReferencePrefix,
    LinkField::Methods,
    LinkField::PayeeAccount,
    LinkField::Institution,
    LinkField::Transit,
    LinkField::Account,
    LinkField::AccountLabel,
    LinkField::Locale,
    LinkField::Theme,
    LinkField::SuccessUrl,
    LinkField::CancelUrl,
    LinkField::Metadata,
];

/// The form's fields in a language.
pub(in crate::page) struct Form<'a> {
    pub(in crate::page) filled: &'a Filled,
    pub(in crate::page) locale: Locale,
    pub(in crate::page) words: &'static Words,
}

impl Form<'_> {
    /// Everything that a new link can say.
    pub(in crate::page) fn whole(&self) -> AnyView {
        let line = |field, kind| self.line(field, kind);
        view! {
            {self.faulty()}
            {line(LinkField::Description, "text")}
            {line(LinkField::Amount, "text")}
            {line(LinkField::MaxUses, "text")}
            {line(LinkField::ExpiresAt, "datetime-local")}
            <details class="more" open=self.filled.unfolds()>
                <summary>{self.words.more}</summary>
                <div class="stack">
                    <div class="trio">
                        {line(LinkField::MinAmount, "text")}
                        {line(LinkField::MaxAmount, "text")}
                        {line(LinkField::SuggestedAmount, "text")}
                    </div>
                    {line(LinkField::ReferencePrefix, "text")}
                    {self.methods()}
                    {self.account()}
                    {self.locales()}
                    {self.themes()}
                    {line(LinkField::SuccessUrl, "url")}
                    {line(LinkField::CancelUrl, "url")}
                    {self.metadata()}
                </div>
            </details>
            {self.active()}
        }
        .into_any()
    }

    /// What can be changed of one.
    pub(in crate::page) fn changeable(&self) -> AnyView {
        view! {
            {self.faulty()}
            {self.line(LinkField::Description, "text")}
            {self.line(LinkField::MaxUses, "text")}
            {self.line(LinkField::ExpiresAt, "datetime-local")}
            {self.line(LinkField::SuccessUrl, "url")}
            {self.line(LinkField::CancelUrl, "url")}
            {self.metadata()}
        }
        .into_any()
    }

    /// Another account to pay into, for whoever has a say over where money goes.
    fn account(&self) -> Option<AnyView> {
        let whole = LinkField::PayeeAccount;
        let inside = match self.filled.withheld(whole) {
            // It is told only where somebody sends it all the same.
            Some(Withheld::AccountByRole) if !self.filled.faults.contains(&whole) => return None,
            Some(why) => {
                let said = (self.words.withheld)(why);
                let way = (why == Withheld::AccountUntilSignedIn)
                    .then(|| view! { <p><a href=SIGN_IN_AGAIN>{self.words.sign_in_again}</a></p> });
                view! {
                    <p class="hint">{said}</p>
                    {way}
                }
                .into_any()
            }
            None => {
                let parts = [
                    LinkField::Institution,
                    LinkField::Transit,
                    LinkField::Account,
                    LinkField::AccountLabel,
                ];
                let parts: Vec<_> = parts.map(|field| self.line(field, "text")).into();
                view! {
                    {self.hint(whole)}
                    <div class="trio">{parts}</div>
                    {self.wrong(whole)}
                }
                .into_any()
            }
        };
        let fieldset = view! {
            <fieldset class="options">
                <legend>{(self.words.label)(whole)}</legend>
                {inside}
            </fieldset>
        };
        Some(fieldset.into_any())
    }

    fn faulty(&self) -> Option<AnyView> {
        let is_faulty = !self.filled.faults.is_empty();
        is_faulty.then(|| notice::view(Notice::Wrong, self.words.faulty.to_owned()))
    }

    fn hint(&self, field: LinkField) -> Option<AnyView> {
        let hint = (self.words.hint)(field)?;
        let id = format!("f-{}-hint", field.as_str());
        Some(view! { <p class="hint" id=id>{hint}</p> }.into_any())
    }

    fn wrong(&self, field: LinkField) -> Option<AnyView> {
        let filled = self.filled;
        if !filled.faults.contains(&field) {
            return None;
        }
        let [least, most] = [filled.least, filled.most];
        let money = |amount| app::format::money(amount, self.locale);
        let wrong = (self.words.wrong)(field, &money(least), &money(most));
        let id = format!("f-{}-wrong", field.as_str());
        Some(view! { <p class="wrong" id=id>{wrong}</p> }.into_any())
    }

    /// What a field is told by, for ears, and whether something is wrong with it.
    fn told(&self, field: LinkField) -> (Option<String>, Option<&'static str>) {
        let id = field.as_str();
        let is_wrong = self.filled.faults.contains(&field);
        let wrong = is_wrong.then(|| format!("f-{id}-wrong"));
        let hint = (self.words.hint)(field).map(|_| format!("f-{id}-hint"));
        let told: Vec<_> = [wrong, hint].into_iter().flatten().collect();
        let told = (!told.is_empty()).then(|| told.join(" "));
        (told, is_wrong.then_some("true"))
    }

    fn line(&self, field: LinkField, kind: &'static str) -> AnyView {
        let id = format!("f-{}", field.as_str());
        let (told, invalid) = self.told(field);
        let mode = match field {
            LinkField::Amount
            | LinkField::MinAmount
            | LinkField::MaxAmount
            | LinkField::SuggestedAmount => Some("decimal"),
            LinkField::MaxUses
            | LinkField::Institution
            | LinkField::Transit
            | LinkField::Account => Some("numeric"),
            LinkField::Description
            | LinkField::ReferencePrefix
            | LinkField::Methods
            | LinkField::PayeeAccount
            | LinkField::AccountLabel
            | LinkField::Locale
            | LinkField::Theme
            | LinkField::SuccessUrl
            | LinkField::CancelUrl
            | LinkField::Metadata
            | LinkField::ExpiresAt
            | LinkField::Active => None,
        };
        view! {
            <div class="field">
                <label for=id.clone()>{(self.words.label)(field)}</label>
                {self.hint(field)}
                <input
                    id=id
                    name=field.as_str()
                    type=kind
                    inputmode=mode
                    value=self.filled.text(field)
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=told
                />
                {self.wrong(field)}
            </div>
        }
        .into_any()
    }

    fn metadata(&self) -> AnyView {
        let field = LinkField::Metadata;
        if let Some(why) = self.filled.withheld(field) {
            let said = (self.words.withheld)(why);
            return view! { <p class="hint">{said}</p> }.into_any();
        }
        let (told, invalid) = self.told(field);
        view! {
            <div class="field">
                <label for="f-metadata">{(self.words.label)(field)}</label>
                {self.hint(field)}
                <textarea
                    id="f-metadata"
                    name="metadata"
                    rows="3"
                    aria-invalid=invalid
                    aria-describedby=told
                    inner_html=text_area::inside(&self.filled.text(field))
                ></textarea>
                {self.wrong(field)}
            </div>
        }
        .into_any()
    }

    fn methods(&self) -> AnyView {
        let name = words::status::of(self.locale).method;
        let options: Vec<_> = Method::ALL
            .into_iter()
            .map(|method| {
                let id = format!("f-method-{}", method.as_str());
                let chosen = self.filled.has(LinkField::Methods, method.as_str());
                view! {
                    <div class="option">
                        <input
                            id=id.clone()
                            name="methods"
                            type="checkbox"
                            value=method.as_str()
                            checked=chosen
                        />
                        <label for=id>{name(method)}</label>
                    </div>
                }
            })
            .collect();
        view! {
            <fieldset class="options">
                <legend>{(self.words.label)(LinkField::Methods)}</legend>
                {options}
                {self.wrong(LinkField::Methods)}
            </fieldset>
        }
        .into_any()
    }

    fn locales(&self) -> AnyView {
        let choices = Locale::ALL.map(|it| {
            let name = match it {
                Locale::EnCa => "English",
                Locale::FrCa => "Français",
            };
            (it.tag(), name)
        });
        self.choice(LinkField::Locale, Some(self.words.any_locale), &choices)
    }

    fn themes(&self) -> AnyView {
        let choices = Theme::ALL.map(|it| (it.as_str(), (self.words.theme)(it)));
        self.choice(LinkField::Theme, None, &choices)
    }

    fn choice(
        &self,
        field: LinkField,
        none: Option<&'static str>,
        choices: &[(&'static str, &'static str)],
    ) -> AnyView {
        let id = format!("f-{}", field.as_str());
        let none = none.map(|none| view! { <option value="">{none}</option> });
        let choices: Vec<_> = choices
            .iter()
            .map(|(value, name)| {
                let chosen = self.filled.has(field, value);
                view! { <option value=*value selected=chosen>{*name}</option> }
            })
            .collect();
        view! {
            <div class="field">
                <label for=id.clone()>{(self.words.label)(field)}</label>
                <select id=id name=field.as_str()>
                    {none}
                    {choices}
                </select>
                {self.wrong(field)}
            </div>
        }
        .into_any()
    }

    fn active(&self) -> AnyView {
        let on = self.filled.has(LinkField::Active, "on");
        view! {
            <div class="option">
                <input id="f-active" name="active" type="checkbox" value="on" checked=on />
                <label for="f-active">{(self.words.label)(LinkField::Active)}</label>
            </div>
        }
        .into_any()
    }
}
