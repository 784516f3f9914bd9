//! A merchant's payments, as its people see them.

use std::time::Duration;

use futures::StreamExt as _;
use reqwest::Method;
use serde_json::json;

use super::person::Person;
use crate::{
    house::{Answer, House, order},
    payer::Payer,
};

const LIST: &str = "/dashboard/payments";

fn page(id: &str) -> String {
    format!("{LIST}/{id}")
}

/// Whether a page shows each of these texts.
fn shows(answer: &Answer, texts: &[&str]) {
    assert_eq!(answer.status, 200, "{}", answer.text);
    for text in texts {
        assert!(answer.text.contains(text), "{text}: {}", answer.text);
    }
}

/// How often a page shows a payment's row.
fn rows(answer: &Answer) -> usize {
    answer.text.matches("class=\"row-link\"").count()
}

/// The provider's session of the last attempt.
async fn session(house: &House) -> String {
    let sessions = house.twin_sessions().await;
    sessions.last().unwrap()["id"].as_str().unwrap().to_owned()
}

async fn pay(house: &House, payer: &Payer<'_>) {
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
}

#[tokio::test]
async fn a_list_shows_what_it_is_narrowed_to_and_says_what_it_did_not_understand() {
    let house = House::open();
    for (reference, amount) in [("A-1", 100), ("A-2", 20_000), ("<script>", 300)] {
        let body = json!({ "reference": reference.trim_matches(['<', '>']), "amount": amount });
        house.checkout(&body).await;
    }
    let person = Person::of(&house, "read_only").await;
    let all = person.get(LIST).await;
    shows(&all, &["A-1", "A-2", "$200.00", "Open"]);
    assert_eq!(rows(&all), 3);
    for (query, count) in [
        ("status=open", 3),
        ("status=paid", 0),
        ("least=2&most=250", 2),
        ("reference=A-", 2),
        ("from=2000-01-01&to=2000-01-02", 0),
        ("method=eft", 0),
        ("cases=some", 0),
    ] {
        let narrowed = person.get(&format!("{LIST}?{query}")).await;
        assert_eq!(rows(&narrowed), count, "{query}");
    }
    let odd = person
        .get(&format!("{LIST}?from=yesterday&least=%3Cb%3E&after=chk_1"))
        .await;
    shows(
        &odd,
        &[
            "Write a day like 2026-11-20.",
            "Write an amount like 250.00.",
            "value=\"&lt;b&gt;\"",
        ],
    );
    assert_eq!(rows(&odd), 3);
}

#[tokio::test]
async fn a_long_list_goes_on_where_the_page_before_ended_and_keeps_its_filters() {
    let house = House::open();
    for number in 0..52 {
        let body = json!({ "reference": format!("N-{number:02}"), "amount": 100 });
        house.checkout(&body).await;
    }
    let person = Person::of(&house, "staff").await;
    let first = person.get(&format!("{LIST}?status=open")).await;
    assert_eq!(rows(&first), 50);
    let next = first.text.split("rel=\"next\"").next().unwrap();
    let next = next.rsplit("href=\"").next().unwrap();
    let next = next.split('"').next().unwrap().replace("&amp;", "&");
    assert!(next.contains("status=open&after=chk_"), "{next}");
    let second = person.get(&next).await;
    shows(&second, &["N-00", "N-01", "Back to the newest"]);
    assert_eq!(rows(&second), 2);
}

#[tokio::test]
async fn a_payment_is_found_by_what_people_have_at_hand() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let session = session(&house).await;
    let attempt = house
        .get(&format!("/v1/checkouts/{}", payer.id))
        .await
        .json();
    let attempt = attempt["attempts"][0]["id"].as_str().unwrap().to_owned();
    let person = Person::of(&house, "read_only").await;
    let search = async |text: &str| {
        let found = person
            .submit("/dashboard/payments/search", &[("search", text)])
            .await;
        assert_eq!(found.status, 303, "{}", found.text);
        found.header("location").to_owned()
    };
    for text in [
        payer.id.as_str(),
        &attempt,
        &session,
        "ORDER-1001",
        "  ORDER-10 ",
    ] {
        assert_eq!(search(text).await, page(&payer.id), "{text}");
    }
    let in_vain = search("session-nobody-knows").await;
    assert_eq!(in_vain, "/dashboard/payments?found=nothing");
    shows(
        &person.get(&in_vain).await,
        &["Nothing is known under that."],
    );
    house.checkout(&order()).await;
    assert_eq!(
        search("ORDER-").await,
        "/dashboard/payments?reference=ORDER-"
    );
}

#[tokio::test]
async fn a_payments_page_says_what_is_the_case_and_how_it_is_known() {
    let house = House::with_twin();
    let payer = Payer::with(
        &house,
        json!({ "customer": { "first_name": "John", "email": "john.doe@example.com" } }),
    )
    .await;
    let person = Person::of(&house, "staff").await;
    let before = person.get(&page(&payer.id)).await;
    shows(
        &before,
        &[
            "Nobody has started to pay (the page is open until ",
            "J•••, j•••@example.com",
        ],
    );
    payer.start("guaranteed_eft").await;
    pay(&house, &payer).await;
    let after = person.get(&page(&payer.id)).await;
    shows(
        &after,
        &[
            "Paid: $250.00 (known from: Flinks’ own answer, ",
            "The customer started to pay $250.00 by guaranteed EFT.",
            "Flinks opened a session: the customer can pay.",
            "The checkout is paid. This is final.",
            "The customer’s browser",
            "checkout.paid",
        ],
    );
    let session = session(&house).await;
    for secret in ["john.doe@", "Doe", "j.doe@gmail.com", session.as_str()] {
        assert!(!after.text.contains(secret), "{secret}");
    }
    let french = person.get(&format!("{}?lang=fr-CA", page(&payer.id))).await;
    shows(
        &french,
        &[
            "Payée\u{a0}: 250,00\u{a0}$ (source\u{a0}: La réponse de Flinks, ",
            "Flinks a ouvert une session\u{a0}: le client peut payer.",
            "La commande est payée. C’est définitif.",
        ],
    );
}

#[tokio::test]
async fn what_the_customer_saw_is_shown_as_of_each_moment_and_can_do_nothing() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let session = session(&house).await;
    pay(&house, &payer).await;
    let person = Person::of(&house, "read_only").await;
    let timeline = house
        .get(&format!("/v1/checkouts/{}/timeline", payer.id))
        .await
        .json();
    let paid = timeline["data"].as_array().unwrap().len();
    let first = format!("{}/screen/1", page(&payer.id));
    shows(
        &person.get(&first).await,
        &["The choice of a method", "<iframe"],
    );
    let picture = |seq: usize| format!("{}/screen/{seq}/picture", page(&payer.id));
    let choice = person.get(&picture(1)).await;
    shows(&choice, &["data-screen=\"choose\""]);
    let end = person.get(&picture(paid)).await;
    shows(&end, &["data-screen=\"paid\""]);
    let policy = end.header("content-security-policy");
    assert!(policy.contains("sandbox allow-same-origin"), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
    for seq in 1..=paid {
        let shown = person.get(&picture(seq)).await;
        assert_eq!(shown.status, 200);
        for secret in [
            session.as_str(),
            payer.token.as_str(),
            "<iframe",
            "<noscript",
            "<script",
            "John",
            "j.doe@",
        ] {
            assert!(!shown.text.contains(secret), "{seq}: {secret}");
        }
    }
    for odd in [
        picture(99),
        picture(0),
        format!("{}/screen/x", page(&payer.id)),
    ] {
        assert_eq!(person.get(&odd).await.status, 404, "{odd}");
    }
}

#[tokio::test]
async fn the_customers_page_is_where_the_merchants_pages_are() {
    let house = House::open();
    house.own_domain("pay.shop.example").await;
    let made = house.checkout(&order()).await;
    let url = made["url"].as_str().unwrap();
    assert!(url.contains("//pay.shop.example"), "{url}");
    let staff = Person::of(&house, "staff").await;
    shows(
        &staff.get(&page(made["id"].as_str().unwrap())).await,
        &[&format!("href=\"{url}\"")],
    );
}

#[tokio::test]
async fn whoever_may_calls_a_checkout_off_and_who_did_it_is_noted() {
    let house = House::open();
    let made = house.checkout(&order()).await;
    let id = made["id"].as_str().unwrap();
    let cancel = format!("{}/cancel", page(id));
    let reader = Person::of_merchant(&house, &house.merchant, "read_only", 2).await;
    let read = reader.get(&page(id)).await.text;
    assert!(!read.contains("Cancel the checkout"));
    let token = made["url"].as_str().unwrap().rsplit('/').next().unwrap();
    assert!(
        !read.contains(token),
        "whoever may only look can pay: {read}"
    );
    assert_eq!(reader.submit(&cancel, &[]).await.status, 403);
    let staff = Person::of(&house, "staff").await;
    shows(&staff.get(&page(id)).await, &["Cancel the checkout", token]);
    let forged = Answer::of(
        staff
            .request(Method::POST, &cancel)
            .header("origin", house.url())
            .form(&[("token", "forged")]),
    )
    .await;
    assert_eq!(forged.status, 403);
    assert_eq!(staff.submit(&cancel, &[]).await.status, 303);
    shows(&staff.get(&page(id)).await, &["Cancelled ("]);
    assert_eq!(staff.submit(&cancel, &[]).await.status, 303);
    let mut door = house.back_door().await;
    let noted: Vec<(String,)> =
        sqlx::query_as("SELECT subject FROM audit WHERE action = 'checkout_canceled'")
            .fetch_all(&mut door)
            .await
            .unwrap();
    assert_eq!(noted, [(id.to_owned(),)]);
}

#[tokio::test]
async fn a_file_has_every_row_of_the_list_and_nothing_that_a_spreadsheet_would_carry_out() {
    let house = House::open();
    for reference in ["=1+1", "plain", "é"] {
        house
            .checkout(&json!({ "reference": reference, "amount": 12_345 }))
            .await;
    }
    let person = Person::of(&house, "read_only").await;
    let file = person.get("/dashboard/payments.csv").await;
    assert_eq!(
        file.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert!(
        file.header("content-disposition")
            .contains("payments-test.csv")
    );
    let lines: Vec<_> = file.text.split("\r\n").collect();
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert!(lines[0].starts_with("Checkout,Made (UTC),Status,Reference,"));
    assert!(lines[1].contains(",é,123.45,12345,"), "{}", lines[1]);
    assert!(lines[3].contains(",'=1+1,"), "{}", lines[3]);
    let narrowed = person
        .get("/dashboard/payments.csv?reference=pl&bom=1&lang=fr-CA")
        .await;
    let lines: Vec<_> = narrowed.text.split("\r\n").collect();
    assert_eq!(lines.len(), 3);
    let faulty = "from=2026-13-01&reference=pl";
    let refused = person
        .get(&format!("/dashboard/payments.csv?{faulty}&bom=1"))
        .await;
    assert_eq!(refused.status, 303);
    let list = refused.header("location");
    assert!(list.starts_with("/dashboard/payments?"), "{list}");
    let list = person.get(list).await;
    shows(&list, &["Write a day like 2026-11-20."]);
    assert!(!list.text.contains("payments.csv"), "{}", list.text);
    assert!(lines[0].contains("Commande,Création (UTC)"), "{}", lines[0]);
}

#[tokio::test]
async fn a_list_that_is_open_hears_of_what_happens() {
    let house = House::open();
    let person = Person::of(&house, "read_only").await;
    let stream = person
        .request(Method::GET, "/dashboard/payments/events")
        .send()
        .await
        .unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let mut heard = stream.bytes_stream();
    let mut next = async || {
        let chunk = tokio::time::timeout(Duration::from_secs(30), heard.next()).await;
        String::from_utf8(chunk.unwrap().unwrap().unwrap().to_vec()).unwrap()
    };
    assert!(next().await.starts_with("retry:"));
    house.checkout(&order()).await;
    assert!(next().await.starts_with("event: changed\ndata: look"));
}

#[tokio::test]
async fn nobody_sees_what_another_merchant_has_or_what_is_in_the_other_mode() {
    let house = House::open();
    let made = house.checkout(&order()).await;
    let id = made["id"].as_str().unwrap();
    let (other, _) = house.another_merchant();
    let stranger = Person::of_merchant(&house, &other, "owner", 3).await;
    let mine = Person::of(&house, "owner").await;
    assert_eq!(mine.get(&page(id)).await.status, 200);
    assert_eq!(
        mine.submit("/dashboard/mode", &[("mode", "live")])
            .await
            .status,
        303
    );
    for person in [&stranger, &mine] {
        assert_eq!(rows(&person.get(LIST).await), 0);
        for path in [
            page(id),
            format!("{}/screen/1", page(id)),
            format!("{}/screen/1/picture", page(id)),
        ] {
            assert_eq!(person.get(&path).await.status, 404, "{path}");
        }
        assert_eq!(
            person.get(&format!("{}/events", page(id))).await.status,
            204
        );
        let cancel = person.submit(&format!("{}/cancel", page(id)), &[]).await;
        assert_eq!(cancel.status, 404);
        let found = person
            .submit("/dashboard/payments/search", &[("search", id)])
            .await;
        assert_eq!(
            found.header("location"),
            "/dashboard/payments?found=nothing"
        );
        let file = person.get("/dashboard/payments.csv").await;
        assert_eq!(file.text.lines().count(), 1);
    }
    for path in [LIST.to_owned(), page(id), "/dashboard/figures".to_owned()] {
        let nobody = Answer::of(house.anonymous(Method::GET, &path)).await;
        assert_eq!(nobody.status, 303);
        assert!(nobody.header("location").starts_with("/dashboard/sign-in"));
    }
}
