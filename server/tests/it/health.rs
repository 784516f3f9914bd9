use crate::house::House;

#[tokio::test]
async fn a_server_that_is_up_says_so_at_both_doors() {
    let house = House::open();
    for origin in [house.url(), house.admin_url()] {
        assert_eq!(house.fetch(&format!("{origin}/healthz")).await.status, 200);
        let ready = house.fetch(&format!("{origin}/readyz")).await;
        assert_eq!(ready.status, 200);
        insta::assert_snapshot!(ready.text, @r#"{"ready":true,"store":"ok","test_account":"ok","live_account":"not_configured"}"#);
    }
}
