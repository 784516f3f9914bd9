//! `/v1/domain`: the host at which a merchant's pages are reached.

mod forget;
mod name;
mod object;
mod read;
mod verify;

use crate::api::{
    openapi::{Chapter, Operation, Schema},
    route::Route,
};

const CHAPTER: Chapter = Chapter {
    title: "Domain",
    about: "The host of your own at which the pages of this mode are reached.",
};

const ADDRESS: &str = "/domain";
const VERIFY: &str = "/domain/verify";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(ADDRESS, read::read, described_read),
        Route::put(ADDRESS, name::name, described_name),
        Route::delete(ADDRESS, forget::forget, described_forget),
        Route::post(VERIFY, verify::verify, described_verify),
    ]
}

pub(crate) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![("Domain", object::schema())]
}

fn described_read() -> Operation {
    Operation::new("getDomain", CHAPTER, "Read your domain", "").answers(
        200,
        "The domain; `host` is `null` where there is none.",
        Schema::named("Domain"),
        object::example(),
    )
}

fn described_name() -> Operation {
    Operation::new(
        "putDomain",
        CHAPTER,
        "Name your domain",
        "It takes the place of the one before. Your pages are served there once it is known to be yours.",
    )
    .once()
    .json(name::schema(), name::example())
    .answers(
        200,
        "The domain, and what proves that it is yours.",
        Schema::named("Domain"),
        object::example(),
    )
}

fn described_forget() -> Operation {
    Operation::new(
        "deleteDomain",
        CHAPTER,
        "Let go of your domain",
        "Your pages are served at this installation's own address again.",
    )
    .once()
    .optional_json(Schema::object([]).closed(), serde_json::json!({}))
    .answers_nothing("There is none any more.")
}

fn described_verify() -> Operation {
    Operation::new(
        "verifyDomain",
        CHAPTER,
        "Have your domain looked for",
        "Asks the domain name system for the record at once. Otherwise it is looked for by itself, ever more seldom, for a week. At most ten times a minute, and one at a time: 503 where it is being looked for already, or too many others are.",
    )
    .optional_json(Schema::object([]).closed(), serde_json::json!({}))
    .answers(
        200,
        "The domain, and what was found.",
        Schema::named("Domain"),
        object::proven_example(),
    )
    .problem(404, "not_found")
}
