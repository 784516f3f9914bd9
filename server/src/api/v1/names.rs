use serde::Serialize;

/// The names that these values have in JSON.
pub(super) fn names(values: &[impl Serialize]) -> Vec<String> {
    let written = values.iter().map(serde_json::to_value);
    written
        .filter_map(|value| value.ok()?.as_str().map(str::to_owned))
        .collect()
}
