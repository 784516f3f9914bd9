//! Letters, from the fact to a mail server: a real one, with a will of its own.

mod again;
mod death;
mod doctor;
mod hostile;
mod lane;
mod letter;
pub(crate) mod office;
mod resend;
mod trouble;
mod twice;

use std::time::Duration;

use serde_json::json;
use store::{LetterRow, LetterState};

use self::office::Office;
use crate::moment::{Moment, Page};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Long enough for the provider to be asked, and too short for a letter to be tried twice.
const A_READ: Duration = Duration::from_secs(4);

/// For a mail server on this machine that means to answer.
const PATIENT: &str = "tls = \"none\"\ntimeout = \"20s\"";

/// For one that does not.
const IMPATIENT: &str = "tls = \"none\"\ntimeout = \"200ms\"";

impl Moment {
    /// With a way for letters.
    async fn writing(office: &Office, more: &str) -> Self {
        Self::told(&office.section(more)).await
    }

    /// An order that is paid by a guaranteed debit, whatever becomes of the letter.
    async fn paid(&self, lang: &str) -> Page {
        let page = self.begun(lang).await;
        self.pass(A_READ).await;
        assert_eq!(self.checkout(&page).await["status"], "paid");
        page
    }

    /// The same as far as the bank knows.
    async fn begun(&self, lang: &str) -> Page {
        let page = self.order(json!({})).await;
        let form = [
            ("token", page.token.as_str()),
            ("method", "guaranteed_eft"),
            ("first_name", "Zoé"),
            ("last_name", "Tremblay"),
            ("email", "zoe.tremblay@example.com"),
            ("lang", lang),
        ];
        assert_eq!(self.submit("/actions/start", &form).await, 303);
        let sessions = self.twin_list("/_twin/sessions").await;
        let session = sessions.last().unwrap()["id"].as_str().unwrap();
        let drive = format!("/_twin/sessions/{session}/drive");
        self.twin_order(&drive, &json!({ "to": "EFT0301" })).await;
        page
    }

    /// The letters of a checkout, as the store has them.
    async fn letters(&self, page: &Page) -> Vec<LetterRow> {
        let store = self.store().await;
        store.letters(&page.id.parse().unwrap()).await.unwrap()
    }

    /// How its only letter stands, and how often it was tried.
    async fn standing(&self, page: &Page) -> (LetterState, u32) {
        let letters = self.letters(page).await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        (letters[0].state, letters[0].tries)
    }
}
