use futures::future::join_all;
use payment::{MerchantId, Mode};
use store::{Domain, DomainError, DomainName, Found, LastLook, Looked, NewMerchant, ProvenBy};

use crate::shop::{Shop, at};

fn host(name: &str) -> DomainName {
    name.parse().unwrap()
}

impl Shop {
    /// Whether it is kept as it is named here.
    async fn name_domain(&self, merchant: &MerchantId, mode: Mode, name: &str) -> bool {
        let challenge = format!("challenge of {name}");
        let domain = Domain::named(merchant.clone(), mode, host(name), challenge, at(1), at(9));
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
    assert_eq!(kept.proven, Some((at(2), ProvenBy::Operator)));

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
    assert_eq!(same.unwrap().proven, Some((at(2), ProvenBy::Operator)));
    let is_kept = shop.name_domain(merchant, Mode::Live, "till.shop.example");
    assert!(is_kept.await);
    let another = shop
        .store
        .domain(merchant, Mode::Live)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (another.host.as_str(), another.proven),
        ("till.shop.example", None)
    );
    assert_eq!(shop.store.domains().await.unwrap(), [another]);
}

#[tokio::test]
async fn of_several_who_name_the_same_host_at_once_one_has_its_challenge_kept() {
    let shop = Shop::open().await;
    let named = join_all((0..8).map(|n| {
        let (merchant, challenge) = (shop.merchant.clone(), format!("challenge {n}"));
        let pay = host("pay.shop.example");
        let domain = Domain::named(merchant, Mode::Test, pay, challenge, at(1), at(9));
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

impl Shop {
    async fn kept(&self, merchant: &MerchantId) -> Domain {
        let kept = self.store.domain(merchant, Mode::Test).await.unwrap();
        kept.unwrap()
    }

    async fn settle_look(
        &self,
        before: &Domain,
        after: &Domain,
        holder: Option<Looked>,
    ) -> Result<bool, DomainError> {
        let (before, after) = (before.clone(), after.clone());
        let looked = Looked { before, after };
        self.store.settle_look(looked, holder, Vec::new()).await
    }

    /// What the record was when somebody looked at that second.
    async fn looked(&self, merchant: &MerchantId, found: Found, second: i64) -> Domain {
        let before = self.kept(merchant).await;
        let after = Domain {
            proven: (found == Found::Record).then_some((at(second), ProvenBy::Record)),
            last_look: Some(LastLook {
                at: at(second),
                found,
            }),
            misses: before.misses + 1,
            next_look_at: Some(at(second + 10)),
            ..before.clone()
        };
        assert!(self.settle_look(&before, &after, None).await.unwrap());
        after
    }
}

#[tokio::test]
async fn a_look_is_due_when_it_is_planned_and_one_server_takes_it_on() {
    let shop = Shop::open().await;
    let one = &shop.merchant;
    assert!(shop.name_domain(one, Mode::Test, "pay.shop.example").await);
    let claim = |now, until| shop.store.claim_looks(at(now), at(until), 10);
    assert!(claim(8, 20).await.unwrap().is_empty());
    let both = join_all([claim(9, 20), claim(9, 20)]).await;
    let claimed: Vec<_> = both.into_iter().flat_map(Result::unwrap).collect();
    assert_eq!(claimed, [shop.kept(one).await]);
    assert!(claim(19, 30).await.unwrap().is_empty());
    assert_eq!(
        claim(20, 30).await.unwrap().len(),
        1,
        "who died is followed"
    );

    let after = shop.looked(one, Found::Nothing, 25).await;
    let shop = shop.reopen().await;
    assert_eq!(shop.kept(&after.merchant).await, after);
    let claimed = shop.store.claim_looks(at(35), at(40), 10).await.unwrap();
    assert_eq!(claimed.len(), 1);
}

#[tokio::test]
async fn what_a_look_found_is_of_the_host_that_was_named_then() {
    let shop = Shop::open().await;
    let one = &shop.merchant;
    assert!(shop.name_domain(one, Mode::Test, "pay.shop.example").await);
    let before = shop.kept(one).await;
    let found = Domain {
        proven: Some((at(5), ProvenBy::Record)),
        ..before.clone()
    };
    assert!(shop.name_domain(one, Mode::Test, "till.shop.example").await);
    assert!(!shop.settle_look(&before, &found, None).await.unwrap());
    assert_eq!(shop.kept(one).await.proven, None);

    // What an operator said meanwhile stands.
    let before = shop.kept(one).await;
    let till = host("till.shop.example");
    let proven = shop.store.prove_domain(one, Mode::Test, &till, at(6));
    proven.await.unwrap();
    assert!(!shop.settle_look(&before, &before, None).await.unwrap());
    assert_eq!(
        shop.kept(one).await.proven,
        Some((at(6), ProvenBy::Operator))
    );
}

#[tokio::test]
async fn a_host_passes_to_whoever_shows_their_record_when_its_holder_does_not() {
    let shop = Shop::open().await;
    let (one, other) = (&shop.merchant, &shop.somebody_else().await);
    for merchant in [one, other] {
        assert!(
            shop.name_domain(merchant, Mode::Test, "pay.shop.example")
                .await
        );
    }
    let held = shop.looked(one, Found::Record, 5).await;
    let pay = host("pay.shop.example");
    let holder = shop.store.domain_holder(&pay).await.unwrap();
    assert_eq!(holder, Some(held.clone()));
    let before = shop.kept(other).await;
    let after = Domain {
        proven: Some((at(6), ProvenBy::Record)),
        ..before.clone()
    };
    let both = shop.settle_look(&before, &after, None).await;
    assert!(matches!(both, Err(DomainError::Taken)), "{both:?}");
    assert_eq!(shop.kept(one).await, held, "nothing was written");
    let lost = Looked {
        after: Domain {
            proven: None,
            lost_at: Some(at(6)),
            next_look_at: Some(at(36)),
            ..held.clone()
        },
        before: held,
    };
    let passed = shop.settle_look(&before, &after, Some(lost.clone())).await;
    assert!(passed.unwrap());
    assert_eq!(shop.kept(one).await, lost.after);
    assert_eq!(shop.kept(other).await, after);
    assert_eq!(shop.store.domain_holder(&pay).await.unwrap(), Some(after));
}

#[tokio::test]
async fn of_two_looks_at_once_the_one_that_is_written_first_stands() {
    let shop = Shop::open().await;
    let (one, other) = (&shop.merchant, &shop.somebody_else().await);
    for merchant in [one, other] {
        let named = shop.name_domain(merchant, Mode::Test, "pay.shop.example");
        assert!(named.await);
    }
    let before = shop.kept(one).await;
    let found = shop.looked(one, Found::Record, 5).await;
    // What had begun earlier found nothing yet.
    let nothing = |before: &Domain| Domain {
        last_look: Some(LastLook {
            at: at(6),
            found: Found::Nothing,
        }),
        misses: 1,
        ..before.clone()
    };
    assert!(
        !shop
            .settle_look(&before, &nothing(&before), None)
            .await
            .unwrap()
    );
    let again = shop.looked(one, Found::Record, 7).await;
    assert!(
        !shop
            .settle_look(&found, &nothing(&found), None)
            .await
            .unwrap()
    );
    assert_eq!(shop.kept(one).await, again);

    // Nor is anything taken by it from a holder who was looked for since.
    let before = shop.kept(other).await;
    let lost = Looked {
        after: Domain {
            proven: None,
            ..found.clone()
        },
        before: found,
    };
    let after = Domain {
        proven: Some((at(8), ProvenBy::Record)),
        ..before.clone()
    };
    let taken = shop.settle_look(&before, &after, Some(lost)).await;
    assert!(matches!(taken, Err(DomainError::Taken)), "{taken:?}");
    assert_eq!(shop.kept(one).await, again);
    assert_eq!(shop.kept(other).await, before);
}
