//! What follows when a guarantee is issued: the merchant is asked by webhook and the session
//! waits, or nobody is asked and the guarantee is accepted by itself `[G-conf]`.

use uuid::Uuid;

use crate::{
    Twin,
    session::{Guarantee, Session},
    settings::Webhook,
    webhook::Receipt,
};

impl Twin {
    /// A guarantee that was issued a moment ago waits for the merchant where the merchant is
    /// asked, and is accepted by itself where not `[G-conf]`. Says who is to be asked.
    pub(crate) fn settle_guarantee(&self, session: &mut Session) -> Option<Webhook> {
        if session.guarantee() != Guarantee::Issued {
            return None;
        }
        let asked = self.guarantee_webhook();
        match asked {
            Some(_) => session.await_guarantee(),
            None => session.accept_guarantee(),
        }
        asked
    }

    /// Asks the merchant in the background; a merchant who cannot be reached fails the
    /// session, unless it was answered for or is over by then.
    pub(crate) fn ask_for_guarantee(&self, id: Uuid, to: Webhook) {
        let twin = self.clone();
        tokio::spawn(async move {
            match twin.deliver_guarantee(id, &to).await {
                Receipt::Taken => {}
                Receipt::Undelivered => {
                    twin.change_session(id, |session, _| {
                        if session.awaits_guarantee() {
                            session.refuse_guarantee();
                        }
                    });
                }
            }
        });
    }
}
