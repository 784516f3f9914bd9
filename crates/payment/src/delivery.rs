use serde::{Deserialize, Serialize};

/// How the customer gets to their bank's page.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// From our page, in its frame or by its link.
    #[default]
    Page,
    /// By a link that the provider sends to the payer's e-mail address. e-Transfer only.
    Email,
}
