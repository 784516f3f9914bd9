use leptos::prelude::*;
use payment::{Field, LinkAmount};

use super::{Crowd, LinkForm, Page};
use crate::{format, part::notice, words::Bounds};

impl Page<'_> {
    /// The form that makes a checkout.
    pub(super) fn form(self, form: &LinkForm) -> AnyView {
        let (words, shop) = (&self.words.payment_link, self.shop());
        let (lead, field) = match self.input.link.offer.asked {
            LinkAmount::Fixed(amount) => {
                let amount = format::money(amount, self.input.locale);
                ((words.fixed)(&amount, shop), None)
            }
            LinkAmount::Open { .. } => ((words.open)(shop), Some(self.field(form))),
        };
        let crowded = match form.crowd {
            Crowd::Fits => None,
            Crowd::Waits => {
                let sentence = words.crowded;
                Some(notice::caution(view! { <p role="alert">{sentence}</p> }))
            }
        };
        view! {
            <div class="head">
                <h1 tabindex="-1">{self.title()}</h1>
                <p class="lead">{lead}</p>
            </div>
            {crowded}
            <form
                class="start"
                method="post"
                action=self.address(self.input.locale)
                data-form="payment_link"
                novalidate
            >
                <input type="hidden" name="form" value=form.nonce.clone() />
                {field}
                <div class="act">
                    <button class="button" type="submit">
                        {words.submit}
                    </button>
                </div>
                <p class="trust">{(self.words.form.trust)(shop)}</p>
            </form>
        }
        .into_any()
    }

    /// The field of the amount.
    fn field(self, form: &LinkForm) -> AnyView {
        let (words, locale) = (&self.words.form, self.input.locale);
        let limits = &self.input.limits;
        let least = format::money(limits.minimum(), locale);
        let most = format::money(limits.maximum(), locale);
        let (least, most) = (least.as_str(), most.as_str());
        let wrong = form.fault.map(|fault| {
            let sentence = (self.words.fault)(Field::Amount, fault, &Bounds { least, most });
            view! {
                <span class="wrong" id="amount-wrong">
                    {sentence}
                </span>
            }
        });
        let described = match form.fault {
            Some(_) => "amount-hint amount-wrong",
            None => "amount-hint",
        };
        view! {
            <div class="field" data-field="amount">
                <label for="amount">{words.amount}</label>
                <span class="hint" id="amount-hint">
                    {(words.amount_hint)(&Bounds { least, most })}
                </span>
                {wrong}
                <input
                    type="text"
                    id="amount"
                    name="amount"
                    value=form.typed.clone()
                    autocomplete="transaction-amount"
                    inputmode="decimal"
                    required
                    autofocus=form.fault.is_some()
                    aria-invalid=form.fault.map(|_| "true")
                    aria-describedby=described
                />
            </div>
        }
        .into_any()
    }
}
