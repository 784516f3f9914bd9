use maud::{DOCTYPE, html};
use payment::Locale;

use super::page::{Page, head, mark};
use crate::words::Words;

/// The page of a session that nobody knows, in both languages: which one was wanted is
/// not known either.
pub(super) fn page() -> Page {
    let [english, french] = Locale::ALL.map(Words::of);
    Page(html! {
        (DOCTYPE)
        html lang=(english.locale.tag()) {
            (head(english.missing.title))
            body data-steps="" {
                header .bar {
                    p .brand { (mark()) span .name { "Flinks Pay" } " " span .tag { (english.frame.tag) } }
                }
                main .plain data-screen="missing" {
                    h1 { (english.missing.title) }
                    p .lead { (english.missing.lead) }
                    div lang=(french.locale.tag()) {
                        h2 { (french.missing.title) }
                        p .lead { (french.missing.lead) }
                    }
                }
                footer { p { (english.frame.note) } }
            }
        }
    })
}
