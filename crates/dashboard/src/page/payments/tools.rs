//! What the list is searched, narrowed and taken away with.

use leptos::prelude::*;
use payment::{Locale, Method, Status};
use store::Cases;

use super::PATH;
use crate::{
    part::{
        form,
        notice::{self, Notice},
    },
    payments::{Filter, Narrowing},
    shell::Frame,
    words::{self, payments::Payments},
};

/// Finds one payment. What is looked for may be a session at the provider, which stands in no
/// address: so it is sent as a form.
pub(super) fn search(frame: &Frame, words: &'static Payments) -> Option<AnyView> {
    let viewer = frame.viewer.as_ref()?;
    let form = view! {
        <form class="search" method="post" action="/dashboard/payments/search" role="search">
            {form::token(viewer)}
            <div class="field">
                <label for="search">{words.search}</label>
                <p class="hint" id="search-hint">{words.search_hint}</p>
                <div class="with-button">
                    <input
                        id="search"
                        name="search"
                        type="text"
                        maxlength="200"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        required
                        aria-describedby="search-hint"
                    />
                    <button class="button">{words.search_button}</button>
                </div>
            </div>
        </form>
    };
    Some(form.into_any())
}

/// The form that narrows the list. It opens by itself where something is narrowed or wrong.
pub(super) fn narrowing(filter: &Filter, locale: Locale, words: &'static Payments) -> AnyView {
    let names = words::status::of(locale);
    let faults =
        (!filter.faults().is_empty()).then(|| notice::view(Notice::Wrong, words.faults.to_owned()));
    let statuses = Status::ALL.map(|it| (it.as_str(), (names.status)(it)));
    let methods = Method::ALL.map(|it| (it.as_str(), (names.method)(it)));
    let clear = filter
        .narrows()
        .then(|| view! { <a class="clear" href=PATH>{words.clear}</a> });
    let with_cases = filter.cases == Cases::Some;
    let cases = view! {
        <label class="check">
            <input type="checkbox" name="cases" value="some" checked=with_cases />
            {words.only_cases}
        </label>
    };
    view! {
        <details class="narrow" open=filter.narrows()>
            <summary>{words.narrow}</summary>
            {faults}
            <form class="narrowing" method="get" action=PATH>
                {choice(filter, Narrowing::Status, words.status, &statuses, words)}
                {choice(filter, Narrowing::Method, words.method, &methods, words)}
                {line(filter, Narrowing::From, words.from, "date", words)}
                {line(filter, Narrowing::To, words.to, "date", words)}
                {line(filter, Narrowing::Least, words.least, "text", words)}
                {line(filter, Narrowing::Most, words.most, "text", words)}
                {line(filter, Narrowing::Reference, words.reference, "text", words)}
                {cases}
                <div class="do">
                    <button class="button">{words.apply}</button>
                    {clear}
                </div>
            </form>
        </details>
    }
    .into_any()
}

fn choice(
    filter: &Filter,
    field: Narrowing,
    label: &'static str,
    choices: &[(&'static str, &'static str)],
    words: &'static Payments,
) -> AnyView {
    let typed = filter.typed(field);
    let choices: Vec<_> = choices
        .iter()
        .map(|(value, name)| {
            let is_chosen = typed == *value;
            view! { <option value=*value selected=is_chosen>{*name}</option> }
        })
        .collect();
    let id = format!("f-{}", field.as_str());
    let (told, wrong) = wrong(filter, field, &id, words);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=field.as_str() aria-describedby=told>
                <option value="">{words.all}</option>
                {choices}
            </select>
            {wrong}
        </div>
    }
    .into_any()
}

fn line(
    filter: &Filter,
    field: Narrowing,
    label: &'static str,
    kind: &'static str,
    words: &'static Payments,
) -> AnyView {
    let id = format!("f-{}", field.as_str());
    let (told, wrong) = wrong(filter, field, &id, words);
    let invalid = wrong.is_some().then_some("true");
    // Browsers complain about a day that is none, and do not show it either.
    let typed = match field {
        Narrowing::From if filter.from.is_none() => "",
        Narrowing::To if filter.to.is_none() => "",
        field => filter.typed(field),
    };
    let mode = matches!(field, Narrowing::Least | Narrowing::Most).then_some("decimal");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                name=field.as_str()
                type=kind
                value=typed.to_owned()
                inputmode=mode
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=told
            />
            {wrong}
        </div>
    }
    .into_any()
}

/// What is wrong with a field, with the id under which it is told.
fn wrong(
    filter: &Filter,
    field: Narrowing,
    id: &str,
    words: &'static Payments,
) -> (Option<String>, Option<AnyView>) {
    let fault = filter.faults().iter().find(|it| it.field() == field);
    let Some(fault) = fault else {
        return (None, None);
    };
    let id = format!("{id}-wrong");
    let text = (words.fault)(*fault);
    let wrong = view! { <p class="wrong" id=id.clone()>{text}</p> };
    (Some(id), Some(wrong.into_any()))
}

/// The list as a file, whole; not while it is unclear what it is to be narrowed to.
pub(super) fn export(filter: &Filter, words: &'static Payments) -> Option<AnyView> {
    if !filter.faults().is_empty() {
        return None;
    }
    let href = filter.first_page().address("/dashboard/payments.csv");
    let joint = if href.contains('?') { '&' } else { '?' };
    let excel = format!("{href}{joint}bom=1");
    let links = view! {
        <p class="export">
            <a id="export" href=href download>{words.export}</a>
            <a id="export-excel" href=excel download>{words.export_excel}</a>
        </p>
    };
    Some(links.into_any())
}
