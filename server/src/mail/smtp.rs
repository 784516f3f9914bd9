//! One conversation with a mail server.

use std::{error::Error as _, fmt, net::IpAddr, time::Duration};

use lettre::{
    Address, Message,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use secrecy::ExposeSecret as _;
use store::LetterOutcome;

use super::Handed;
use crate::config::{MailTls, PublicUrl, SmtpConfig};

/// How long the mail server has to say goodbye. The letter is its own by then.
const GOODBYE: Duration = Duration::from_secs(1);

/// A mail server.
pub(super) struct Smtp {
    config: SmtpConfig,
    /// What we call ourselves.
    hello: ClientId,
    /// What its certificate has to be good for.
    tls: TlsParameters,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl Smtp {
    pub(super) fn new(config: &SmtpConfig, house: &PublicUrl) -> Self {
        // An error says that the process has a provider already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let tls = TlsParameters::new_rustls(config.host.clone())
            .expect("certificates that cannot be read are left out, and nothing else can be wrong");
        Self {
            config: config.clone(),
            hello: hello(house),
            tls,
        }
    }

    /// Everything up to the letter.
    pub(super) async fn check(&self, timeout: Duration) -> Handed {
        match self.admitted(timeout).await {
            Ok(connection) => {
                goodbye(connection);
                LetterOutcome::Sent.into()
            }
            Err(handed) => handed,
        }
    }

    /// The whole of it.
    pub(super) async fn send(&self, message: &Message, timeout: Duration) -> Handed {
        let mut connection = match self.admitted(timeout).await {
            Ok(connection) => connection,
            Err(handed) => return handed,
        };
        let said = self.say(&mut connection, message).await;
        match said {
            Ok(()) => {
                goodbye(connection);
                LetterOutcome::Sent.into()
            }
            Err(handed) => {
                // Whatever it still wants to say is of no use.
                drop(connection);
                handed
            }
        }
    }

    /// A connection on which a letter may be said.
    async fn admitted(&self, timeout: Duration) -> Result<AsyncSmtpConnection, Handed> {
        let SmtpConfig {
            host,
            port,
            tls,
            login,
        } = &self.config;
        let wrapped = match tls {
            MailTls::Implicit => Some(self.tls.clone()),
            MailTls::StartTls | MailTls::None => None,
        };
        let address = (host.as_str(), *port);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(address, Some(timeout), &self.hello, wrapped, None);
        let mut connection = connecting.await.map_err(|error| closed_door(&error))?;
        if *tls == MailTls::StartTls {
            if !connection.can_starttls() {
                return Err(LetterOutcome::NotAdmitted.into());
            }
            let upgrade = connection.starttls(self.tls.clone(), &self.hello);
            upgrade.await.map_err(|error| closed_door(&error))?;
        }
        if let Some(login) = login {
            let password = login.password.expose_secret().to_owned();
            let credentials = Credentials::new(login.username.clone(), password);
            let admitted = connection.auth(DEFAULT_MECHANISMS, &credentials).await;
            admitted.map_err(|error| closed_door(&error))?;
        }
        Ok(connection)
    }

    async fn say(
        &self,
        connection: &mut AsyncSmtpConnection,
        message: &Message,
    ) -> Result<(), Handed> {
        let envelope = message.envelope();
        let is_plain = |address: &Address| address.to_string().is_ascii();
        let mut parameters = Vec::new();
        if !envelope.to().iter().all(is_plain) {
            let server = connection.server_info();
            if !server.supports_feature(Extension::SmtpUtfEight) {
                return Err(LetterOutcome::Refused.into());
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        // Who we are is our matter: a server that will not have us may have us tomorrow.
        let from = Mail::new(envelope.from().cloned(), parameters);
        let admitted = connection.command(from).await;
        admitted.map_err(|error| closed_door(&error))?;
        for to in envelope.to() {
            let taken = connection.command(Rcpt::new(to.clone(), Vec::new())).await;
            taken.map_err(|error| {
                if is_about_us(&error) {
                    closed_door(&error)
                } else {
                    not_taken(&error)
                }
            })?;
        }
        let begun = connection.command(Data).await;
        begun.map_err(|error| not_taken(&error))?;
        let taken = connection.message(&message.formatted()).await;
        taken.map_err(|error| not_taken(&error))?;
        Ok(())
    }
}

/// What we call ourselves: the host of our pages.
fn hello(house: &PublicUrl) -> ClientId {
    let host = house.host().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse() {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) => ClientId::Domain(host),
    }
}

/// Takes leave, beside everything else: the server has the letter, and that is known before it
/// has answered this.
fn goodbye(mut connection: AsyncSmtpConnection) {
    tokio::spawn(async move {
        drop(tokio::time::timeout(GOODBYE, connection.quit()).await);
    });
}

/// What it means when a mail server does not let us in. A mistake of ours in it can be mended, so
/// nothing is given up for it.
fn closed_door(error: &Error) -> Handed {
    let outcome = if error.is_transient() {
        LetterOutcome::Deferred
    } else if error.is_permanent() || error.is_tls() || error.is_client() {
        LetterOutcome::NotAdmitted
    } else {
        cut_off(error)
    };
    handed(error, outcome)
}

/// What it means when a mail server does not take the letter.
fn not_taken(error: &Error) -> Handed {
    let outcome = if error.is_transient() {
        LetterOutcome::Deferred
    } else if error.is_permanent() {
        LetterOutcome::Refused
    } else {
        cut_off(error)
    };
    handed(error, outcome)
}

/// Whether a refusal at the customer's address is about us: most servers wait until then to say
/// that they relay nothing for us or want to know who we are [RFC 4954, section 6; RFC 3463,
/// section 3.8].
fn is_about_us(error: &Error) -> bool {
    let code = error.status().map(u16::from);
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    matches!(code, Some(530 | 534 | 535 | 538)) || words.trim_start().starts_with("5.7.")
}

fn cut_off(error: &Error) -> LetterOutcome {
    if error.is_timeout() {
        LetterOutcome::TimedOut
    } else {
        LetterOutcome::Unreachable
    }
}

fn handed(error: &Error, outcome: LetterOutcome) -> Handed {
    Handed {
        outcome,
        code: error.status().map(u16::from),
    }
}
