use payment::{Delivery, Money};
use serde::Serialize;
use url::Url;

use super::{AmountModification, Consent, Kind, Language, NewSession, RedirectMode};
use crate::amount;

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Options<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    guarantee: Option<Guarantee>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notification_preferences: Option<NotificationPreferences>,
    #[serde(skip_serializing_if = "Option::is_none")]
    show_consent_screen: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<AmountLimits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount_modification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_preferences: Option<RedirectPreferences<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Guarantee {
    pub(super) enable: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct NotificationPreferences {
    #[serde(skip_serializing_if = "Option::is_none")]
    send_interac_link: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AmountLimits {
    #[serde(with = "amount")]
    minimum_amount: Money,
    #[serde(with = "amount")]
    maximum_amount: Money,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RedirectPreferences<'a> {
    mode: RedirectMode,
    url_success: &'a Url,
    url_exit: &'a Url,
}

impl<'a> Options<'a> {
    pub(super) fn of(session: &'a NewSession, kind: Kind, guarantee: Option<Guarantee>) -> Self {
        let notification = NotificationPreferences {
            send_interac_link: match session.delivery {
                Delivery::Email => Some(true),
                // Absent is the documented default `[ET-init]`.
                Delivery::Page => None,
            },
            language: session.locale.map(Language::from),
        };
        let is_silent = notification.send_interac_link.is_none() && notification.language.is_none();
        let common = Self {
            guarantee,
            notification_preferences: (!is_silent).then_some(notification),
            show_consent_screen: None,
            limits: None,
            amount_modification: None,
            redirect_preferences: None,
        };
        match kind {
            Kind::ETransfer => common,
            // Documented for EFT alone `[G-det, G-widget, E2-init]`.
            Kind::Eft => Self {
                show_consent_screen: session.consent.map(|consent| match consent {
                    Consent::Shown => true,
                    Consent::Hidden => false,
                }),
                limits: session.limits.map(|limits| AmountLimits {
                    minimum_amount: limits.minimum(),
                    maximum_amount: limits.maximum(),
                }),
                amount_modification: session.amount_modification.map(|change| match change {
                    AmountModification::Allowed => true,
                    AmountModification::Forbidden => false,
                }),
                redirect_preferences: session.redirect.as_ref().map(|redirect| {
                    RedirectPreferences {
                        mode: redirect.mode,
                        url_success: &redirect.success,
                        url_exit: &redirect.exit,
                    }
                }),
                ..common
            },
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        let Self {
            guarantee,
            notification_preferences,
            show_consent_screen,
            limits,
            amount_modification,
            redirect_preferences,
        } = self;
        guarantee.is_none()
            && notification_preferences.is_none()
            && show_consent_screen.is_none()
            && limits.is_none()
            && amount_modification.is_none()
            && redirect_preferences.is_none()
    }
}
