use flinks::{
    client::{ConnectConfig, Credentials},
    eft::TransactionCode,
};
use secrecy::SecretString;
use url::Url;

use super::{Keys, directory};
use crate::config::{
    fault::Wrong,
    reader::{self, Listed},
};

/// How the method `eft` is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EftRoute {
    /// In the provider's hosted page `[E2-init]`.
    Session,
    /// The customer links an account, and it is debited `[E1-tx, C-auth]`.
    Connect,
}

/// What `eft` needs to know.
pub(super) struct Eft {
    pub(super) route: EftRoute,
    pub(super) transaction_code: TransactionCode,
    pub(super) connect: Option<ConnectConfig>,
}

/// Connect is set up wherever there is a customer id, and has to be where `eft` wants it.
/// `base_url` and `credentials` are missing where they have faults of their own.
pub(super) fn read(
    keys: &mut Keys<'_>,
    base_url: Option<&Url>,
    credentials: Option<&Credentials>,
) -> Result<Eft, Listed> {
    let route = keys.optional("eft", |text| match text {
        "session" => Ok(EftRoute::Session),
        "connect" => Ok(EftRoute::Connect),
        _ => Err(Wrong::NotOneOf("session, connect")),
    });
    let customer_id = keys.optional("customer_id", customer_id);
    let api_url = keys.optional("connect_url", reader::url);
    let frame_url = keys.optional("connect_frame_url", reader::url);
    let secret = keys.optional("connect_secret", reader::secret);
    let api_key = keys.optional("connect_api_key", reader::secret);
    let transaction_code = keys.optional("transaction_code", |text| {
        text.parse().map_err(|_| Wrong::NotThreeDigits)
    });

    let (route, customer_id) = (route?, customer_id?);
    if customer_id.is_none() && route == Some(EftRoute::Connect) {
        return Err(keys.fault("customer_id", Wrong::NeededBy("eft = \"connect\"")));
    }
    let transaction_code = transaction_code?.unwrap_or(TransactionCode::EXAMPLE);
    let Some(customer_id) = customer_id else {
        return Ok(Eft {
            route: EftRoute::Session,
            transaction_code,
            connect: None,
        });
    };

    let (secret, api_key) = (secret?, api_key?);
    let given = |own: Option<SecretString>, other: fn(&Credentials) -> &Option<SecretString>| {
        own.or_else(|| credentials.and_then(|it| other(it).clone()))
    };
    let secret = given(secret, |it| &it.client_secret);
    let api_key = given(api_key, |it| &it.api_key);
    // What is missing because a fault elsewhere hides it is no second fault.
    let lacks = |keys: &mut Keys<'_>, name| match credentials {
        Some(_) => keys.fault(name, Wrong::NeededBy("customer_id")),
        None => Listed,
    };
    let secret = secret.ok_or_else(|| lacks(keys, "connect_secret"));
    let api_key = api_key.ok_or_else(|| lacks(keys, "connect_api_key"));
    let api_url = match api_url? {
        Some(url) => directory(url),
        None => base_url.cloned().ok_or(Listed)?,
    };
    let frame_url = match frame_url? {
        Some(url) => url,
        None => api_url.join("v2/").map_err(|_| Listed)?,
    };
    Ok(Eft {
        route: route.unwrap_or(EftRoute::Connect),
        transaction_code,
        connect: Some(ConnectConfig {
            api_url,
            frame_url,
            customer_id,
            secret: secret?,
            api_key: api_key?,
        }),
    })
}

/// It stands in the path of every address of Connect.
fn customer_id(text: &str) -> Result<String, Wrong> {
    let fits = (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fits {
        Ok(text.to_owned())
    } else {
        Err(Wrong::NotAnId)
    }
}
