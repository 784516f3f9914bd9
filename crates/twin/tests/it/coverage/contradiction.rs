//! What the provider's pages say differently in different places, and what we do.

/// One question with more than one answer.
pub(super) struct Contradiction {
    pub(super) question: &'static str,
    pub(super) pages: &'static str,
    pub(super) choice: &'static str,
}

const fn on(question: &'static str, pages: &'static str, choice: &'static str) -> Contradiction {
    Contradiction {
        question,
        pages,
        choice,
    }
}

pub(super) const CONTRADICTIONS: [Contradiction; 34] = [
    on(
        "how to authenticate",
        "bearer token in the reference; `x-api-key` with `x-client-id` in the guide [G-init, G-setup, G-sbx]",
        "both: `auth = \"bearer\"` or `\"api-key\"`; `x-client-id` beside a bearer token on create only",
    ),
    on(
        "where a token of the first version goes",
        "`Authorization: Bearer` with `BaseURI` [PAY-trbl]; `BearerToken` (unverified)",
        "`Authorization`; `v1_token_header = \"bearer-token\"` for the other",
    ),
    on(
        "credentials for a token",
        "Basic header [ET-idx, G-idx]; form fields `Username` and `Password` [AUTH]",
        "Basic; `authorize = \"form\"` for the other",
    ),
    on(
        "life and use of a token",
        "299 s or 599 s; one session each, or all calls",
        "what `expires_in` says, less a margin; `token_use` says which; after a 401 one new token",
    ),
    on(
        "credentials for the status",
        "none, or bearer [G-stat]",
        "sent",
    ),
    on(
        "path of create",
        "`/api/v2/sessions`; `/api/v2/sessions/initiate` in an older page",
        "`/api/v2/sessions`",
    ),
    on(
        "longest name and e-mail address",
        "100; 255 and 256 [G-init, G-setup]",
        "100",
    ),
    on(
        "largest amount",
        "99,999.99 in the schema; 100,000 and configurable in the guide",
        "99,999.99, and the configured `max_amount` below it; the same for e-Transfer, by assumption",
    ),
    on(
        "`direction` of an e-Transfer",
        "`DEBIT` in the reference; `CREDIT` in an overview",
        "`DEBIT`: the other would pay the customer",
    ),
    on("spelling", "`Canceled`; `Cancelled`", "both are read"),
    on(
        "cancelling an e-Transfer",
        "\"not yet released\"; announced on 1 June 2026",
        "tried; 404, 405 and 501 mean \"not supported\", and the session is watched",
    ),
    on(
        "the payer's address",
        "needed; optional since September 2026",
        "sent for EFT where it is known; never for e-Transfer, which does not document it",
    ),
    on(
        "where the language stands",
        "`notificationPreferences.language`; `options.notificationPreferences.language`",
        "under `options`, as in the example",
    ),
    on(
        "a lower offer for a preset amount",
        "never; possible since January 2026",
        "possible: paid with a `shortfall`, and the page says so",
    ),
    on(
        "may a set amount be changed",
        "never; by `amountModification`",
        "sent only where it is asked for",
    ),
    on(
        "`Completed` means paid",
        "the guide's own sample stops there; `EFT0302` is also `Completed`",
        "only with `EFT0301`",
    ),
    on(
        "`InProgress`, `EFT0404`",
        "on one page each",
        "known: wait, and low balance",
    ),
    on(
        "shape of the details",
        "`guaranteeDetails`, `userDetails`; older `guarantee`, `payor.verifiedAccount`",
        "the newer is read; the older leaves the same answer with less in it",
    ),
    on(
        "shape of a payment request",
        "`requestId`, `ReferenceId`, `PaymentLink`; `id`, `paymentReferenceNumber`",
        "both are read; `paymentStatus` for `status` too",
    ),
    on(
        "where the frame may be shown (first version)",
        "`clientUrls`; `clientURIs`; a list or a map",
        "`clientUrls`, a list",
    ),
    on(
        "`referenceId` (first version)",
        "mandatory; optional",
        "sent where there is one",
    ),
    on(
        "`amount` (first version)",
        "a decimal; a text (unverified)",
        "a number with two decimals",
    ),
    on(
        "signature of a webhook",
        "upper-case hex in `X-Webhook-Signature`; base64 in `flinks-authenticity-key`; `X-Flinks-Signature`",
        "all three, by `webhook_signature`; another that would fit is refused and told to the operator",
    ),
    on(
        "retries of a webhook",
        "ten, three or none",
        "none is counted on: the status is read anyway; doubles change nothing",
    ),
    on(
        "webhooks in the sandbox",
        "impossible (Connect); one address for each environment (guaranteed EFT)",
        "nothing depends on them",
    ),
    on(
        "the key of an event",
        "`Step`; `step`",
        "both; the capital one wins",
    ),
    on(
        "meaning of `SUCCESS`",
        "guaranteed; merely authorised",
        "neither: a hint, and a reason to read the status",
    ),
    on(
        "where the bank sign-in happens",
        "redirected to the bank; inside the widget",
        "either: the frame may navigate, open a window, or be opened in full",
    ),
    on(
        "`guaranteeAccepted`",
        "a boolean; quoted in one example [G-conf]",
        "a boolean",
    ),
    on(
        "who may have guaranteed EFT",
        "licensed banks; whoever meets the requirements",
        "the provider decides: 403 is told as such",
    ),
    on(
        "meaning of the return codes",
        "the failure matrix; an older table",
        "the failure matrix [E-fail]",
    ),
    on(
        "`transactionCode`",
        "`1`; three digits",
        "three digits, `transaction_code`",
    ),
    on(
        "body of `sendrequest`",
        "the fields of a session; a session id alone (unverified)",
        "the fields",
    ),
    on(
        "credentials of regular EFT",
        "bearer; `x-client-id`",
        "bearer, and `x-client-id` beside it on create",
    ),
];
