use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
};

/// A link and somebody who has its address.
struct Visitor<'a> {
    house: &'a House,
    id: String,
    path: String,
}

impl<'a> Visitor<'a> {
    async fn of(house: &'a House, offer: Value) -> Self {
        let made = house.post("/v1/payment_links", &offer).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let made = made.json();
        let url = made["url"].as_str().unwrap();
        Self {
            house,
            id: made["id"].as_str().unwrap().to_owned(),
            path: url.strip_prefix(&house.url()).unwrap().to_owned(),
        }
    }

    async fn page(&self) -> Answer {
        Answer::of(self.house.anonymous(Method::GET, &self.path)).await
    }

    /// Opens the page and sends its form.
    async fn pay(&self, amount: &str) -> Answer {
        let page = self.page().await;
        assert_eq!(page.status, 200, "{}", page.text);
        self.send(&form(&page), amount).await
    }

    async fn send(&self, form: &str, amount: &str) -> Answer {
        let fields = [("form", form), ("amount", amount)];
        self.house.submit(&self.path, &fields).await
    }

    /// The page for a browser that has begun something.
    async fn back(&self, kept: &str) -> Answer {
        let request = self.house.anonymous(Method::GET, &self.path);
        Answer::of(request.header("cookie", kept)).await
    }

    /// A form from such a browser.
    async fn send_from(&self, kept: &str, form: &str, amount: &str) -> Answer {
        let request = self.house.anonymous(Method::POST, &self.path);
        let request = request.header("cookie", kept);
        Answer::of(request.form(&[("form", form), ("amount", amount)])).await
    }

    async fn told(&self) -> Value {
        let path = format!("/v1/payment_links/{}", self.id);
        self.house.get(&path).await.json()
    }

    async fn checkouts(&self) -> Vec<Value> {
        let path = format!("/v1/checkouts?payment_link={}", self.id);
        let list = self.house.get(&path).await.json();
        list["data"].as_array().unwrap().clone()
    }

    /// The payer of the checkout that an answer leads to.
    async fn payer(&self, answer: &Answer) -> Payer<'a> {
        assert_eq!(answer.status, 303, "{}", answer.text);
        let place = answer.header("location");
        let (path, _) = place.split_once('?').unwrap();
        let token = path.strip_prefix("/c/").unwrap().to_owned();
        let checkouts = self.checkouts().await;
        let url = format!("{}{path}", self.house.url());
        let made = checkouts.iter().find(|made| made["url"] == url);
        let id = made.unwrap()["id"].as_str().unwrap().to_owned();
        Payer::again(self.house, id, token)
    }
}

/// What the page's form is told apart by.
fn form(page: &Answer) -> String {
    let (_, rest) = page.text.split_once("name=\"form\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// What the browser keeps.
fn cookie(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie");
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_has_the_address_makes_a_checkout_that_knows_its_link() {
    let house = House::with_twin();
    let offer = json!({
        "amount": 4000, "description": "Winter <camp>", "reference_prefix": "CAMP-",
        "methods": ["e_transfer"], "metadata": { "season": "winter" },
        "success_url": "https://shop.example/thanks"
    });
    // No mark-up: a description is one line without it.
    let refused = house.post("/v1/payment_links", &offer).await;
    assert_eq!(refused.status, 422);
    let mut offer = offer;
    offer["description"] = "Winter camp & more".into();
    let visitor = Visitor::of(&house, offer).await;
    let page = visitor.page().await;
    assert!(page.text.contains("Winter camp &amp; more") && page.text.contains("$40.00"));
    assert_eq!(visitor.checkouts().await.len(), 0, "looking makes nothing");

    let answer = visitor.pay("").await;
    let payer = visitor.payer(&answer).await;
    let made = payer.checkout().await;
    assert_eq!(
        (&made["amount"], &made["payment_link"], &made["metadata"]),
        (
            &4000.into(),
            &visitor.id.clone().into(),
            &json!({ "season": "winter" })
        )
    );
    let reference = made["reference"].as_str().unwrap();
    assert!(
        reference.starts_with("CAMP-") && reference.len() == 17,
        "{reference}"
    );
    assert_eq!(
        visitor.told().await["uses"],
        json!({ "paid": 0, "open": 1 })
    );
}

#[tokio::test]
async fn an_open_amount_is_read_as_people_type_it_and_asked_again_kindly() {
    let house = House::open();
    let offer = json!({ "min_amount": 500, "max_amount": 200_000, "suggested_amount": 2_550 });
    let visitor = Visitor::of(&house, offer).await;
    assert!(visitor.page().await.text.contains("value=\"25.50\""));
    let french =
        Answer::of(house.anonymous(Method::GET, &format!("{}?lang=fr-CA", visitor.path))).await;
    assert!(french.text.contains("value=\"25,50\""));
    for typed in ["", "4.99", "2 000,01 $", "<b>", "1.234"] {
        let page = visitor.page().await;
        let refused = visitor.send(&form(&page), typed).await;
        assert_eq!(refused.status, 422, "{typed}");
        assert_eq!(form(&refused), form(&page), "the form stays the same one");
        assert!(refused.text.contains("aria-invalid=\"true\""), "{typed}");
        let told = refused.text.contains("$5.00") && refused.text.contains("$2,000.00");
        assert!(told, "{typed}: {}", refused.text);
        assert!(!refused.text.contains("<b>"));
    }
    let answer = visitor.pay("1 234,50 $").await;
    let payer = visitor.payer(&answer).await;
    assert_eq!(payer.checkout().await["amount"], 123_450);
}

#[tokio::test]
async fn the_same_form_leads_to_the_same_checkout_however_often_it_is_sent() {
    let house = House::open();
    let visitor = Visitor::of(&house, json!({ "amount": 4000, "max_uses": 1 })).await;
    let form = form(&visitor.page().await);
    let sent = futures::future::join_all((0..10).map(|_| visitor.send(&form, ""))).await;
    let places: Vec<_> = sent
        .iter()
        .map(|answer| answer.header("location"))
        .collect();
    assert!(places[0].starts_with("/c/"), "{places:?}");
    assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
    assert_eq!(visitor.checkouts().await.len(), 1);
    // Going back asks for the page anew: this browser gets the form that it has begun with.
    let back = house.anonymous(Method::GET, &visitor.path);
    let back = Answer::of(back.header("cookie", cookie(&sent[0]))).await;
    assert!(
        back.header("location").starts_with("/c/"),
        "the one use is its own"
    );
    // A form that says nothing of itself is not sent twice by accident: it is asked again.
    let other = Visitor::of(&house, json!({ "amount": 4000 })).await;
    let odd = other.send("", "").await;
    assert_eq!(odd.status, 422);
}

#[tokio::test]
async fn the_one_use_of_an_open_amount_goes_to_what_was_said_last_until_somebody_begins_to_pay() {
    let house = House::with_twin();
    let visitor = Visitor::of(&house, json!({ "max_uses": 1 })).await;
    let first = visitor.pay("500").await;
    let kept = cookie(&first);
    let abandoned = visitor.payer(&first).await;
    let back = visitor.back(&kept).await;
    assert_eq!(back.status, 200, "{}", back.text);
    assert!(back.text.contains("value=\"500.00\""), "{}", back.text);
    let wrong = visitor.send_from(&kept, &form(&back), "lots").await;
    assert_eq!(wrong.status, 422);
    // Nobody else has anything to correct.
    assert_eq!(visitor.send("another-form", "50").await.status, 409);

    let corrected = visitor.send_from(&kept, &form(&back), "50").await;
    let payer = visitor.payer(&corrected).await;
    assert_eq!(payer.checkout().await["amount"], 5_000);
    abandoned.until_status("canceled").await;
    // What was said first can be said again.
    let kept = cookie(&corrected);
    let asked = visitor.send_from(&kept, &form(&back), "500").await;
    assert!(asked.text.contains("value=\"500\""), "{}", asked.text);
    let first = visitor.send_from(&kept, &form(&asked), "500").await;
    let abandoned = payer;
    let payer = visitor.payer(&first).await;
    assert_eq!(payer.checkout().await["amount"], 50_000);
    abandoned.until_status("canceled").await;
    assert_eq!(
        visitor.told().await["uses"],
        json!({ "paid": 0, "open": 1 })
    );

    payer.start("guaranteed_eft").await;
    let kept = cookie(&first);
    let late = visitor.send_from(&kept, &form(&asked), "20").await;
    for answer in [late, visitor.back(&kept).await] {
        let place = answer.header("location").split('?').next();
        assert_eq!(place, Some(payer.path().as_str()));
    }
    assert_eq!(visitor.checkouts().await.len(), 3);
}

#[tokio::test]
async fn an_old_form_whose_checkout_has_ended_leads_to_a_new_one() {
    let house = House::open();
    let visitor = Visitor::of(&house, json!({ "amount": 4000 })).await;
    let first = visitor.send("form", "").await;
    let payer = visitor.payer(&first).await;
    house
        .post(&format!("/v1/checkouts/{}/cancel", payer.id), &json!({}))
        .await;
    payer.until_status("canceled").await;
    let asked = visitor.send("form", "").await;
    assert_eq!(asked.status, 422);
    for page in [visitor.back(&cookie(&first)).await, asked] {
        assert_ne!(form(&page), "form");
        let anew = visitor.send(&form(&page), "").await;
        assert_ne!(anew.header("location"), first.header("location"));
    }
}

#[tokio::test]
async fn an_answer_that_leads_to_a_page_is_kept_by_nobody() {
    let house = House::open();
    let visitor = Visitor::of(&house, json!({ "amount": 4000, "max_uses": 1 })).await;
    let made = visitor.send("form", "").await;
    let again = visitor.send("form", "").await;
    let back = visitor.back(&cookie(&made)).await;
    for answer in [made, again, back] {
        assert_eq!(answer.status, 303);
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_link_that_asks_for_what_the_account_takes_no_more_makes_nothing() {
    let house = House::open();
    let mut links = Vec::new();
    for offer in [json!({ "amount": 4000 }), json!({ "min_amount": 4000 })] {
        let visitor = Visitor::of(&house, offer).await;
        assert_eq!(visitor.page().await.status, 200);
        links.push(visitor.path);
    }
    // The account's keys are the last of the file.
    let config = house.config();
    let keys = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{keys}max_amount = 100\n")).unwrap();
    let house = house.restart();
    for path in links {
        let page = Answer::of(house.anonymous(Method::GET, &path)).await;
        let fields = [("form", "form"), ("amount", "40")];
        for answer in [page, house.submit(&path, &fields).await] {
            assert_eq!(answer.status, 409, "{}", answer.text);
            assert!(answer.text.contains("data-screen=\"inactive\""));
        }
    }
    let list = house.get("/v1/checkouts").await.json();
    assert_eq!(list["data"], json!([]));
}

#[tokio::test]
async fn whoever_goes_back_gets_the_same_form_and_another_amount_makes_another_checkout() {
    let house = House::open();
    let visitor = Visitor::of(&house, json!({})).await;
    let first = visitor.pay("10").await;
    let request = house.anonymous(Method::GET, &visitor.path);
    let back = Answer::of(request.header("cookie", cookie(&first))).await;
    let same = visitor.send(&form(&back), "10.00").await;
    assert_eq!(same.header("location"), first.header("location"));
    let more = visitor.send(&form(&back), "11").await;
    assert_ne!(more.header("location"), first.header("location"));
    assert_eq!(visitor.checkouts().await.len(), 2);
    // Somebody else's browser begins anew.
    assert_ne!(form(&visitor.page().await), form(&back));
    // So does this one, once that checkout has ended.
    let payer = visitor.payer(&first).await;
    house
        .post(&format!("/v1/checkouts/{}/cancel", payer.id), &json!({}))
        .await;
    payer.until_status("canceled").await;
    let request = house.anonymous(Method::GET, &visitor.path);
    let anew = Answer::of(request.header("cookie", cookie(&first))).await;
    assert_ne!(form(&anew), form(&back));
}

#[tokio::test]
async fn of_fifty_who_come_at_once_by_a_link_of_one_use_one_can_pay() {
    let house = House::open();
    let visitor = Visitor::of(&house, json!({ "amount": 4000, "max_uses": 1 })).await;
    let forms: Vec<_> = (0..50).map(|n| format!("form-{n}")).collect();
    let sent = forms.iter().map(|form| visitor.send(form, ""));
    let sent = futures::future::join_all(sent).await;
    let mut statuses: Vec<_> = sent.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    statuses.dedup_by_key(|status| *status);
    assert_eq!(statuses, [303, 409]);
    assert_eq!(visitor.checkouts().await.len(), 1);
    assert_eq!(visitor.told().await["status"], "taken");
}

#[tokio::test]
async fn a_use_comes_back_when_it_was_not_paid_and_is_gone_when_it_was() {
    let house = House::with_twin();
    let visitor = Visitor::of(&house, json!({ "amount": 4000, "max_uses": 1 })).await;
    let first = visitor.pay("").await;
    let kept = cookie(&first);
    let payer = visitor.payer(&first).await;
    let taken = visitor.page().await;
    assert_eq!(taken.status, 409);
    assert!(taken.text.contains("data-screen=\"taken\""));
    // The browser that made it is led back there.
    let back = house.anonymous(Method::GET, &visitor.path);
    let back = Answer::of(back.header("cookie", &kept)).await;
    assert_eq!(
        back.header("location").split('?').next(),
        Some(payer.path().as_str())
    );

    house
        .post(&format!("/v1/checkouts/{}/cancel", payer.id), &json!({}))
        .await;
    payer.until_status("canceled").await;
    let again = visitor.pay("").await;
    let payer = visitor.payer(&again).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    let gone = visitor.page().await;
    assert_eq!(gone.status, 410);
    assert!(gone.text.contains("data-screen=\"used_up\""));
    let told = visitor.told().await;
    assert_eq!(
        (&told["status"], &told["uses"]),
        (&"used_up".into(), &json!({ "paid": 1, "open": 0 }))
    );
    // A cookie of another link's checkout leads nowhere.
    let other = Visitor::of(&house, json!({ "amount": 1, "max_uses": 1 })).await;
    other.pay("").await;
    let request = house.anonymous(Method::GET, &other.path);
    let strange = Answer::of(request.header("cookie", &kept)).await;
    assert_eq!(strange.status, 409);
}

#[tokio::test]
async fn a_link_that_is_off_over_or_unknown_says_so_kindly() {
    let house = House::open();
    let off = Visitor::of(&house, json!({ "active": false })).await;
    let over = Visitor::of(&house, json!({ "expires_at": "2026-01-01T00:00:00Z" })).await;
    for (visitor, status, screen) in [(&off, 409, "inactive"), (&over, 410, "expired")] {
        let sent = [
            visitor.send("form", "10").await,
            visitor.send("form", "lots").await,
            visitor.send("", "10").await,
        ];
        for answer in sent.into_iter().chain([visitor.page().await]) {
            assert_eq!(answer.status, status, "{screen}");
            let shown = format!("data-screen=\"{screen}\"");
            assert!(answer.text.contains(&shown), "{}", answer.text);
            assert!(answer.text.contains("Maple &amp; Pine"));
        }
        assert_eq!(visitor.checkouts().await.len(), 0);
    }
    for path in ["/l/x", "/l/00000000000000000000000000", "/l/%00", "/l/%ff"] {
        let page = Answer::of(house.anonymous(Method::GET, path)).await;
        assert_eq!(page.status, 404, "{path}");
        let sent = house.submit(path, &[("form", "a")]).await;
        assert_eq!(sent.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_form_of_another_site_and_one_that_is_too_large_make_nothing() {
    let house = House::open();
    let visitor = Visitor::of(&house, json!({ "amount": 4000 })).await;
    let foreign = house
        .anonymous(Method::POST, &visitor.path)
        .header("origin", "https://evil.example")
        .form(&[("form", "a")]);
    assert_eq!(Answer::of(foreign).await.status, 403);
    let large = visitor.send(&"x".repeat(600_000), "").await;
    assert_eq!(large.status, 413);
    assert_eq!(visitor.checkouts().await.len(), 0);
}

#[tokio::test]
async fn an_amount_is_read_as_people_type_it_or_refused_and_kept() {
    let house = House::open();
    let visitor = Visitor::of(&house, json!({})).await;
    let long = "9".repeat(10_000);
    for typed in [long.as_str(), "beaucoup", "25 💰", "-5"] {
        let refused = visitor.send("first", typed).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("aria-invalid=\"true\""));
        assert!(refused.text.contains(&format!("value=\"{typed}\"")));
    }
    let read = visitor.send("first", "\u{200e}１ 234,50 $ CA ").await;
    assert_eq!(read.status, 303);
    assert_eq!(visitor.checkouts().await[0]["amount"], 123_450);
}

#[tokio::test]
async fn a_flood_by_one_link_is_asked_to_wait_and_another_link_is_open() {
    let house = House::open_with("[payment_links]\nlink_limit = 3\naddress_limit = 4\n");
    let visitor = Visitor::of(&house, json!({ "amount": 4000 })).await;
    let mut answers = Vec::new();
    for n in 0..10 {
        answers.push(visitor.send(&format!("form-{n}"), "").await);
    }
    assert_eq!(answers[2].status, 303);
    let mut refused = answers.iter().enumerate();
    let (n, refused) = refused.rfind(|(_, answer)| answer.status == 429).unwrap();
    let wait = refused.header("retry-after").parse::<u64>().unwrap();
    assert!((1..=20).contains(&wait), "a third of a minute: {wait}");
    let same = format!("form-{n}");
    assert_eq!(form(refused), same, "pressing again sends the same form");
    // What was made before is still reached.
    assert_eq!(visitor.send("form-0", "").await.status, 303);
    let other = Visitor::of(&house, json!({ "amount": 4000 })).await;
    assert_eq!(other.send("form", "").await.status, 303);
}

#[tokio::test]
async fn a_notification_names_the_link() {
    let house = House::with_twin();
    let visitor = Visitor::of(&house, json!({ "amount": 4000 })).await;
    let hook = json!({ "url": "https://shop.example/hook" });
    let endpoint = house.post("/v1/webhook_endpoints", &hook).await.json();
    let answer = visitor.pay("").await;
    let payer = visitor.payer(&answer).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    let path = format!(
        "/v1/webhook_endpoints/{}/deliveries",
        endpoint["id"].as_str().unwrap()
    );
    let deadline = Instant::now() + Duration::from_secs(30);
    let delivery = loop {
        let list = house.get(&path).await.json();
        if let Some(first) = list["data"].get(0) {
            break first["id"].as_str().unwrap().to_owned();
        }
        assert!(Instant::now() < deadline, "nothing is sent");
        tokio::task::yield_now().await;
    };
    let told = house
        .get(&format!("/v1/deliveries/{delivery}"))
        .await
        .json();
    assert_eq!(told["payload"]["data"]["payment_link"], visitor.id);
}
