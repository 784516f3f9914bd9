//! Hosts as people name them, with what the audit log says of it.

use payment::{MerchantId, Mode};

use super::{Domain, Forget, Name};
use crate::{NewAudit, Store, StoreError, people::Noted};

impl Store {
    /// Names a host as [`name_domain`](Self::name_domain) does. What is not kept is not noted.
    pub async fn name_domain_and_note(
        &self,
        domain: Domain,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        self.write(Noted::when(|is_kept| *is_kept, Name(domain), vec![note]))
            .await
    }

    /// Lets go of the host that a merchant names, if there is one. Whether there was.
    pub async fn forget_domain_and_note(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        let forget = Forget {
            merchant: merchant.clone(),
            mode,
        };
        self.write(Noted::when(|was_there| *was_there, forget, vec![note]))
            .await
    }
}
