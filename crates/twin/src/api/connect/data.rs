use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde_json::Value;
use uuid::Uuid;

use super::{answer::Refused, authorize::identifier, let_in, shown::Data};
use crate::Twin;

/// `POST …/GetAccountsDetail`: asks for the data of a request. The first answer is mostly
/// 202 `OPERATION_PENDING` `[PAY-start]`. `WithTransactions: false` leaves the transactions
/// out (a public client library; unverified).
pub(super) async fn ask(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(customer): Path<String>,
    body: Bytes,
) -> Result<Json<Data>, Refused> {
    let_in(&twin, &customer, &headers)?;
    let body: Value =
        serde_json::from_slice(&body).map_err(|_| Refused::unreadable("The body is not JSON"))?;
    let request = identifier(&body, "RequestId")
        .ok_or_else(|| Refused::unreadable("RequestId must be an identifier"))?;
    if body["WithTransactions"] == Value::Bool(false) {
        twin.change(|book, _| {
            if let Some(request) = book.links.request_mut(request) {
                request.leave_transactions_out();
            }
        });
    }
    read(&twin, request)
}

/// `GET …/GetAccountsDetailAsync/{requestId}`: asks again, every 10 seconds for at most 30
/// minutes `[PAY-start]`.
pub(super) async fn poll(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path((customer, request)): Path<(String, String)>,
) -> Result<Json<Data>, Refused> {
    let_in(&twin, &customer, &headers)?;
    let request = request
        .parse()
        .map_err(|_| Refused::nonexistent("There is no such request"))?;
    read(&twin, request)
}

fn read(twin: &Twin, id: Uuid) -> Result<Json<Data>, Refused> {
    let gone = || Refused::nonexistent("There is no such request");
    twin.change(|book, now| {
        let request = book.links.request_mut(id).ok_or_else(gone)?;
        if let Some(code) = request.read() {
            let message = "Your operation is still processing";
            return Err(Refused::new(StatusCode::ACCEPTED, &code, message).about(id));
        }
        let (login, transactions) = (request.login, request.transactions());
        let login = book.links.login(login).ok_or_else(gone)?;
        Ok(Json(Data::of(id, login, transactions, now)))
    })
}
