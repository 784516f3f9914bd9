use std::{fmt, str::FromStr};

use payment::{InvalidId, RequestId};
use serde::Deserialize;
use url::Url;

/// What a report tells `[RPT-api]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportKind {
    /// What was settled: `ClientSettlement`.
    ClientSettlement,
    /// What was being processed: `DailyProgress`.
    DailyProgress,
}

impl ReportKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::ClientSettlement, Self::DailyProgress];

    /// The kind as `filteringTypes` names it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientSettlement => "ClientSettlement",
            Self::DailyProgress => "DailyProgress",
        }
    }
}

impl FromStr for ReportKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(UnknownKind)
    }
}

/// The text names no kind of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a report is ClientSettlement or DailyProgress")]
pub struct UnknownKind;

/// The provider's id of a report.
#[derive(Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(transparent)]
pub struct ReportId(RequestId);

impl ReportId {
    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for ReportId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        text.parse().map(Self)
    }
}

/// Public: it only opens anything together with the keys.
impl fmt::Debug for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A report of the list.
///
/// Assumption: the members' names. The page says that the list has ids, kinds and periods.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    /// The report.
    pub id: ReportId,
    /// Its kind, in the provider's word.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// The first day that it covers.
    #[serde(default)]
    pub start_date: Option<String>,
    /// The last day that it covers.
    #[serde(default)]
    pub end_date: Option<String>,
    /// When it was made.
    #[serde(default)]
    pub created_at: Option<String>,
}

/// The answer to a list: the list, or the list as a member. Assumption: one of these.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum ListAnswer {
    /// The list.
    Bare(Vec<Listed>),
    /// The list as a member.
    Wrapped {
        /// The list.
        reports: Vec<Listed>,
    },
}

impl From<ListAnswer> for Vec<Listed> {
    fn from(answer: ListAnswer) -> Self {
        match answer {
            ListAnswer::Bare(reports) | ListAnswer::Wrapped { reports } => reports,
        }
    }
}

/// The answer about one report: where its file is, for a short while `[RPT-api]`.
///
/// Assumption: the member's name.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkAnswer {
    #[serde(default)]
    download_link: Option<String>,
    #[serde(default)]
    download_url: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

impl LinkAnswer {
    /// The link, below `base_url` where it is no whole address. `None` where there is none,
    /// or one that is neither encrypted nor at the provider's own address.
    #[must_use]
    pub fn link(&self, base_url: &Url) -> Option<Link> {
        let Self {
            download_link,
            download_url,
            url,
        } = self;
        let text = download_link
            .as_ref()
            .or(download_url.as_ref())
            .or(url.as_ref())?;
        let url = base_url.join(text).ok()?;
        let is_safe = url.scheme() == "https" || url.origin() == base_url.origin();
        (is_safe && url.has_host()).then_some(Link(url))
    }
}

/// The link is a capability, so it does not print itself.
impl fmt::Debug for LinkAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkAnswer(***)")
    }
}

/// Where the file of a report is, for a short while. Whoever has it can read the file, so it
/// does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Link(Url);

impl Link {
    /// The address.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.0
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link(***)")
    }
}
