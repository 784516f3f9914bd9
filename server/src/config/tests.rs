use std::{ffi::OsString, fmt::Write as _, io::Write as _};

use flinks::{
    client::{AuthorizeBy, ETransferApi, TokenHeader},
    session::create::RedirectMode,
    webhook::SignatureStyle,
};
use secrecy::ExposeSecret as _;

use super::{
    CheckoutConfig, Config, ConfigError, DashboardConfig, DomainsConfig, EftRoute, Examined,
    Loaded, MailRoute, PaymentLinksConfig, Resolvers, api::ApiConfig, flinks::FlinksConfig, key,
    log::LogConfig, mail::MailTls, notifications::NotificationsConfig, reader::Reader,
    server::ServerConfig, source, source::Settings, store::StoreConfig,
};

fn read(toml: &str, environment: &[(&str, &str)]) -> Result<Loaded, ConfigError> {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(toml.as_bytes()).expect("written");
    let environment = environment
        .iter()
        .map(|(name, value)| (OsString::from(name), OsString::from(value)));
    Examined::read(Some(file.path()), environment).into_result()
}

fn account(toml: &str) -> FlinksConfig {
    let Loaded { config, .. } = read(toml, &[]).expect("valid");
    config.flinks.expect("there is one")
}

fn faults(toml: &str, environment: &[(&str, &str)]) -> Vec<String> {
    read(toml, environment)
        .expect_err("there are faults")
        .faults
        .iter()
        .map(ToString::to_string)
        .collect()
}

const SANDBOX: &str = r#"
    [flinks]
    base_url = "https://payments-uat.flinksapp.com"
    client_id = "id"
    client_secret = "canary"
    webhook_secret = "canary"
"#;

#[test]
fn nothing_but_an_account_is_needed() {
    let Loaded { config, .. } = read(SANDBOX, &[]).expect("valid");
    let flinks = config.flinks.expect("there is one");
    assert_eq!(
        flinks.app_url.as_str(),
        "https://payments-uat.flinksapp.com/app/"
    );
    assert_eq!(flinks.client.timeout.as_secs(), 10);
    assert_eq!(config.server.public_url.as_str(), "http://127.0.0.1:8080");
    assert!(config.flinks_live.is_none());
}

#[test]
fn the_environment_outweighs_the_file_and_the_file_the_defaults() {
    let environment = [
        ("GUICHET__FLINKS__BASE_URL", "https://bank.example/pay"),
        ("GUICHET__FLINKS__CLIENT_SECRET", "007"),
        ("GUICHET__FLINKS__TIMEOUT", "500ms"),
        ("GUICHET__LOG__LEVEL", "  "),
        ("PATH", "/bin"),
    ];
    let toml = format!("{SANDBOX}\n[server]\nlisten = \"[::1]:0\"");
    let Loaded { config, .. } = read(&toml, &environment).expect("valid");
    let flinks = config.flinks.expect("there is one");
    assert_eq!(flinks.client.base_url.as_str(), "https://bank.example/pay/");
    assert_eq!(flinks.app_url.as_str(), "https://bank.example/pay/app/");
    assert_eq!(flinks.client.timeout.as_millis(), 500);
    assert_eq!(config.server.listen.to_string(), "[::1]:0");
    let secret = flinks
        .client
        .credentials
        .client_secret
        .expect("it was given");
    assert_eq!(
        secret.expose_secret(),
        "007",
        "a secret of digits stays text"
    );
}

#[test]
fn all_faults_are_told_at_once_and_no_value_with_them() {
    let toml = r#"
        [server]
        listen = 8080
        public_urll = "https://canary.example"
        public_url = "https://shop.example/pay"
        [store]
        url = "mysql://user:canary@host/db"
        [flinks]
        base_url = "ftp://canary"
        auth = "canary"
        token_use = "canary"
        timeout = 0
        [flinks_live]
        base_url = "https://user:canary@host"
        auth = "api-key"
        [log]
        level = "canary"
    "#;
    let environment = [
        ("GUICHET__FLINKS__BASE_URI", "canary"),
        ("GUICHET__LOG__FORMAT", "canary"),
    ];
    let faults = faults(toml, &environment);
    insta::assert_snapshot!(faults.join("\n"), @r#"
        server.public_urll: there is no such key; did you mean server.public_url?
        GUICHET__FLINKS__BASE_URI: there is no such key; did you mean GUICHET__FLINKS__BASE_URL?
        log.format must be one of: json, text (set by GUICHET__LOG__FORMAT)
        log.level must be one of: error, warn, info, debug
        server.listen must be text, in quotes
        server.public_url must be an origin without a path, as in https://pay.example.ca
        store.url is not usable: a store's address starts with sqlite:// or postgres://
        flinks.base_url must be an http:// or https:// address without a user name, query or fragment
        flinks.auth must be one of: bearer, api-key
        flinks.client_id is required
        flinks.token_use must be one of: reuse, single
        flinks.timeout must be a time from 100ms to 60s, as in 10 (seconds), "10s" or "500ms"
        flinks_live.base_url must be an http:// or https:// address without a user name, query or fragment
        flinks_live.client_id is required
        flinks_live.api_key is required
        "#);
    assert!(!faults.join("\n").contains("canary"));
}

#[test]
fn an_account_without_a_customer_id_has_no_connect() {
    let flinks = account(SANDBOX);
    assert_eq!(flinks.eft, EftRoute::Session);
    assert!(flinks.client.connect.is_none());
    assert_eq!(flinks.client.e_transfer, ETransferApi::V2);
    assert_eq!(flinks.client.authorize, AuthorizeBy::Basic);
    assert_eq!(flinks.webhook_signature, SignatureStyle::XWebhookSignature);
    assert_eq!((flinks.limits, flinks.consent_screen), (None, None));
}

#[test]
fn connect_takes_from_the_account_what_it_is_not_told_itself() {
    let flinks = account(&format!(
        "{SANDBOX}\ncustomer_id = \"c-1\"\napi_key = \"key\"\n"
    ));
    assert_eq!(flinks.eft, EftRoute::Connect);
    let connect = flinks.client.connect.expect("it is set up");
    assert_eq!(
        connect.api_url.as_str(),
        "https://payments-uat.flinksapp.com/"
    );
    assert_eq!(
        connect.frame_url.as_str(),
        "https://payments-uat.flinksapp.com/v2/"
    );
    assert_eq!(connect.secret.expose_secret(), "canary");
    assert_eq!(connect.api_key.expose_secret(), "key");

    let flinks = account(&format!(
        "{SANDBOX}\ncustomer_id = \"c-1\"\nconnect_url = \"https://api.example/x\"\n\
         connect_secret = \"own\"\nconnect_api_key = \"own-key\"\neft = \"session\"\n"
    ));
    assert_eq!(
        flinks.eft,
        EftRoute::Session,
        "what is said outweighs what is usual"
    );
    let connect = flinks.client.connect.expect("it is set up");
    assert_eq!(connect.frame_url.as_str(), "https://api.example/x/v2/");
    assert_eq!(connect.secret.expose_secret(), "own");
    assert_eq!(connect.api_key.expose_secret(), "own-key");
}

#[test]
fn everything_that_the_providers_pages_leave_open_can_be_told() {
    let toml = format!(
        "{SANDBOX}\nauthorize = \"form\"\ne_transfer = \"v1\"\ninstance = \"shop\"\n\
         v1_token_header = \"bearer-token\"\nwebhook_signature = \"x-flinks-signature\"\n\
         consent_screen = false\nmin_amount = 500\nredirect_mode = \"JsEvents\"\n\
         transaction_code = \"431\"\n"
    );
    let environment = [("GUICHET__FLINKS__MAX_AMOUNT", "300000")];
    let Loaded { config, .. } = read(&toml, &environment).expect("valid");
    let flinks = config.flinks.expect("there is one");
    assert_eq!(flinks.client.authorize, AuthorizeBy::Form);
    assert_eq!(
        flinks.client.e_transfer,
        ETransferApi::V1 {
            instance: "shop".into(),
            token_header: TokenHeader::BearerToken
        }
    );
    assert_eq!(flinks.webhook_signature, SignatureStyle::XFlinksSignature);
    assert_eq!(flinks.consent_screen, Some(false));
    let limits = flinks.limits.expect("they were told");
    assert_eq!(flinks.client.limits, limits);
    assert_eq!(
        (limits.minimum().cents(), limits.maximum().cents()),
        (500, 300_000)
    );
    assert_eq!(flinks.redirect_mode, Some(RedirectMode::JsEvents));
    assert_eq!(flinks.transaction_code.to_string(), "431");
}

#[test]
fn what_many_banks_allow_in_one_transfer_can_be_told() {
    let usual = |told: &str| {
        let environment = [("GUICHET__CHECKOUT__USUAL_TRANSFER", told)];
        read("", &environment).map(|read| read.config.checkout.usual_transfer.cents())
    };
    assert_eq!(usual("").ok(), Some(300_000));
    assert_eq!(usual("1000000").ok(), Some(1_000_000));
    for told in ["0", "-1", "3000.00"] {
        assert!(usual(told).is_err(), "{told}");
    }
}

#[test]
fn what_one_key_needs_of_another_is_told() {
    let toml = r#"
        [flinks]
        base_url = "https://bank.example"
        auth = "api-key"
        client_id = "id"
        api_key = "key"
        e_transfer = "v1"
        eft = "connect"
        min_amount = 0
        max_amount = 10.5
        transaction_code = "1"
        redirect_mode = "canary canary"
        [flinks_live]
        base_url = "https://bank.example"
        client_id = "id"
        client_secret = "secret"
        customer_id = "../canary"
        e_transfer = "v1"
        instance = "shop"
        min_amount = 200
        max_amount = 100
    "#;
    insta::assert_snapshot!(faults(toml, &[]).join("\n"), @r#"
        flinks.instance is required with e_transfer = "v1"
        flinks.client_secret is required with e_transfer = "v1"
        flinks.transaction_code must be three digits, the first of them not 0
        flinks.customer_id is required with eft = "connect"
        flinks.min_amount must be a whole number of cents from 1 to 9999999
        flinks.max_amount must be a whole number of cents from 1 to 9999999
        flinks.redirect_mode must be one of: JsEvents
        flinks_live.customer_id must be 1 to 64 letters, digits and dashes
        flinks_live.max_amount must not be below min_amount
        "#);
    let no_key = format!("{SANDBOX}\ncustomer_id = \"c-1\"\n");
    assert_eq!(
        faults(&no_key, &[]),
        ["flinks.connect_api_key is required with customer_id"]
    );
}

#[test]
fn a_file_that_is_not_toml_is_told_by_line_and_never_quoted() {
    let faults = faults("[flinks]\nclient_secret = \"canary\" \"x\"\n", &[]);
    assert!(faults[0].contains("line 2"), "{faults:?}");
    assert!(!faults.join("\n").contains("canary"), "{faults:?}");
}

#[test]
fn a_file_that_is_not_there_is_a_fault() {
    let missing = Config::load(Some("/nowhere/guichet.toml".as_ref()));
    let error = missing.expect_err("there is no such file").to_string();
    assert!(error.contains("/nowhere/guichet.toml"), "{error}");
}

#[test]
fn what_is_risky_is_said_and_allowed() {
    let toml = r#"
        [server]
        public_url = "http://pay.example.ca"
        admin_listen = "0.0.0.0:9090"
        [flinks]
        base_url = "http://bank.example"
        client_id = "id"
        client_secret = "secret"
        timeout = 60
    "#;
    let Loaded { warnings, .. } = read(toml, &[]).expect("valid");
    let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(warnings.join("\n"), @r"
        server.public_url is plain http:// on another machine: customers' pages travel unencrypted
        server.admin_listen is not a loopback address: /metrics has no password
        flinks.base_url is plain http:// to another machine: credentials travel unencrypted
        flinks.app_url is plain http:// on another machine: customers sign in to their bank unencrypted
        flinks.webhook_secret is not set: webhooks are refused unless a merchant has a secret of its own, and payments are learned by polling alone
        flinks.timeout is above 30s: a customer would wait that long before the page says that the bank cannot be reached
        ");
    let Loaded { warnings, .. } = read("", &[]).expect("valid");
    assert!(
        warnings
            .iter()
            .any(|warning| warning.to_string().contains("nobody can pay"))
    );
}

/// Every key that the code reads is in the list of keys, and the other way round.
#[test]
fn the_list_of_keys_is_what_is_read() {
    let environment = ["FLINKS", "FLINKS_LIVE"].map(|section| {
        (
            OsString::from(format!("GUICHET__{section}__BASE_URL")),
            OsString::from("https://bank.example"),
        )
    });
    let mail = ("GUICHET__MAIL__HOST".into(), "smtp.example.ca".into());
    let environment = environment.into_iter().chain([mail]);
    let settings = Settings::collect(None, environment, &mut Vec::new());
    let mut reader = Reader::new(settings, Vec::new());
    assert!(LogConfig::read(&mut reader).is_some());
    drop(ServerConfig::read(&mut reader));
    drop(StoreConfig::read(&mut reader));
    assert!(ApiConfig::read(&mut reader).is_some());
    assert!(CheckoutConfig::read(&mut reader).is_some());
    assert!(PaymentLinksConfig::read(&mut reader).is_some());
    assert!(DashboardConfig::read(&mut reader).is_some());
    assert!(DomainsConfig::read(&mut reader).is_some());
    drop(FlinksConfig::read(&mut reader, "flinks"));
    drop(FlinksConfig::read(&mut reader, "flinks_live"));
    assert!(NotificationsConfig::read(&mut reader).is_some());
    drop(super::Mail::read(&mut reader));
    let listed: std::collections::BTreeSet<String> = key::paths().collect();
    assert_eq!(reader.read, listed);
}

#[test]
fn the_listed_defaults_are_the_built_in_ones() {
    let defaults = source::defaults();
    for (section, keys) in key::SECTIONS {
        for key in keys {
            let built_in = defaults.get(section).and_then(|table| table.get(key.name));
            if let Some(value) = built_in {
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                assert_eq!(text, key.default, "{section}.{}", key.name);
            } else if !section.starts_with("flinks") && section != "mail" {
                assert_eq!(key.default, "", "{section}.{}", key.name);
            }
        }
    }
}

/// `docs/configuration.md` holds exactly this between its two marks.
#[test]
fn the_documentation_lists_every_key() {
    let mut table = String::new();
    for (section, keys) in key::SECTIONS
        .into_iter()
        .filter(|(section, _)| *section != "flinks_live")
    {
        let also = if section == "flinks" {
            " and `[flinks_live]`"
        } else {
            ""
        };
        writeln!(table, "### `[{section}]`{also}\n").expect("text");
        writeln!(
            table,
            "| key | default | environment | meaning |\n|---|---|---|---|"
        )
        .expect("text");
        for key in keys {
            let default = if key.default.is_empty() {
                "–".into()
            } else {
                format!("`{}`", key.default)
            };
            let variable = key::variable(&format!("{section}.{}", key.name));
            writeln!(
                table,
                "| `{}` | {default} | `{variable}` | {} |",
                key.name, key.meaning
            )
            .expect("text");
        }
        table.push('\n');
    }
    let documented = include_str!("../../../docs/configuration.md");
    assert!(
        documented.contains(table.trim()),
        "put this into docs/configuration.md:\n\n{table}"
    );
}

#[test]
fn every_proxy_and_every_resolver_that_will_not_do_is_told_and_none_is_repeated() {
    let toml = format!(
        "{SANDBOX}\n[server]\ntrusted_proxies = [\"10.0.0.1\", \"canary.internal\", \"0.0.0.0/0\", \"10.0.0.1/8\"]\n\
         proxy_header = \"x-real-ip\"\n[domains]\nresolvers = [\"10.0.0.53\", \"canary\"]\n"
    );
    let told = faults(&toml, &[]);
    assert_eq!(
        told,
        [
            "server.trusted_proxies must be IP addresses and networks, as in 10.0.0.7, 10.0.0.0/8 or \
             fd00::/8: number 2 is neither",
            "server.trusted_proxies must not name everybody, nor networks wider than /8 (IPv6: /16, private ones /7): \
             number 3 does",
            "server.trusted_proxies must name networks by their first address: number 4 does not",
            "server.proxy_header must be one of: x-forwarded-for, forwarded",
            "domains.resolvers must be IP addresses with or without a port, as in 10.0.0.53 or \
             [fd00::53]:5353: number 2 is none",
        ]
    );
    let numbers = format!("{SANDBOX}\n[server]\ntrusted_proxies = [10]\n");
    assert_eq!(
        faults(&numbers, &[]),
        ["server.trusted_proxies must be a list of texts, or one text with commas between them"]
    );
}

#[test]
fn a_list_comes_as_one_text_too() {
    let environment = [
        ("GUICHET__SERVER__TRUSTED_PROXIES", "10.0.0.7, fd00::/8"),
        ("GUICHET__DOMAINS__RESOLVERS", "10.0.0.53,[::1]:5353"),
    ];
    let Loaded { config, .. } = read(SANDBOX, &environment).expect("valid");
    let proxies = config.server.trusted_proxies;
    for (address, is_one) in [("10.0.0.7", true), ("fd00::1", true), ("10.0.0.8", false)] {
        assert_eq!(proxies.holds(address.parse().expect("an address")), is_one);
    }
    let named = ["10.0.0.53:53", "[::1]:5353"].map(|text| text.parse().expect("an address"));
    assert_eq!(config.domains.resolvers, Resolvers::Named(named.to_vec()));
    let Loaded { config, .. } = read(SANDBOX, &[]).expect("valid");
    let nobody = config.server.trusted_proxies;
    assert!(!nobody.holds("127.0.0.1".parse().expect("an address")));
    assert_eq!(config.domains.resolvers, Resolvers::Machine);
}

#[test]
fn nobody_is_written_to_unless_a_mail_server_is_named() {
    let Loaded { config, .. } = read(SANDBOX, &[]).expect("valid");
    assert!(config.mail.on().is_none());
}

#[test]
fn a_mail_server_needs_a_name_and_a_sender_and_encrypts_by_itself() {
    let toml = format!(
        "{SANDBOX}\n[mail]\nhost = \"SMTP.example.ca\"\nfrom = \"receipts@pay.example.ca\"\nusername = \"us\"\n"
    );
    let environment = [("GUICHET__MAIL__PASSWORD", "0042")];
    let Loaded { config, .. } = read(&toml, &environment).expect("valid");
    let mail = config.mail.on().expect("it is there");
    let MailRoute::Smtp(smtp) = &mail.route else {
        panic!("a mail server")
    };
    assert_eq!((smtp.host.as_str(), smtp.port), ("smtp.example.ca", 587));
    assert_eq!(smtp.tls, MailTls::StartTls);
    let login = smtp.login.as_ref().expect("it was given");
    assert_eq!(login.password.expose_secret(), "0042");
    assert!(!format!("{config:?}").contains("0042"));
}

#[test]
fn everything_that_is_wrong_with_a_mail_server_is_told_at_once() {
    let toml = format!(
        "{SANDBOX}\n[mail]\nhost = \"smtp.example.ca\"\nport = 70000\ntls = \"none\"\nusername = \"us\"\n\
         from = \"canary\"\nfrom_name = \"a\\nb\"\ntimeout = \"2m\"\n"
    );
    insta::assert_snapshot!(faults(&toml, &[]).join("\n"), @r#"
    mail.port must be a port, a whole number from 1 to 65535
    mail.password is required with mail.username
    mail.from must be an e-mail address in plain letters, as in receipts@pay.example.ca
    mail.from_name must be one line of at most 100 characters
    mail.timeout must be a time from 100ms to 60s, as in 10 (seconds), "10s" or "500ms"
    mail.tls must encrypt: `none` is for a mail server on this machine alone
    "#);
    let nothing = format!("{SANDBOX}\n[mail]\ntls = \"plain\"\npassword = \"canary\"\n");
    insta::assert_snapshot!(faults(&nothing, &[]).join("\n"), @r"
    mail.host is required
    mail.tls must be one of: starttls, implicit, none
    mail.username is required with mail.password
    mail.from is required
    ");
    for host in [
        "smtp://mail",
        "mail server",
        "mail:25",
        "mail/x",
        "mail..ca",
    ] {
        let toml = format!("{SANDBOX}\n[mail]\nhost = \"{host}\"\nfrom = \"a@b.ca\"\n");
        let told = faults(&toml, &[]);
        assert_eq!(told.len(), 1, "{host}");
        assert!(
            told[0].starts_with("mail.host must be the name"),
            "{told:?}"
        );
    }
}

#[test]
fn a_mail_server_on_this_machine_may_be_spoken_to_in_the_clear() {
    for host in ["localhost", "127.0.0.1", "::1"] {
        let toml =
            format!("{SANDBOX}\n[mail]\nhost = \"{host}\"\ntls = \"none\"\nfrom = \"a@b.ca\"\n");
        let Loaded { config, .. } = read(&toml, &[]).expect("valid");
        let mail = config.mail.on().expect("it is there");
        let MailRoute::Smtp(smtp) = &mail.route else {
            panic!("a mail server")
        };
        assert_eq!(smtp.port, 25);
    }
}
