//! What a demonstration remembers between two runs, so that a payment can go on after a
//! restart: its merchant, its key, and how the twin is reached.

use std::path::Path;

use app::brand::Brand;
use payment::{EndpointId, MerchantId, Mode, PersonId};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use store::{
    EndpointChange, EndpointSecret, Joining, Kinds, NewEndpoint, NewMerchant, NewPerson, Role,
    Scope, SignInEmail, Store,
};

use crate::{
    cli::{Failure, key},
    clock,
    dashboard::entry::Handed,
    notify, random,
};

/// Where it is kept in the store.
const SETTING: &str = "demo";

/// Who looks at the demonstration's dashboard.
const DEVELOPER: &str = "developer@maple-and-pine.example";

/// See the module. Everything in it is for a make-believe bank.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) merchant: MerchantId,
    pub(super) api_key: String,
    pub(super) webhook_secret: String,
    pub(super) client_id: String,
    pub(super) client_secret: String,
    pub(super) twin_api_key: String,
    pub(super) customer_id: String,
    pub(super) twin_port: Option<u16>,
    /// Where the shop is notified, once it has asked to be.
    #[serde(default)]
    pub(super) endpoint: Option<Endpoint>,
}

/// The shop's own endpoint, as it was shown when it was made.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Endpoint {
    pub(super) id: EndpointId,
    pub(super) secret: String,
}

impl Kept {
    /// What the last run kept, or all of it new.
    pub(super) async fn load_or_make(store: &Store, data: &Path) -> Result<Self, Failure> {
        if let Some(kept) = store.setting(SETTING).await? {
            return serde_json::from_str(kept.expose_secret()).map_err(|_| Failure::Garbled {
                path: data.to_owned(),
            });
        }
        let credentials = twin::Credentials::generate(random::secret());
        let webhook_secret = SecretString::from(hex::encode(random::secret::<32>()));
        let merchant = make_merchant(store, &webhook_secret).await?;
        let (_, api_key) = key::make(store, merchant.clone(), Mode::Test, Scope::Admin).await?;
        let kept = Self {
            merchant,
            api_key: api_key.expose().to_owned(),
            webhook_secret: webhook_secret.expose_secret().to_owned(),
            client_id: credentials.client_id,
            client_secret: credentials.client_secret,
            twin_api_key: credentials.api_key,
            customer_id: credentials.customer_id,
            twin_port: None,
            endpoint: None,
        };
        kept.save(store).await?;
        Ok(kept)
    }

    pub(super) async fn save(&self, store: &Store) -> Result<(), Failure> {
        let text = serde_json::to_string(self).expect("it is plain data");
        Ok(store.set_setting(SETTING, SecretString::from(text)).await?)
    }

    /// Has the shop notified at this address: what a merchant asks of the API, done at the
    /// store. It is the same endpoint with the same secret, wherever this run listens.
    pub(super) async fn ask_to_be_notified(
        &mut self,
        store: &Store,
        url: String,
    ) -> Result<Endpoint, Failure> {
        if let Some(known) = &self.endpoint {
            let moved = EndpointChange {
                url: Some(url.clone()),
                enabled: Some(true),
                ..EndpointChange::default()
            };
            if store
                .update_endpoint(&known.id, moved, clock::now())
                .await?
            {
                return Ok(known.clone());
            }
        }
        let made = self.make_endpoint(store, url).await?;
        self.endpoint = Some(made.clone());
        self.save(store).await?;
        Ok(made)
    }

    /// Who looks at the demonstration's dashboard, and an address that lets them in at once, on
    /// this machine alone.
    pub(super) async fn let_developer_in(
        &self,
        store: &Store,
        origin: &str,
    ) -> Result<String, Failure> {
        let email: SignInEmail = DEVELOPER.parse().expect("it is an address");
        let now = clock::now();
        if store.person_by_email(&email).await?.is_none() {
            let joining = Joining {
                merchant: self.merchant.clone(),
                role: Role::Owner,
            };
            let handed = Handed::invitation(origin, email.clone(), joining, now);
            let digest = handed.link.digest;
            let new = NewPerson {
                id: PersonId::from_bytes(random::ordered()),
                email: email.clone(),
                locale: None,
                password: None,
                handle: random::secret(),
                created_at: now,
            };
            let made = store.create_entry_link(handed.link, Vec::new()).await;
            made.map_err(Failure::EntryLink)?;
            let joined = store.accept_as_new(digest, new, Vec::new()).await;
            joined.map_err(Failure::EntryLink)?;
        }
        let handed = Handed::demonstration(origin, email, now);
        let made = store.create_entry_link(handed.link, Vec::new()).await;
        made.map_err(Failure::EntryLink)?;
        Ok(handed.address)
    }

    async fn make_endpoint(&self, store: &Store, url: String) -> Result<Endpoint, Failure> {
        let secret = EndpointSecret::new(random::secret(), random::secret());
        let made = Endpoint {
            id: EndpointId::from_bytes(random::ordered()),
            secret: notify::shared_secret(&secret),
        };
        store
            .create_endpoint(NewEndpoint {
                id: made.id.clone(),
                merchant: self.merchant.clone(),
                mode: Mode::Test,
                url,
                description: "The shop of the demonstration".into(),
                kinds: Kinds::All,
                secret,
                created_at: clock::now(),
            })
            .await?;
        Ok(made)
    }

    pub(super) fn credentials(&self) -> twin::Credentials {
        twin::Credentials {
            client_id: self.client_id.clone(),
            client_secret: self.client_secret.clone(),
            api_key: self.twin_api_key.clone(),
            customer_id: self.customer_id.clone(),
        }
    }
}

async fn make_merchant(
    store: &Store,
    webhook_secret: &SecretString,
) -> Result<MerchantId, Failure> {
    let (id, brand) = (
        MerchantId::from_bytes(random::ordered()),
        Brand::maple_and_pine(),
    );
    store
        .create_merchant(NewMerchant {
            id: id.clone(),
            name: brand.name.clone(),
            brand: serde_json::to_string(&brand).expect("a brand is plain data"),
            webhook_secret: Some(webhook_secret.clone()),
            created_at: clock::now(),
        })
        .await?;
    Ok(id)
}
