use leptos::prelude::*;

use crate::{brand::Brand, page::around::Page, words::Words};

/// Who processes the payment, and whom to ask.
pub(crate) fn of_checkout(page: &Page<'_>) -> AnyView {
    // The bank's page in the frame has landmarks too: ours have names.
    let name = (page.words.around.help)(&page.brand().name);
    view! {
        <footer class="foot" aria-label=name data-swap="footer">
            {help(page.brand(), page.words)} <p>{page.words.around.processor}</p>
        </footer>
    }
    .into_any()
}

fn help(brand: &Brand, words: &Words) -> Option<AnyView> {
    let phone = brand.support_phone.as_ref().map(|phone| {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        view! { <a href=format!("tel:+{digits}")>{phone.clone()}</a> }
    });
    let email = brand
        .support_email
        .as_ref()
        .map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> });
    if phone.is_none() && email.is_none() {
        return None;
    }
    let question = (words.around.help)(&brand.name);
    let help = view! {
        <p class="help">
            <span>{question}</span>
            {phone}
            {email}
        </p>
    };
    Some(help.into_any())
}
