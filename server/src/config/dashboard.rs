use super::{
    fault::Wrong,
    key::Key,
    public_url::PublicUrl,
    reader::{self, Reader},
};

/// Where merchants' people sign in.
#[derive(Clone, Debug)]
pub(crate) struct DashboardConfig {
    /// Whether they can at all.
    pub(crate) enabled: bool,
    /// The origin by which it is reached, where that is another than the pages'.
    pub(crate) url: Option<PublicUrl>,
}

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "enabled",
        default: "true",
        meaning: "Whether merchants' people can sign in at `/dashboard`. The API and customers' pages do without.",
    },
    Key {
        name: "url",
        default: "",
        meaning: "Origin by which the dashboard is reached, where that is another than `server.public_url`, such as \
                  `https://manage.example.ca`. Then it answers under that host alone. Passkeys belong to its host: they \
                  are worth nothing after it changes.",
    },
];

impl DashboardConfig {
    /// What a demonstration has.
    pub(crate) const DEFAULT: Self = Self {
        enabled: true,
        url: None,
    };

    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let enabled = reader.flag("dashboard.enabled");
        let url = reader.optional("dashboard.url", |text| {
            PublicUrl::from_url(&reader::url(text)?).ok_or(Wrong::NotOrigin)
        });
        Some(Self {
            enabled: enabled.ok()?.unwrap_or(true),
            url: url.ok()?,
        })
    }
}
