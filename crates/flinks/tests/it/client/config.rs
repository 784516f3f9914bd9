use std::time::Duration;

use flinks::client::{Auth, Client, Config, ConfigFault, Credentials, ETransferApi, TokenHeader};

fn config(base_url: &str) -> Config {
    let credentials = Credentials {
        client_id: "id".into(),
        client_secret: Some("secret".into()),
        api_key: None,
    };
    Config::new(base_url.parse().expect("a URL"), credentials)
}

fn faults(config: Config) -> Vec<ConfigFault> {
    Client::new(config)
        .err()
        .map(|error| error.0)
        .unwrap_or_default()
}

#[test]
fn a_good_configuration_opens_with_and_without_tls() {
    assert_eq!(faults(config("http://127.0.0.1:9")), []);
    assert_eq!(faults(config("https://payments-uat.flinksapp.com")), []);
}

#[test]
fn every_fault_is_told_at_once() {
    let wrong = Config {
        credentials: Credentials {
            client_id: " ".into(),
            client_secret: None,
            api_key: None,
        },
        timeout: Duration::ZERO,
        ..config("http://user:pass@host/?q#f")
    };
    let told = faults(wrong);
    use ConfigFault::{BaseUrl, ClientId, ClientSecret, Timeout};
    assert_eq!(told, [BaseUrl, ClientId, ClientSecret, Timeout]);
}

#[test]
fn each_way_of_authenticating_needs_its_own_secret() {
    let key = Config {
        auth: Auth::ApiKey,
        ..config("http://host")
    };
    assert_eq!(faults(key), [ConfigFault::ApiKey]);
    assert_eq!(faults(config("ftp://host")), [ConfigFault::BaseUrl]);
}

#[test]
fn a_key_that_no_header_can_carry_is_refused_without_being_told() {
    let mut wrong = config("http://host");
    wrong.credentials.api_key = Some("canary\n".into());
    let error = Client::new(wrong).expect_err("refused");
    assert_eq!(error.0, [ConfigFault::Unprintable]);
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[test]
fn the_first_version_needs_a_secret_and_an_instance_that_a_header_can_carry() {
    let first = |instance: &str| Config {
        auth: Auth::ApiKey,
        credentials: Credentials {
            client_id: "id".into(),
            client_secret: None,
            api_key: Some("key".into()),
        },
        e_transfer: ETransferApi::V1 {
            instance: instance.to_owned(),
            token_header: TokenHeader::Authorization,
        },
        ..config("http://host")
    };
    use ConfigFault::{ClientSecret, Instance, Unprintable};
    assert_eq!(faults(first(" ")), [ClientSecret, Instance]);
    assert_eq!(faults(first("a\nb")), [ClientSecret, Unprintable]);
    assert_eq!(faults(first("demo")), [ClientSecret]);
}
