use flinks::step::Step;
use maud::html;

use super::{done, router::Turn, screen::Screen, visit::Visit};
use crate::{
    journey::{Notice, message::Message, page::Body, visit::Fields},
    link::{LinkedAccount, NewLogin, TestUser},
    words::Words,
};

/// Whose accounts they are when the fault says that they are somebody else's.
const SOMEBODY_ELSE: &str = "Morgan Thibodeau";

/// The bank lets the customer in: the login is kept, and its accounts are shown.
pub(super) fn link(turn: &mut Turn<'_, '_>) {
    let visit = &mut *turn.visit;
    let (Some(institution), Some(user)) = (visit.institution, visit.user.clone()) else {
        visit.go(Screen::Bank);
        return;
    };
    if TestUser::of(&user) == TestUser::Dispatched {
        visit.tell_with(Message::of_code("OPERATION_DISPATCHED"));
    }
    let mismatch = turn.effects.name_mismatch();
    let new = NewLogin {
        institution,
        user,
        holder: mismatch.then(|| SOMEBODY_ELSE.to_owned()),
    };
    let login = turn.book.link_login(new, turn.now);
    let shown = login.accounts.len() + 1;
    visit.login = Some(login);
    if visit.parameters.account_selector.is_on() {
        visit.go(Screen::Account);
        // Assumption: both are numbers; the foreign account is among them.
        visit.tell_with(
            Message::of_connect(&Step::ComponentLoadAccountSelection)
                .with("totalAccounts", shown)
                .with("displayedAccounts", shown),
        );
    } else {
        done::finish(visit);
    }
}

pub(super) fn view(visit: &Visit, words: &Words) -> Body {
    let here = &words.connect.account;
    let fault = visit.notice.map(|_| here.missing.to_owned());
    let accounts: &[LinkedAccount] = visit
        .login
        .as_ref()
        .map_or(&[], |login| login.accounts.as_slice());
    let holder = accounts
        .first()
        .map(|account| account.holder.as_str())
        .unwrap_or_default();
    Body {
        title: here.title.to_owned(),
        bank: visit.institution,
        content: html! {
            (visit.form(&html! {
                fieldset .accounts aria-describedby=[fault.is_some().then_some("fault")] {
                    legend { ((words.account.holder)(holder)) }
                    @for account in accounts {
                        label {
                            input type="radio" name="account" value=(account.kind.slug()) required
                                checked[visit.account == Some(account.id)];
                            span .kind {
                                strong { (account.kind.title(words.locale)) }
                                span .note { "••••\u{a0}" (account.last_digits()) }
                            }
                            span .balance { (words.money(account.balance)) span .note { (words.account.available) } }
                        }
                    }
                    // An account that cannot be debited: the provider is in Canadian dollars
                    // only [PAY-start].
                    label .unfit {
                        input type="radio" name="account" value="foreign" disabled;
                        span .kind { strong { (here.foreign_title) } span .note { (here.foreign) } }
                        span .balance { "USD" }
                    }
                }
                button .button { (words.frame.go_on) }
            }))
            details {
                summary { (here.help) }
                p .soft { (here.help_text) }
            }
        },
        fault,
    }
}

pub(super) fn submit(visit: &mut Visit, fields: &Fields) {
    let accounts = visit.login.iter().flat_map(|login| &login.accounts);
    let wanted = fields.get("account").map(String::as_str);
    let chosen = accounts
        .into_iter()
        .find(|account| Some(account.kind.slug()) == wanted)
        .map(|account| account.id);
    let Some(id) = chosen else {
        visit.notice = Some(Notice::Missing);
        return;
    };
    visit.account = Some(id);
    visit.tell_with(Message::of_connect(&Step::AccountSelected).with("accountId", id.to_string()));
    done::finish(visit);
}
