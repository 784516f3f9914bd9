use crate::house::{House, order};

#[tokio::test]
async fn requests_and_facts_are_counted_at_the_admin_door_only() {
    let house = House::open();
    let checkout = house.checkout(&order()).await;
    let token = checkout["url"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    house.fetch(checkout["url"].as_str().unwrap()).await;
    house.get("/v1/nowhere").await;

    let figures = house
        .fetch(&format!("{}/metrics", house.admin_url()))
        .await
        .text;
    for line in [
        r#"guichet_http_requests_total{method="POST",route="/v1/checkouts",status="201"} 1"#,
        r#"guichet_facts_total{event="checkout_created",evidence="merchant"} 1"#,
        "# HELP guichet_tasks_pending",
        "# HELP guichet_sse_connections",
        "guichet_tasks_pending 1",
    ] {
        assert!(figures.contains(line), "{line}\n{figures}");
    }
    assert!(
        !figures.contains(&token),
        "a page's token is in the figures"
    );
    assert_eq!(
        house
            .fetch(&format!("{}/metrics", house.url()))
            .await
            .status,
        404
    );
}
