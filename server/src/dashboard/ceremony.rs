//! Passkeys: the two halves of making one, and of using one.
//!
//! What browsers send is checked by `webauthn_rp`, never by hand. Its challenges and its clock
//! are its own: here, time and chance are no arguments.

use serde_json::Value;
use store::{Digest, NewPasskey, Passkey, Person};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication64, DiscoverableAuthenticationServerState,
    DiscoverableCredentialRequestOptions, PublicKeyCredentialCreationOptions, Registration,
    RegistrationServerState,
    bin::{Decode as _, Encode as _},
    request::{
        AsciiDomain, PublicKeyCredentialDescriptor, RpId, TimedCeremony as _,
        auth::AuthenticationVerificationOptions,
        register::{
            Extension, PublicKeyCredentialUserEntity, RegistrationVerificationOptions,
            USER_HANDLE_MAX_LEN, UserHandle64, Username,
        },
    },
    response::{
        AuthTransports, CredentialId, SentChallenge,
        register::{CompressedPubKey, DynamicState, StaticState},
    },
};

/// Why a half was refused. It names nothing of what was sent.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    /// What was sent is no such answer.
    #[error("the browser's answer cannot be read")]
    Unreadable,
    /// What is kept is not what this program kept.
    #[error("what is kept of a passkey cannot be read")]
    Corrupt,
    /// The answer does not prove anything.
    #[error("the browser's answer was refused: {0}")]
    Unproven(String),
}

/// For whom passkeys are: the dashboard, by its host. They are worth nothing anywhere else.
#[derive(Debug)]
pub(super) struct Party {
    id: RpId,
    origin: String,
}

/// What a browser is asked, and what is kept until it answers.
pub(super) struct Begun {
    /// The question, for the browser.
    pub(super) options: Value,
    /// By which the answer finds what was kept.
    pub(super) challenge: Digest,
    /// What was kept.
    pub(super) state: Vec<u8>,
}

type State = RegistrationServerState<USER_HANDLE_MAX_LEN>;
type Fixed = StaticState<CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>>;

impl Party {
    /// The party that is reached by that origin; none, where its host is no name: browsers know
    /// no passkeys for numbers.
    pub(super) fn of(origin: &str) -> Option<Self> {
        let url: url::Url = origin.parse().ok()?;
        let url::Host::Domain(host) = url.host()? else {
            return None;
        };
        let domain = AsciiDomain::try_from(host.to_owned()).ok()?;
        Some(Self {
            id: RpId::Domain(domain),
            origin: origin.to_owned(),
        })
    }

    /// Asks for a new passkey, on a device that has none of these.
    pub(super) fn ask_to_register(
        &self,
        person: &Person,
        known: &[Passkey],
    ) -> Result<Begun, Refused> {
        let handle = UserHandle64::decode(person.handle).map_err(|_| Refused::Corrupt)?;
        let known = known
            .iter()
            .map(|passkey| {
                Ok(PublicKeyCredentialDescriptor {
                    id: CredentialId::decode(passkey.credential.clone())
                        .map_err(|_| Refused::Corrupt)?,
                    transports: AuthTransports::decode(passkey.transports)
                        .map_err(|_| Refused::Corrupt)?,
                })
            })
            .collect::<Result<_, _>>()?;
        let user = PublicKeyCredentialUserEntity {
            name: Username::try_from(person.email.as_str()).map_err(|_| Refused::Corrupt)?,
            id: &handle,
            display_name: None,
        };
        let mut options = PublicKeyCredentialCreationOptions::passkey(&self.id, user, known);
        // Asked to protect a passkey further, devices that do not know how make none at all. Its
        // owner is asked for at every use in any case.
        options.extensions = Extension::default();
        let (server, client) = options
            .start_ceremony()
            .map_err(|error| Refused::Unproven(error.to_string()))?;
        Ok(Begun {
            options: serde_json::to_value(&client).map_err(|_| Refused::Corrupt)?,
            challenge: digest(server.sent_challenge()),
            state: server.encode().map_err(|_| Refused::Corrupt)?,
        })
    }

    /// What a browser's answer to that proves: a new passkey, to be given a name.
    pub(super) fn register(
        &self,
        answer: &RegistrationAnswer,
        state: &[u8],
        make: impl FnOnce(Parts) -> NewPasskey,
    ) -> Result<NewPasskey, Refused> {
        let state = State::decode(state).map_err(|_| Refused::Corrupt)?;
        let origins = [self.origin.as_str()];
        let options = RegistrationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..RegistrationVerificationOptions::default()
        };
        let made = state
            .verify(&self.id, &answer.0, &options)
            .map_err(|error| Refused::Unproven(error.to_string()))?;
        let Ok(moving) = made.dynamic_state().encode();
        let Ok(transports) = made.transports().encode();
        let fixed = made.static_state();
        let Ok(fixed) = fixed.encode();
        Ok(make(Parts {
            credential: made.id().as_ref().to_vec(),
            transports,
            fixed,
            moving,
        }))
    }

    /// Asks for any passkey that is for us.
    pub(super) fn ask_to_sign_in(&self) -> Result<Begun, Refused> {
        let (server, client) = DiscoverableCredentialRequestOptions::passkey(&self.id)
            .start_ceremony()
            .map_err(|error| Refused::Unproven(error.to_string()))?;
        Ok(Begun {
            options: serde_json::to_value(&client).map_err(|_| Refused::Corrupt)?,
            challenge: digest(server.sent_challenge()),
            state: server.encode().map_err(|_| Refused::Corrupt)?,
        })
    }

    /// Whether a browser's answer to that proves that somebody holds that passkey. What has to be
    /// kept of it from now on.
    pub(super) fn sign_in(
        &self,
        answer: &SignInAnswer,
        state: &[u8],
        person: &Person,
        passkey: &Passkey,
    ) -> Result<[u8; 7], Refused> {
        let state =
            DiscoverableAuthenticationServerState::decode(state).map_err(|_| Refused::Corrupt)?;
        let handle = UserHandle64::decode(person.handle).map_err(|_| Refused::Corrupt)?;
        let fixed = Fixed::decode(&passkey.fixed).map_err(|_| Refused::Corrupt)?;
        let moving = DynamicState::decode(passkey.moving).map_err(|_| Refused::Corrupt)?;
        let mut credential =
            AuthenticatedCredential::new(answer.0.raw_id(), &handle, fixed, moving)
                .map_err(|_| Refused::Corrupt)?;
        let origins = [self.origin.as_str()];
        let options = AuthenticationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..AuthenticationVerificationOptions::default()
        };
        state
            .verify(&self.id, &answer.0, &mut credential, &options)
            .map_err(|error| Refused::Unproven(error.to_string()))?;
        let Ok(moving) = credential.dynamic_state().encode();
        Ok(moving)
    }
}

/// What is kept of a passkey, beside its name.
pub(super) struct Parts {
    pub(super) credential: Vec<u8>,
    pub(super) transports: u8,
    pub(super) fixed: Vec<u8>,
    pub(super) moving: [u8; 7],
}

/// A browser says that it has made a passkey.
pub(super) struct RegistrationAnswer(Registration);

impl RegistrationAnswer {
    /// Reads it, and which question it answers.
    pub(super) fn read(json: &[u8]) -> Result<(Self, Digest), Refused> {
        let answer = Registration::from_json_relaxed(json).map_err(|_| Refused::Unreadable)?;
        let challenge = answer
            .challenge_relaxed()
            .map_err(|_| Refused::Unreadable)?;
        Ok((Self(answer), digest(challenge)))
    }
}

/// A browser says that somebody holds a passkey.
pub(super) struct SignInAnswer(DiscoverableAuthentication64);

impl SignInAnswer {
    /// Reads it, and which question it answers.
    pub(super) fn read(json: &[u8]) -> Result<(Self, Digest), Refused> {
        let answer = DiscoverableAuthentication64::from_json_relaxed(json)
            .map_err(|_| Refused::Unreadable)?;
        let challenge = answer
            .challenge_relaxed()
            .map_err(|_| Refused::Unreadable)?;
        Ok((Self(answer), digest(challenge)))
    }

    /// The passkey that it says was used.
    pub(super) fn credential(&self) -> Vec<u8> {
        self.0.raw_id().as_ref().to_vec()
    }
}

fn digest(challenge: SentChallenge) -> Digest {
    Digest::of(challenge.0.to_le_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_for_a_host_that_has_a_name() {
        assert!(Party::of("https://manage.example.ca").is_some());
        assert!(Party::of("http://localhost:8080").is_some());
        assert!(Party::of("http://192.0.2.1:8080").is_none());
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        for text in [
            "",
            "{}",
            "null",
            r#"{"id":"AA","rawId":"AA","response":{}}"#,
        ] {
            assert!(SignInAnswer::read(text.as_bytes()).is_err(), "{text}");
            assert!(RegistrationAnswer::read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
