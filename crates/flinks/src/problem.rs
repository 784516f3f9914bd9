//! Reading the provider's RFC 7807 errors, only as far as they help to tell what was wrong.

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};

/// The fields that the provider may complain about, by the names that we send.
const FIELDS: [&str; 44] = [
    "type",
    "direction",
    "currency",
    "amount",
    "referenceId",
    "options",
    "options.guarantee",
    "options.guarantee.enable",
    "options.notificationPreferences",
    "options.notificationPreferences.language",
    "options.notificationPreferences.sendInteracLink",
    "options.showConsentScreen",
    "options.limits",
    "options.limits.minimumAmount",
    "options.limits.maximumAmount",
    "options.amountModification",
    "options.redirectPreferences",
    "options.redirectPreferences.mode",
    "options.redirectPreferences.urlSuccess",
    "options.redirectPreferences.urlExit",
    "payor",
    "payor.firstName",
    "payor.middleName",
    "payor.lastName",
    "payor.email",
    "payor.phone",
    "payor.occupation",
    "payor.dateOfBirth",
    "payor.address",
    "payor.address.addressLine1",
    "payor.address.addressLine2",
    "payor.address.unit",
    "payor.address.city",
    "payor.address.province",
    "payor.address.postalCode",
    "payor.address.country",
    "payee",
    "payee.account",
    "payee.account.institutionCode",
    "payee.account.transitNumber",
    "payee.account.accountNumber",
    "payee.account.accountLabel",
    "guaranteeAccepted",
    "sessionId",
];

/// Those of an e-Transfer of the first version `[ET-send]`.
const TRANSFER_FIELDS: [&str; 3] = ["customerName", "customerEmail", "clientUrls"];

/// Those of a debit of the first version that have no name of the others `[E1-tx]`.
const DEBIT_FIELDS: [&str; 8] = [
    "transactionCode",
    "paymentDirection",
    "description",
    "crossReferenceNumber",
    "payor.accountInfo",
    "scheduleInfo",
    "scheduleInfo.startDate",
    "scheduleInfo.paymentFrequency",
];

/// What can be told of an error answer without repeating any of the provider's words.
///
/// Titles, details and messages may quote what was sent, which is personal, so they are
/// never kept: only which of our own field names the answer points at. That `errors` holds
/// them is an assumption (the usual body of the provider's framework); v2 is documented to
/// answer with problem details `[ET-det, ET-yaml, E2-yaml]`, its members are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The fields complained about, in the provider's order.
    pub fields: Vec<&'static str>,
}

impl Problem {
    /// Reads an answer's body. One that is no problem says nothing; that is no error.
    #[must_use]
    pub fn read(body: &[u8]) -> Self {
        #[derive(Deserialize)]
        struct Body {
            #[serde(default)]
            errors: Errors,
        }
        serde_json::from_slice(body).map_or_else(
            |_| Self::default(),
            |body: Body| Self {
                fields: body.errors.0,
            },
        )
    }
}

#[derive(Default)]
struct Errors(Vec<&'static str>);

impl<'de> Deserialize<'de> for Errors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Errors;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("errors by field")
            }

            fn visit_unit<E>(self) -> Result<Errors, E> {
                Ok(Errors::default())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Errors, A::Error> {
                let mut found = Vec::new();
                while let Some((key, IgnoredAny)) = map.next_entry::<String, IgnoredAny>()? {
                    // The framework writes `Payor.LastName` as often as `payor.lastName`.
                    let ours = FIELDS
                        .iter()
                        .chain(&TRANSFER_FIELDS)
                        .chain(&DEBIT_FIELDS)
                        .find(|field| field.eq_ignore_ascii_case(&key));
                    if let Some(field) = ours.filter(|field| !found.contains(*field)) {
                        found.push(*field);
                    }
                }
                Ok(Errors(found))
            }
        }

        deserializer.deserialize_any(Keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_complained_about_are_told_by_our_names() {
        let body = br#"{"type":"x","title":"t","status":400,
            "errors":{"Payor.LastName":["John Smith?"],"amount":["9"],"john@example.com":[]},"traceId":"1"}"#;
        assert_eq!(Problem::read(body).fields, ["payor.lastName", "amount"]);
    }

    #[test]
    fn what_is_no_problem_says_nothing() {
        for body in [
            "",
            "oops",
            "[]",
            "null",
            "{}",
            r#"{"errors":null}"#,
            r#"{"errors":["a"]}"#,
            r#"{"errors":5}"#,
        ] {
            assert_eq!(Problem::read(body.as_bytes()), Problem::default(), "{body}");
        }
    }
}
