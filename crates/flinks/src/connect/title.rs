//! What may be shown of the title of an account.

/// How many digits of a longer number are left.
const SHOWN: usize = 4;

/// What stands for the others.
const HIDDEN: &str = "••••";

/// The title with every number of more than four digits cut to its last four. A number may
/// be written in groups: `123-456 7` is one.
pub(super) fn masked(title: &str) -> String {
    let mut masked = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(start) = rest.find(char::is_numeric) {
        let (before, number) = rest.split_at(start);
        let (number, after) = number.split_at(end(number));
        masked.push_str(before);
        let digits: Vec<char> = number.chars().filter(|c| c.is_numeric()).collect();
        match digits.len().checked_sub(SHOWN) {
            None | Some(0) => masked.push_str(number),
            Some(hidden) => {
                masked.push_str(HIDDEN);
                masked.extend(digits.iter().skip(hidden));
            }
        }
        rest = after;
    }
    masked.push_str(rest);
    masked
}

/// Where a number ends: behind its last digit before anything but a separator.
fn end(number: &str) -> usize {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | '_');
    number
        .char_indices()
        .take_while(|(_, c)| c.is_numeric() || is_separator(*c))
        .filter(|(_, c)| c.is_numeric())
        .last()
        .map_or(0, |(at, digit)| at + digit.len_utf8())
}
