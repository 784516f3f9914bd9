use std::time::Duration;

use flinks::client::{self, Auth, Credentials, TokenUse};
use secrecy::SecretString;
use url::Url;

use super::{
    fault::Wrong,
    key::Key,
    reader::{self, Listed, Reader},
    warning::Warning,
};

/// An account at the provider.
#[derive(Clone, Debug)]
pub(crate) struct FlinksConfig {
    /// How its API is reached.
    pub(crate) client: client::Config,
    /// Where its hosted page is: `{base_url}/app/` `[ET-init, G-widget]`.
    pub(crate) app_url: Url,
    /// What its webhooks are signed with.
    pub(crate) webhook_secret: Option<SecretString>,
}

/// Longer than anybody watches a page that does not move.
const PATIENT: Duration = Duration::from_secs(30);

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "base_url",
        default: "",
        meaning: "Where the provider's API is, such as `https://payments-uat.flinksapp.com`. Required.",
    },
    Key {
        name: "app_url",
        default: "{base_url}/app/",
        meaning: "Where its hosted page is, which customers see in a frame.",
    },
    Key {
        name: "auth",
        default: "bearer",
        meaning: "`bearer`: a token for `client_id` and `client_secret`. `api-key`: `client_id` and `api_key` with every \
                  call.",
    },
    Key {
        name: "client_id",
        default: "",
        meaning: "The client id that the provider gave. Required.",
    },
    Key {
        name: "client_secret",
        default: "",
        meaning: "The client secret. Required with `auth = \"bearer\"`.",
    },
    Key {
        name: "api_key",
        default: "",
        meaning: "The API key. Required with `auth = \"api-key\"`.",
    },
    Key {
        name: "token_use",
        default: "reuse",
        meaning: "`reuse`: one token for many sessions until it expires. `single`: a new token for each session. The \
                  provider's pages say both.",
    },
    Key {
        name: "webhook_secret",
        default: "",
        meaning: "What the provider signs its session-status webhooks with. Without it payments are learned by polling \
                  alone, unless a merchant has a secret of its own.",
    },
    Key {
        name: "timeout",
        default: "10s",
        meaning: "How long one call may take in all, signing in included: whole seconds, or text such as `\"10s\"` or `\"500ms\"`; 100 ms to 60 s.",
    },
];

/// A section that may be left out as a whole.
#[derive(Debug)]
pub(super) enum Section {
    Absent,
    Present(Box<FlinksConfig>),
    Faulty,
}

impl Section {
    pub(super) const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    pub(super) fn into_result(self) -> Result<Option<FlinksConfig>, Listed> {
        match self {
            Self::Absent => Ok(None),
            Self::Present(config) => Ok(Some(*config)),
            Self::Faulty => Err(Listed),
        }
    }
}

impl FlinksConfig {
    pub(super) fn read(reader: &mut Reader, section: &'static str) -> Section {
        if !reader.has_section(section) {
            return Section::Absent;
        }
        Self::read_present(reader, section)
            .map_or(Section::Faulty, |config| Section::Present(Box::new(config)))
    }

    fn read_present(reader: &mut Reader, section: &'static str) -> Result<Self, Listed> {
        let key = |name: &str| format!("{section}.{name}");
        let base_url = reader
            .required(&key("base_url"), reader::url)
            .map(directory);
        let app_url = reader.optional(&key("app_url"), reader::url);
        let (auth, credentials) = read_credentials(reader, &key);
        let token_use = reader.optional(&key("token_use"), |text| match text {
            "reuse" => Ok(TokenUse::Reuse),
            "single" => Ok(TokenUse::Single),
            _ => Err(Wrong::NotOneOf("reuse, single")),
        });
        let webhook_secret = reader.optional(&key("webhook_secret"), reader::secret);
        let timeout = reader.timeout(&key("timeout"), client::Config::DEFAULT_TIMEOUT);

        let (base_url, app_url) = (base_url?, app_url?);
        let app_url = match app_url {
            Some(url) => url,
            None => base_url.join("app/").map_err(|_| Listed)?,
        };
        let config = Self {
            client: client::Config {
                base_url,
                auth: auth?,
                credentials: credentials?,
                token_use: token_use?.unwrap_or(TokenUse::Reuse),
                timeout: timeout?,
            },
            app_url,
            webhook_secret: webhook_secret?,
        };
        config.warn(reader, section);
        Ok(config)
    }

    fn warn(&self, reader: &mut Reader, section: &'static str) {
        if reader::is_exposed(&self.client.base_url) {
            reader.warn(Warning::InsecureProvider(section));
        }
        if reader::is_exposed(&self.app_url) {
            reader.warn(Warning::InsecureFrame(section));
        }
        if self.webhook_secret.is_none() {
            reader.warn(Warning::NoWebhookSecret(section));
        }
        if self.client.timeout > PATIENT {
            reader.warn(Warning::PatientTimeout(section));
        }
    }
}

/// How to sign in, and what with: which of the secrets are needed depends on the first.
fn read_credentials(
    reader: &mut Reader,
    key: &impl Fn(&str) -> String,
) -> (Result<Auth, Listed>, Result<Credentials, Listed>) {
    let auth = reader.optional(&key("auth"), |text| match text {
        "bearer" => Ok(Auth::Bearer),
        "api-key" => Ok(Auth::ApiKey),
        _ => Err(Wrong::NotOneOf("bearer, api-key")),
    });
    let auth = auth.map(|auth| auth.unwrap_or(Auth::Bearer));
    let client_id = reader.required(&key("client_id"), reader::secret);
    let client_secret = match auth {
        Ok(Auth::Bearer) => reader
            .required(&key("client_secret"), reader::secret)
            .map(Some),
        Ok(Auth::ApiKey) | Err(Listed) => reader.optional(&key("client_secret"), reader::secret),
    };
    let api_key = match auth {
        Ok(Auth::ApiKey) => reader.required(&key("api_key"), reader::secret).map(Some),
        Ok(Auth::Bearer) | Err(Listed) => reader.optional(&key("api_key"), reader::secret),
    };
    let credentials = || {
        Ok(Credentials {
            client_id: client_id?,
            client_secret: client_secret?,
            api_key: api_key?,
        })
    };
    (auth, credentials())
}

/// A base address ends in a slash, or joining to it would lose its last part.
fn directory(mut url: Url) -> Url {
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    url
}
