//! How customers' pages look, edited in the dashboard.

use reqwest::Method;
use serde_json::{Value, json};

use super::person::Person;
use crate::house::{Answer, House};

const PAGE: &str = "/dashboard/branding";
const PREVIEW: &str = "/dashboard/branding/preview";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 40\">\
                   <rect width=\"80\" height=\"40\" fill=\"#0a7\"/></svg>";

/// The form as a browser sends it, with a file where there is one.
async fn send(
    person: &Person<'_>,
    path: &str,
    fields: &[(&str, &str)],
    file: Option<(&str, &str)>,
) -> Answer {
    let token = person.form_token().await;
    let mut body = String::new();
    for (name, value) in [("token", token.as_str())].iter().chain(fields) {
        body += &format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    let (media, bytes) = file.unwrap_or(("application/octet-stream", ""));
    let name = if file.is_some() { "logo.svg" } else { "" };
    body += &format!(
        "--edge\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"{name}\"\r\n\
         Content-Type: {media}\r\n\r\n{bytes}\r\n--edge--\r\n"
    );
    let request = person
        .request(Method::POST, path)
        .header("origin", person.origin())
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(body);
    Answer::of(request).await
}

async fn branding(house: &House) -> Value {
    house.get("/v1/branding").await.json()
}

/// When the saved look was changed, as the page has it.
async fn seen(person: &Person<'_>) -> String {
    let page = person.get(PAGE).await.text;
    super::browser::between(&page, "name=\"seen\" value=\"", "\"").to_owned()
}

#[tokio::test]
async fn a_look_is_edited_as_a_whole_and_the_log_says_by_whom() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let fields = [
        ("seen", ""),
        ("name", " Épicerie <b> "),
        ("palette.primary", "#7a1f3d"),
        ("radius", "20"),
        ("font", "figtree"),
        ("links.terms.en-CA", "https://shop.example/terms"),
        ("links.privacy.en-CA", "https://shop.example/privacy"),
        ("links.privacy.fr-CA", "https://shop.example/vie-privee"),
        ("words.paid.en-CA.note", "See you & yours on Monday."),
        ("words.paid.fr-CA.note", "À lundi."),
    ];
    let saved = send(&owner, PAGE, &fields, Some(("image/svg+xml", SVG))).await;
    assert_eq!(
        saved.header("location"),
        "/dashboard/branding?done=saved",
        "{}",
        saved.text
    );

    let told = branding(&house).await;
    assert_eq!(told["name"], "Épicerie <b>");
    assert_eq!(told["palette"]["primary"], "#7a1f3d");
    assert_eq!(
        (&told["radius"], &told["font"]),
        (&json!(20), &json!("figtree"))
    );
    assert_eq!(told["links"]["terms"], "https://shop.example/terms");
    assert_eq!(
        told["links"]["privacy"],
        json!({
            "en-CA": "https://shop.example/privacy", "fr-CA": "https://shop.example/vie-privee"
        })
    );
    assert_eq!(told["words"]["paid"]["fr-CA"]["note"], "À lundi.");
    assert_eq!(told["logo"]["width"], 96);

    let page = owner.get(PAGE).await.text;
    for shown in [
        "value=\"Épicerie &lt;b&gt;\"",
        "value=\"#7a1f3d\"",
        "See you &amp; yours on Monday.",
        "value=\"https://shop.example/vie-privee\"",
        "alt=\"Your logo as it is now\"",
    ] {
        assert!(page.contains(shown), "{shown}\n{page}");
    }
    let log = owner.get("/dashboard/audit").await.text;
    assert!(log.contains("Changed the branding") && log.contains("Changed the logo"));

    // What is sent once more as it is changes nothing.
    let as_seen = seen(&owner).await;
    let same = [&[("seen", as_seen.as_str())], &fields[1..]].concat();
    let before = branding(&house).await;
    let again = send(&owner, PAGE, &same, None).await;
    assert_eq!(again.status, 303);
    assert_eq!(branding(&house).await, before);

    let seen = seen(&owner).await;
    let bare = [
        ("seen", seen.as_str()),
        ("name", "Coin"),
        ("remove_logo", "yes"),
    ];
    assert_eq!(send(&owner, PAGE, &bare, None).await.status, 303);
    let told = branding(&house).await;
    assert_eq!(
        (&told["name"], &told["logo"]),
        (&json!("Coin"), &Value::Null)
    );
    assert_eq!(
        told["palette"]["primary"], "#2b3a55",
        "what is left empty is as if never set"
    );
}

#[tokio::test]
async fn every_fault_is_told_at_its_field_in_either_language_and_nothing_is_saved() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let before = branding(&house).await;
    let fields = [
        ("seen", ""),
        ("name", ""),
        ("domain", "https://shop.example/\"><script>"),
        ("palette.primary", "red"),
        ("palette.dark.accent", "#12"),
        ("radius", "25"),
        ("support.phone", "call me"),
        ("links.terms.fr-CA", "http://shop.example/"),
        ("words.paid.en-CA.note", "Thank you </textarea><script>"),
        ("made.up", "x"),
    ];
    let hostile = SVG.replace("<rect", "<script>alert(1)</script><text>A</text><rect");
    for (language, said) in [
        (
            "en-CA",
            ["9 things", "A colour is #", "It has a script in it."],
        ),
        (
            "fr-CA",
            [
                "9 points",
                "Une couleur s’écrit #",
                "Le fichier contient un script.",
            ],
        ),
    ] {
        let path = format!("{PAGE}?lang={language}");
        let refused = send(&owner, &path, &fields, Some(("image/svg+xml", &hostile))).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        let page = refused.text;
        for id in [
            "f-name",
            "f-domain",
            "f-palette-primary",
            "f-palette-dark-accent",
            "f-radius",
            "f-support-phone",
            "f-links-terms-fr-CA",
            "f-words-paid-fr-CA-note",
            "f-logo",
        ] {
            assert!(page.contains(&format!("href=\"#{id}\"")), "{id}\n{page}");
            assert!(page.contains(&format!("id=\"{id}-wrong\"")), "{id}");
        }
        for said in said {
            assert!(page.contains(said), "{said}\n{page}");
        }
        assert!(page.contains("value=\"call me\"") && page.contains("value=\"25\""));
        assert!(
            page.contains("Thank you &lt;/textarea>&lt;script>"),
            "{page}"
        );
        assert!(!page.contains("<script>"), "{page}");
    }
    assert_eq!(branding(&house).await, before);

    let heavy = format!("{SVG}<!--{}-->", "x".repeat(210_000));
    let named = [("seen", ""), ("name", "Coin")];
    for (media, bytes, said) in [
        ("image/svg+xml", heavy.as_str(), "more than 200 kB"),
        ("text/html", SVG, "no PNG, JPEG, WebP or SVG"),
        ("image/png", SVG, "not the kind of picture"),
    ] {
        let refused = send(&owner, PAGE, &named, Some((media, bytes))).await;
        assert_eq!(refused.status, 422, "{media}");
        assert!(refused.text.contains(said), "{said}\n{}", refused.text);
    }
    assert_eq!(branding(&house).await, before);
}

#[tokio::test]
async fn a_draft_is_shown_on_any_page_and_kept_nowhere() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let before = branding(&house).await;
    let fields = [
        ("name", "Draft & Co"),
        ("palette.primary", "#ffee00"),
        ("palette.tint", "#half"),
        ("words.choose.en-CA.title", "Pay for your trip"),
        ("screen", "choose"),
        ("spoken", "en-CA"),
        ("light", "night"),
    ];
    let shown = send(&owner, PREVIEW, &fields, Some(("image/svg+xml", SVG))).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    for part in [
        "Draft &amp; Co",
        "<h1 tabindex=\"-1\">Pay for your trip",
        "data-theme=\"dark\"",
        "src=\"data:image/png;base64,",
        "<style>:root{",
        "By day, the main button in #ffee00",
    ] {
        assert!(shown.text.contains(part), "{part}\n{}", shown.text);
    }
    for absent in [
        "<script",
        "<form method",
        "<iframe",
        "rel=\"stylesheet\"",
        "<a href",
    ] {
        assert!(!shown.text.contains(absent), "{absent}\n{}", shown.text);
    }
    let policy = shown.header("content-security-policy");
    for rule in [
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-same-origin",
    ] {
        assert!(policy.contains(rule), "{policy}");
    }
    assert!(
        !policy.contains("unsafe") && !policy.contains("script-src"),
        "{policy}"
    );
    assert_eq!(branding(&house).await, before);
    let page = owner.get(PAGE).await.text;
    assert!(!page.contains("Draft &amp; Co"));
}

#[tokio::test]
async fn a_form_of_more_fields_than_there_are_is_not_read_to_its_end() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let before = branding(&house).await;
    let odd: Vec<String> = (0..15_000).map(|n| format!("made.up.{n}")).collect();
    let mut fields: Vec<_> = odd.iter().map(|name| (name.as_str(), "")).collect();
    fields.insert(0, ("name", "Coin"));
    for path in [PAGE, PREVIEW] {
        assert_eq!(
            send(&owner, path, &fields, None).await.status,
            413,
            "{path}"
        );
    }
    assert_eq!(branding(&house).await, before);
    fields.truncate(200);
    fields.push(("seen", ""));
    assert_eq!(send(&owner, PAGE, &fields, None).await.status, 303);
}

#[tokio::test]
async fn every_page_can_be_looked_at_in_the_saved_look_by_whoever_may_look() {
    let house = House::open();
    let reader = Person::of(&house, "read_only").await;
    let page = reader.get(PAGE).await.text;
    assert!(page.contains("Only owners can change it."), "{page}");
    assert!(!page.contains("type=\"file\""), "{page}");
    let mut count = 0;
    for option in page.split("<option value=\"").skip(1) {
        let name = option.split('"').next().unwrap();
        if matches!(name, "en-CA" | "fr-CA" | "day" | "night") {
            continue;
        }
        let path = format!("{PREVIEW}?screen={name}&spoken=fr-CA&light=night");
        let shown = reader.get(&path).await;
        assert_eq!(shown.status, 200, "{name}");
        assert!(shown.text.contains("<html lang=\"fr-CA\""), "{name}");
        assert!(shown.header("set-cookie").is_empty(), "{name}");
        count += 1;
    }
    assert!(count >= 40, "{count}");
}

#[tokio::test]
async fn nobody_writes_over_what_somebody_else_saved_without_being_told() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let mine = [("seen", ""), ("name", "Mine")];
    let theirs = [("seen", ""), ("name", "Theirs")];
    assert_eq!(send(&owner, PAGE, &theirs, None).await.status, 303);
    let told = send(&owner, PAGE, &mine, None).await;
    assert_eq!(told.status, 409);
    assert!(
        told.text.contains("somebody else saved another look"),
        "{}",
        told.text
    );
    assert!(told.text.contains("value=\"Mine\""));
    assert_eq!(branding(&house).await["name"], "Theirs");

    let seen = super::browser::between(&told.text, "name=\"seen\" value=\"", "\"");
    let again = [("seen", seen), ("name", "Mine")];
    assert_eq!(send(&owner, PAGE, &again, None).await.status, 303);
    assert_eq!(branding(&house).await["name"], "Mine");
}

#[tokio::test]
async fn a_form_with_a_file_is_taken_from_our_own_page_alone() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let post = |body: &'static str| {
        owner
            .request(Method::POST, PAGE)
            .header("origin", house.url())
            .header("content-type", "multipart/form-data; boundary=edge")
            .body(body)
    };
    for body in [
        "",
        "nonsense",
        "--edge--\r\n",
        "--edge\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--edge--\r\n",
        "--edge\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nx\r\n--edge--\r\n",
    ] {
        let refused = Answer::of(post(body)).await;
        assert_eq!(refused.status, 403, "{body}");
        assert!(refused.text.contains("This form is out of date"), "{body}");
    }
}

#[tokio::test]
async fn a_file_that_is_far_too_large_is_told_on_a_page_of_ours() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    let before = branding(&house).await;
    let huge = format!("{SVG}<!--{}-->", "x".repeat(3_000_000));
    for (language, said) in [
        ("en-CA", ["This form is too large", "at most 200 kB"]),
        ("fr-CA", ["Ce formulaire est trop gros", "200\u{a0}ko"]),
    ] {
        let path = format!("{PAGE}?lang={language}");
        let fields = [("seen", ""), ("name", "Coin")];
        let refused = send(&owner, &path, &fields, Some(("image/svg+xml", &huge))).await;
        assert_eq!(refused.status, 413, "{}", refused.text);
        for said in said {
            assert!(refused.text.contains(said), "{said}: {}", refused.text);
        }
        for header in [
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
        ] {
            assert!(!refused.header(header).is_empty(), "{header}");
        }
    }
    let page = owner.get(PAGE).await.text;
    assert!(page.contains("data-heaviest=\"204800\""), "{page}");
    assert_eq!(branding(&house).await, before);
}
