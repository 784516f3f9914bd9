//! `/brand/…`: what a merchant's pages wear. Every address names what it leads to by a digest,
//! so that browsers keep it for ever, and lead nowhere once there is something else.

use app::brand::{Brand, Font, Logo};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use payment::{MerchantId, Mode};
use store::{Digest, LogoMark, StoredBrand};

use crate::state::AppState;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// What may be done with such a file where somebody opens it by itself: nothing.
const ALONE: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// The brand that these rows tell of. What cannot be read is passed over, down to the name
/// alone: a page without its colours can be paid.
pub(crate) fn brand_of(merchant: &MerchantId, mode: Mode, stored: &StoredBrand) -> Brand {
    let read = |look: &str| serde_json::from_str::<Brand>(look).ok();
    let first = read(&stored.first);
    let own = stored.chosen.as_ref().and_then(|(look, _)| read(look));
    let given = first.as_ref().and_then(|brand| brand.logo.clone());
    let brand = own.or(first);
    Brand {
        logo: stored
            .logo
            .map(|mark| logo(merchant, mode, &mark))
            .or(given),
        ..brand.unwrap_or_else(|| Brand::plain(&stored.merchant_name))
    }
}

/// Where a logo is served, and how large it is shown.
pub(crate) fn logo(merchant: &MerchantId, mode: Mode, mark: &LogoMark) -> Logo {
    let digest = hex::encode(mark.digest.as_bytes());
    Logo {
        href: format!("/brand/{merchant}-{mode}-{digest}.png"),
        width: mark.width,
        height: mark.height,
    }
}

/// `GET /brand/{merchant}-{mode}-{digest}.css` and `….png`
pub(crate) async fn show(State(state): State<AppState>, Path(file): Path<String>) -> Response {
    let Some((owner, kind)) = named(&file) else {
        return not_found();
    };
    let found = match kind {
        File::Stylesheet(digest) => stylesheet(&state, &owner, digest).await,
        File::Logo(digest) => picture(&state, &owner, &digest).await,
    };
    match found {
        Ok(Some(response)) => response,
        Ok(None) => not_found(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// `GET /brand/font/{file}`
pub(crate) async fn font(Path(file): Path<String>) -> Response {
    match Font::file(&file) {
        Some(bytes) => kept("font/woff2", bytes),
        None => not_found(),
    }
}

struct Owner {
    merchant: MerchantId,
    mode: Mode,
}

enum File<'a> {
    Stylesheet(&'a str),
    Logo(Digest),
}

fn named(file: &str) -> Option<(Owner, File<'_>)> {
    let (stem, kind) = file.rsplit_once('.')?;
    let mut parts = stem.splitn(3, '-');
    let owner = Owner {
        merchant: parts.next()?.parse().ok()?,
        mode: parts.next()?.parse().ok()?,
    };
    let digest = parts.next()?;
    let file = match kind {
        "css" => File::Stylesheet(digest),
        "png" => {
            let bytes: [u8; 32] = hex::decode(digest).ok()?.try_into().ok()?;
            File::Logo(Digest::from_bytes(bytes))
        }
        _ => return None,
    };
    Some((owner, file))
}

async fn stylesheet(
    state: &AppState,
    owner: &Owner,
    digest: &str,
) -> Result<Option<Response>, store::StoreError> {
    let Some(stored) = state.store.brand(&owner.merchant, owner.mode).await? else {
        return Ok(None);
    };
    let brand = brand_of(&owner.merchant, owner.mode, &stored);
    Ok((brand.digest() == digest).then(|| kept("text/css; charset=utf-8", brand.stylesheet())))
}

async fn picture(
    state: &AppState,
    owner: &Owner,
    digest: &Digest,
) -> Result<Option<Response>, store::StoreError> {
    let png = state
        .store
        .logo(&owner.merchant, owner.mode, digest)
        .await?;
    Ok(png.map(|png| kept("image/png", png)))
}

/// The picture at that address of ours, where it is one of a merchant's.
pub(crate) async fn logo_at(state: &AppState, href: &str) -> Option<Vec<u8>> {
    let (owner, File::Logo(digest)) = named(href.strip_prefix("/brand/")?)? else {
        return None;
    };
    let found = state.store.logo(&owner.merchant, owner.mode, &digest).await;
    found.ok()?
}

fn kept(content_type: &'static str, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, IMMUTABLE),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (header::CONTENT_SECURITY_POLICY, ALONE),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
    ] {
        headers.insert(name, value);
    }
    response
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response()
}
