//! What stands in a field of several lines. Views write its content as it is, so it is made
//! harmless here.

/// The text as HTML, for `inner_html`.
pub(crate) fn inside(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 1);
    // Browsers drop the first line break.
    html.push('\n');
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_typed_ends_the_field() {
        assert_eq!(
            inside("a & b</textarea><script>"),
            "\na &amp; b&lt;/textarea&gt;&lt;script&gt;"
        );
    }
}
