use super::{
    api, checkout, dashboard, domains, flinks, log, mail, notifications, payment_links, server,
    store,
};

/// A key as it is documented.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// Its name within its section.
    pub(super) name: &'static str,
    /// What holds when it is not set; empty when there is nothing.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the documentation's table is checked by a test")
    )]
    pub(super) default: &'static str,
    /// What it means, in one sentence or two of Markdown.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the documentation's table is checked by a test")
    )]
    pub(super) meaning: &'static str,
}

/// Every section with its keys: the one list that reading, the hint at a misspelt key and
/// the documentation share.
pub(super) const SECTIONS: [(&str, &[Key]); 12] = [
    ("server", server::KEYS),
    ("api", api::KEYS),
    ("checkout", checkout::KEYS),
    ("payment_links", payment_links::KEYS),
    ("dashboard", dashboard::KEYS),
    ("domains", domains::KEYS),
    ("store", store::KEYS),
    ("flinks", flinks::KEYS),
    ("flinks_live", flinks::KEYS),
    ("notifications", notifications::KEYS),
    ("mail", mail::KEYS),
    ("log", log::KEYS),
];

/// The full names of all keys, such as `server.listen`.
pub(super) fn paths() -> impl Iterator<Item = String> {
    SECTIONS.into_iter().flat_map(|(section, keys)| {
        keys.iter()
            .map(move |key| format!("{section}.{}", key.name))
    })
}

/// The key whose name is most like `path`.
pub(super) fn nearest(path: &str) -> String {
    paths()
        .min_by_key(|known| strsim::damerau_levenshtein(known, path))
        .unwrap_or_default()
}

/// The environment variable that sets a key.
pub(super) fn variable(path: &str) -> String {
    format!(
        "{}{}",
        super::source::PREFIX,
        path.to_ascii_uppercase().replace('.', "__")
    )
}
