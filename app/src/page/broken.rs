use payment::Locale;

use super::missing::both;
use crate::shell::{Rendered, Site};

/// The page for a request that we could not serve, in both languages.
#[must_use]
pub fn render_fault(hint: Locale, site: &Site) -> Rendered {
    both(hint, site, |words| &words.broken)
}
