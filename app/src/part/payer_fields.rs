use leptos::prelude::*;
use payment::{Field, Locale};

use super::start_form::fault;
use crate::{page::around::Page, words::Bounds};

/// A text field of the form.
struct Text {
    field: Field,
    label: &'static str,
    hint: Option<String>,
    kind: &'static str,
    autocomplete: &'static str,
    inputmode: &'static str,
    value: String,
}

/// The fields about the payer that the merchant left open, or who pays when none is.
pub(crate) fn payer(page: &Page<'_>) -> AnyView {
    let words = &page.words.form;
    let customer = &page.view().checkout.order.customer;
    let fields: Vec<Text> = [
        customer.first_name.is_none().then(|| Text {
            field: Field::FirstName,
            label: words.first_name,
            hint: None,
            kind: "text",
            autocomplete: "given-name",
            inputmode: "text",
            value: typed(page, Field::FirstName),
        }),
        customer.last_name.is_none().then(|| Text {
            field: Field::LastName,
            label: words.last_name,
            hint: None,
            kind: "text",
            autocomplete: "family-name",
            inputmode: "text",
            value: typed(page, Field::LastName),
        }),
        customer.email.is_none().then(|| Text {
            field: Field::Email,
            label: words.email,
            hint: Some(words.email_hint.to_owned()),
            kind: "email",
            autocomplete: "email",
            inputmode: "email",
            value: typed(page, Field::Email),
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    if fields.is_empty() {
        return review(page);
    }
    let hint = customer
        .last_name
        .is_none()
        .then(|| view! { <p class="hint">{words.payer_hint}</p> });
    let fields: Vec<_> = fields.into_iter().map(|text| text.view(page)).collect();
    view! {
        <fieldset class="payer">
            <legend>{words.payer}</legend>
            {hint}
            <div class="fields">{fields}</div>
        </fieldset>
    }
    .into_any()
}

/// Who pays, as the merchant told it.
fn review(page: &Page<'_>) -> AnyView {
    let customer = &page.view().checkout.order.customer;
    let names = [&customer.first_name, &customer.last_name];
    let name: Vec<&str> = names
        .into_iter()
        .flatten()
        .map(payment::Name::as_str)
        .collect();
    let email = customer
        .email
        .as_ref()
        .map(|email| view! { <span class="email">{email.as_str().to_owned()}</span> });
    view! {
        <p class="paying-as">
            <span class="hint">{page.words.form.paying_as}</span>
            " "
            <strong>{name.join(" ")}</strong>
            " "
            {email}
        </p>
    }
    .into_any()
}

/// The amount, where the order leaves it open.
pub(crate) fn amount(page: &Page<'_>) -> Option<AnyView> {
    if page.view().checkout.order.amount.is_some() {
        return None;
    }
    let words = &page.words.form;
    let (least, most) = page.bounds();
    let (least, most) = (least.as_str(), most.as_str());
    let text = Text {
        field: Field::Amount,
        label: words.amount,
        hint: Some((words.amount_hint)(&Bounds { least, most })),
        kind: "text",
        autocomplete: "transaction-amount",
        inputmode: "decimal",
        value: typed(page, Field::Amount),
    };
    Some(text.view(page))
}

impl Text {
    fn view(self, page: &Page<'_>) -> AnyView {
        let id = self.field.as_str();
        let fault = fault(page, self.field);
        let (hint_id, wrong_id) = (format!("{id}-hint"), format!("{id}-wrong"));
        let described: Vec<&str> = [
            self.hint.as_ref().map(|_| hint_id.as_str()),
            fault.map(|_| wrong_id.as_str()),
        ]
        .into_iter()
        .flatten()
        .collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let hint = self
            .hint
            .map(|hint| view! { <span class="hint" id=hint_id>{hint}</span> });
        let wrong = fault.map(|fault| {
            view! {
                <span class="wrong" id=wrong_id>
                    {page.fault(self.field, fault)}
                </span>
            }
        });
        view! {
            <div class="field" data-field=id>
                <label for=id>{self.label}</label>
                {hint}
                {wrong}
                <input
                    type=self.kind
                    id=id
                    name=id
                    value=self.value
                    autocomplete=self.autocomplete
                    inputmode=self.inputmode
                    required
                    aria-invalid=fault.map(|_| "true")
                    aria-describedby=described
                />
            </div>
        }
        .into_any()
    }
}

/// What a field starts with: what was typed in a refused form, else what the last attempt had.
fn typed(page: &Page<'_>, field: Field) -> String {
    if let Some(refused) = page.refused() {
        return refused.form.text(field).to_owned();
    }
    let Some(attempt) = page.view().checkout.attempts.last() else {
        return String::new();
    };
    let payer = &attempt.payer;
    match field {
        Field::FirstName => payer.first_name.as_str().to_owned(),
        Field::LastName => payer.last_name.as_str().to_owned(),
        Field::Email => payer.email.as_str().to_owned(),
        Field::Amount => {
            let decimal = attempt.amount.to_string();
            match page.locale() {
                Locale::EnCa => decimal,
                Locale::FrCa => decimal.replace('.', ","),
            }
        }
        Field::Method => attempt.method.as_str().to_owned(),
    }
}
