//! What is told along with a checkout when it is asked for.

use serde::Serialize;
use store::{Loaded, Logged, Store, StoreError, Version};

use super::{
    object,
    timeline::{self, Entry},
};
use crate::{
    api::{
        fields::{Faults, Wrong},
        openapi::{Schema, Variable},
        query::Parameters,
    },
    own_domain::Domains,
    problem::FaultCode,
};

/// The parameter's name.
pub(super) const NAME: &str = "expand";

/// What is told along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Expand {
    /// Nothing.
    #[default]
    Nothing,
    /// Every fact, as the timeline has it.
    Timeline,
}

/// A checkout with what is told along.
pub(super) struct Expanded {
    loaded: Loaded,
    log: Option<Vec<Logged>>,
}

/// The same as it is shown.
#[derive(Serialize)]
pub(super) struct Shown<'a> {
    #[serde(flatten)]
    checkout: object::Checkout<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<Vec<Entry<'a>>>,
}

impl Expand {
    pub(super) fn read(parameters: &mut Parameters, faults: &mut Faults) -> Self {
        let expand = parameters.take(NAME, faults, |text| match text {
            "timeline" => Ok(Self::Timeline),
            _ => Err(Wrong::new(FaultCode::Unsupported, "must be timeline")),
        });
        expand.unwrap_or_default()
    }

    pub(super) fn describe() -> Variable {
        Variable::query(
            NAME,
            "What is told along: `timeline`, every fact about the checkout.",
            Schema::one_of(["timeline"]),
        )
    }

    /// Reads what is to be told along.
    pub(super) async fn of(self, store: &Store, loaded: Loaded) -> Result<Expanded, StoreError> {
        let log = match self {
            Self::Nothing => None,
            Self::Timeline => Some(store.events(&loaded.checkout.id, Version::NONE).await?),
        };
        Ok(Expanded { loaded, log })
    }
}

impl Expanded {
    pub(super) fn shown(&self, domains: &Domains) -> Shown<'_> {
        let Loaded {
            checkout, token, ..
        } = &self.loaded;
        Shown {
            checkout: object::Checkout::of(checkout, token, domains),
            timeline: self.log.as_deref().map(timeline::entries),
        }
    }
}
