use std::{net::IpAddr, path::PathBuf, time::Duration};

use secrecy::SecretString;

use super::{
    fault::Wrong,
    key::Key,
    reader::{self, Listed, Reader},
};

/// Whether customers are written to.
#[derive(Clone, Debug)]
pub(crate) enum Mail {
    /// They are not.
    Off,
    /// They are, like this.
    On(MailConfig),
}

/// How customers are written to.
#[derive(Clone, Debug)]
pub(crate) struct MailConfig {
    /// Where letters go first.
    pub(crate) route: MailRoute,
    /// The address that they come from.
    pub(crate) from: String,
    /// The name beside it; the shop's own where there is none.
    pub(crate) from_name: Option<String>,
    /// How long handing one over may take, from the connection to the last answer.
    pub(crate) timeout: Duration,
}

/// Where letters go first.
#[derive(Clone, Debug)]
pub(crate) enum MailRoute {
    /// To a mail server.
    Smtp(SmtpConfig),
    /// Into a folder where anybody on this machine can read them: a demonstration's.
    Outbox(PathBuf),
}

/// A mail server, and how it is spoken to.
#[derive(Clone, Debug)]
pub(crate) struct SmtpConfig {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) tls: MailTls,
    pub(crate) login: Option<Login>,
}

/// How the way to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MailTls {
    /// From the first byte on.
    Implicit,
    /// From STARTTLS on; what is not encrypted then is not sent.
    StartTls,
    /// Not at all: on this machine alone.
    None,
}

/// Who signs in to a mail server, and with what.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    pub(crate) username: String,
    pub(crate) password: SecretString,
}

const TIMEOUT: Duration = Duration::from_secs(20);

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "host",
        default: "",
        meaning: "The mail server that takes letters to customers, by name or IP address. Nobody is written to when the \
                  section is not there.",
    },
    Key {
        name: "port",
        default: "",
        meaning: "Its port: 587 with `starttls`, 465 with `implicit` and 25 with `none` when not set.",
    },
    Key {
        name: "tls",
        default: "starttls",
        meaning: "`starttls`, `implicit` (encrypted from the first byte on), or `none`, for a mail server on this machine \
                  alone. Its certificate must be one that this machine trusts, for the name in `host`; a server that will \
                  not encrypt is given nothing.",
    },
    Key {
        name: "username",
        default: "",
        meaning: "Who signs in to it. Nobody does when not set.",
    },
    Key {
        name: "password",
        default: "",
        meaning: "What they sign in with. Better by the environment.",
    },
    Key {
        name: "from",
        default: "",
        meaning: "The address that letters come from, such as `receipts@pay.example.ca`. Required with the section. Answers \
                  go to the merchant's support address, where it has one.",
    },
    Key {
        name: "from_name",
        default: "",
        meaning: "The name beside it. The shop's own when not set.",
    },
    Key {
        name: "timeout",
        default: "20s",
        meaning: "How long handing over one letter may take, from the connection to the last answer: seconds as a number, or \
                  text with `ms`, `s` or `m`, from 100ms to 60s. Later it is tried again.",
    },
];

impl Mail {
    /// The letters' way, where there is one.
    pub(crate) const fn on(&self) -> Option<&MailConfig> {
        match self {
            Self::Off => None,
            Self::On(config) => Some(config),
        }
    }

    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        if !reader.has_section("mail") {
            return Some(Self::Off);
        }
        MailConfig::read(reader).ok().map(Self::On)
    }
}

impl MailConfig {
    /// What a demonstration has: an outbox in its data folder, and nobody is written to.
    pub(crate) fn outbox(folder: PathBuf) -> Self {
        Self {
            route: MailRoute::Outbox(folder),
            from: "receipts@guichet.example".to_owned(),
            from_name: None,
            timeout: TIMEOUT,
        }
    }

    fn read(reader: &mut Reader) -> Result<Self, Listed> {
        let host = reader.required("mail.host", host);
        let port = reader.port("mail.port");
        let tls = reader.optional("mail.tls", |text| match text {
            "starttls" => Ok(MailTls::StartTls),
            "implicit" => Ok(MailTls::Implicit),
            "none" => Ok(MailTls::None),
            _ => Err(Wrong::NotOneOf("starttls, implicit, none")),
        });
        let login = login(reader);
        let from = reader.required("mail.from", address);
        let from_name = reader.optional("mail.from_name", line);
        let timeout = reader.timeout("mail.timeout", TIMEOUT);

        let tls = tls.map(|tls| tls.unwrap_or(MailTls::StartTls));
        let exposed = match (&host, &tls) {
            (Ok(host), Ok(MailTls::None)) if !is_here(host) => {
                Err(reader.list("mail.tls", Wrong::ExposedMail))
            }
            (Ok(_) | Err(Listed), Ok(_) | Err(Listed)) => Ok(()),
        };
        let (host, tls, port) = (host?, tls?, port?);
        exposed?;
        Ok(Self {
            route: MailRoute::Smtp(SmtpConfig {
                host,
                port: port.unwrap_or(match tls {
                    MailTls::StartTls => 587,
                    MailTls::Implicit => 465,
                    MailTls::None => 25,
                }),
                tls,
                login: login?,
            }),
            from: from?,
            from_name: from_name?,
            timeout: timeout?,
        })
    }
}

/// Neither without the other.
fn login(reader: &mut Reader) -> Result<Option<Login>, Listed> {
    let username = reader.optional("mail.username", line);
    let password = reader.optional("mail.password", reader::secret);
    match (username?, password?) {
        (Some(username), Some(password)) => Ok(Some(Login { username, password })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(reader.list("mail.password", Wrong::NeededBy("mail.username"))),
        (None, Some(_)) => Err(reader.list("mail.username", Wrong::NeededBy("mail.password"))),
    }
}

/// A name or an address, without a scheme, a port or a path.
fn host(text: &str) -> Result<String, Wrong> {
    if text.parse::<IpAddr>().is_ok() {
        return Ok(text.to_owned());
    }
    let is_name = |part: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !part.is_empty() && part.len() <= 63 && part.chars().all(inner)
    };
    if text.len() <= 253 && text.split('.').all(is_name) {
        Ok(text.to_ascii_lowercase())
    } else {
        Err(Wrong::NotAHost)
    }
}

fn address(text: &str) -> Result<String, Wrong> {
    let address: Result<lettre::Address, _> = text.parse();
    let address = address.map_err(|_| Wrong::NotMailAddress)?;
    if text.is_ascii() {
        Ok(address.to_string())
    } else {
        Err(Wrong::NotMailAddress)
    }
}

/// One line that people can read.
fn line(text: &str) -> Result<String, Wrong> {
    if text.chars().count() > 100 || text.chars().any(char::is_control) {
        Err(Wrong::NotALine)
    } else {
        Ok(text.to_owned())
    }
}

/// Whether it is this machine, whatever the domain name system says.
fn is_here(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}
