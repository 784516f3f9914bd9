use std::error::Error;

/// An error and everything below it, in one line.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let below = std::iter::successors(error.source(), |error| (*error).source());
    below.fold(error.to_string(), |line, error| format!("{line}: {error}"))
}
