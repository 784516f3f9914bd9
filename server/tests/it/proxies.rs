//! From where somebody comes: what a proxy says of it counts where it is trusted.

use std::{fs, net::IpAddr};

use reqwest::{Client, Method};

use crate::{
    house::{Answer, House},
    moment::Moment,
};

/// Starts the server again with these lines in its section `[server]`.
fn with(house: House, lines: &str) -> House {
    let config = house.config();
    let toml = fs::read_to_string(&config).unwrap();
    let toml = toml.replace("[server]\n", &format!("[server]\n{lines}\n"));
    fs::write(config, toml).unwrap();
    house.restart()
}

/// A server that trusts these, at which nobody gets a guess back while its time stands still.
async fn limiting(trusted: &str) -> Moment {
    let server = format!("[server]\ntrusted_proxies = [{trusted}]\n");
    Moment::told(&format!("{server}[api]\nwrong_key_limit = 3\n")).await
}

/// A caller at an address of this machine.
fn from(address: &str) -> Client {
    let address: IpAddr = address.parse().unwrap();
    Client::builder()
        .local_address(address)
        .no_proxy()
        .build()
        .unwrap()
}

/// What somebody is answered who has no key and says these of themselves.
async fn guess(house: &Moment, by: &Client, headers: &[(&str, &str)]) -> u16 {
    let mut request = by
        .get(format!("{}/v1/checkouts", house.server().url()))
        .bearer_auth("gk_test_guess");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn behind_a_trusted_proxy_everybody_is_counted_by_themselves() {
    let house = limiting("\"127.0.0.1\", \"10.0.0.0/8\"").await;
    let proxy = from("127.0.0.1");
    let told = async |of: &str| guess(&house, &proxy, &[("x-forwarded-for", of)]).await;
    for _ in 0..3 {
        assert_eq!(told("192.0.2.1").await, 401);
    }
    for forged in [
        "192.0.2.1",
        "198.51.100.9, 192.0.2.1",
        "192.0.2.1, 10.1.1.1",
    ] {
        assert_eq!(told(forged).await, 429, "{forged}");
    }
    assert_eq!(told("192.0.2.2").await, 401);
    assert_eq!(told("2001:db8::1").await, 401);
    // A network of IPv6 is one.
    for _ in 0..2 {
        assert_eq!(told("2001:db8::2").await, 401);
    }
    assert_eq!(told("2001:db8::3").await, 429);
    // Nor is the other header read.
    let other = guess(
        &house,
        &proxy,
        &[
            ("forwarded", "for=203.0.113.5"),
            ("x-forwarded-for", "192.0.2.1"),
        ],
    );
    assert_eq!(other.await, 429);
}

#[tokio::test]
async fn what_anybody_else_says_of_themselves_is_not_believed() {
    let house = limiting("\"127.0.0.9\"").await;
    let stranger = from("127.0.0.2");
    let mut told = Vec::new();
    for n in 0..6 {
        let forged = format!("198.51.100.{n}");
        let headers = [
            ("x-forwarded-for", forged.as_str()),
            ("forwarded", "for=198.51.100.77"),
            ("x-real-ip", forged.as_str()),
        ];
        told.push(guess(&house, &stranger, &headers).await);
    }
    assert_eq!(told, [401, 401, 401, 429, 429, 429]);
    assert_eq!(guess(&house, &from("127.0.0.3"), &[]).await, 401);
}

#[tokio::test]
async fn one_who_guesses_at_the_dashboard_is_closed_out_alone() {
    let house = limiting("\"127.0.0.1\"").await;
    let guess = async |n: u32, of: &str| {
        let link = format!("/dashboard/recovery/guess-{n}");
        let request = house.request(Method::GET, &link);
        Answer::of(request.header("x-forwarded-for", of))
            .await
            .status
    };
    for n in 0..60 {
        assert_eq!(guess(n, "192.0.2.1").await, 404);
    }
    assert_eq!(guess(60, "192.0.2.1").await, 429);
    assert_eq!(guess(61, "203.0.113.5, 192.0.2.1").await, 429);
    assert_eq!(guess(62, "192.0.2.2").await, 404);
}

#[tokio::test]
async fn what_a_proxy_says_of_hosts_and_schemes_is_never_believed() {
    let house = with(House::open(), "trusted_proxies = [\"127.0.0.1\"]");
    let request = house
        .request(Method::POST, "/v1/checkouts")
        .header("x-forwarded-host", "evil.example")
        .header("x-forwarded-proto", "https")
        .header("forwarded", "for=192.0.2.1;host=evil.example;proto=https");
    let made = Answer::of(request.json(&serde_json::json!({ "amount": 100 }))).await;
    let url = made.json()["url"].as_str().unwrap().to_owned();
    assert!(url.starts_with(&house.url()), "{url}");
}

#[test]
fn a_list_that_will_not_do_keeps_the_server_from_starting_and_the_doctor_tells_all_of_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let config = folder.path().join("guichet.toml");
    let toml = "[server]\nlisten = \"127.0.0.1:0\"\n\
                trusted_proxies = [\"canary\", \"::/0\", \"10.0.0.1/8\"]\n";
    fs::write(&config, toml).unwrap();
    for command in ["doctor", "serve"] {
        let output = crate::program::run(&[command, "--config", config.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        let told = format!(
            "{}{}",
            crate::program::stdout(&output),
            crate::program::stderr(&output)
        );
        for fault in ["number 1 is neither", "number 2 does", "number 3 does not"] {
            assert!(told.contains(fault), "{command}: {told}");
        }
        assert!(!told.contains("canary"), "{told}");
    }
}
