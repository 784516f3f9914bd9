//! Which fields of Connect's answers are known.

use crate::fields::{Fields, Object, PLAIN};

/// The answer to `GenerateAuthorizeToken` `[C-auth]`.
pub(super) const TOKEN: Fields = &[
    ("HttpStatusCode", PLAIN),
    ("Token", PLAIN),
    ("FlinksCode", PLAIN),
    ("Links", PLAIN),
    ("Message", PLAIN),
    ("RequestId", PLAIN),
];

/// The answer to `Authorize` `[PAY-start, C-auth]`, with what an unverified library has
/// besides `[SDK]`.
pub(super) const AUTHORIZE: Fields = &[
    ("Links", PLAIN),
    ("HttpStatusCode", PLAIN),
    ("SecurityChallenges", Object(CHALLENGE)),
    ("Login", Object(LOGIN)),
    ("Institution", PLAIN),
    ("InstitutionId", PLAIN),
    ("InstitutionName", PLAIN),
    ("RequestId", PLAIN),
    ("FlinksCode", PLAIN),
    ("Message", PLAIN),
    ("Tag", PLAIN),
];

/// The answers to `GetAccountsDetail` and `GetAccountsDetailAsync` `[PAY-start]`, with what an
/// unverified library has besides `[SDK]`.
pub(super) const ACCOUNTS: Fields = &[
    ("HttpStatusCode", PLAIN),
    ("Accounts", Object(ACCOUNT)),
    ("Login", Object(LOGIN)),
    ("Institution", PLAIN),
    ("InstitutionId", PLAIN),
    ("InstitutionName", PLAIN),
    ("RequestId", PLAIN),
    ("FlinksCode", PLAIN),
    ("Links", PLAIN),
    ("Message", PLAIN),
    ("Tag", PLAIN),
];

const LOGIN: Fields = &[
    ("Username", PLAIN),
    ("IsScheduledRefresh", PLAIN),
    ("LastRefresh", PLAIN),
    ("Type", PLAIN),
    ("Id", PLAIN),
];

const CHALLENGE: Fields = &[("Type", PLAIN), ("Prompt", PLAIN), ("Iterables", PLAIN)];

const ACCOUNT: Fields = &[
    ("Transactions", Object(TRANSACTION)),
    ("TransitNumber", PLAIN),
    ("InstitutionNumber", PLAIN),
    ("OverdraftLimit", PLAIN),
    ("Title", PLAIN),
    ("AccountNumber", PLAIN),
    ("Balance", Object(BALANCE)),
    ("Category", PLAIN),
    ("Type", PLAIN),
    ("Currency", PLAIN),
    ("Holder", Object(HOLDER)),
    ("Id", PLAIN),
    ("EftEligibleRatio", PLAIN),
];

const TRANSACTION: Fields = &[
    ("Date", PLAIN),
    ("Code", PLAIN),
    ("Description", PLAIN),
    ("Debit", PLAIN),
    ("Credit", PLAIN),
    ("Balance", PLAIN),
    ("Id", PLAIN),
];

const BALANCE: Fields = &[("Available", PLAIN), ("Current", PLAIN), ("Limit", PLAIN)];

const HOLDER: Fields = &[
    ("Name", PLAIN),
    ("Address", Object(ADDRESS)),
    ("Email", PLAIN),
    ("PhoneNumber", PLAIN),
];

const ADDRESS: Fields = &[
    ("CivicAddress", PLAIN),
    ("City", PLAIN),
    ("Province", PLAIN),
    ("PostalCode", PLAIN),
    ("POBox", PLAIN),
    ("Country", PLAIN),
];
