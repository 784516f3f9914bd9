use std::{collections::HashMap, num::NonZeroU32};

use futures::future::join_all;
use payment::{
    CheckoutId, CloseReason, Event, Evidence, LinkAmount, LinkOffer, LinkState, LinkSwitch,
    LinkUses, Metadata, Method, Mode, Money, PageToken, PaymentLink, PaymentLinkId,
    PaymentLinkToken, Recorded, Status, Theme,
};
use store::{
    Column, Entry, Fault, ListFilter, Loaded, NewPaymentLink, PaymentLinkFilter, TakeError,
};

use crate::shop::{Shop, at, order};

fn link(shop: &Shop, n: u8, max_uses: Option<u32>) -> PaymentLink {
    PaymentLink {
        id: PaymentLinkId::from_bytes([n; 16]),
        merchant: shop.merchant.clone(),
        mode: Mode::Test,
        token: PaymentLinkToken::from_bytes([n; 16]),
        offer: LinkOffer {
            asked: LinkAmount::Fixed(Money::from_cents(4_000).unwrap()),
            description: Some("Winter camp".parse().unwrap()),
            reference_prefix: None,
            methods: vec![Method::ETransfer],
            payee_account: None,
            locale: None,
            theme: Theme::Auto,
            success_url: None,
            cancel_url: None,
            metadata: Metadata::new(),
        },
        switch: LinkSwitch::On,
        expires_at: None,
        max_uses: max_uses.and_then(NonZeroU32::new),
        created_at: at(i64::from(n)),
    }
}

impl Shop {
    pub(crate) async fn payment_link(&self, n: u8, max_uses: Option<u32>) -> PaymentLink {
        let link = link(self, n, max_uses);
        let new = NewPaymentLink {
            link: link.clone(),
            secret: [n; 32],
        };
        self.store.create_payment_link(new, None).await.unwrap();
        link
    }

    pub(crate) async fn come_by(&self, link: &PaymentLink, n: u8) -> Result<Loaded, TakeError> {
        let mut new = order(&self.merchant, n);
        if let Event::CheckoutCreated { order, .. } = &mut new.created.event {
            order.payment_link = Some(link.id.clone());
        }
        self.store.take_payment_link(&link.id, new, at(100)).await
    }

    async fn uses(&self, link: &PaymentLink) -> LinkUses {
        self.store.payment_link_uses(&link.id).await.unwrap()
    }

    async fn end(&self, loaded: &Loaded, event: Event) {
        let entry = Entry {
            events: vec![Recorded {
                at: at(200),
                evidence: Evidence::Clock,
                event,
            }],
            ..Entry::default()
        };
        self.store.append(loaded, entry).await.unwrap();
    }
}

#[tokio::test]
async fn a_link_is_kept_as_it_was_made_and_found_by_its_address() {
    let shop = Shop::open().await;
    let link = shop.payment_link(1, Some(3)).await;
    let found = shop.store.payment_link(&link.id).await.unwrap().unwrap();
    assert_eq!((&found.link, found.secret), (&link, [1; 32]));
    let by_token = shop.store.payment_link_by_token(&link.token).await;
    assert_eq!(by_token.unwrap().unwrap(), found);
    let other = PaymentLinkToken::from_bytes([9; 16]);
    assert_eq!(
        shop.store.payment_link_by_token(&other).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn of_fifty_who_come_at_once_a_link_of_one_use_lets_one_in() {
    let shop = Shop::open().await;
    let link = shop.payment_link(1, Some(1)).await;
    let came = join_all((10..60).map(|n| shop.come_by(&link, n))).await;
    let (made, refused): (Vec<_>, Vec<_>) = came.into_iter().partition(Result::is_ok);
    assert_eq!((made.len(), refused.len()), (1, 49));
    for refused in refused {
        assert!(
            matches!(refused, Err(TakeError::Shut(LinkState::Taken))),
            "{refused:?}"
        );
    }
    assert_eq!(shop.uses(&link).await, LinkUses { paid: 0, open: 1 });
}

#[tokio::test]
async fn a_checkout_that_ends_unpaid_gives_its_use_back() {
    let shop = Shop::open().await;
    let link = shop.payment_link(1, Some(1)).await;
    let first = shop.come_by(&link, 10).await.unwrap();
    let again = shop.come_by(&link, 11).await;
    assert!(matches!(again, Err(TakeError::Shut(LinkState::Taken))));
    let reason = CloseReason::Expired;
    shop.end(&first, Event::CheckoutClosed { reason }).await;
    assert_eq!(shop.uses(&link).await, LinkUses::default());
    shop.come_by(&link, 12).await.unwrap();

    let (other, unused) = (
        shop.payment_link(2, None).await,
        shop.payment_link(3, None).await,
    );
    shop.come_by(&other, 13).await.unwrap();
    shop.come_by(&other, 14).await.unwrap();
    let ids = [&link, &other, &unused].map(|link| link.id.clone());
    let uses = shop.store.payment_links_uses(&ids).await.unwrap();
    let open = |open| LinkUses { paid: 0, open };
    let expected = [(ids[0].clone(), open(1)), (ids[1].clone(), open(2))];
    assert_eq!(uses, HashMap::from(expected));
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_behind() {
    let shop = Shop::open().await;
    let mut link = shop.payment_link(1, None).await;
    link.switch = LinkSwitch::Off;
    assert!(
        shop.store
            .update_payment_link(&link, 0, None)
            .await
            .unwrap()
    );
    let refused = shop.come_by(&link, 10).await;
    assert!(matches!(refused, Err(TakeError::Shut(LinkState::Inactive))));
    let id = CheckoutId::from_bytes([10; 16]);
    assert_eq!(shop.store.load(&id).await.unwrap(), None);
    // A change of what somebody else has changed since is none.
    assert!(
        !shop
            .store
            .update_payment_link(&link, 0, None)
            .await
            .unwrap()
    );

    let nobody = PaymentLinkId::from_bytes([9; 16]);
    let new = order(&shop.merchant, 10);
    let refused = shop.store.take_payment_link(&nobody, new, at(100)).await;
    assert!(matches!(refused, Err(TakeError::NoSuchLink)));
}

#[tokio::test]
async fn a_list_of_checkouts_can_be_of_one_link() {
    let shop = Shop::open().await;
    let (one, other) = (
        shop.payment_link(1, None).await,
        shop.payment_link(2, None).await,
    );
    for (link, n) in [(&one, 10), (&other, 11), (&one, 12)] {
        shop.come_by(link, n).await.unwrap();
    }
    shop.checkout(13).await;
    let filter = ListFilter {
        payment_link: Some(one.id.clone()),
        ..ListFilter::newest(shop.merchant.clone(), Mode::Test, 10)
    };
    let ids = shop.store.list_ids(&filter).await.unwrap();
    assert_eq!(ids, [12, 10].map(|n| CheckoutId::from_bytes([n; 16])));
    let came = async |link: &PaymentLink, n| {
        let token = PageToken::from_bytes([n; 16]);
        let came = shop.store.came_by_payment_link(&link.id, &token);
        came.await.unwrap()
    };
    assert_eq!(came(&one, 10).await, Some(Status::Open));
    assert_eq!(came(&one, 11).await, None);
    assert_eq!(came(&one, 13).await, None);
}

#[tokio::test]
async fn links_are_listed_newest_first_a_page_at_a_time() {
    let shop = Shop::open().await;
    for n in 1..=3 {
        shop.payment_link(n, None).await;
    }
    let page = async |after| {
        let filter = PaymentLinkFilter {
            merchant: shop.merchant.clone(),
            mode: Mode::Test,
            limit: 2,
            after,
        };
        let links = shop.store.payment_links(&filter).await.unwrap();
        links
            .into_iter()
            .map(|stored| stored.link.id)
            .collect::<Vec<_>>()
    };
    let id = |n| PaymentLinkId::from_bytes([n; 16]);
    assert_eq!(page(None).await, [id(3), id(2)]);
    assert_eq!(page(Some(id(2))).await, [id(1)]);
    assert_eq!(page(Some(id(9))).await, []);
}

#[tokio::test]
async fn a_checkout_that_is_said_to_have_come_by_another_link_is_found_out() {
    let shop = Shop::open().await;
    let link = shop.payment_link(1, None).await;
    shop.come_by(&link, 10).await.unwrap();
    assert_eq!(shop.store.verify().await.unwrap().findings, []);
    let mut db = shop.back_door().await;
    sqlx::query("UPDATE checkout SET payment_link = NULL")
        .execute(&mut db)
        .await
        .unwrap();
    let findings = shop.store.verify().await.unwrap().findings;
    let faults: Vec<_> = findings.into_iter().map(|finding| finding.fault).collect();
    assert_eq!(faults, [Fault::RowDiffers(Column::PaymentLink)]);
}
