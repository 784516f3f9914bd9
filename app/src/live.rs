//! What the page learns while it is open: sent in the page, by SSE and by polling, with its
//! words already in the page's language. Browsers read it with a parser of their own.

use flinks::stage::Stage;
use payment::{AttemptId, Screen, Status};
use serde::{Serialize, Serializer};

/// The state of a page at one event of its checkout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LiveState {
    /// The number of the last event in it; what comes later has a higher one.
    pub seq: u64,
    /// The checkout's status.
    pub status: Status,
    /// The screen to show.
    pub screen: Screen,
    /// The attempt that the screen is about.
    pub attempt: Option<AttemptId>,
    /// The last step seen in the bank frame.
    pub step: Option<String>,
    /// The way through the payment.
    pub path: Vec<PathRow>,
    /// What the live part of the page says.
    pub words: LiveWords,
    /// How much time is left, where the page ends by itself. For `src/start.js`: the islands
    /// do not read it.
    pub stay: Option<Stay>,
}

/// How much time is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stay {
    /// In seconds.
    pub left: u64,
    /// Until when that is, as the page writes moments.
    pub until: String,
    /// Whether there is more to be had.
    pub more: bool,
    /// What is said to whoever was given more.
    pub given: String,
}

/// One stage of the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PathRow {
    /// Which stage.
    #[serde(serialize_with = "stage_name")]
    pub stage: Stage,
    /// What it is called.
    pub label: String,
    /// Where the customer is with it.
    pub state: RowState,
    /// When it was reached, as the page writes times.
    pub at: Option<String>,
}

/// Where the customer is with a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// Behind them.
    Done,
    /// Here.
    Current,
    /// To come.
    Next,
}

impl RowState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Done, Self::Current, Self::Next];

    /// Its name in the page's markup.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Next => "next",
        }
    }
}

/// The sentences that can appear or change while the page is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LiveWords {
    /// Above the path.
    pub path_title: String,
    /// "Step 3 of 6 · Choose your account", for narrow screens; `{n}` and `{label}` are filled in.
    pub path_line: String,
    /// "done", for ears.
    pub done: String,
    /// "now", for ears.
    pub current: String,
    /// Above the frame.
    pub frame_title: String,
    /// While the frame loads.
    pub frame_loading: String,
    /// When the frame has been silent for a while; empty where it never says anything.
    pub frame_silent: String,
    /// When the frame says it is done: the heading.
    pub checking_title: String,
    /// When the frame says it is done: what it means and what not to do.
    pub checking_body: String,
    /// When the connection is cut.
    pub offline: String,
    /// When it is back.
    pub online: String,
}

/// A stage travels by its name in markup.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over references"
)]
fn stage_name<S: Serializer>(stage: &Stage, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(stage.as_str())
}
