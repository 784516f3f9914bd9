//! What can be sent to an endpoint: an example, and what it has missed.

use leptos::prelude::*;
use payment::{EndpointId, NotificationKind};

use super::path;
use crate::{part::form, shell::Viewer, words::endpoint_change::EndpointChange};

/// The two forms.
pub(super) fn view(
    viewer: &Viewer,
    endpoint: &EndpointId,
    words: &'static EndpointChange,
) -> AnyView {
    let here = path(endpoint);
    let kinds: Vec<_> = NotificationKind::ALL
        .into_iter()
        .map(|kind| view! { <option value=kind.as_str()>{(words.kind)(kind)}</option> })
        .collect();
    view! {
        <section class="sheet" aria-labelledby="send-test">
            <h2 id="send-test">{words.test}</h2>
            <p class="hint">{words.test_hint}</p>
            <form class="line" method="post" action=format!("{here}/test")>
                {form::token(viewer)}
                <div class="field">
                    <label for="f-event">{words.test_kind}</label>
                    <select id="f-event" name="event">
                        {kinds}
                    </select>
                </div>
                <button class="button second">{words.test_send}</button>
            </form>
            <details>
                <summary>{words.replay}</summary>
                <form class="stack" method="post" action=format!("{here}/replay")>
                    {form::token(viewer)} <p class="hint">{words.replay_hint}</p>
                    <div class="field">
                        <label for="f-scope">{words.replay_scope}</label>
                        <select id="f-scope" name="scope">
                            <option value="undelivered">{words.replay_undelivered}</option>
                            <option value="all">{words.replay_all}</option>
                        </select>
                    </div>
                    <div class="line">
                        <div class="field">
                            <label for="f-from">{words.replay_from}</label>
                            <input
                                id="f-from"
                                name="from"
                                type="date"
                                aria-describedby="f-days-hint"
                            />
                        </div>
                        <div class="field">
                            <label for="f-to">{words.replay_to}</label>
                            <input id="f-to" name="to" type="date" aria-describedby="f-days-hint" />
                        </div>
                    </div>
                    <p class="hint" id="f-days-hint">{words.replay_days_hint}</p>
                    <button class="button second">{words.replay_send}</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}
