//! Contacts, of EFT of the first version.

use super::{
    Client,
    call::{Call, Family, Purpose},
    eft::below,
    error::Error,
};
use crate::eft::{
    CONTACTS,
    contact::{
        AddressId, Contact, ContactAccountId, ContactAddress, ContactChange, ContactId,
        NewAccounts, Replace,
    },
};

/// The contacts that are known from an unverified library `[SDK]`.
const CONTACT: Call = Call::new(Family::Debit, Purpose::Act, &[200, 201, 204]);

impl Client {
    /// A contact with the ids of its accounts.
    pub async fn contact(&self, id: &ContactId) -> Result<Contact, Error> {
        let url = self.account.url(&below(&CONTACTS, &[id.as_str()]));
        self.read_at(url).await?.json()
    }

    /// Changes a contact `[SDK, unverified]`. Sent once.
    pub async fn change_contact(
        &self,
        id: &ContactId,
        change: &ContactChange,
        replace: Replace,
    ) -> Result<(), Error> {
        let url = self.account.url(&below(&CONTACTS, &[id.as_str()]));
        let answered = self
            .account
            .call(CONTACT, |http| {
                match replace {
                    Replace::All => http.put(url.clone()),
                    Replace::Named => http.patch(url.clone()),
                }
                .json(change)
            })
            .await?;
        answered.success().map(drop)
    }

    /// Deletes a contact `[SDK, unverified]`. Sent once.
    pub async fn delete_contact(&self, id: &ContactId) -> Result<(), Error> {
        self.delete(&below(&CONTACTS, &[id.as_str()])).await
    }

    /// Adds accounts to a contact `[SDK, unverified]`. Sent once.
    pub async fn add_contact_accounts(
        &self,
        id: &ContactId,
        accounts: &NewAccounts,
    ) -> Result<(), Error> {
        let path = below(&CONTACTS, &[id.as_str(), "accounts"]);
        let url = self.account.url(&path);
        let answered = self
            .account
            .call(CONTACT, |http| http.post(url.clone()).json(accounts))
            .await?;
        answered.success().map(drop)
    }

    /// Deletes an account of a contact `[SDK, unverified]`. Sent once.
    pub async fn delete_contact_account(
        &self,
        id: &ContactId,
        account: &ContactAccountId,
    ) -> Result<(), Error> {
        let last = [id.as_str(), "accounts", account.as_str()];
        self.delete(&below(&CONTACTS, &last)).await
    }

    /// Adds an address to a contact `[SDK, unverified]`. Sent once.
    pub async fn add_contact_address(
        &self,
        id: &ContactId,
        address: &ContactAddress,
    ) -> Result<(), Error> {
        let path = below(&CONTACTS, &[id.as_str(), "addresses"]);
        let url = self.account.url(&path);
        let answered = self
            .account
            .call(CONTACT, |http| http.post(url.clone()).json(address))
            .await?;
        answered.success().map(drop)
    }

    /// Replaces an address of a contact `[SDK, unverified]`. Sent once.
    pub async fn change_contact_address(
        &self,
        id: &ContactId,
        address_id: &AddressId,
        address: &ContactAddress,
    ) -> Result<(), Error> {
        let last = [id.as_str(), "addresses", address_id.as_str()];
        let url = self.account.url(&below(&CONTACTS, &last));
        let answered = self
            .account
            .call(CONTACT, |http| http.put(url.clone()).json(address))
            .await?;
        answered.success().map(drop)
    }

    /// Deletes an address of a contact `[SDK, unverified]`. Sent once.
    pub async fn delete_contact_address(
        &self,
        id: &ContactId,
        address: &AddressId,
    ) -> Result<(), Error> {
        let last = [id.as_str(), "addresses", address.as_str()];
        self.delete(&below(&CONTACTS, &last)).await
    }

    async fn delete(&self, path: &[&str]) -> Result<(), Error> {
        let url = self.account.url(path);
        let answered = self
            .account
            .call(CONTACT, |http| http.delete(url.clone()))
            .await?;
        answered.success().map(drop)
    }
}
