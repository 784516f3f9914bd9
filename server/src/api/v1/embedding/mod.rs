//! `/v1/embedding`: whose pages may show a merchant's checkouts in a frame of theirs.

mod object;
mod origin;
mod read;
mod replace;

use crate::api::{
    openapi::{Chapter, Operation, Schema},
    route::Route,
};

const CHAPTER: Chapter = Chapter {
    title: "Embedding",
    about: "Whose pages may show the checkouts of this merchant and mode in a frame.",
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/embedding", read::read, described_read),
        Route::put("/embedding", replace::replace, described_replace),
    ]
}

pub(crate) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![("Embedding", object::schema())]
}

fn described_read() -> Operation {
    Operation::new(
        "getEmbedding",
        CHAPTER,
        "Read who may embed checkouts",
        "Nobody may until you say so.",
    )
    .answers(
        200,
        "Who may.",
        Schema::named("Embedding"),
        object::example(),
    )
}

fn described_replace() -> Operation {
    Operation::new(
        "putEmbedding",
        CHAPTER,
        "Say who may embed checkouts",
        "The list takes the place of the one before. Pages that are open stay as they are.",
    )
    .json(replace::schema(), replace::example())
    .once()
    .answers(
        200,
        "Who may from now on.",
        Schema::named("Embedding"),
        object::example(),
    )
}
