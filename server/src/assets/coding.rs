//! Which content coding a browser takes (RFC 9110, 12.5.3).

use http::{HeaderMap, header};

/// A coding that every asset exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
    /// The bytes as they are.
    Identity,
}

impl Coding {
    /// The name in `Content-Encoding`.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Coding::Brotli => Some("br"),
            Coding::Gzip => Some("gzip"),
            Coding::Identity => None,
        }
    }

    /// The smallest coding that is accepted. Weights only accept or refuse: among those it
    /// accepts, no browser is worse off with fewer bytes.
    pub(super) fn best(request: &HeaderMap) -> Coding {
        let offers: Vec<(&str, bool)> = request
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(offer)
            .collect();
        let accepts = |wanted: &str| {
            let said = |name: &str| {
                offers
                    .iter()
                    .find(|(offered, _)| offered.eq_ignore_ascii_case(name))
                    .map(|(_, accepted)| *accepted)
            };
            said(wanted).or_else(|| said("*")).unwrap_or(false)
        };
        if accepts("br") {
            Coding::Brotli
        } else if accepts("gzip") {
            Coding::Gzip
        } else {
            Coding::Identity
        }
    }
}

/// One element of the list, and whether its weight is above zero.
fn offer(element: &str) -> (&str, bool) {
    let mut parts = element.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let refused = parts
        .filter_map(|parameter| parameter.split_once('='))
        .any(|(key, weight)| {
            key.trim().eq_ignore_ascii_case("q")
                && weight
                    .trim()
                    .bytes()
                    .all(|byte| matches!(byte, b'0' | b'.'))
        });
    (name, !refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn best(accepted: &str) -> Coding {
        let mut request = HeaderMap::new();
        let value = HeaderValue::from_str(accepted).expect("a header value");
        request.insert(header::ACCEPT_ENCODING, value);
        Coding::best(&request)
    }

    #[test]
    fn the_smallest_accepted_coding_is_chosen() {
        assert_eq!(best("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(best("gzip;q=1.0, br;q=0.1"), Coding::Brotli);
        assert_eq!(best("GZIP"), Coding::Gzip);
        assert_eq!(best("deflate"), Coding::Identity);
        assert_eq!(best(""), Coding::Identity);
        assert_eq!(Coding::best(&HeaderMap::new()), Coding::Identity);
    }

    #[test]
    fn a_weight_of_zero_refuses() {
        assert_eq!(best("br;q=0, gzip"), Coding::Gzip);
        assert_eq!(best("br; Q=0.000, gzip; q=0.0"), Coding::Identity);
    }

    #[test]
    fn a_star_stands_for_what_is_not_named() {
        assert_eq!(best("*"), Coding::Brotli);
        assert_eq!(best("br;q=0, *"), Coding::Gzip);
        assert_eq!(best("*;q=0"), Coding::Identity);
    }
}
