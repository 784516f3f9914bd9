mod eft;
mod key;
mod limits;
mod sign_in;
mod transfer;

use std::{path::Path, time::Duration};

use flinks::{
    client, eft::TransactionCode, limits::Limits, session::create::RedirectMode,
    webhook::SignatureStyle,
};
use payment::{Mode, Money};
use secrecy::SecretString;
use url::Url;

pub(crate) use self::eft::EftRoute;
pub(super) use self::key::KEYS;

use self::{eft::Eft, sign_in::SignIn};
use super::{
    fault::{ConfigError, Fault, Wrong},
    reader::{self, Listed, Reader},
    source::Settings,
    warning::Warning,
};

/// An account at the provider.
#[derive(Clone, Debug)]
pub(crate) struct FlinksConfig {
    /// How its API is reached, Connect's included.
    pub(crate) client: client::Config,
    /// Where its hosted page is: `{base_url}/app/` `[ET-init, G-widget]`.
    pub(crate) app_url: Url,
    /// What its webhooks are signed with.
    pub(crate) webhook_secret: Option<SecretString>,
    /// How its webhooks are signed.
    pub(crate) webhook_signature: SignatureStyle,
    /// How the method `eft` is paid.
    pub(crate) eft: EftRoute,
    /// What its debits are called.
    pub(crate) transaction_code: TransactionCode,
    /// Whether the hosted page asks for consent; the provider decides where it is absent.
    pub(crate) consent_screen: Option<bool>,
    /// What one payment may be, where that is narrower than the provider's own limits.
    pub(crate) limits: Option<Limits>,
    /// What is asked for as `redirectPreferences.mode`; nothing where it is absent.
    pub(crate) redirect_mode: Option<RedirectMode>,
}

/// Longer than anybody watches a page that does not move.
const PATIENT: Duration = Duration::from_secs(30);

/// A section that may be left out as a whole.
#[derive(Debug)]
pub(crate) enum Section {
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

    /// An account that is written by itself, with the keys of its mode's section; and what is
    /// risky about it. Faults name `path` where the text is none.
    pub(crate) fn of_text(
        mode: Mode,
        text: &str,
        path: &Path,
    ) -> Result<(Self, Vec<Warning>), ConfigError> {
        let section = match mode {
            Mode::Test => "flinks",
            Mode::Live => "flinks_live",
        };
        let mut faults = Vec::new();
        let settings = Settings::of_section(section, path, text, &mut faults);
        if faults.iter().any(Fault::hides_the_file) {
            return Err(ConfigError { faults });
        }
        let mut reader = Reader::new(settings, faults);
        let read = Self::read_present(&mut reader, section);
        match (read, reader.finish()) {
            (Ok(config), (faults, warnings)) if faults.is_empty() => Ok((config, warnings)),
            (Ok(_) | Err(Listed), (faults, _)) => Err(ConfigError { faults }),
        }
    }

    fn read_present(reader: &mut Reader, section: &'static str) -> Result<Self, Listed> {
        let keys = &mut Keys { reader, section };
        let base_url = keys.required("base_url", reader::url).map(directory);
        let app_url = keys.optional("app_url", reader::url);
        let SignIn {
            auth,
            authorize,
            credentials,
            token_use,
        } = sign_in::read(keys);
        let webhook_secret = keys.optional("webhook_secret", reader::secret);
        let webhook_signature = keys.choice(
            "webhook_signature",
            SignatureStyle::XWebhookSignature,
            signature_style,
        );
        let timeout = keys.timeout("timeout", client::Config::DEFAULT_TIMEOUT);
        let e_transfer = transfer::read(keys, credentials.as_ref().ok());
        let eft = eft::read(keys, base_url.as_ref().ok(), credentials.as_ref().ok());
        let consent_screen = keys.flag("consent_screen");
        let limits = limits::read(keys);
        let redirect_mode = keys.optional("redirect_mode", redirect_mode);

        let (base_url, app_url, limits) = (base_url?, app_url?, limits?);
        let app_url = match app_url {
            Some(url) => url,
            None => base_url.join("app/").map_err(|_| Listed)?,
        };
        let Eft {
            route,
            transaction_code,
            connect,
        } = eft?;
        let config = Self {
            client: client::Config {
                base_url,
                auth: auth?,
                authorize: authorize?,
                credentials: credentials?,
                token_use: token_use?,
                e_transfer: e_transfer?,
                limits: limits.unwrap_or_default(),
                connect,
                timeout: timeout?,
            },
            app_url,
            webhook_secret: webhook_secret?,
            webhook_signature: webhook_signature?,
            eft: route,
            transaction_code,
            consent_screen: consent_screen?,
            limits,
            redirect_mode: redirect_mode?,
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
        if let Some(connect) = &self.client.connect {
            if reader::is_exposed(&connect.api_url) {
                reader.warn(Warning::InsecureConnect(section));
            }
            if reader::is_exposed(&connect.frame_url) {
                reader.warn(Warning::InsecureConnectFrame(section));
            }
        }
        if self.webhook_secret.is_none() {
            reader.warn(Warning::NoWebhookSecret(section));
        }
        if self.client.timeout > PATIENT {
            reader.warn(Warning::PatientTimeout(section));
        }
    }
}

/// The keys of one section.
struct Keys<'a> {
    reader: &'a mut Reader,
    section: &'static str,
}

impl Keys<'_> {
    fn path(&self, name: &str) -> String {
        format!("{}.{name}", self.section)
    }

    fn fault(&mut self, name: &str, wrong: Wrong) -> Listed {
        let path = self.path(name);
        self.reader.list(&path, wrong)
    }

    fn optional<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Result<Option<T>, Listed> {
        let path = self.path(name);
        self.reader.optional(&path, parse)
    }

    fn required<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Result<T, Listed> {
        let path = self.path(name);
        self.reader.required(&path, parse)
    }

    /// One of several words, the first of which holds where nothing is said.
    fn choice<T>(
        &mut self,
        name: &str,
        usual: T,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Result<T, Listed> {
        Ok(self.optional(name, parse)?.unwrap_or(usual))
    }

    fn flag(&mut self, name: &str) -> Result<Option<bool>, Listed> {
        let path = self.path(name);
        self.reader.flag(&path)
    }

    fn cents(&mut self, name: &str, fits: fn(Money) -> bool) -> Result<Option<Money>, Listed> {
        let path = self.path(name);
        self.reader.cents(&path, fits)
    }

    fn timeout(&mut self, name: &str, default: Duration) -> Result<Duration, Listed> {
        let path = self.path(name);
        self.reader.timeout(&path, default)
    }
}

fn signature_style(text: &str) -> Result<SignatureStyle, Wrong> {
    match text {
        "x-webhook-signature" => Ok(SignatureStyle::XWebhookSignature),
        "flinks-authenticity-key" => Ok(SignatureStyle::FlinksAuthenticityKey),
        "x-flinks-signature" => Ok(SignatureStyle::XFlinksSignature),
        _ => Err(Wrong::NotOneOf(
            "x-webhook-signature, flinks-authenticity-key, x-flinks-signature",
        )),
    }
}

/// The one mode that any page shows `[G-det]`.
fn redirect_mode(text: &str) -> Result<RedirectMode, Wrong> {
    match text {
        "JsEvents" => Ok(RedirectMode::JsEvents),
        _ => Err(Wrong::NotOneOf("JsEvents")),
    }
}

/// A base address ends in a slash, or joining to it would lose its last part.
fn directory(mut url: Url) -> Url {
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    url
}
