//! `/dashboard/payments`: a merchant's checkouts, newest first.

pub(super) mod row;
mod tools;

use leptos::prelude::*;
use payment::CheckoutId;
use store::CheckoutRow;

use crate::{
    part::{
        follow,
        notice::{self, Notice},
        table,
    },
    payments::Filter,
    shell::{Frame, page},
    words::{self, payments::Payments},
};

/// Where the list is.
pub const PATH: &str = "/dashboard/payments";

/// What the list shows.
#[derive(Clone, Debug)]
pub struct Input {
    /// What it is narrowed by.
    pub filter: Filter,
    /// This page of it.
    pub rows: Vec<CheckoutRow>,
    /// The last of this page, where there is another.
    pub next: Option<CheckoutId>,
    /// What was looked for and is not there.
    pub search: Search,
}

/// Whether somebody looked for something in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Nobody did.
    None,
    /// Nothing was found.
    InVain,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, input: &Input) -> String {
    let words = words::payments::of(frame.locale);
    page(frame, words.title, || content(frame, input, words))
}

fn content(frame: &Frame, input: &Input, words: &'static Payments) -> AnyView {
    let in_vain = match input.search {
        Search::None => None,
        Search::InVain => Some(notice::view(Notice::Caution, words.not_found.to_owned())),
    };
    let events = format!("{PATH}/events");
    let list = view! {
        <div id="payments" data-fresh="payments">
            {list(frame, input, words)}
        </div>
    };
    view! {
        {in_vain}
        {tools::search(frame, words)}
        {tools::narrowing(&input.filter, frame.locale, words)}
        {follow::view(events, words.followed, frame.locale, list.into_any())}
    }
    .into_any()
}

fn list(frame: &Frame, input: &Input, words: &'static Payments) -> AnyView {
    let filter = &input.filter;
    if input.rows.is_empty() {
        let none = if filter.narrows() || filter.after.is_some() {
            words.none
        } else {
            words.none_yet
        };
        return view! { <p class="empty">{none}</p> }.into_any();
    }
    let rows: Vec<_> = input
        .rows
        .iter()
        .map(|row| row::view(row, filter, frame.locale, words))
        .collect();
    let older = input.next.as_ref();
    let older = older.map(|last| filter.page_after(last).address(PATH));
    let newest = filter.after.is_some().then(|| {
        let href = filter.first_page().address(PATH);
        view! { <p class="newest"><a id="newest" href=href rel="first">{words.newest}</a></p> }
    });
    view! {
        {table::table(words.caption, &words.columns, rows)}
        <div class="pages">
            {newest} {table::older(older, words::shell::of(frame.locale).older)}
        </div>
        {tools::export(filter, words)}
    }
    .into_any()
}
