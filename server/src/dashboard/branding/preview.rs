//! A customer's page in a look, for the frame beside the form. The page is of a checkout that
//! nobody made.

use app::{
    brand::{Brand, Logo, Schemes},
    page::Site,
    sample::{self, Wearing},
};
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use dashboard::page::branding::told_of_draft;
use payment::Theme;
use url::form_urlencoded;

use super::{Saved, Sent, draft, sent::Asked};
use crate::{
    assets,
    dashboard::{
        Signed, found,
        still::{self, Wears},
    },
    state::AppState,
};

/// `GET /dashboard/branding/preview`: the look that is saved.
pub(super) async fn of_saved(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response, Response> {
    let mut asked = Asked::default();
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        asked.take(&name, &value);
    }
    let saved = found(&signed.frame, Saved::find(&state, &signed).await)?;
    Ok(picture(&signed, &saved.brand, asked))
}

/// `POST /dashboard/branding/preview`: the look that is being written. It is kept nowhere.
pub(super) async fn of_draft(
    State(state): State<AppState>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Response> {
    let saved = found(&signed.frame, Saved::find(&state, &signed).await)?;
    let drawn = match sent.picture {
        None => None,
        // Why it is not taken is told when it is saved.
        Some(picture) => picture.draw_soon().await,
    };
    let logo = match drawn {
        Some(drawn) => Some(Logo {
            href: format!("data:image/png;base64,{}", STANDARD.encode(&drawn.png)),
            width: drawn.width,
            height: drawn.height,
        }),
        None if sent.removes_logo => None,
        None => saved.brand.logo.clone(),
    };
    let brand = draft::look(sent.typed, &saved).with_logo(logo);
    Ok(picture(&signed, &brand, sent.asked))
}

fn picture(signed: &Signed, brand: &Brand, asked: Asked) -> Response {
    let theme = match (brand.schemes, asked.is_night) {
        (Schemes::Both, false) => Theme::Light,
        (Schemes::Both, true) => Theme::Dark,
        // Its pages have no other light.
        (Schemes::Light | Schemes::Dark, _) => Theme::Auto,
    };
    let site = Site {
        css: assets::site().css,
        ..Site::default()
    };
    let page = asked.sample.render(&Wearing {
        brand,
        theme,
        locale: asked.spoken.unwrap_or(signed.locale),
        mode: signed.mode,
        site: &site,
    });
    let style = brand.stylesheet();
    let served = brand.href(&sample::merchant(), signed.mode);
    let html = still::inert(&page.html)
        .replace(
            &format!("<link rel=\"stylesheet\" href=\"{served}\">"),
            &format!("<style>{style}</style>"),
        )
        .replace(
            "</body>",
            &(told_of_draft(&brand.mended(), signed.locale) + "</body>"),
        );
    still::framed(html, &Wears::Inside(&style))
}
