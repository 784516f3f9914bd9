//! Every form of the dashboard, sent what no page of ours sends.

use reqwest::{Method, RequestBuilder};
use sqlx::{AnyConnection, Row as _, any::AnyRow};

use super::{matrix::ids_of, person::Person};
use crate::house::{Answer, House};

/// What must come back in no page: whoever sends somebody else's browser here would write on it.
const CANARY: &str = "<i>canary-7f3a</i>";

/// Everything that there is, row by row.
async fn rows(door: &mut AnyConnection) -> Vec<(&'static str, Vec<String>)> {
    let mut rows = Vec::new();
    for (table, all) in [
        ("api_key", "SELECT * FROM api_key"),
        // Without what is counted of deliveries: there is nobody at these endpoints.
        (
            "endpoint",
            "SELECT id, merchant, mode, url, description, kinds, disabled_at, deleted_at FROM endpoint",
        ),
        ("endpoint_secret", "SELECT * FROM endpoint_secret"),
        ("payment_link", "SELECT * FROM payment_link"),
        // Without what the worker finds when it looks for their records.
        (
            "domain",
            "SELECT merchant, mode, host, challenge, proven_at, created_at FROM domain",
        ),
        // Any long text is a password, and no language is the browser’s.
        ("person", "SELECT id, email, handle, created_at FROM person"),
        ("membership", "SELECT * FROM membership"),
        ("passkey", "SELECT * FROM passkey"),
        ("checkout", "SELECT * FROM checkout"),
    ] {
        let found = sqlx::query(all).fetch_all(&mut *door).await.unwrap();
        let mut found: Vec<_> = found.iter().map(told).collect();
        found.sort();
        rows.push((table, found));
    }
    rows
}

/// What a row says, column by column.
fn told(row: &AnyRow) -> String {
    let column = |at: usize| {
        let number = row
            .try_get::<Option<i64>, _>(at)
            .map(|it| format!("{it:?}"));
        number
            .or_else(|_| {
                row.try_get::<Option<String>, _>(at)
                    .map(|it| format!("{it:?}"))
            })
            .or_else(|_| {
                row.try_get::<Option<bool>, _>(at)
                    .map(|it| format!("{it:?}"))
            })
            .or_else(|_| {
                row.try_get::<Option<Vec<u8>>, _>(at)
                    .map(|it| format!("{it:?}"))
            })
            .unwrap()
    };
    (0..row.len()).map(column).collect::<Vec<_>>().join(" ")
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
    let (next_door, key) = house.another_merchant();
    let theirs = Person::of_merchant(&house, &next_door, "owner", 250).await;
    let theirs = ids_of(&house, &next_door, &key, &theirs, 250).await;
    let (mut asked, mut number) = (0, 0);
    for (verb, path, power) in server::dashboard_addresses() {
        if verb != "POST" || power == "anybody" {
            continue;
        }
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
            // What is another merchant's is not there, whether the form would do or not.
            for nth in [0, 1, 6] {
                let (kind, body) = bodies(&token).swap_remove(nth);
                sent.push((theirs.fill(&path), kind, body));
            }
            sent.push((
                theirs.fill(&path),
                kind,
                format!("token={token}").into_bytes(),
            ));
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
            let leads = response.headers().get("location");
            let leads = leads.and_then(|leads| leads.to_str().ok());
            if leads.is_some_and(|leads| leads.starts_with("/dashboard/sign-in")) {
                // Some of them end the sign-in that they come with, as they are to.
                owner.sign_in().await;
            }
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
