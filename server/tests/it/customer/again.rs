//! Forms that come again, late, or from a page that is no longer what it was, by browsers that
//! run no script: no second payment is begun, and nothing that was typed is lost.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
};

const TYPED: [(&str, &str); 3] = [
    ("first_name", "Zoé"),
    ("last_name", "Canarytyped"),
    ("email", "zoe@exemple.ca"),
];

/// What a form on a page brings along, as a browser sends it: its hidden fields, and what is
/// typed and chosen in it.
struct Form {
    name: &'static str,
    hidden: Vec<(String, String)>,
}

impl Form {
    /// As it stands in the page.
    fn of(page: &Answer, name: &'static str) -> Self {
        let (_, rest) = page
            .text
            .split_once(&format!("data-form=\"{name}\""))
            .unwrap_or_else(|| panic!("no form {name}: {}", page.text));
        let inside = rest.split("</form>").next().unwrap();
        let hidden = inside.split("<input type=\"hidden\" name=\"").skip(1);
        let hidden = hidden.map(|input| {
            let (name, rest) = input.split_once("\" value=\"").unwrap();
            let value = rest.split('"').next().unwrap();
            (name.to_owned(), value.to_owned())
        });
        Self {
            name,
            hidden: hidden.collect(),
        }
    }

    async fn send(&self, house: &House, typed: &[(&str, &str)]) -> Answer {
        let hidden = self.hidden.iter().map(|(name, value)| (&**name, &**value));
        let fields: Vec<(&str, &str)> = hidden.chain(typed.iter().copied()).collect();
        house
            .submit(&format!("/actions/{}", self.name), &fields)
            .await
    }
}

/// What is typed, with that method.
fn by(method: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut form = TYPED.to_vec();
    form.push(("method", method));
    form
}

fn attempts(checkout: &Value) -> usize {
    checkout["attempts"].as_array().unwrap().len()
}

fn keeps(page: &Answer) -> bool {
    TYPED
        .iter()
        .all(|(_, value)| page.text.contains(&format!("value=\"{value}\"")))
}

#[tokio::test]
async fn a_refused_form_is_shown_at_an_address_that_sends_nothing_and_says_nothing() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    let mut form = by("guaranteed_eft");
    form[2].1 = "zoe at exemple";
    let answer = Form::of(&payer.page().await, "start")
        .send(&house, &form)
        .await;
    assert_eq!(answer.status, 303);
    let address = answer.header("location").to_owned();
    let (path, query) = address.split_once('?').unwrap();
    assert_eq!(path, payer.path());
    for (_, value) in &form[..3] {
        assert!(!query.contains(value), "{query}");
    }
    // Loading it anew shows the same again, in the other language too.
    for _ in 0..2 {
        let page = house.follow(&answer).await;
        assert_eq!(page.status, 200);
        for shown in ["Zoé", "Canarytyped", "zoe at exemple", "role=\"alert\""] {
            assert!(page.text.contains(shown), "{shown}");
        }
        let (_, switch) = page.text.split_once("<a href=\"/c/").unwrap();
        let switch = format!("/c/{}", switch.split('"').next().unwrap());
        let switch = switch.replace("&amp;", "&");
        let other = Answer::of(house.anonymous(Method::GET, &switch)).await;
        assert!(other.text.contains("lang=\"fr-CA\"") && other.text.contains("zoe at exemple"));
    }
    // Another page's address opens nothing, nor does a key that is none.
    let stranger = Payer::new(&house).await;
    for query in [
        query,
        "lang=en-CA&typed=00000000000000000000000000000000",
        "typed=x",
    ] {
        let path = format!("{}?{query}", stranger.path());
        let page = Answer::of(house.anonymous(Method::GET, &path)).await;
        assert_eq!(page.status, 200);
        assert!(!page.text.contains("Canarytyped"), "{query}");
    }
    assert_eq!(attempts(&payer.checkout().await), 0);
}

#[tokio::test]
async fn what_was_typed_cannot_be_read_in_the_database_or_the_log() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    let mut form = by("guaranteed_eft");
    form[2].1 = "nowhere";
    Form::of(&payer.page().await, "start")
        .send(&house, &form)
        .await;
    let mut door = house.back_door().await;
    let sealed: Vec<Vec<u8>> = sqlx::query_scalar("SELECT sealed FROM draft")
        .fetch_all(&mut door)
        .await
        .unwrap();
    assert_eq!(sealed.len(), 1);
    let canary = b"Canarytyped";
    assert!(!sealed[0].windows(canary.len()).any(|part| part == canary));
    drop(door);
    assert!(!house.close().contains("Canarytyped"));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_starts_one_attempt_and_is_not_called_stale() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let form = Form::of(&payer.page().await, "start");
    let typed = by("guaranteed_eft");
    let (first, second) = tokio::join!(form.send(&house, &typed), form.send(&house, &typed));
    for answer in [first, second, form.send(&house, &typed).await] {
        assert_eq!(answer.status, 303);
        assert!(!answer.header("location").contains("stale"));
    }
    assert_eq!(attempts(&payer.checkout().await), 1);
    assert_eq!(house.asked("POST", "/api/v2/sessions").await, 1);
}

#[tokio::test]
async fn a_form_from_before_another_attempt_starts_nothing_until_it_is_sent_again() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    // Two tabs, drawn at the same time.
    let (here, there) = (payer.page().await, payer.page().await);
    Form::of(&here, "start")
        .send(&house, &by("guaranteed_eft"))
        .await;
    let stale = Form::of(&there, "start")
        .send(&house, &by("e_transfer"))
        .await;
    let checkout = payer.checkout().await;
    assert_eq!((stale.status, attempts(&checkout)), (303, 1));
    assert_eq!(checkout["attempts"][0]["status"], "processing");
    let page = house.follow(&stale).await;
    assert!(page.text.contains("data-note=\"stale\""), "{}", page.text);
    assert!(
        page.text
            .contains("A payment is already open at your bank.")
    );
    assert!(keeps(&page), "what was typed is kept");
    // Whoever sends it again knows what they do.
    Form::of(&page, "start")
        .send(&house, &by("e_transfer"))
        .await;
    assert_eq!(attempts(&payer.checkout().await), 2);
    let used = house.follow(&stale).await;
    assert!(
        used.text.contains("data-look=\"bank\""),
        "it was made use of"
    );
}

#[tokio::test]
async fn of_two_pages_that_press_in_the_same_moment_one_begins() {
    let house = House::with_twin();
    for _ in 0..8 {
        let payer = Payer::new(&house).await;
        let (here, there) = (payer.page().await, payer.page().await);
        let (here, there) = (Form::of(&here, "start"), Form::of(&there, "start"));
        let typed = by("guaranteed_eft");
        let (one, two) = tokio::join!(here.send(&house, &typed), there.send(&house, &typed));
        let is_stale = |answer: &Answer| answer.header("location").contains("&stale=");
        assert_ne!(is_stale(&one), is_stale(&two));
        assert_eq!(attempts(&payer.checkout().await), 1);
    }
}

#[tokio::test]
async fn a_form_from_before_a_refusal_shows_the_refusal_first() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let before = Form::of(&payer.page().await, "start");
    payer.start("guaranteed_eft").await;
    house.drive("EFT0402").await;
    payer
        .until("refused", |it| !it["last_failure"].is_null())
        .await;
    let stale = before.send(&house, &by("guaranteed_eft")).await;
    let page = house.follow(&stale).await;
    assert!(page.text.contains("data-screen=\"not_guaranteed\""));
    assert!(page.text.contains("data-note=\"stale\"") && keeps(&page));
    assert_eq!(attempts(&payer.checkout().await), 1);
}

#[tokio::test]
async fn trying_again_from_an_old_page_does_not_repeat_what_came_since() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    payer.cancel().await;
    let old = Form::of(&payer.page().await, "restart");
    payer.start("e_transfer").await;
    let answer = old.send(&house, &[]).await;
    assert!(answer.header("location").contains("&stale=att_"));
    let checkout = payer.checkout().await;
    assert_eq!(attempts(&checkout), 2);
    assert_eq!(checkout["attempts"][1]["status"], "processing");
    // The page of today may: twice sent, once done.
    payer.cancel().await;
    let today = Form::of(&payer.page().await, "restart");
    today.send(&house, &[]).await;
    today.send(&house, &[]).await;
    assert_eq!(attempts(&payer.checkout().await), 3);
}

#[tokio::test]
async fn a_form_that_was_changed_after_it_was_sent_is_kept_and_starts_nothing() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    // The browser kept the page; its sender went back to it.
    let form = Form::of(&payer.page().await, "start");
    form.send(&house, &by("guaranteed_eft")).await;
    let mut changed = by("guaranteed_eft");
    changed[1].1 = "Tremblay";
    let page = house.follow(&form.send(&house, &changed).await).await;
    assert!(page.text.contains("data-note=\"stale\"") && page.text.contains("value=\"Tremblay\""));
    assert_eq!(attempts(&payer.checkout().await), 1);
}

#[tokio::test]
async fn going_back_after_paying_starts_nothing() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let form = Form::of(&payer.page().await, "start");
    form.send(&house, &by("guaranteed_eft")).await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    for method in ["guaranteed_eft", "e_transfer"] {
        let page = house.follow(&form.send(&house, &by(method)).await).await;
        assert!(page.text.contains("data-screen=\"paid\""));
    }
    let checkout = payer.checkout().await;
    assert_eq!((attempts(&checkout), &checkout["cases"]), (1, &json!([])));
    assert_eq!(house.asked("POST", "/api/v2/sessions").await, 1);
}

#[tokio::test]
async fn more_time_for_a_form_is_shown_at_an_address_that_asks_for_no_more() {
    let house = House::open();
    let payer = Payer::with(&house, json!({ "expires_in": 3600 })).await;
    let form = Form::of(&payer.page().await, "start");
    let form = Form {
        name: "extend",
        ..form
    };
    let answer = form.send(&house, &by("e_transfer")).await;
    assert!(answer.header("location").contains("&given=1&typed="));
    for _ in 0..2 {
        let page = house.follow(&answer).await;
        assert!(page.text.contains("id=\"time-given\"") && keeps(&page));
        assert!(!page.text.contains("role=\"alert\""), "nothing is wrong");
    }
    let facts = payer.facts().await;
    assert!(!facts.contains(&"checkout_extended".to_owned()) || facts.len() == 2);
}

#[tokio::test]
async fn a_form_of_accounts_without_one_is_answered_by_an_address() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let form = [("token", payer.token.as_str()), ("lang", "en-CA")];
    let answer = house.submit("/actions/account", &form).await;
    assert_eq!(answer.status, 303);
    assert_eq!(house.follow(&answer).await.status, 200);
}

#[tokio::test]
async fn a_text_without_end_is_kept_up_to_ten_thousand_characters() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    let long = "é".repeat(10_001);
    let form = [
        ("token", payer.token.as_str()),
        ("method", "guaranteed_eft"),
        ("first_name", long.as_str()),
        ("lang", "en-CA"),
    ];
    let answer = house.submit("/actions/start", &form).await;
    let page = house.follow(&answer).await.text;
    assert!(page.contains(&format!("value=\"{}\"", "é".repeat(10_000))));
    assert!(!page.contains(&long));
}

#[tokio::test]
async fn whoever_says_that_they_are_done_waits_since_then_however_often_they_look() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let first = format!("{}?lang=en-CA&view=status", payer.path());
    let answer = Answer::of(house.anonymous(Method::GET, &first)).await;
    assert_eq!(answer.status, 303);
    let page = house.follow(&answer).await;
    assert!(page.text.contains("data-look=\"waiting\""));
    assert!(page.text.contains("<p hidden class=\"slow\">"));
    let since = answer.header("location").split_once("&since=").unwrap().1;
    let kept = format!("view=status&amp;since={since}");
    assert!(
        page.text.matches(&kept).count() >= 2,
        "looking again, and the other language"
    );
    // An address can say anything; nobody waits since before they were sent to their bank.
    for since in ["0", "-9223372036854775808", "9223372036854775807", "x"] {
        let path = format!("{first}&since={since}");
        let answer = Answer::of(house.anonymous(Method::GET, &path)).await;
        assert!(matches!(answer.status, 200 | 303), "{since}");
        assert!(!answer.text.contains("<p class=\"slow\">"), "{since}");
    }
}
