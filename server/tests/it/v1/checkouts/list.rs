use serde_json::{Value, json};

use crate::house::{Answer, House};

fn ids(list: &Value) -> Vec<&str> {
    list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|checkout| checkout["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn checkouts_come_newest_first_and_page_by_page() {
    let house = House::open();
    let mut made = Vec::new();
    for number in 0..5 {
        let checkout = house
            .checkout(&json!({ "reference": format!("ORDER-{number}") }))
            .await;
        made.push(checkout["id"].as_str().unwrap().to_owned());
    }
    made.reverse();
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = house
            .get(&format!("/v1/checkouts?limit=2&cursor={cursor}"))
            .await
            .json();
        seen.extend(ids(&page).into_iter().map(str::to_owned));
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        cursor = next.to_owned();
    }
    assert_eq!(seen, made);
    let whole = house
        .get("/v1/checkouts?limit=5&reference=&status=&cursor=")
        .await
        .json();
    assert_eq!(
        (ids(&whole).len(), &whole["next_cursor"]),
        (5, &Value::Null)
    );
}

#[tokio::test]
async fn a_list_is_narrowed_by_reference_and_status() {
    let house = House::open();
    let first = house.checkout(&json!({ "reference": "A & B" })).await;
    let other = house.checkout(&json!({ "reference": "C" })).await;
    let id = other["id"].as_str().unwrap();
    house
        .post(&format!("/v1/checkouts/{id}/cancel"), &json!({}))
        .await;

    let by_reference = house
        .get("/v1/checkouts?reference=A%20%26%20B")
        .await
        .json();
    assert_eq!(by_reference["data"], json!([first]));
    assert_eq!(
        ids(&house.get("/v1/checkouts?status=canceled").await.json()),
        [id]
    );
    assert_eq!(
        ids(&house.get("/v1/checkouts?status=open").await.json()),
        [first["id"].as_str().unwrap()]
    );
    assert_eq!(
        ids(&house.get("/v1/checkouts?status=paid").await.json()),
        [""; 0]
    );
}

#[tokio::test]
async fn a_list_holds_nothing_of_another_merchant_or_mode() {
    let house = House::open();
    let id = house.checkout(&json!({})).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let (_, other) = house.another_merchant();
    for key in [other, house.live_key()] {
        let list = |query: String| {
            house
                .anonymous(reqwest::Method::GET, &format!("/v1/checkouts{query}"))
                .bearer_auth(&key)
        };
        assert_eq!(
            Answer::of(list(String::new())).await.json()["data"],
            json!([])
        );
        let answer = Answer::of(list(format!("?cursor={id}"))).await;
        assert_eq!(
            answer.faults(),
            "/cursor invalid: must be a next_cursor of this list"
        );
    }
}

#[tokio::test]
async fn every_fault_of_a_query_is_named_at_once() {
    let house = House::open();
    let answer = house
        .get("/v1/checkouts?status=done&limit=1000&cursor=canary&page=2&limit=3")
        .await;
    insta::assert_snapshot!(answer.faults(), @r"
        /page unknown_field: is not a parameter of this address
        /limit duplicate: is given twice
        /status unsupported: must be open, processing, paid, canceled or expired
        /cursor invalid: must be a next_cursor of this list
        ");
}

#[tokio::test]
async fn a_checkout_that_was_tampered_with_is_named_and_the_others_are_listed() {
    let house = House::open();
    let mut made = Vec::new();
    for number in 0..3 {
        let reference = format!("ORDER-{number}");
        let checkout = house.checkout(&json!({ "reference": reference })).await;
        made.push(checkout["id"].as_str().unwrap().to_owned());
    }
    made.reverse();
    let mut door = house.back_door().await;
    for (spoil, id) in [
        ("UPDATE event SET at = at + 1 WHERE checkout = $1", &made[0]),
        ("UPDATE checkout SET amount = -1 WHERE id = $1", &made[1]),
    ] {
        let spoiled = sqlx::query(spoil).bind(id).execute(&mut door).await;
        assert_eq!(spoiled.unwrap().rows_affected(), 1);
    }
    let list = house.get("/v1/checkouts").await.json();
    let listed = ids(&list);
    assert!(listed.contains(&made[2].as_str()), "{list}");
    assert!(!listed.contains(&made[0].as_str()), "{list}");
    assert!(
        list["damaged"]
            .as_array()
            .unwrap()
            .contains(&json!(made[0]))
    );

    // Page by page, past it.
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    for _ in 0..3 {
        let page = format!("/v1/checkouts?limit=1&cursor={cursor}");
        let page = house.get(&page).await.json();
        seen.extend(ids(&page).into_iter().map(str::to_owned));
        cursor = page["next_cursor"].as_str().unwrap_or_default().to_owned();
    }
    assert_eq!((seen.last(), cursor.as_str()), (Some(&made[2]), ""));
}

#[tokio::test]
async fn a_list_is_narrowed_by_amount_by_time_and_by_how_a_reference_begins() {
    let house = House::open();
    let mut made = Vec::new();
    for (reference, amount) in [("B-2", 100), ("A-1", 200), ("B-1", 200)] {
        let checkout = house
            .checkout(&json!({ "reference": reference, "amount": amount }))
            .await;
        made.push(checkout["id"].as_str().unwrap().to_owned());
    }
    let asked = |query: &'static str| {
        let house = &house;
        async move {
            let list = house.get(&format!("/v1/checkouts?{query}")).await.json();
            ids(&list)
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        }
    };
    assert_eq!(
        asked("amount=200").await,
        [made[2].clone(), made[1].clone()]
    );
    assert_eq!(
        asked("reference_prefix=B-").await,
        [made[2].clone(), made[0].clone()]
    );
    assert_eq!(
        asked("reference_prefix=B-&amount=100").await,
        [made[0].clone()]
    );
    // Nobody has tried yet.
    assert_eq!(asked("method=e_transfer").await, [""; 0]);
    assert_eq!(asked("created_after=2999-01-01T00:00:00Z").await, [""; 0]);
    assert_eq!(asked("created_before=2000-01-01T00:00:00Z").await, [""; 0]);
    assert_eq!(
        asked("created_after=2000-01-01T00:00:00Z&created_before=2999-01-01T00:00:00Z")
            .await
            .len(),
        3
    );
}

#[tokio::test]
async fn what_is_to_be_told_along_is_told_and_nothing_else_can_be_asked_for() {
    let house = House::open();
    let made = house.checkout(&json!({ "amount": 100 })).await;
    let path = format!("/v1/checkouts/{}", made["id"].as_str().unwrap());
    let timeline = house.get(&format!("{path}/timeline")).await.json();
    let one = house.get(&format!("{path}?expand=timeline")).await.json();
    assert_eq!(one["timeline"], timeline["data"]);
    let list = house.get("/v1/checkouts?expand=timeline").await.json();
    assert_eq!(list["data"], json!([one]));
    assert_eq!(house.get(&path).await.json().get("timeline"), None);

    let refused = house.get(&format!("{path}?expand=customer&with=all")).await;
    insta::assert_snapshot!(refused.faults(), @r"
        /with unknown_field: is not a parameter of this address
        /expand unsupported: must be timeline
        ");
}

#[tokio::test]
async fn faulty_filters_are_named_with_all_others() {
    let house = House::open();
    let answer = house
        .get("/v1/checkouts?method=card&amount=1.5&created_after=yesterday&created_before=2026-13-01&reference_prefix=%3C&expand=all")
        .await;
    insta::assert_snapshot!(answer.faults(), @r"
        /reference_prefix invalid: is not valid
        /method unsupported: must be guaranteed_eft, e_transfer or eft
        /amount invalid: must be cents, a whole number from 1 to 9999999
        /created_after invalid: must be a moment such as 2026-11-20T15:04:05Z
        /created_before invalid: must be a moment such as 2026-11-20T15:04:05Z
        /expand unsupported: must be timeline
        ");
}
