//! Reading a state in the browser.
//!
//! The browser parses JSON itself. To bring a second parser along, with one more function for
//! each type that it can make, would cost a customer a seventh of all that they download.

use flinks::stage::Stage;
use js_sys::{Array, JSON, Reflect};
use payment::{Method, Screen, Status};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::live::{LiveState, LiveWords, PathRow, RowState};

#[wasm_bindgen]
extern "C" {
    /// Shows how much time is left; see `src/start.js`.
    #[wasm_bindgen(catch, js_namespace = ["window", "__page"])]
    fn told(state: &str) -> Result<(), JsValue>;
}

/// The state that the server has just sent.
pub(super) fn heard(json: &str) -> Option<LiveState> {
    let _ = told(json);
    read(json)
}

/// The state that `json` holds, as `serde` writes it on the server.
pub(super) fn read(json: &str) -> Option<LiveState> {
    let state = JSON::parse(json).ok()?;
    let words = get(&state, "words");
    let path: Array = get(&state, "path").dyn_into().ok()?;
    Some(LiveState {
        seq: count(&state, "seq")?,
        status: one_of(Status::ALL, Status::as_str, &text(&state, "status")?)?,
        screen: one_of(Screen::ALL, Screen::as_str, &text(&state, "screen")?)?,
        attempt: match text(&state, "attempt") {
            Some(attempt) => Some(attempt.parse().ok()?),
            None => None,
        },
        step: text(&state, "step"),
        path: path
            .iter()
            .map(|row| path_row(&row))
            .collect::<Option<_>>()?,
        words: LiveWords {
            path_title: text(&words, "path_title")?,
            path_line: text(&words, "path_line")?,
            done: text(&words, "done")?,
            current: text(&words, "current")?,
            frame_title: text(&words, "frame_title")?,
            frame_loading: text(&words, "frame_loading")?,
            frame_silent: text(&words, "frame_silent")?,
            checking_title: text(&words, "checking_title")?,
            checking_body: text(&words, "checking_body")?,
            offline: text(&words, "offline")?,
            online: text(&words, "online")?,
        },
        stay: None,
    })
}

fn path_row(row: &JsValue) -> Option<PathRow> {
    // Between them, these two go through every stage.
    let stages = [Method::GuaranteedEft, Method::ETransfer].map(Stage::path);
    Some(PathRow {
        stage: one_of(
            stages.into_iter().flatten().copied(),
            Stage::as_str,
            &text(row, "stage")?,
        )?,
        label: text(row, "label")?,
        state: one_of(RowState::ALL, RowState::as_str, &text(row, "state")?)?,
        at: text(row, "at"),
    })
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

fn text(object: &JsValue, key: &str) -> Option<String> {
    get(object, key).as_string()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "JavaScript has one kind of number; whole ones are exact up to 2^53, and the cast saturates"
)]
fn count(object: &JsValue, key: &str) -> Option<u64> {
    get(object, key).as_f64().map(|number| number as u64)
}

/// The value whose name is `name`.
fn one_of<T: Copy>(
    all: impl IntoIterator<Item = T>,
    name_of: fn(T) -> &'static str,
    name: &str,
) -> Option<T> {
    all.into_iter().find(|one| name_of(*one) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paths_of_two_methods_go_through_every_stage() {
        let known: Vec<Stage> = [Method::GuaranteedEft, Method::ETransfer]
            .into_iter()
            .flat_map(Stage::path)
            .copied()
            .collect();
        for method in Method::ALL {
            assert!(
                Stage::path(method)
                    .iter()
                    .all(|stage| known.contains(stage)),
                "{method}"
            );
        }
    }

    #[test]
    fn names_are_those_that_serde_writes() {
        fn written<T: serde::Serialize>(one: T) -> String {
            let json = serde_json::to_string(&one).expect("writes");
            json.trim_matches('"').to_owned()
        }
        for status in Status::ALL {
            assert_eq!(written(status), status.as_str());
        }
        for screen in Screen::ALL {
            assert_eq!(written(screen), screen.as_str());
        }
        for state in RowState::ALL {
            assert_eq!(written(state), state.as_str());
        }
        for stage in Method::ALL.into_iter().flat_map(Stage::path) {
            let row = PathRow {
                stage: *stage,
                label: String::new(),
                state: RowState::Next,
                at: None,
            };
            let row = serde_json::to_value(&row).expect("writes");
            assert_eq!(row["stage"], stage.as_str());
        }
    }
}
