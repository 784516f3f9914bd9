//! Every form of the dashboard, sent what no page of ours sends.

use reqwest::{Method, RequestBuilder};
use sqlx::AnyConnection;

use super::person::Person;
use crate::house::{Answer, House};

/// What must come back in no page: whoever sends somebody else's browser here would write on it.
const CANARY: &str = "<i>canary-7f3a</i>";

/// How much of everything there is.
async fn rows(door: &mut AnyConnection) -> Vec<(&'static str, i64)> {
    let mut rows = Vec::new();
    for (table, count) in [
        ("api_key", "SELECT COUNT(*) FROM api_key"),
        ("endpoint", "SELECT COUNT(*) FROM endpoint"),
        ("endpoint_secret", "SELECT COUNT(*) FROM endpoint_secret"),
        ("payment_link", "SELECT COUNT(*) FROM payment_link"),
        ("domain", "SELECT COUNT(*) FROM domain"),
        ("person", "SELECT COUNT(*) FROM person"),
        ("membership", "SELECT COUNT(*) FROM membership"),
        ("passkey", "SELECT COUNT(*) FROM passkey"),
        ("checkout", "SELECT COUNT(*) FROM checkout"),
    ] {
        let found = sqlx::query_scalar(count).fetch_one(&mut *door).await;
        rows.push((table, found.unwrap()));
    }
    rows
}

/// Bodies of every kind, each with what it says that it is.
fn bodies(token: &str) -> Vec<(&'static str, Vec<u8>)> {
    const FORM: &str = "application/x-www-form-urlencoded";
    const FIELDS: [&str; 14] = [
        "name", "host", "url", "email", "role", "scope", "mode", "amount", "kind", "id", "label",
        "password", "code", "intent",
    ];
    let filled = |value: &str| {
        let fields = FIELDS.map(|field| format!("&{field}={value}"));
        format!("token={token}{}", fields.concat()).into_bytes()
    };
    let encoded = "%3Ci%3Ecanary-7f3a%3C%2Fi%3E";
    vec![
        (FORM, Vec::new()),
        (FORM, filled(encoded)),
        (FORM, filled("")),
        (FORM, filled("%00%00")),
        (FORM, filled("%FF%FE%80")),
        (FORM, filled("%ED%A0%80")),
        (FORM, filled("-1")),
        (FORM, filled("99999999999999999999999999")),
        (FORM, filled("javascript:alert(1)")),
        (FORM, filled(&"x".repeat(5_000))),
        (FORM, filled(&"%F0%9F%92%A9".repeat(400))),
        (FORM, format!("token={token}&token={token}&{}", "a=b&".repeat(2_000)).into_bytes()),
        (FORM, [format!("token={token}&name=").into_bytes(), vec![0xff; 200]].concat()),
        (FORM, vec![b'%'; 3_000]),
        (FORM, vec![b'a'; 3_000_000]),
        ("application/json", format!("{{\"token\":\"{token}\",\"name\":\"{CANARY}\"}}").into_bytes()),
        ("application/json", "[".repeat(20_000).into_bytes()),
        ("text/plain", filled(encoded)),
        ("multipart/form-data", filled(encoded)),
        (
            "multipart/form-data; boundary=x",
            format!("--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--x\r\nContent-Disposition: form-data; name=\"name\"; filename=\"{CANARY}\"\r\nContent-Type: image/png\r\n\r\nnot a picture\r\n--x--\r\n").into_bytes(),
        ),
        ("multipart/form-data; boundary=x", b"--x\r\n".repeat(3_000)),
        ("\u{7f}", filled(encoded)),
    ]
}

fn with_body(request: RequestBuilder, kind: &str, body: Vec<u8>) -> RequestBuilder {
    match reqwest::header::HeaderValue::from_str(kind) {
        Ok(kind) => request.header("content-type", kind).body(body),
        Err(_) => request.body(body),
    }
}

#[tokio::test]
async fn no_form_is_broken_by_what_no_page_sends_and_nothing_of_it_is_said_again() {
    let house = House::open();
    let nobody = "0".repeat(26);
    let ids = ["chk", "ep", "dlv", "plk", "key", "per", "inv", "pky", "sgn"];
    let (mut asked, mut number) = (0, 0);
    for (verb, path, power) in server::dashboard_addresses() {
        if verb != "POST" || power == "anybody" {
            continue;
        }
        // Some of them end the sign-in that they come with, as they are to.
        number += 1;
        let owner = Person::of_merchant(&house, &house.merchant, "owner", number).await;
        let before = rows(&mut house.back_door().await).await;
        let token = owner.form_token().await;
        let garbage = path
            .replace("{id}", "%3Ci%3Ecanary-7f3a%3C%2Fi%3E")
            .replace("{seq}", "-1");
        let mut sent: Vec<_> = bodies(&token)
            .into_iter()
            .map(|(kind, body)| (garbage.clone(), kind, body))
            .collect();
        if path.contains('{') {
            let (kind, body) = bodies(&token).swap_remove(1);
            sent.extend(ids.map(|id| {
                let id = format!("{id}_{nobody}");
                let place = path
                    .replace("{id}", &id)
                    .replace("{seq}", "99999999999999999999");
                (place, kind, body.clone())
            }));
        }
        for (place, kind, body) in sent {
            let length = body.len();
            let request = owner
                .request(Method::POST, &place)
                .header("origin", owner.origin())
                // Where a body was refused unread, nothing more can be said.
                .header("connection", "close");
            let Ok(response) = with_body(request, kind, body).send().await else {
                // A body that is too large is not read to its end.
                assert!(length > 4_000, "{path} hung up on {length} bytes of {kind}");
                continue;
            };
            let status = response.status().as_u16();
            let what = format!("POST {place} with {length} bytes of {kind}: {status}");
            assert!((200..500).contains(&status), "{what}");
            if path.contains('{') {
                assert_ne!(status, 200, "{what}");
            }
            let text = response.text().await.unwrap_or_default();
            assert!(!text.contains(CANARY), "{what} is said again: {text}");
            asked += 1;
        }
        let after = rows(&mut house.back_door().await).await;
        assert_eq!(after, before, "POST {path}");
    }
    assert!(asked > 500, "{asked}");
    let answer = Answer::of(house.anonymous(Method::GET, "/healthz")).await;
    assert_eq!(answer.status, 200);
    assert!(!house.close().contains("panicked"));
}
