use payment::{MerchantId, Mode};
use store::{AccountError, AccountOwner, SealError, SealedAccount, SealingKey, Seals};

use crate::shop::{Shop, at};

impl Shop {
    fn owner(&self, mode: Mode) -> AccountOwner {
        AccountOwner {
            merchant: self.merchant.clone(),
            mode,
        }
    }

    fn sealed(&self, mode: Mode, secret: &[u8]) -> SealedAccount {
        let owner = self.owner(mode);
        let sealed = seals(1).seal(owner.place(), secret, [3; 24]).unwrap();
        SealedAccount {
            owner,
            sealed,
            set_at: at(5),
        }
    }
}

fn seals(n: u8) -> Seals {
    Seals::new(Some(SealingKey::from_bytes([n; 32])), Vec::new())
}

#[tokio::test]
async fn an_account_is_kept_for_its_mode_replaced_and_forgotten() {
    let shop = Shop::open().await;
    let store = &shop.store;
    let (test, live) = (shop.owner(Mode::Test), shop.owner(Mode::Live));
    assert!(!store.has_accounts(Mode::Test).await.unwrap());
    let one = shop.sealed(Mode::Test, b"one");
    store.set_account(one.clone()).await.unwrap();
    assert_eq!(store.account(&test).await.unwrap(), Some(one));
    assert_eq!(store.account(&live).await.unwrap(), None);
    assert!(store.has_accounts(Mode::Test).await.unwrap());
    assert!(!store.has_accounts(Mode::Live).await.unwrap());

    let two = shop.sealed(Mode::Test, b"two");
    store.set_account(two.clone()).await.unwrap();
    assert_eq!(store.accounts().await.unwrap(), [two]);
    assert!(store.remove_account(&test).await.unwrap());
    assert!(!store.remove_account(&test).await.unwrap());
    assert_eq!(store.accounts().await.unwrap(), []);
}

#[tokio::test]
async fn an_account_that_was_set_meanwhile_is_not_overwritten_by_a_new_seal() {
    let shop = Shop::open().await;
    let (one, two) = (
        shop.sealed(Mode::Live, b"one"),
        shop.sealed(Mode::Live, b"two"),
    );
    let resealed = seals(2).seal(one.owner.place(), b"one", [4; 24]).unwrap();
    shop.store.set_account(one.clone()).await.unwrap();
    shop.store.set_account(two.clone()).await.unwrap();
    let done = shop.store.reseal_account(one, resealed.clone()).await;
    assert!(!done.unwrap());
    let now = shop.store.account(&two.owner).await.unwrap().unwrap();
    assert_eq!(now, two);
    assert!(shop.store.reseal_account(two, resealed).await.unwrap());
}

#[tokio::test]
async fn a_row_that_is_moved_to_another_merchant_does_not_open() {
    let shop = Shop::open().await;
    let account = shop.sealed(Mode::Test, b"secret");
    shop.store.set_account(account.clone()).await.unwrap();
    let kept = shop.store.account(&account.owner).await.unwrap().unwrap();
    assert!(seals(1).open(kept.owner.place(), &kept.sealed).is_ok());
    let other = AccountOwner {
        merchant: MerchantId::from_bytes([9; 16]),
        mode: Mode::Test,
    };
    let moved = seals(1).open(other.place(), &kept.sealed);
    assert!(matches!(moved, Err(SealError::Altered)));
}

#[tokio::test]
async fn an_account_needs_a_merchant_that_exists() {
    let shop = Shop::open().await;
    let mut account = shop.sealed(Mode::Test, b"secret");
    account.owner.merchant = MerchantId::from_bytes([9; 16]);
    let answer = shop.store.set_account(account).await;
    assert!(matches!(answer, Err(AccountError::NoSuchMerchant)));
}
