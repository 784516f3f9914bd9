/// What is wrong with what was asked for. None of it repeats what was given: there may be a
/// secret in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// The endpoint is no address.
    #[error("the endpoint must be an http:// or https:// address without a user name or password")]
    Endpoint,
    /// The secret is none of an endpoint.
    #[error(
        "the secret must be the one that Guichet showed for the endpoint: whsec_ and 44 characters"
    )]
    Secret,
    /// There is no secret.
    #[error("say the endpoint's secret with --secret or in GUICHET_GRADE_SECRET")]
    NoSecret,
    /// The address of an order is none, or says nothing about which.
    #[error("--order-url must be an http:// or https:// address with {{reference}} in it")]
    OrderUrl,
    /// The order has no name to be found by.
    #[error("the checkout has no reference to put into --order-url")]
    NoReference,
    /// No time at all.
    #[error("--timeout must be between 1 and 600 seconds")]
    Timeout,
    /// The file holds something else.
    #[error("--checkout must hold a checkout, as GET /v1/checkouts/{{id}} answers it")]
    NotACheckout,
    /// It is one that must not be played with.
    #[error("--checkout must hold a paid checkout of test mode")]
    NotAPaidTest,
}

/// All of them, in one line.
pub(crate) fn all(faults: &[Fault]) -> String {
    let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
