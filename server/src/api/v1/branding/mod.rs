//! `/v1/branding`: how a merchant's pages look, for the mode of the key.

mod brand;
mod get;
mod link;
mod logo;
mod object;
mod put;
mod request;
mod schema;
mod words;

use crate::api::{openapi::Chapter, route::Route};

pub(crate) use self::{
    logo::{Drawn, Kind, LIMIT, draw, draw_soon},
    object::Branding,
    request::read,
    schema::schemas,
};

const CHAPTER: Chapter = Chapter {
    title: "Branding",
    about: "How the customer’s pages look. Test and live keys have a look each.",
};

pub(crate) fn routes() -> Vec<Route> {
    const LOGO: &str = "/branding/logo";
    vec![
        Route::get("/branding", get::get, get::describe),
        Route::put("/branding", put::put, put::describe),
        Route::put(LOGO, logo::put::put, logo::put::describe),
        Route::delete(LOGO, logo::delete::delete, logo::delete::describe),
    ]
}
