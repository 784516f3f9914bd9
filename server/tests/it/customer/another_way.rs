//! After each refusal the same page offers another way on the same order, says why, and has what
//! was typed.

use reqwest::Method;
use serde_json::json;

use crate::{
    house::{Answer, House},
    payer::Payer,
};

/// What went wrong: at the provider, by what it says of the session, or in the browser, where the
/// page has to have said beforehand what helps.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    Says {
        status: &'static str,
        method: &'static str,
        screen: &'static str,
    },
    InTheBrowser {
        what: &'static str,
        /// What the page says, in both languages.
        says: [&'static str; 2],
    },
}

const TROUBLE: [Trouble; 6] = [
    Trouble::Says {
        status: "EFT0402",
        method: "guaranteed_eft",
        screen: "not_guaranteed",
    },
    Trouble::Says {
        status: "EFT0404",
        method: "guaranteed_eft",
        screen: "low_balance",
    },
    Trouble::Says {
        status: "Declined",
        method: "e_transfer",
        screen: "declined",
    },
    Trouble::InTheBrowser {
        what: "a window that is blocked",
        says: [
            "Trouble? Open your bank’s page in full",
            "Un problème? Ouvrez la page de votre institution en plein écran",
        ],
    },
    Trouble::InTheBrowser {
        what: "a frame that is refused",
        says: [
            "Nothing to see in the frame?",
            "Rien ne s’affiche dans le cadre?",
        ],
    },
    Trouble::InTheBrowser {
        what: "a bank that is not in the list",
        says: [
            "My bank is not in the list",
            "Mon institution n’est pas dans la liste",
        ],
    },
];

const TYPED: [(&str, &str); 3] = [
    ("first_name", "Zoé"),
    ("last_name", "Lefèvre"),
    ("email", "zoe@exemple.ca"),
];

#[tokio::test]
async fn each_refusal_offers_the_other_method_on_the_same_page_with_what_was_typed() {
    let house = House::with_twin();
    for trouble in TROUBLE {
        for (at, lang) in ["en-CA", "fr-CA"].into_iter().enumerate() {
            let payer = Payer::new(&house).await;
            let method = match trouble {
                Trouble::Says { method, .. } => method,
                Trouble::InTheBrowser { .. } => "guaranteed_eft",
            };
            let other = match method {
                "e_transfer" => "guaranteed_eft",
                _ => "e_transfer",
            };
            let mut form = vec![("token", &*payer.token), ("method", method), ("lang", lang)];
            form.extend(TYPED);
            let begun = house.submit("/actions/start", &form).await;
            assert_eq!(begun.status, 303);
            let page = match trouble {
                Trouble::Says { status, screen, .. } => {
                    house.drive(status).await;
                    payer.until_status("open").await;
                    let page = house.follow(&begun).await;
                    let shown = format!("data-screen=\"{screen}\"");
                    assert!(page.text.contains(&shown), "{trouble:?}");
                    page
                }
                Trouble::InTheBrowser { what, says } => {
                    let page = house.follow(&begun).await;
                    assert!(page.text.contains(says[at]), "{what}: {}", page.text);
                    let way = format!("{}?lang={lang}&choose=1", payer.path());
                    let link = format!("href=\"{}\"", way.replace('&', "&amp;"));
                    assert!(page.text.contains(&link), "{what}");
                    Answer::of(house.anonymous(Method::GET, &way)).await
                }
            };
            assert!(page.text.contains(&format!("<html lang=\"{lang}\"")));
            assert!(page.text.contains("data-form=\"start\""), "{trouble:?}");
            let offered = format!("value=\"{other}\"");
            assert!(page.text.contains(&offered), "{trouble:?} {lang}");
            for (_, typed) in TYPED {
                let kept = format!("value=\"{typed}\"");
                assert!(page.text.contains(&kept), "{trouble:?} {lang}: {typed}");
            }
            // It is the same order, and the other method begins on it.
            let mut form = vec![("token", &*payer.token), ("method", other), ("lang", lang)];
            form.extend(TYPED);
            let begun = house.submit("/actions/start", &form).await;
            assert!(begun.header("location").starts_with(&payer.path()));
            let checkout = payer.checkout().await;
            let last = checkout["attempts"].as_array().unwrap().last().unwrap();
            assert_eq!(
                (&last["method"], &last["status"]),
                (&json!(other), &json!("processing")),
                "{trouble:?} {lang}"
            );
        }
    }
}
