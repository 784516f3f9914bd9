//! The picture that both islands draw.

use std::cell::RefCell;

use flinks::{stage::Stage, step::Step};
use leptos::prelude::*;
use payment::Screen;
use web_sys::Document;

use super::{
    connection::Notice,
    progress::{self, Heard},
    wire,
};
use crate::live::LiveState;

/// What the page shows, from the server's last state and what happened here since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// The server's last state for this screen.
    pub(super) state: LiveState,
    /// What the frame has said.
    pub(super) heard: Heard,
    /// What the frame's part says for ears.
    pub(super) way_said: String,
    /// What the page as a whole says for ears.
    pub(super) page_said: String,
    /// What there is to say about the connection.
    pub(super) notice: Notice,
}

impl Shown {
    /// The picture of a page as the server sent it.
    pub(super) fn new(state: LiveState) -> Self {
        Self {
            state,
            heard: Heard::default(),
            way_said: String::new(),
            page_said: String::new(),
            notice: Notice::Quiet,
        }
    }

    /// How many rows of the way are behind the customer.
    pub(super) fn behind(&self) -> usize {
        let behind = progress::behind(&self.state.path, &self.heard);
        match self.state.screen {
            // An account that was picked in the frame is still to be confirmed on the page.
            Screen::Link => behind.min(self.rows_before(Stage::Account)),
            _ => behind,
        }
    }

    fn rows_before(&self, stage: Stage) -> usize {
        let path = &self.state.path;
        path.iter().take_while(|row| row.stage < stage).count()
    }

    /// The way in one line.
    pub(super) fn line(&self) -> String {
        progress::line(&self.state.words.path_line, &self.state.path, self.behind())
    }

    /// The last step seen in the frame.
    pub(super) fn step(&self) -> &str {
        self.heard.step(self.state.step.as_deref())
    }

    /// Takes in what the frame says.
    pub(super) fn hear(&mut self, step: &Step) {
        let claimed = self.heard.claims_done();
        self.tell(|shown| shown.heard.hear(step));
        if !claimed && self.heard.claims_done() {
            let words = &self.state.words;
            self.way_said = [words.checking_title.as_str(), words.checking_body.as_str()].join(" ");
        }
    }

    /// Takes in a state of the same screen and attempt. One that is older than what is shown
    /// changes nothing; one of the same age may bring other words.
    pub(super) fn learn(&mut self, state: LiveState) {
        if state.seq >= self.state.seq {
            self.tell(|shown| shown.state = state);
        }
    }

    /// Does `change` and says where the customer is now, once for each place.
    fn tell(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.behind();
        change(self);
        if self.behind() != before {
            self.way_said = self.line();
        }
    }
}

thread_local! {
    static SHOWN: RefCell<Option<ArcRwSignal<Shown>>> = const { RefCell::new(None) };
}

/// The picture for an island to draw. In the browser there is one for all of them, begun
/// with what the server drew; on the server every rendering has its own, of the state that
/// the page provides. `None` only where a page has islands and no state.
pub(super) fn shared() -> Option<ArcRwSignal<Shown>> {
    if cfg!(feature = "hydrate") {
        SHOWN.with_borrow_mut(|shown| {
            if shown.is_none() {
                *shown = drawn(&document()).map(|state| ArcRwSignal::new(Shown::new(state)));
            }
            shown.clone()
        })
    } else {
        use_context::<LiveState>().map(|state| ArcRwSignal::new(Shown::new(state)))
    }
}

/// The state with which a document was drawn.
pub(super) fn drawn(page: &Document) -> Option<LiveState> {
    let island = page.query_selector("[data-live]").ok()??;
    wire::read(&island.get_attribute("data-live")?)
}

/// The browser's picture, once an island is there.
pub(super) fn current() -> Option<ArcRwSignal<Shown>> {
    SHOWN.with_borrow(Clone::clone)
}

#[cfg(test)]
mod tests {
    use payment::{Status, StepName};

    use super::*;
    use crate::live::{LiveWords, PathRow, RowState};

    fn state(seq: u64, line: &str) -> LiveState {
        let row = |stage, state| PathRow {
            stage,
            label: "x".to_owned(),
            state,
            at: None,
        };
        LiveState {
            seq,
            status: Status::Processing,
            screen: Screen::Bank,
            attempt: None,
            step: None,
            path: vec![
                row(Stage::Opened, RowState::Current),
                row(Stage::Bank, RowState::Next),
                row(Stage::Done, RowState::Next),
            ],
            words: LiveWords {
                path_title: String::new(),
                path_line: line.to_owned(),
                done: String::new(),
                current: String::new(),
                frame_title: String::new(),
                frame_loading: String::new(),
                frame_silent: String::new(),
                checking_title: "Checking.".to_owned(),
                checking_body: "Wait.".to_owned(),
                offline: String::new(),
                online: String::new(),
            },
            stay: None,
        }
    }

    fn step(name: &str) -> Step {
        let name: StepName = name.parse().expect("a step name");
        Step::from_name(&name)
    }

    #[test]
    fn a_new_place_is_said_once() {
        let mut shown = Shown::new(state(1, "{n}"));
        assert_eq!(shown.way_said, "");
        shown.hear(&step("APP_MOUNTED"));
        assert_eq!(shown.way_said, "2");
        shown.way_said.clear();
        shown.hear(&step("APP_MOUNTED"));
        shown.hear(&step("UNHEARD_OF"));
        assert_eq!(shown.way_said, "");
    }

    #[test]
    fn the_servers_echo_of_the_same_place_is_not_said_again() {
        let mut shown = Shown::new(state(1, "{n}"));
        shown.hear(&step("APP_MOUNTED"));
        shown.way_said.clear();
        let mut echo = state(2, "{n}");
        echo.path[0].state = RowState::Done;
        shown.learn(echo);
        assert_eq!(shown.way_said, "");
        assert_eq!(shown.behind(), 1);
    }

    #[test]
    fn success_says_that_we_are_checking_and_nothing_more() {
        let mut shown = Shown::new(state(1, "{n}"));
        shown.hear(&step("SUCCESS"));
        assert_eq!(shown.way_said, "Checking. Wait.");
        assert_eq!(shown.state.status, Status::Processing);
        assert_eq!(shown.state.screen, Screen::Bank);
    }

    #[test]
    fn an_account_that_is_picked_in_the_frame_is_not_yet_confirmed() {
        let mut linking = state(1, "{n}");
        linking.screen = Screen::Link;
        linking.path[1].stage = Stage::Account;
        let mut shown = Shown::new(linking);
        shown.hear(&step("REDIRECT"));
        assert_eq!(shown.behind(), 1);
        assert!(shown.heard.claims_done());
    }

    #[test]
    fn an_older_state_changes_nothing_and_one_of_the_same_age_brings_its_words() {
        let mut shown = Shown::new(state(5, "five"));
        shown.learn(state(4, "four"));
        assert_eq!(shown.line(), "five");
        shown.learn(state(5, "cinq"));
        assert_eq!(shown.line(), "cinq");
    }
}
