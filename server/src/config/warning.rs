/// Something that works and is risky all the same: said at every start and by `doctor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Warning {
    /// Neither mode has a provider.
    #[error("neither [flinks] nor [flinks_live] is configured: nobody can pay")]
    NoProvider,
    /// Credentials in the clear.
    #[error("{0}.base_url is plain http:// to another machine: credentials travel unencrypted")]
    InsecureProvider(&'static str),
    /// The bank frame in the clear.
    #[error(
        "{0}.app_url is plain http:// on another machine: customers sign in to their bank unencrypted"
    )]
    InsecureFrame(&'static str),
    /// Connect's credentials in the clear.
    #[error(
        "{0}.connect_url is plain http:// to another machine: credentials and account data travel unencrypted"
    )]
    InsecureConnect(&'static str),
    /// Connect's frame in the clear.
    #[error(
        "{0}.connect_frame_url is plain http:// on another machine: customers sign in to their bank unencrypted"
    )]
    InsecureConnectFrame(&'static str),
    /// Nobody can verify a webhook.
    #[error(
        "{0}.webhook_secret is not set: webhooks are refused unless a merchant has \
         a secret of its own, and payments are learned by polling alone"
    )]
    NoWebhookSecret(&'static str),
    /// So patient that a customer gives up first.
    #[error(
        "{0}.timeout is above 30s: a customer would wait that long before the page says that the bank cannot be reached"
    )]
    PatientTimeout(&'static str),
    /// Pages in the clear.
    #[error(
        "server.public_url is plain http:// on another machine: customers' pages travel unencrypted"
    )]
    InsecurePublicUrl,
    /// Whoever guesses seems to come from the proxy, and so does everybody else.
    #[error(
        "server.public_url is https://, so a proxy is in front, and server.trusted_proxies does not say which: what is limited by address counts everybody as one"
    )]
    NoTrustedProxies,
    /// Addresses that only this machine understands.
    #[error(
        "server.public_url is not set: addresses given to customers and the provider are made of server.listen"
    )]
    DerivedPublicUrl,
    /// No figures.
    #[error("server.admin_listen is not set: /metrics is not served")]
    NoAdminListener,
    /// Figures for everybody.
    #[error("server.admin_listen is not a loopback address: /metrics has no password")]
    OpenAdminListener,
    /// Anybody with a key can have it call whatever it can reach.
    #[error(
        "notifications.allow_private is true: whoever has an API key can have this server call addresses of its own network"
    )]
    PrivateNotifications,
}
