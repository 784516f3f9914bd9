//! Who asks, by the browser that they signed in with.

use axum::{extract::FromRequestParts, http::request::Parts};
use dashboard::shell::{Frame, Viewer};
use http::StatusCode;
use payment::{Locale, MerchantId, Mode, PersonId, SignInId, Timestamp};
use store::{Membership, SignIn, SignInEmail, SignInWay};

use super::{cookie::Token, entrance::FRESH};

/// Whoever looks at a page, signed in or not.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// The language of the page.
    pub(crate) locale: Locale,
    /// What the page is shown in.
    pub(crate) frame: Frame,
}

/// Somebody who is signed in, whatever they are to whichever merchant.
#[derive(Clone, Debug)]
pub(crate) struct SignedPerson {
    /// Who.
    pub(crate) id: PersonId,
    /// What they sign in with.
    pub(crate) email: SignInEmail,
    /// The language that they chose for good.
    pub(crate) locale: Option<Locale>,
    /// The browser's sign-in.
    pub(crate) sign_in: SignInId,
    /// How they showed who they are.
    pub(crate) way: SignInWay,
    /// When.
    pub(crate) signed_in_at: Timestamp,
    /// The merchant that they look at, and what they are to it.
    pub(crate) membership: Option<Membership>,
    /// To how many merchants they are something.
    pub(crate) merchants: u32,
    /// In which mode they look.
    pub(crate) mode: Mode,
    /// What their forms carry: see [`Token::form_token`].
    pub(crate) form_token: String,
}

/// Somebody who looks at a merchant's things, and may: see [`super::admit`].
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    /// Who.
    pub(crate) person: SignedPerson,
    /// The merchant. Nothing of any other is theirs to see.
    pub(crate) merchant: MerchantId,
    /// The mode. Nothing of the other is on the page.
    pub(crate) mode: Mode,
    /// The language of the page.
    pub(crate) locale: Locale,
    /// What the page is shown in.
    pub(crate) frame: Frame,
}

impl SignedPerson {
    pub(super) fn of(sign_in: SignIn, token: &Token) -> Self {
        let SignIn {
            id,
            person,
            email,
            locale,
            way,
            membership,
            merchants,
            mode,
            created_at,
            seen_at: _,
        } = sign_in;
        let at = membership.as_ref().map(|it| (&it.merchant, mode));
        let form_token = token.form_token(at);
        Self {
            id: person,
            email,
            locale,
            sign_in: id,
            way,
            signed_in_at: created_at,
            membership,
            merchants,
            mode,
            form_token,
        }
    }

    /// Whether they showed a moment ago who they are: what decides who gets in takes that.
    pub(super) fn is_fresh(&self, now: Timestamp) -> bool {
        now.since(self.signed_in_at) < FRESH
    }

    /// Whether they came back in by what was made for those who have lost everything else.
    pub(super) const fn came_back(&self) -> bool {
        match self.way {
            SignInWay::RecoveryCode | SignInWay::Link => true,
            SignInWay::Password | SignInWay::Passkey => false,
        }
    }

    /// What pages know of them.
    pub(super) fn viewer(&self) -> Viewer {
        Viewer {
            email: self.email.as_str().to_owned(),
            form_token: self.form_token.clone(),
            membership: self.membership.clone(),
            merchants: self.merchants,
            mode: self.mode,
        }
    }
}

/// Whoever was not let in is nobody: a route says what it takes.
macro_rules! let_in {
    ($($who:ty),+) => {
        $(impl<S: Send + Sync> FromRequestParts<S> for $who {
            type Rejection = StatusCode;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
                parts.extensions.get::<Self>().cloned().ok_or(StatusCode::FORBIDDEN)
            }
        })+
    };
}

let_in!(Visitor, SignedPerson, Signed);
