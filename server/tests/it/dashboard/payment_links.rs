//! Standing offers, made and changed by people by the rules of the API.

use reqwest::Method;
use serde_json::{Value, json};

use super::person::Person;
use crate::house::{Answer, House};

const LINKS: &str = "/dashboard/payment-links";

async fn api(house: &House, page: &str) -> Value {
    let id = page.rsplit('/').next().unwrap();
    house.get(&format!("/v1/payment_links/{id}")).await.json()
}

/// Makes one and returns its page.
async fn make(staff: &Person<'_>, form: &[(&str, &str)]) -> String {
    let made = staff.submit(LINKS, form).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let page = made.header("location").split_once('?').unwrap();
    assert_eq!(page.1, "done=saved");
    page.0.to_owned()
}

/// What the form of a link's page carries of it.
async fn seen(person: &Person<'_>, page: &str) -> String {
    let shown = person.get(page).await.text;
    super::browser::between(&shown, "name=\"seen\" value=\"", "\"").to_owned()
}

#[tokio::test]
async fn whatever_the_api_takes_can_be_filled_in() {
    let house = House::open();
    let staff = Person::of(&house, "owner").await;
    let blank = staff.get(&format!("{LINKS}/new")).await;
    assert_eq!(blank.status, 200);
    assert!(blank.text.contains("What it is for"));
    let page = make(
        &staff,
        &[
            ("min_amount", "$5"),
            ("max_amount", "1 234,50 $"),
            ("suggested_amount", "25"),
            ("description", "Winter camp & deposit"),
            ("reference_prefix", "CAMP-"),
            ("methods", "e_transfer"),
            ("institution", "999"),
            ("transit", "60265"),
            ("account", "9876541"),
            ("locale", "fr-CA"),
            ("theme", "dark"),
            ("success_url", "https://shop.example/thanks"),
            ("cancel_url", "https://shop.example/cart"),
            ("metadata", "camp: winter\r\n\r\nurl: https://x.example"),
            ("max_uses", "30"),
            ("expires_at", "2126-12-31T23:59"),
        ],
    )
    .await;
    let made = api(&house, &page).await;
    for (field, value) in [
        ("amount", Value::Null),
        ("min_amount", 500.into()),
        ("max_amount", 123_450.into()),
        ("suggested_amount", 2500.into()),
        ("description", "Winter camp & deposit".into()),
        ("reference_prefix", "CAMP-".into()),
        ("methods", json!(["e_transfer"])),
        ("locale", "fr-CA".into()),
        ("theme", "dark".into()),
        ("success_url", "https://shop.example/thanks".into()),
        ("cancel_url", "https://shop.example/cart".into()),
        (
            "metadata",
            json!({ "camp": "winter", "url": "https://x.example" }),
        ),
        ("max_uses", 30.into()),
        ("expires_at", "2127-01-01T04:59:00Z".into()),
        ("active", false.into()),
        ("status", "inactive".into()),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    assert_eq!(made["payee_account"]["transit"], "60265");

    let shown = staff.get(&page).await.text;
    for text in [
        made["url"].as_str().unwrap(),
        "Winter camp &amp; deposit",
        "$5.00 to $1,234.50",
        "Paused",
        "0 of 30 paid",
        "camp: winter",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    let svg = staff.get(&format!("{page}/qr.svg")).await;
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    let png = staff.get(&format!("{page}/qr.png")).await;
    assert_eq!(png.header("content-type"), "image/png");
    let list = staff.get(LINKS).await.text;
    assert!(list.contains(&page), "{list}");
}

#[tokio::test]
async fn every_fault_is_told_at_its_field_and_what_was_typed_stays() {
    let house = House::open();
    let staff = Person::of(&house, "owner").await;
    let odd = [
        ("amount", "-5"),
        ("min_amount", "12"),
        ("description", "</textarea><b>"),
        ("reference_prefix", "\u{7}"),
        ("institution", "9"),
        ("success_url", "javascript:alert(1)"),
        ("metadata", "</textarea><script>"),
        ("max_uses", "many"),
        ("expires_at", "tomorrow"),
        ("locale", "de"),
    ];
    let refused = staff.submit(LINKS, &odd).await;
    assert_eq!(refused.status, 422);
    for field in [
        "amount",
        "reference_prefix",
        "methods",
        "institution",
        "success_url",
        "metadata",
        "max_uses",
        "expires_at",
        "locale",
    ] {
        let told = format!("id=\"f-{field}-wrong\"");
        assert!(refused.text.contains(&told), "{field}: {}", refused.text);
    }
    assert!(refused.text.contains("&lt;/textarea&gt;&lt;script&gt;"));
    assert!(!refused.text.contains("<script>"), "{}", refused.text);
    let none = house.get("/v1/payment_links").await.json();
    assert_eq!(none["data"], json!([]));
}

#[tokio::test]
async fn a_link_is_paused_let_in_again_and_edited_without_losing_what_the_form_knows_less_exactly()
{
    let house = House::open();
    let staff = Person::of(&house, "staff").await;
    let body = json!({
        "amount": 4000, "description": "Camp", "max_uses": 3, "metadata": { "a": "b" },
        "expires_at": "2126-12-31T23:59:59.5Z"
    });
    let made = house.post("/v1/payment_links", &body).await.json();
    let page = format!("{LINKS}/{}", made["id"].as_str().unwrap());
    for (below, status) in [("pause", "inactive"), ("resume", "open")] {
        let done = staff.submit(&format!("{page}/{below}"), &[]).await;
        assert_eq!(done.header("location"), format!("{page}?done=saved"));
        assert_eq!(api(&house, &page).await["status"], status);
    }
    let shown = seen(&staff, &page).await;
    let form = [
        ("seen", shown.as_str()),
        ("description", "Winter camp"),
        ("max_uses", ""),
        ("expires_at", "2126-12-31T18:59"),
        ("success_url", "https://shop.example/thanks"),
        ("metadata", ""),
    ];
    assert_eq!(staff.submit(&page, &form).await.status, 303);
    let after = api(&house, &page).await;
    assert_eq!(after["description"], "Winter camp");
    assert_eq!(after["max_uses"], Value::Null);
    assert_eq!(after["metadata"], json!({}));
    assert_eq!(after["success_url"], "https://shop.example/thanks");
    assert_eq!(
        after["expires_at"], made["expires_at"],
        "to the half second"
    );
    let now = seen(&staff, &page).await;
    let form_of_nothing = [("seen", now.as_str()), ("expires_at", "2126-12-31T18:59")];
    let emptied = staff.submit(&page, &form_of_nothing).await;
    assert_eq!(emptied.status, 422, "a description cannot be taken away");
    let reader = Person::of_merchant(&house, &house.merchant, "read_only", 2).await;
    assert_eq!(reader.get(&page).await.status, 200);
    for below in ["", "/pause", "/resume"] {
        let form = reader.submit(&format!("{page}{below}"), &form).await;
        assert_eq!(form.status, 403, "{below}");
    }
    let owner = Person::of_merchant(&house, &house.merchant, "owner", 3).await;
    let log = owner.get("/dashboard/audit").await.text;
    assert!(log.contains("Changed a payment link"), "{log}");
}

#[tokio::test]
async fn what_somebody_else_changed_meanwhile_is_not_put_back() {
    let house = House::open();
    let staff = Person::of(&house, "staff").await;
    let body = json!({ "amount": 4000, "description": "Camp", "max_uses": 3 });
    let made = house.post("/v1/payment_links", &body).await.json();
    let id = made["id"].as_str().unwrap();
    let (page, address) = (format!("{LINKS}/{id}"), format!("/v1/payment_links/{id}"));
    let stale = seen(&staff, &page).await;
    let theirs = house.request(Method::PATCH, &address);
    let theirs = Answer::of(theirs.json(&json!({ "max_uses": 5 }))).await;
    assert_eq!(theirs.status, 200);

    let form = |seen| {
        [
            ("seen", seen),
            ("description", "Winter camp"),
            ("max_uses", "3"),
        ]
    };
    for (language, said) in [
        ("en-CA", "somebody else changed this link"),
        ("fr-CA", "une autre personne a modifié ce lien"),
    ] {
        let path = format!("{page}?lang={language}");
        let told = staff.submit(&path, &form(stale.as_str())).await;
        assert_eq!(told.status, 409, "{}", told.text);
        assert!(told.text.contains(said), "{}", told.text);
        assert!(told.text.contains("value=\"Winter camp\""), "{}", told.text);
    }
    assert_eq!(staff.submit(&page, &form("")).await.status, 409);
    let stands = api(&house, &page).await;
    assert_eq!(
        (&stands["description"], &stands["max_uses"]),
        (&"Camp".into(), &5.into())
    );

    let told = staff.submit(&page, &form(stale.as_str())).await.text;
    let now = super::browser::between(&told, "name=\"seen\" value=\"", "\"");
    assert_eq!(staff.submit(&page, &form(now)).await.status, 303);
    let stands = api(&house, &page).await;
    assert_eq!(
        (&stands["description"], &stands["max_uses"]),
        (&"Winter camp".into(), &3.into())
    );
}

#[tokio::test]
async fn another_account_is_named_by_an_owner_who_signed_in_lately_and_seen_by_all() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let staff = Person::of_merchant(&house, &house.merchant, "staff", 2).await;
    let form = [
        ("amount", "40"),
        ("methods", "e_transfer"),
        ("institution", "999"),
        ("transit", "60265"),
        ("account", "9876541"),
        ("success_url", "https://shop.example/thanks"),
        ("theme", "auto"),
    ];
    let new = format!("{LINKS}/new");
    assert!(!staff.get(&new).await.text.contains("name=\"transit\""));
    for (language, said) in [
        ("en-CA", "Only an owner says into which account is paid."),
        (
            "fr-CA",
            "Seul un propriétaire dit dans quel compte on paie.",
        ),
    ] {
        let refused = staff
            .submit(&format!("{LINKS}?lang={language}"), &form)
            .await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        assert!(refused.text.contains(said), "{}", refused.text);
        assert!(!refused.text.contains("9876541"), "{}", refused.text);
    }
    assert!(owner.get(&new).await.text.contains("name=\"transit\""));
    let page = make(&owner, &form).await;
    for person in [&owner, &staff] {
        let shown = person.get(&page).await.text;
        for text in [
            "999-60265-•••541",
            "https://shop.example/thanks",
            "Ways to pay",
        ] {
            assert!(shown.contains(text), "{text}: {shown}");
        }
        assert!(!shown.contains("9876541"), "{shown}");
    }
    let french = staff.get(&format!("{page}?lang=fr-CA")).await.text;
    assert!(french.contains("Verse dans"), "{french}");
    let log = owner.get("/dashboard/audit").await.text;
    assert!(log.contains("Made a payment link that pays into another account"));
    assert!(!log.contains("9876541"), "{log}");
    let account = json!({ "institution": "999", "transit": "60265", "account": "9876541" });
    let body = json!({ "amount": 100, "methods": ["e_transfer"], "payee_account": account });
    let by_key = house.post("/v1/payment_links", &body).await;
    assert_eq!(by_key.status, 201, "{}", by_key.text);
    let log = owner.get("/dashboard/audit").await.text;
    let lines = log.matches("Made a payment link that pays into another account");
    assert_eq!(lines.count(), 2, "{log}");
    assert!(!log.contains("9876541"), "{log}");

    let mut door = house.back_door().await;
    sqlx::query("UPDATE sign_in SET created_at = created_at - $1")
        .bind(16_i64 * 60 * 1_000_000)
        .execute(&mut door)
        .await
        .unwrap();
    let blank = owner.get(&new).await.text;
    assert!(!blank.contains("name=\"transit\""), "{blank}");
    assert!(blank.contains("/dashboard/sign-in?again=1"), "{blank}");
    assert_eq!(owner.submit(LINKS, &form).await.status, 422);
    let plain = [&form[..2], &form[6..]].concat();
    assert_eq!(owner.submit(LINKS, &plain).await.status, 303);
}

#[tokio::test]
async fn notes_that_the_field_cannot_say_are_left_as_they_are() {
    let house = House::open();
    let staff = Person::of(&house, "staff").await;
    let twice = [
        ("amount", "40"),
        ("methods", "e_transfer"),
        ("theme", "auto"),
        ("metadata", "camp: winter\ncamp : summer"),
    ];
    let refused = staff.submit(LINKS, &twice).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(
        refused.text.contains("id=\"f-metadata-wrong\""),
        "{}",
        refused.text
    );

    for (name, note) in [("lines", "one\ntwo"), ("a:b", "c"), ("spaced", " c ")] {
        let body = json!({ "amount": 4000, "description": "Camp", "metadata": { name: note } });
        let made = house.post("/v1/payment_links", &body).await.json();
        let page = format!("{LINKS}/{}", made["id"].as_str().unwrap());
        let shown = staff.get(&page).await.text;
        assert!(!shown.contains("name=\"metadata\""), "{shown}");
        assert!(shown.contains("Change them by the API."), "{shown}");
        let seen = seen(&staff, &page).await;
        let form = [("seen", seen.as_str()), ("description", "Winter camp")];
        assert_eq!(staff.submit(&page, &form).await.status, 303);
        let stands = api(&house, &page).await;
        assert_eq!(stands["description"], "Winter camp");
        assert_eq!(stands["metadata"], made["metadata"]);
    }
}
