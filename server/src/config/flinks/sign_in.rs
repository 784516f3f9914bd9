use flinks::client::{Auth, AuthorizeBy, Credentials, TokenUse};

use super::Keys;
use crate::config::{
    fault::Wrong,
    reader::{self, Listed},
};

/// How to sign in, and what with.
pub(super) struct SignIn {
    pub(super) auth: Result<Auth, Listed>,
    pub(super) authorize: Result<AuthorizeBy, Listed>,
    pub(super) credentials: Result<Credentials, Listed>,
    pub(super) token_use: Result<TokenUse, Listed>,
}

/// Which of the secrets are needed depends on the way to sign in.
pub(super) fn read(keys: &mut Keys<'_>) -> SignIn {
    let auth = keys.choice("auth", Auth::Bearer, |text| match text {
        "bearer" => Ok(Auth::Bearer),
        "api-key" => Ok(Auth::ApiKey),
        _ => Err(Wrong::NotOneOf("bearer, api-key")),
    });
    let authorize = keys.choice("authorize", AuthorizeBy::Basic, |text| match text {
        "basic" => Ok(AuthorizeBy::Basic),
        "form" => Ok(AuthorizeBy::Form),
        _ => Err(Wrong::NotOneOf("basic, form")),
    });
    let client_id = keys.required("client_id", reader::secret);
    let client_secret = match auth {
        Ok(Auth::Bearer) => keys.required("client_secret", reader::secret).map(Some),
        Ok(Auth::ApiKey) | Err(Listed) => keys.optional("client_secret", reader::secret),
    };
    let api_key = match auth {
        Ok(Auth::ApiKey) => keys.required("api_key", reader::secret).map(Some),
        Ok(Auth::Bearer) | Err(Listed) => keys.optional("api_key", reader::secret),
    };
    let token_use = keys.choice("token_use", TokenUse::Reuse, |text| match text {
        "reuse" => Ok(TokenUse::Reuse),
        "single" => Ok(TokenUse::Single),
        _ => Err(Wrong::NotOneOf("reuse, single")),
    });
    let credentials = || {
        Ok(Credentials {
            client_id: client_id?,
            client_secret: client_secret?,
            api_key: api_key?,
        })
    };
    SignIn {
        auth,
        authorize,
        credentials: credentials(),
        token_use,
    }
}
