use std::time::Duration;

use http::{HeaderMap, header::RETRY_AFTER};
use payment::Timestamp;

/// For how long an answer asks to be left alone: so many seconds, or until a date. A date
/// that is past asks for nothing; what cannot be read neither.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(text)
        .ok()?;
    Some(Timestamp::from_micros(date.as_microsecond()).since(now))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn seconds_and_dates_are_read_and_nothing_else() {
        // Friday, 20 November 2026, 15:04:05 UTC.
        let now = Timestamp::from_micros(1_795_187_045_000_000);
        for (text, asked) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Fri, 20 Nov 2026 15:05:05 GMT", Some(60)),
            ("Fri, 20 Nov 2026 15:04:00 GMT", Some(0)),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
            ("99999999999999999999999", None),
        ] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(text))]);
            let asked = asked.map(Duration::from_secs);
            assert_eq!(retry_after(&headers, now), asked, "{text:?}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
