use super::account;
use crate::fields::{Fields, Object, PLAIN};

/// The documented fields, of both schemas.
pub(crate) const FIELDS: Fields = &[
    ("sessionId", PLAIN),
    ("referenceId", PLAIN),
    ("amount", PLAIN),
    ("type", PLAIN),
    ("direction", PLAIN),
    ("currency", PLAIN),
    ("status", PLAIN),
    ("statusDetails", PLAIN),
    (
        "step",
        Object(&[
            ("current", PLAIN),
            ("aggregationRequestId", PLAIN),
            ("padId", PLAIN),
        ]),
    ),
    (
        "options",
        Object(&[
            ("guarantee", Object(&[("enable", PLAIN)])),
            (
                "notificationPreferences",
                Object(&[("language", PLAIN), ("sendInteracLink", PLAIN)]),
            ),
            ("showConsentScreen", PLAIN),
            (
                "limits",
                Object(&[("minimumAmount", PLAIN), ("maximumAmount", PLAIN)]),
            ),
            ("amountModification", PLAIN),
            (
                "redirectPreferences",
                Object(&[("mode", PLAIN), ("urlSuccess", PLAIN), ("urlExit", PLAIN)]),
            ),
        ]),
    ),
    (
        "payor",
        Object(&[
            ("email", PLAIN),
            ("firstName", PLAIN),
            ("lastName", PLAIN),
            ("middleName", PLAIN),
            ("phone", PLAIN),
            ("occupation", PLAIN),
            ("dateOfBirth", PLAIN),
            ("account", account::FIELDS),
            // The older schema's account is named only in part, so it is not searched.
            ("verifiedAccount", PLAIN),
            (
                "address",
                Object(&[
                    ("addressLine1", PLAIN),
                    ("addressLine2", PLAIN),
                    ("unit", PLAIN),
                    ("city", PLAIN),
                    ("province", PLAIN),
                    ("postalCode", PLAIN),
                    ("country", PLAIN),
                ]),
            ),
        ]),
    ),
    ("payee", Object(&[("account", account::FIELDS)])),
    (
        "schedule",
        Object(&[("transactions", Object(&[("id", PLAIN), ("status", PLAIN)]))]),
    ),
    // The page's list goes on beyond what was seen, so a new one in here is no surprise.
    ("guaranteeDetails", PLAIN),
    ("guarantee", PLAIN),
    (
        "userDetails",
        Object(&[("matchingPerformed", PLAIN), ("nameMatch", PLAIN)]),
    ),
    ("createdAt", PLAIN),
    ("created_at", PLAIN),
    ("updated_at", PLAIN),
    ("completed_at", PLAIN),
];
