use super::place::Place;
use crate::program::stdout;

#[tokio::test]
async fn a_store_that_nobody_touched_is_proved_while_it_is_served() {
    let place = Place::file();
    let server = place.serve();
    for n in 0..3 {
        let made = server.order(&format!("order-{n}")).await;
        assert_eq!(made.status, 201, "{}", made.text);
    }
    for command in ["verify", "replay"] {
        let (code, report) = place.told(&[command, "--json"]);
        assert_eq!(code, Some(0), "{report}");
        assert_eq!(report["ok"], true);
        assert_eq!(
            (&report["checkouts"], &report["events"]),
            (&3.into(), &3.into())
        );
        assert_eq!(report["findings"].as_array().unwrap().len(), 0);
    }
    let verified = stdout(&place.run(&["verify"]));
    assert!(
        verified.contains("Everything is as it was written."),
        "{verified}"
    );
    let replayed = stdout(&place.run(&["replay"]));
    assert!(
        replayed.contains("Every row is what its log tells"),
        "{replayed}"
    );
}

#[tokio::test]
async fn what_was_touched_is_named_and_nothing_of_it_is_quoted() {
    let place = Place::file();
    let server = place.serve();
    let made = server.order("order").await.json();
    let id = made["id"].as_str().unwrap();
    let mut door = place.back_door().await;
    for statement in [
        "UPDATE event SET body = replace(body, 'John', 'Jane')",
        "UPDATE checkout SET reference = 'Jane Roe'",
    ] {
        sqlx::query(statement).execute(&mut door).await.unwrap();
    }
    let (code, report) = place.told(&["verify", "--json"]);
    assert_eq!(code, Some(1));
    let found: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            (
                finding["code"].as_str().unwrap(),
                &finding["checkout"],
                &finding["event"],
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("origin_altered", &id.into(), &1.into()),
            ("row_differs", &id.into(), &serde_json::Value::Null),
        ]
    );
    let told = place.run(&["verify"]);
    assert_eq!(told.status.code(), Some(1));
    let told = format!("{}{report}", stdout(&told));
    assert!(
        told.contains("2 things are WRONG:") && told.contains(id),
        "{told}"
    );
    for name in ["John", "Jane", "Roe"] {
        assert!(!told.contains(name), "{told}");
    }
    let (code, report) = place.told(&["replay", "--json"]);
    assert_eq!((code, &report["faults"]), (Some(1), &1.into()), "{report}");
}
