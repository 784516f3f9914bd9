use maud::{PreEscaped, html};

use super::{
    message::Message,
    page::Body,
    part::{Icon, icon},
    policy::Policy,
    telling::Telling,
};
use crate::{
    fault::{FrameFault, PageEffects},
    words::Words,
};

/// A page that is about to be shown, as far as faults can strike it.
pub(super) struct Struck<'a> {
    pub(super) telling: &'a mut Telling,
    pub(super) policy: &'a mut Policy,
    pub(super) body: &'a mut Body,
    /// The window that the bank would open from this page.
    pub(super) window: Option<String>,
}

/// Lets the page suffer from the faults in force.
pub(super) fn suffer(faults: &mut PageEffects<'_>, words: &Words, page: Struck<'_>) {
    let Struck {
        telling,
        policy,
        body,
        window,
    } = page;
    if !telling.is_empty() && faults.unknown_step() {
        telling.add(Message::undocumented(telling.dialect.key()));
    }
    match faults.frame() {
        Some(FrameFault::Refused) => policy.refuse_frames(),
        Some(FrameFault::PopupBlocked) => {
            policy.block_popups();
            if let Some(window) = window {
                open_in_vain(&window, words, body);
            }
        }
        Some(FrameFault::Silent) => telling.hush(),
        Some(FrameFault::Early) => telling.hurry(),
        None => {}
    }
}

/// The bank signs its customers in in a window of its own. It stays shut; the page says so,
/// and the way goes on here.
fn open_in_vain(window: &str, words: &Words, body: &mut Body) {
    let content = std::mem::take(&mut body.content.0);
    body.content = html! {
        p .assurance .window data-window=(window) role="status" {
            (icon(Icon::Warning)) span { (words.own_window.blocked) }
        }
        (PreEscaped(content))
    };
}
