//! How far the customer is, by what the server knows and the frame has said since.

use flinks::{stage::Stage, step::Step};
use payment::Claim;

use crate::live::{PathRow, RowState};

/// What the frame has said since the page was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    reached: Option<Stage>,
    claim: Option<Claim>,
    steps: Vec<String>,
}

impl Heard {
    /// How many steps are remembered: as many as a checkout's log takes of one attempt.
    const MEMORY: usize = payment::MAX_STEPS;

    /// Takes in a step. What was reached stays reached; what is claimed is the last claim.
    pub(super) fn hear(&mut self, step: &Step) {
        self.reached = self.reached.max(step.stage());
        self.claim = Some(step.claim());
        if self.last() != Some(step.name()) {
            if self.steps.len() == Self::MEMORY {
                self.steps.remove(0);
            }
            self.steps.push(step.name().to_owned());
        }
    }

    /// Whether the frame has said anything.
    pub(super) fn anything(&self) -> bool {
        self.claim.is_some()
    }

    /// Whether the frame says that the flow is over and went well.
    pub(super) fn claims_done(&self) -> bool {
        self.claim == Some(Claim::Done)
    }

    /// The last step seen: ours, unless the server knows one that was not ours, as when the
    /// customer goes on in another tab.
    pub(super) fn step<'a>(&'a self, server: Option<&'a str>) -> &'a str {
        let foreign = server.filter(|step| !self.steps.iter().any(|heard| heard == step));
        foreign.or(self.last()).unwrap_or_default()
    }

    fn last(&self) -> Option<&str> {
        self.steps.last().map(String::as_str)
    }
}

/// How many rows of the way are behind the customer. A row that is done implies the ones
/// before it, reported or not.
pub(super) fn behind(path: &[PathRow], heard: &Heard) -> usize {
    path.iter()
        .rposition(|row| {
            row.state == RowState::Done || heard.reached.is_some_and(|stage| row.stage <= stage)
        })
        .map_or(0, |last| last + 1)
}

/// The state of the row at `index`, of whose kind `behind` are done.
pub(super) const fn row_state(index: usize, behind: usize) -> RowState {
    if index < behind {
        RowState::Done
    } else if index == behind {
        RowState::Current
    } else {
        RowState::Next
    }
}

/// The one line for narrow screens: `template` with `{n}` and `{label}` filled in.
pub(super) fn line(template: &str, path: &[PathRow], behind: usize) -> String {
    let here = behind.min(path.len().saturating_sub(1));
    let label = path.get(here).map_or("", |row| row.label.as_str());
    let mut pieces = template.split('{');
    let mut line = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        if let Some(rest) = piece.strip_prefix("n}") {
            line.push_str(&(here + 1).to_string());
            line.push_str(rest);
        } else if let Some(rest) = piece.strip_prefix("label}") {
            line.push_str(label);
            line.push_str(rest);
        } else {
            line.push('{');
            line.push_str(piece);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use payment::StepName;

    use super::*;

    fn named(name: &str) -> Step {
        let name: StepName = name.parse().expect("a step name");
        Step::from_name(&name)
    }

    fn heard(names: &[&str]) -> Heard {
        let mut heard = Heard::default();
        for name in names {
            heard.hear(&named(name));
        }
        heard
    }

    fn path(done: usize) -> Vec<PathRow> {
        [
            Stage::Opened,
            Stage::Bank,
            Stage::SignIn,
            Stage::Account,
            Stage::Amount,
            Stage::Agreement,
            Stage::Done,
        ]
        .into_iter()
        .enumerate()
        .map(|(index, stage)| PathRow {
            stage,
            label: format!("L{index}"),
            state: row_state(index, done),
            at: None,
        })
        .collect()
    }

    #[test]
    fn the_frame_moves_the_way_forward_and_never_back() {
        assert_eq!(behind(&path(0), &heard(&[])), 0);
        assert_eq!(behind(&path(0), &heard(&["ACCOUNT_SELECTED"])), 4);
        assert_eq!(
            behind(&path(0), &heard(&["ACCOUNT_SELECTED", "APP_MOUNTED"])),
            4
        );
        assert_eq!(behind(&path(5), &heard(&["APP_MOUNTED"])), 5);
    }

    #[test]
    fn an_unknown_step_is_seen_and_moves_nothing() {
        let heard = heard(&["INSTITUTION_SELECTED", "FROM_NEXT_YEAR"]);
        assert!(heard.anything());
        assert_eq!(behind(&path(1), &heard), 2);
        assert_eq!(heard.step(None), "FROM_NEXT_YEAR");
    }

    #[test]
    fn the_last_claim_counts() {
        assert!(heard(&["SUCCESS"]).claims_done());
        assert!(!heard(&["SUCCESS", "BACK"]).claims_done());
        assert!(!heard(&["GUARANTEE_FAILED"]).claims_done());
    }

    #[test]
    fn an_echo_of_our_own_steps_does_not_set_the_last_step_back() {
        let ours = heard(&["APP_MOUNTED", "INSTITUTION_SELECTED"]);
        assert_eq!(ours.step(Some("APP_MOUNTED")), "INSTITUTION_SELECTED");
        assert_eq!(ours.step(Some("SUBMIT_MFA")), "SUBMIT_MFA");
        assert_eq!(heard(&[]).step(None), "");
    }

    #[test]
    fn memory_has_an_end() {
        let mut heard = Heard::default();
        for n in 0..1_000 {
            heard.hear(&named(&format!("STEP_{n}")));
        }
        assert_eq!(heard.steps.len(), Heard::MEMORY);
        assert_eq!(heard.step(None), "STEP_999");
    }

    #[test]
    fn the_line_names_where_the_customer_is() {
        let template = "Step {n} of 7 · {label}";
        assert_eq!(line(template, &path(0), 0), "Step 1 of 7 · L0");
        assert_eq!(line(template, &path(0), 3), "Step 4 of 7 · L3");
        assert_eq!(line(template, &path(0), 7), "Step 7 of 7 · L6");
        assert_eq!(line(template, &[], 0), "Step 1 of 7 · ");
        assert_eq!(line("{x} {label", &path(0), 0), "{x} {label");
    }
}
