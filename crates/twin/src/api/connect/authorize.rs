use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use flinks::connect::FlinksCode;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    answer::Refused,
    known_customer,
    shown::{LoginShown, institution_of},
};
use crate::{
    Twin,
    api::authenticate::text,
    book::Book,
    link::{Login, Question, Readiness, TestUser},
};

/// `POST …/Authorize` `[PAY-start]`: exchanges a `LoginId` for a `RequestId`. Without
/// `MostRecentCached` the bank is asked again, and may ask a security question: HTTP 203,
/// answered with `RequestId` and `SecurityResponses`.
///
/// The authorize token comes in `flinks-auth-key`, as the secret key does for
/// `GenerateAuthorizeToken` `[C-auth]`. Assumption: the form of the question; it was not seen.
pub(super) async fn authorize(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(customer): Path<String>,
    body: Bytes,
) -> Result<Response, Refused> {
    known_customer(&twin, &customer)?;
    let body: Value = serde_json::from_slice(&body)
        .ok()
        .filter(Value::is_object)
        .ok_or_else(|| Refused::unreadable("The body is not a JSON object"))?;
    let reads = twin.settings().pending_reads;
    twin.change(|book, now| {
        if body.get("RequestId").is_some() {
            return answer_question(book, &body, reads);
        }
        let login = text(&headers, "flinks-auth-key")
            .filter(|token| book.use_authorize_token(token, now))
            .ok_or_else(|| Refused::unauthorized("The authorize token is missing or used up"))
            .and_then(|_| named_login(book, &body))?;
        begin(book, &login, &body, reads, now)
    })
}

fn named_login(book: &Book, body: &Value) -> Result<Login, Refused> {
    let id = identifier(body, "LoginId")
        .ok_or_else(|| Refused::unreadable("LoginId must be an identifier"))?;
    let login = book.links.login(id).cloned();
    login.ok_or_else(|| Refused::nonexistent("There is no such login"))
}

fn begin(
    book: &mut Book,
    login: &Login,
    body: &Value,
    reads: u32,
    now: Timestamp,
) -> Result<Response, Refused> {
    let user = login.test_user();
    if let Some(code) = user.code() {
        // Assumption: 401 where no status is documented, as for most codes.
        let status = code.http_status().unwrap_or(401);
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::UNAUTHORIZED);
        return Err(Refused::new(status, &code, "The login cannot be used"));
    }
    let cached = body["MostRecentCached"] == Value::Bool(true);
    if !cached && user.is_asked_a_question() {
        let place = usize::from(now.as_second() % 2 == 0);
        let question = Question::ALL[place];
        let request = book.ask_for_data(login.id, Readiness::Questioned(place));
        return Ok(asked(request.id, question, login));
    }
    let request = book.ask_for_data(login.id, waiting(&user, reads));
    Ok(authorized(request.id, login))
}

/// How long the data of a user is waited for.
fn waiting(user: &TestUser, pending: u32) -> Readiness {
    Readiness::Waiting {
        pending,
        dispatched: match user {
            // Assumption: two reads; the provider says "more than 210 seconds" [C-err].
            TestUser::Dispatched => 2,
            TestUser::Greatday
            | TestUser::GreatdayWithoutQuestions
            | TestUser::Disabled
            | TestUser::Unavailable
            | TestUser::Of(_)
            | TestUser::Coded(_)
            | TestUser::Named(_) => 0,
        },
    }
}

fn answer_question(book: &mut Book, body: &Value, reads: u32) -> Result<Response, Refused> {
    let gone = || Refused::nonexistent("There is no such request");
    let id = identifier(body, "RequestId").ok_or_else(gone)?;
    let request = book.links.request_mut(id).ok_or_else(gone)?;
    let login = request.login;
    if let Readiness::Questioned(place) = request.readiness() {
        let question = Question::ALL[place];
        let given = &body["SecurityResponses"][question.prompt];
        let given = given.as_str().or_else(|| given[0].as_str());
        if !given.is_some_and(|answer| answer.eq_ignore_ascii_case(question.answer)) {
            return Err(Refused::new(
                StatusCode::UNAUTHORIZED,
                &FlinksCode::InvalidSecurityResponse,
                "The answer is not right",
            )
            .about(id));
        }
    }
    let user = book.links.login(login).ok_or_else(gone)?.test_user();
    let request = book.links.request_mut(id).ok_or_else(gone)?;
    request.collect(waiting(&user, reads));
    let login = book.links.login(login).ok_or_else(gone)?;
    Ok(authorized(id, login))
}

fn authorized(request: Uuid, login: &Login) -> Response {
    let links = ["AccountsDetail", "AccountsSummary", "Statements"]
        .map(|data| json!({ "rel": data, "href": format!("/Get{data}"), "example": null }));
    Json(json!({
        "Links": links,
        "HttpStatusCode": 200,
        "Login": LoginShown::of(login),
        "InstitutionName": institution_of(login),
        "Institution": institution_of(login),
        "RequestId": request,
    }))
    .into_response()
}

fn asked(request: Uuid, question: Question, login: &Login) -> Response {
    let body = json!({
        "Links": [],
        "HttpStatusCode": 203,
        "SecurityChallenges": [{ "Type": "QuestionAndAnswer", "Prompt": question.prompt }],
        "Institution": institution_of(login),
        "RequestId": request,
    });
    (StatusCode::NON_AUTHORITATIVE_INFORMATION, Json(body)).into_response()
}

/// An identifier in a body.
pub(super) fn identifier(body: &Value, member: &str) -> Option<Uuid> {
    body.get(member)?.as_str()?.parse().ok()
}
