use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use uuid::Uuid;

use super::{let_in, shown::Schedule};
use crate::{Twin, debit::Standing, problem::Problem};

fn schedule_id(path: &str) -> Result<Uuid, Problem> {
    path.parse().map_err(|_| unknown())
}

fn unknown() -> Problem {
    Problem::not_found("Schedule not found")
}

/// `GET /api/v1/schedules/{id}` `[E1-sched]`.
pub(super) async fn read(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Schedule>, Problem> {
    let_in(&twin, &headers)?;
    let id = schedule_id(&id)?;
    twin.with(|book, _| {
        let request = book.debits.by_schedule_mut(id).map(|debit| debit.id);
        let debit = request.and_then(|request| book.debit_as_read(request));
        Ok(Json(Schedule::of(&debit.ok_or_else(unknown)?)))
    })
}

/// `POST /api/v1/schedules/{id}/cancel` `[E1-idx]`: calls its payment off.
///
/// Assumption: the answer is the schedule; 409 once the payment is on its way.
pub(super) async fn cancel(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Schedule>, Problem> {
    let_in(&twin, &headers)?;
    let id = schedule_id(&id)?;
    twin.change(|book, now| {
        let debit = book.debits.by_schedule_mut(id).ok_or_else(unknown)?;
        if !debit.standing().can_be_cancelled() {
            return Err(Problem::new(StatusCode::CONFLICT)
                .detail("The schedule can no longer be cancelled"));
        }
        debit.enter(Standing::Cancelled, now);
        Ok(Json(Schedule::of(debit)))
    })
}
