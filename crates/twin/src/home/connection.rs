use maud::{Markup, html};

use super::Panel;
use crate::Twin;

pub(super) fn view(twin: &Twin, host: &str, panel: &Panel) -> Markup {
    let credentials = &twin.settings().credentials;
    // The path of the address may be a secret; where it goes is not.
    let receiver = twin.webhook().map(|webhook| origin(&webhook.url));
    html! {
        section .card aria-labelledby="connection" {
            h2 #connection { (panel.connection) }
            dl .facts {
                div { dt { (panel.base) } dd { code { "http://" (host) } } }
                div { dt { (panel.client) } dd { code { (credentials.client_id) } } }
                div { dt { (panel.secrets) } dd { (panel.secrets_where) } }
                div {
                    dt { (panel.webhooks) }
                    dd {
                        @match receiver {
                            Some(origin) => code { (origin) },
                            None => (panel.webhooks_nowhere),
                        }
                    }
                }
            }
        }
    }
}

fn origin(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or(("http", address));
    let host = rest.split('/').next().unwrap_or_default();
    // Credentials may stand before the host.
    let host = host.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}")
}
