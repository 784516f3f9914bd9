//! The header `Forwarded` [RFC 7239], read from its end.

/// The elements of a line, the last first. A quoted text hides its commas. Reading from the end,
/// nothing that stands further left changes what a later element says: who wrote the beginning
/// cannot swallow, with a quote that is left open, what a proxy added.
pub(super) fn elements(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let line = rest?;
        let Some(comma) = last_comma(line) else {
            rest = None;
            return Some(line);
        };
        rest = Some(&line[..comma]);
        Some(&line[comma + 1..])
    })
}

fn last_comma(line: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    for (at, byte) in line.iter().enumerate().rev() {
        match byte {
            b'"' if is_quoted => is_quoted = is_escaped(line, at),
            b'"' => is_quoted = true,
            b',' if !is_quoted => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether an odd number of backslashes stands before it.
fn is_escaped(line: &[u8], at: usize) -> bool {
    let before = line[..at].iter().rev();
    before.take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Whom an element names with `for`: once, or it names nobody.
pub(super) fn client(element: &[u8]) -> Option<String> {
    let mut text = std::str::from_utf8(element).ok()?.trim();
    let mut client = None;
    loop {
        let (name, rest) = text.split_once('=')?;
        let (value, rest) = value(rest)?;
        if name.trim().eq_ignore_ascii_case("for") && client.replace(value).is_some() {
            return None;
        }
        text = match rest.trim_start().strip_prefix(';') {
            Some(rest) => rest,
            None if rest.trim().is_empty() => return client,
            None => return None,
        };
        // A semicolon at the end is not by the book, and means nothing.
        if text.trim().is_empty() {
            return client;
        }
    }
}

/// A token or a quoted text, and what comes after it.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ' ', '\t']).unwrap_or(text.len());
        let (token, rest) = text.split_at(end);
        let is_token = !token.is_empty() && !token.contains(['"', '\\']);
        return is_token.then(|| (token.to_owned(), rest));
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((value, &quoted[at + 1..])),
            '\\' => value.push(chars.next()?.1),
            other => value.push(other),
        }
    }
    None
}
