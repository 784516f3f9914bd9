use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use serde::Serialize;
use uuid::Uuid;

use super::{authenticate::authenticate, body::object, reading};
use crate::{
    RegularEft, Settlement, Twin,
    problem::Problem,
    session::{Api, Order, Product},
};

/// A session that was made `[ET-yaml]`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Created {
    session_id: Uuid,
    reference_id: Option<String>,
}

/// `POST /api/v2/sessions` `[ET-init, G-init, E2-init]`. Answers 201 for every product
/// (assumption for EFT: the status is given for the shared path only).
pub(super) async fn create(
    State(twin): State<Twin>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Created>), Problem> {
    let settings = twin.settings();
    let caller = twin.with(|book, now| authenticate(&headers, &settings.credentials, book, now))?;
    let (product, order) = reading::order(&object(&headers, &body)?)?;
    refuse_what_is_not_had(&twin, product, &order)?;
    let created = twin.change(|book, now| {
        caller.start_session(book, settings, now)?;
        let lifetime = settings.session_lifetime;
        let session = book.open_session(product, Api::V2, order, now, lifetime);
        Ok(Created {
            session_id: session.id,
            reference_id: session.order.reference.clone(),
        })
    })?;
    Ok((StatusCode::CREATED, Json(created)))
}

/// What is refused for lack of a feature or an account, not for its form.
fn refuse_what_is_not_had(twin: &Twin, product: Product, order: &Order) -> Result<(), Problem> {
    let settings = twin.settings();
    match product {
        Product::RegularEft => {
            match settings.regular_eft {
                RegularEft::Allowed => Ok(()),
                // A feature that has to be asked for [E2-init].
                RegularEft::Forbidden => Err(Problem::new(StatusCode::FORBIDDEN)
                    .detail("The feature RegularEft is not enabled")),
            }
        }
        Product::GuaranteedEft | Product::ETransfer => match settings.settlement {
            Settlement::PayeeRequired if order.payee.is_none() => {
                Err(Problem::new(StatusCode::BAD_REQUEST)
                    .detail("No payee was given and the client has no default account"))
            }
            Settlement::PayeeRequired | Settlement::DefaultAccount => Ok(()),
        },
    }
}
