//! Telling the server what the frame said.

use std::{cell::RefCell, collections::VecDeque};

use flinks::event::{FrameEvent, Link};
use leptos::task::spawn_local;
use payment::LinkedAccountId;
use web_sys::UrlSearchParams;

use super::{fetch, page};

/// Which steps are worth a request: a step that repeats the one before is not, and an
/// attempt has only so many. A frame gone wild causes no traffic.
#[derive(Debug, Default)]
struct Budget {
    attempt: String,
    last: String,
    sent: usize,
}

impl Budget {
    fn allows(&mut self, attempt: &str, step: &str) -> bool {
        if self.attempt != attempt {
            *self = Self {
                attempt: attempt.to_owned(),
                ..Self::default()
            };
        }
        // The log takes no more of them either.
        if self.last == step || self.sent == payment::MAX_STEPS {
            return false;
        }
        step.clone_into(&mut self.last);
        self.sent += 1;
        true
    }
}

/// The hints that wait for their turn. One is under way at a time: two connections could
/// swap two steps, and the log would tell them in the wrong order.
#[derive(Default)]
struct Outbox {
    waiting: VecDeque<(String, UrlSearchParams)>,
    is_sending: bool,
}

thread_local! {
    static BUDGET: RefCell<Budget> = RefCell::default();
    static OUTBOX: RefCell<Outbox> = RefCell::default();
}

/// Reports a step, if it is worth it, and what was linked by it. That a step is lost now and
/// then is harmless, as the server asks the provider anyway.
pub(super) fn report(FrameEvent { step, link }: &FrameEvent) {
    let allows =
        |attempt: &String| BUDGET.with_borrow_mut(|budget| budget.allows(attempt, step.name()));
    if page::data("data-attempt")
        .as_ref()
        .is_none_or(|attempt| !allows(attempt))
    {
        return;
    }
    post("data-hint-url", &[("step", step.name())]);
    if let Some(Link { login, account, .. }) = link {
        let account = account.as_ref().map_or("", LinkedAccountId::as_str);
        let fields = [("login", login.as_str()), ("account", account)];
        post("data-link-url", &fields);
    }
}

/// Puts a form about the page's attempt into the outbox.
fn post(url: &str, fields: &[(&str, &str)]) {
    let (Some(token), Some(attempt), Some(url), Ok(form)) = (
        page::data("data-token"),
        page::data("data-attempt"),
        page::data(url),
        UrlSearchParams::new(),
    ) else {
        return;
    };
    form.append("token", &token);
    form.append("attempt", &attempt);
    for (name, value) in fields {
        form.append(name, value);
    }
    let must_start = OUTBOX.with_borrow_mut(|outbox| {
        outbox.waiting.push_back((url, form));
        !std::mem::replace(&mut outbox.is_sending, true)
    });
    if must_start {
        spawn_local(send_all());
    }
}

async fn send_all() {
    while let Some((url, form)) = OUTBOX.with_borrow_mut(|outbox| outbox.waiting.pop_front()) {
        fetch::send(&url, &form).await;
    }
    OUTBOX.with_borrow_mut(|outbox| outbox.is_sending = false);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_repeats_the_one_before_is_not_reported() {
        let mut budget = Budget::default();
        let reported: Vec<bool> = ["A", "A", "B", "A", "A"]
            .iter()
            .map(|step| budget.allows("att_1", step))
            .collect();
        assert_eq!(reported, [true, false, true, true, false]);
    }

    #[test]
    fn an_attempt_has_only_so_many_hints_and_another_attempt_its_own() {
        let mut budget = Budget::default();
        let steps = ["A", "B"].into_iter().cycle().take(1_000);
        let reported = steps.filter(|step| budget.allows("att_1", step)).count();
        assert_eq!(reported, payment::MAX_STEPS);
        assert!(budget.allows("att_2", "A"));
    }
}
