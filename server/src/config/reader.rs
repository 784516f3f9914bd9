use std::{net::SocketAddr, num::NonZeroU32, time::Duration};

use payment::Money;
use secrecy::SecretString;
use url::Url;

use super::{
    fault::{Fault, Wrong},
    source::{Setting, Settings},
    warning::Warning,
};

/// Reads values key by key and keeps a list of everything that is wrong, so that a person
/// who mends a configuration needs one try.
#[derive(Debug)]
pub(super) struct Reader {
    settings: Settings,
    faults: Vec<Fault>,
    warnings: Vec<Warning>,
    #[cfg(test)]
    pub(super) read: std::collections::BTreeSet<String>,
}

impl Reader {
    pub(super) fn new(settings: Settings, faults: Vec<Fault>) -> Self {
        Self {
            settings,
            faults,
            warnings: Vec::new(),
            #[cfg(test)]
            read: std::collections::BTreeSet::new(),
        }
    }

    pub(super) fn finish(self) -> (Vec<Fault>, Vec<Warning>) {
        (self.faults, self.warnings)
    }

    pub(super) fn has_section(&self, section: &str) -> bool {
        self.settings.has_section(section)
    }

    pub(super) fn warn(&mut self, warning: Warning) {
        self.warnings.push(warning);
    }

    fn fault(&mut self, key: &str, wrong: Wrong) {
        self.faults.push(Fault::Value {
            key: key.to_owned(),
            variable: self
                .settings
                .get(key)
                .and_then(|setting| setting.variable.clone()),
            wrong,
        });
    }

    fn setting(&mut self, key: &str) -> Option<Setting> {
        #[cfg(test)]
        self.read.insert(key.to_owned());
        self.settings.get(key).cloned()
    }

    /// `Ok(None)` where there is nothing; `Err` where what is there will not do, which is
    /// then on the list.
    pub(super) fn optional<T>(
        &mut self,
        key: &str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Result<Option<T>, Listed> {
        let Some(setting) = self.setting(key) else {
            return Ok(None);
        };
        let parsed = setting
            .value
            .as_str()
            .ok_or(Wrong::NotText)
            .and_then(|text| parse(text.trim()));
        parsed.map(Some).map_err(|wrong| self.list(key, wrong))
    }

    /// The same where nothing is a fault too.
    pub(super) fn required<T>(
        &mut self,
        key: &str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Result<T, Listed> {
        self.optional(key, parse)?
            .ok_or_else(|| self.list(key, Wrong::Missing))
    }

    /// A length of time: whole seconds as a number, or text with a unit.
    pub(super) fn timeout(&mut self, key: &str, default: Duration) -> Result<Duration, Listed> {
        let shortest = Duration::from_millis(100);
        self.time(key, default, shortest, Wrong::NotATimeout)
    }

    /// The same where it may be none.
    pub(super) fn delay(&mut self, key: &str, default: Duration) -> Result<Duration, Listed> {
        self.time(key, default, Duration::ZERO, Wrong::NotADelay)
    }

    fn time(
        &mut self,
        key: &str,
        default: Duration,
        shortest: Duration,
        wrong: Wrong,
    ) -> Result<Duration, Listed> {
        let Some(setting) = self.setting(key) else {
            return Ok(default);
        };
        let read = match &setting.value {
            toml::Value::Integer(seconds) => u64::try_from(*seconds).ok().map(Duration::from_secs),
            toml::Value::String(text) => duration(text.trim()),
            toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_)
            | toml::Value::Table(_) => None,
        };
        read.filter(|time| (shortest..=Duration::from_secs(60)).contains(time))
            .ok_or_else(|| self.list(key, wrong))
    }

    /// Yes or no: a TOML boolean, or the word for it.
    pub(super) fn flag(&mut self, key: &str) -> Result<Option<bool>, Listed> {
        let Some(setting) = self.setting(key) else {
            return Ok(None);
        };
        let read = match &setting.value {
            toml::Value::Boolean(flag) => Some(*flag),
            toml::Value::String(text) => text.trim().parse().ok(),
            toml::Value::Integer(_)
            | toml::Value::Float(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_)
            | toml::Value::Table(_) => None,
        };
        read.map(Some)
            .ok_or_else(|| self.list(key, Wrong::NotAFlag))
    }

    /// An amount in whole cents: a number, or its digits.
    pub(super) fn cents(
        &mut self,
        key: &str,
        fits: fn(Money) -> bool,
    ) -> Result<Option<Money>, Listed> {
        let Some(setting) = self.setting(key) else {
            return Ok(None);
        };
        let read = match &setting.value {
            toml::Value::Integer(cents) => Some(*cents),
            toml::Value::String(text) => text.trim().parse().ok(),
            toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_)
            | toml::Value::Table(_) => None,
        };
        read.and_then(|cents| Money::from_cents(cents).ok())
            .filter(|amount| fits(*amount))
            .map(Some)
            .ok_or_else(|| self.list(key, Wrong::NotCents))
    }

    /// A number of things: a number, or its digits.
    pub(super) fn count(&mut self, key: &str, default: NonZeroU32) -> Result<NonZeroU32, Listed> {
        const MOST: u32 = 1_000_000;
        let Some(setting) = self.setting(key) else {
            return Ok(default);
        };
        let read: Option<u32> = match &setting.value {
            toml::Value::Integer(count) => u32::try_from(*count).ok(),
            toml::Value::String(text) => text.trim().parse().ok(),
            toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_)
            | toml::Value::Table(_) => None,
        };
        read.filter(|count| *count <= MOST)
            .and_then(NonZeroU32::new)
            .ok_or_else(|| self.list(key, Wrong::NotACount))
    }

    /// A port: a number, or its digits.
    pub(super) fn port(&mut self, key: &str) -> Result<Option<u16>, Listed> {
        let Some(setting) = self.setting(key) else {
            return Ok(None);
        };
        let read: Option<u16> = match &setting.value {
            toml::Value::Integer(port) => u16::try_from(*port).ok(),
            toml::Value::String(text) => text.trim().parse().ok(),
            toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_)
            | toml::Value::Table(_) => None,
        };
        let read = read.filter(|port| *port != 0);
        read.map(Some)
            .ok_or_else(|| self.list(key, Wrong::NotAPort))
    }

    /// Several of a kind: an array of texts, or one text with commas between them. Every one that
    /// will not do is a fault of its own, told by its place.
    pub(super) fn several<T>(
        &mut self,
        key: &str,
        parse: impl Fn(&str, usize) -> Result<T, Wrong>,
    ) -> Result<Vec<T>, Listed> {
        let Some(setting) = self.setting(key) else {
            return Ok(Vec::new());
        };
        let texts: Option<Vec<&str>> = match &setting.value {
            toml::Value::String(text) if text.trim().is_empty() => Some(Vec::new()),
            toml::Value::String(text) => Some(text.split(',').collect()),
            toml::Value::Array(values) => values.iter().map(toml::Value::as_str).collect(),
            toml::Value::Integer(_)
            | toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Table(_) => None,
        };
        let texts = texts.ok_or_else(|| self.list(key, Wrong::NotTexts))?;
        let (mut read, mut listed) = (Vec::new(), None);
        for (at, text) in texts.into_iter().enumerate() {
            match parse(text.trim(), at + 1) {
                Ok(one) => read.push(one),
                Err(wrong) => listed = Some(self.list(key, wrong)),
            }
        }
        listed.map_or(Ok(read), Err)
    }

    /// Puts what is wrong with a key on the list.
    pub(super) fn list(&mut self, key: &str, wrong: Wrong) -> Listed {
        self.fault(key, wrong);
        Listed
    }
}

/// Something is wrong, and it is on the list already.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed;

fn duration(text: &str) -> Option<Duration> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().ok()?;
    match unit.trim() {
        "ms" => Some(Duration::from_millis(number)),
        "" | "s" => Some(Duration::from_secs(number)),
        "m" => number.checked_mul(60).map(Duration::from_secs),
        _ => None,
    }
}

pub(super) fn socket(text: &str) -> Result<SocketAddr, Wrong> {
    // The one name that every machine knows, and that people write.
    let here = text
        .strip_prefix("localhost:")
        .map(|port| format!("127.0.0.1:{port}"));
    here.as_deref()
        .unwrap_or(text)
        .parse()
        .map_err(|_| Wrong::NotSocket)
}

/// An address without anything that does not belong into a base address.
pub(super) fn url(text: &str) -> Result<Url, Wrong> {
    let url: Url = text.parse().map_err(|_| Wrong::NotUrl)?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| !host.is_empty())
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if plain { Ok(url) } else { Err(Wrong::NotUrl) }
}

pub(super) fn secret(text: &str) -> Result<SecretString, Wrong> {
    Ok(SecretString::from(text))
}

/// Whether what is sent there can be read on the way.
pub(super) fn is_exposed(url: &Url) -> bool {
    url.scheme() != "https" && !is_loopback(url)
}

pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
