use payment::{
    BankAccount, LinkAmount, LinkDescription, LinkOffer, LinkState, LinkSwitch, LinkUses, Locale,
    Metadata, Method, Mode, Money, PaymentLinkId, ReferencePrefix, Theme, Timestamp,
};
use serde::Serialize;

use crate::{clock::rfc3339, config::PublicUrl};

/// `"object": "payment_link"`
#[derive(Serialize)]
pub(super) struct PaymentLink<'a> {
    id: &'a PaymentLinkId,
    object: &'static str,
    mode: Mode,
    status: &'static str,
    url: String,
    active: bool,
    /// Cents; `null` when the customer says how much.
    amount: Option<Money>,
    min_amount: Option<Money>,
    max_amount: Option<Money>,
    suggested_amount: Option<Money>,
    currency: &'static str,
    description: Option<&'a str>,
    reference_prefix: Option<&'a str>,
    methods: &'a [Method],
    payee_account: Option<&'a BankAccount>,
    locale: Option<Locale>,
    theme: Theme,
    success_url: Option<&'a str>,
    cancel_url: Option<&'a str>,
    metadata: &'a Metadata,
    max_uses: Option<u32>,
    uses: Uses,
    expires_at: Option<String>,
    created_at: String,
}

/// How often it is used.
#[derive(Clone, Copy, Debug, Serialize)]
struct Uses {
    paid: u32,
    open: u32,
}

impl<'a> PaymentLink<'a> {
    pub(super) fn of(
        link: &'a payment::PaymentLink,
        uses: LinkUses,
        now: Timestamp,
        public_url: &PublicUrl,
    ) -> Self {
        let payment::PaymentLink {
            id,
            merchant: _,
            mode,
            token: _,
            offer,
            switch,
            expires_at,
            max_uses,
            created_at,
        } = link;
        let LinkOffer {
            asked,
            description,
            reference_prefix,
            methods,
            payee_account,
            locale,
            theme,
            success_url,
            cancel_url,
            metadata,
        } = offer;
        let (amount, min_amount, max_amount, suggested_amount) = match *asked {
            LinkAmount::Fixed(amount) => (Some(amount), None, None, None),
            LinkAmount::Open {
                least,
                most,
                suggested,
            } => (None, least, most, suggested),
        };
        Self {
            id,
            object: "payment_link",
            mode: *mode,
            status: LinkState::as_str(link.state(uses, now)),
            url: address(link, public_url),
            active: match switch {
                LinkSwitch::On => true,
                LinkSwitch::Off => false,
            },
            amount,
            min_amount,
            max_amount,
            suggested_amount,
            currency: "CAD",
            description: description.as_ref().map(LinkDescription::as_str),
            reference_prefix: reference_prefix.as_ref().map(ReferencePrefix::as_str),
            methods,
            payee_account: payee_account.as_ref(),
            locale: *locale,
            theme: *theme,
            success_url: success_url.as_deref(),
            cancel_url: cancel_url.as_deref(),
            metadata,
            max_uses: max_uses.map(std::num::NonZeroU32::get),
            uses: Uses {
                paid: uses.paid,
                open: uses.open,
            },
            expires_at: expires_at.map(rfc3339),
            created_at: rfc3339(*created_at),
        }
    }
}

/// Where the link leads.
pub(crate) fn address(link: &payment::PaymentLink, public_url: &PublicUrl) -> String {
    public_url.join(format_args!("/l/{}", link.token.as_str()))
}
