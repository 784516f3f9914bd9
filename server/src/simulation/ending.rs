//! What must hold when a world is over: nobody has anything left to do, and what the server
//! knows of the money is what the bank knows.

use payment::CaseKind;

use super::{at_bank::name_at_bank, failure::Broken, life::Server, told, world::World};

type Holds = Result<(), Broken>;

/// Everything that must hold at the end.
pub(super) async fn of(world: &World, server: &Server) -> Holds {
    nothing_is_left_to_do(world, server).await?;
    all_money_at_the_bank_is_told(world).await?;
    told::of(world, server).await?;
    the_log_can_be_proved(server).await?;
    the_views_are_what_the_log_tells(server).await
}

async fn nothing_is_left_to_do(world: &World, server: &Server) -> Holds {
    let name = "nothing_is_left_to_do";
    let left = server.state.store.pending_tasks().await;
    let left = left.map_err(|error| Broken::machine("the store", &error))?;
    if left > 0 {
        return Err(Broken::invariant(name, format!("{left} tasks are")));
    }
    for (place, story) in world.stories.iter().enumerate() {
        let Some(checkout) = story.witness.checkout() else {
            return Err(Broken::invariant(name, format!("c{place} was never made")));
        };
        if !checkout.status().is_final() {
            let status = checkout.status().as_str();
            return Err(Broken::invariant(name, format!("c{place} is {status}")));
        }
    }
    Ok(())
}

async fn all_money_at_the_bank_is_told(world: &World) -> Holds {
    let name = "all_money_at_the_bank_is_told";
    let mut told = 0;
    for (place, story) in world.stories.iter().enumerate() {
        let Some(checkout) = story.witness.checkout() else {
            continue;
        };
        for attempt in &checkout.attempts {
            let session = attempt.session.as_ref().map(name_at_bank);
            let moved = session.and_then(|session| world.bank.moved(session));
            let is_called_off = match session {
                Some(session) if moved.is_some() && !attempt.is_paid() => {
                    let standing = world.bank.standing(session).await?;
                    standing.is_some_and(|it| it.is_called_off())
                }
                Some(_) | None => false,
            };
            let wrong = match (moved, attempt.is_paid()) {
                // It was signed, and called off before the bank took it.
                (Some(_), false) if is_called_off => None,
                (Some(_), false) => Some("is paid at the bank and not here"),
                (None, true) => Some("is paid here and not at the bank"),
                (Some(_), true) | (None, false) => None,
            };
            if let Some(wrong) = wrong {
                return Err(Broken::invariant(name, format!("c{place} {wrong}")));
            }
            let is_back = moved.is_some_and(|moved| moved.is_back);
            let has_case = checkout
                .cases
                .iter()
                .any(|case| case.attempt == attempt.id && case.kind == CaseKind::ReturnedPayment);
            if is_back != has_case {
                let seen = format!("c{place}: back at the bank {is_back}, a case {has_case}");
                return Err(Broken::invariant(name, seen));
            }
            told += usize::from(moved.is_some());
        }
    }
    let all = world.bank.all_moved().len();
    if told == all {
        return Ok(());
    }
    let seen = format!("{all} payments at the bank, {told} here");
    Err(Broken::invariant(name, seen))
}

async fn the_log_can_be_proved(server: &Server) -> Holds {
    let report = server.state.store.verify().await;
    let report = report.map_err(|error| Broken::machine("the store", &error))?;
    if report.is_clean() {
        return Ok(());
    }
    let seen = format!("{:?}", report.findings.first());
    Err(Broken::invariant("the_log_can_be_proved", seen))
}

async fn the_views_are_what_the_log_tells(server: &Server) -> Holds {
    let report = server.state.store.replay().await;
    let report = report.map_err(|error| Broken::machine("the store", &error))?;
    if report.is_clean() {
        return Ok(());
    }
    let seen = format!("{:?}", report.findings.first());
    Err(Broken::invariant("the_views_are_what_the_log_tells", seen))
}
