use futures::future::join_all;
use payment::{MerchantId, Mode};
use store::{Domain, DomainError, DomainName, NewMerchant};

use crate::shop::{Shop, at};

fn host(name: &str) -> DomainName {
    name.parse().unwrap()
}

impl Shop {
    /// Whether it is kept as it is named here.
    async fn name_domain(&self, merchant: &MerchantId, mode: Mode, name: &str) -> bool {
        let domain = Domain {
            merchant: merchant.clone(),
            mode,
            host: host(name),
            challenge: format!("challenge of {name}"),
            proven_at: None,
            created_at: at(1),
        };
        self.store.name_domain(domain, None).await.unwrap()
    }

    async fn somebody_else(&self) -> MerchantId {
        let id = MerchantId::from_bytes([2; 16]);
        let new = NewMerchant {
            id: id.clone(),
            name: "Next Door".into(),
            brand: "{}".into(),
            webhook_secret: None,
            created_at: at(0),
        };
        self.store.create_merchant(new).await.unwrap();
        id
    }
}

#[tokio::test]
async fn many_may_name_a_host_and_one_has_it() {
    let shop = Shop::open().await;
    let (one, other) = (&shop.merchant, &shop.somebody_else().await);
    let pay = host("pay.shop.example");
    for merchant in [one, other] {
        assert!(shop.name_domain(merchant, Mode::Test, pay.as_str()).await);
    }
    let prove = |merchant, mode, at| shop.store.prove_domain(merchant, mode, &pay, at);
    prove(one, Mode::Test, at(2)).await.unwrap();
    let refused = prove(other, Mode::Test, at(3)).await;
    assert!(matches!(refused, Err(DomainError::Taken)), "{refused:?}");
    let nobodys = prove(one, Mode::Live, at(3)).await;
    assert!(matches!(nobodys, Err(DomainError::NoSuchDomain)));
    // Proven again, it is theirs since the first time.
    prove(one, Mode::Test, at(4)).await.unwrap();
    let kept = shop.store.domain(one, Mode::Test).await.unwrap().unwrap();
    assert_eq!(kept.proven_at, Some(at(2)));

    // Let go of, it is free for whoever proves it next.
    assert!(
        shop.store
            .forget_domain(one, Mode::Test, None)
            .await
            .unwrap()
    );
    assert!(
        !shop
            .store
            .forget_domain(one, Mode::Test, None)
            .await
            .unwrap()
    );
    prove(other, Mode::Test, at(5)).await.unwrap();
}

#[tokio::test]
async fn another_host_has_to_be_proven_anew_and_the_same_one_has_not() {
    let shop = Shop::open().await;
    let merchant = &shop.merchant;
    let pay = host("pay.shop.example");
    assert!(shop.name_domain(merchant, Mode::Live, pay.as_str()).await);
    let proven = shop.store.prove_domain(merchant, Mode::Live, &pay, at(2));
    proven.await.unwrap();
    let is_kept = shop.name_domain(merchant, Mode::Live, pay.as_str()).await;
    assert!(!is_kept, "what is kept is proven");
    let same = shop.store.domain(merchant, Mode::Live).await.unwrap();
    assert_eq!(same.unwrap().proven_at, Some(at(2)));
    let is_kept = shop.name_domain(merchant, Mode::Live, "till.shop.example");
    assert!(is_kept.await);
    let another = shop
        .store
        .domain(merchant, Mode::Live)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (another.host.as_str(), another.proven_at),
        ("till.shop.example", None)
    );
    assert_eq!(shop.store.domains().await.unwrap(), [another]);
}

#[tokio::test]
async fn of_several_who_name_the_same_host_at_once_one_has_its_challenge_kept() {
    let shop = Shop::open().await;
    let named = join_all((0..8).map(|n| {
        let domain = Domain {
            merchant: shop.merchant.clone(),
            mode: Mode::Test,
            host: host("pay.shop.example"),
            challenge: format!("challenge {n}"),
            proven_at: None,
            created_at: at(1),
        };
        let store = &shop.store;
        async move {
            let challenge = domain.challenge.clone();
            let is_kept = store.name_domain(domain, None).await.unwrap();
            is_kept.then_some(challenge)
        }
    }));
    let told: Vec<_> = named.await.into_iter().flatten().collect();
    let kept = shop
        .store
        .domain(&shop.merchant, Mode::Test)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(told, [kept.challenge]);
}
