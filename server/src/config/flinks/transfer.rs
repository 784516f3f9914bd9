use flinks::client::{Credentials, ETransferApi, TokenHeader};

use super::Keys;
use crate::config::{fault::Wrong, reader::Listed};

/// The two interfaces, before it is known whether what one of them needs is there.
#[derive(Clone, Copy)]
enum Wanted {
    V2,
    V1,
}

/// Which interface serves e-Transfers.
/// `credentials` are missing where they have faults of their own.
pub(super) fn read(
    keys: &mut Keys<'_>,
    credentials: Option<&Credentials>,
) -> Result<ETransferApi, Listed> {
    let wanted = keys.choice("e_transfer", Wanted::V2, |text| match text {
        "v2" => Ok(Wanted::V2),
        "v1" => Ok(Wanted::V1),
        _ => Err(Wrong::NotOneOf("v2, v1")),
    });
    let instance = keys.optional("instance", |text| Ok(text.to_owned()));
    let token_header = keys.choice(
        "v1_token_header",
        TokenHeader::Authorization,
        |text| match text {
            "authorization" => Ok(TokenHeader::Authorization),
            "bearer-token" => Ok(TokenHeader::BearerToken),
            _ => Err(Wrong::NotOneOf("authorization, bearer-token")),
        },
    );
    let (wanted, instance, token_header) = (wanted?, instance?, token_header?);
    match wanted {
        Wanted::V2 => Ok(ETransferApi::V2),
        Wanted::V1 => {
            let needed = Wrong::NeededBy("e_transfer = \"v1\"");
            let instance = instance.ok_or_else(|| keys.fault("instance", needed));
            // The first version knows no other way than a token.
            let has_secret = credentials.is_none_or(|it| it.client_secret.is_some());
            if !has_secret {
                return Err(keys.fault("client_secret", needed));
            }
            Ok(ETransferApi::V1 {
                instance: instance?,
                token_header,
            })
        }
    }
}
