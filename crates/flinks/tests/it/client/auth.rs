use flinks::client::{Auth, AuthorizeBy, Client, Config, Error, TokenUse};
use futures::future::join_all;
use payment::Method;

use super::provider::{
    AUTHORIZE, CANCEL, CREATE, DETAILS, Provider, Reply, STATUS, Seen, new_session, session,
};

/// Tokens `t0`, `t1`, …, each good for ten minutes; every other answer is a good one.
fn willing(seen: &Seen, before: usize) -> Reply {
    match seen.path.as_str() {
        AUTHORIZE => Reply::token(&format!("t{before}"), 599),
        CREATE => Reply::created(),
        CANCEL => Reply::status("Canceled", "EFT0501"),
        _ => Reply::status("Initiated", "EFT0101"),
    }
}

/// As [`willing`], and a token that is not in `good` is refused.
fn only_with(good: &'static [&'static str]) -> impl Fn(&Seen, usize) -> Reply + Clone {
    move |seen: &Seen, before: usize| {
        let is_good = good
            .iter()
            .any(|token| seen.header("authorization") == Some(&format!("Bearer {token}")));
        if seen.path == AUTHORIZE || is_good {
            willing(seen, before)
        } else {
            Reply::json(401, "")
        }
    }
}

fn bearers(seen: &[Seen]) -> Vec<Option<&str>> {
    seen.iter()
        .map(|seen| seen.header("authorization"))
        .collect()
}

#[tokio::test]
async fn a_token_is_asked_for_with_basic_credentials_and_reused() {
    let provider = Provider::start(willing).await;
    let client = provider.client();
    client.create_session(&new_session()).await.expect("made");
    client.create_session(&new_session()).await.expect("made");
    client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    client.cancel(&session()).await.expect("called off");

    let asked = provider.seen(AUTHORIZE);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].method, "POST");
    assert_eq!(asked[0].body, "grant_type=client_credentials");
    let form = "application/x-www-form-urlencoded";
    assert_eq!(asked[0].header("content-type"), Some(form));
    // the-client:canary-client-secret
    let basic = "Basic dGhlLWNsaWVudDpjYW5hcnktY2xpZW50LXNlY3JldA==";
    assert_eq!(asked[0].header("authorization"), Some(basic));

    assert_eq!(bearers(&provider.seen(CREATE)), [Some("Bearer t0"); 2]);
    assert_eq!(bearers(&provider.seen(STATUS)), [Some("Bearer t0")]);
    assert_eq!(bearers(&provider.seen(CANCEL)), [Some("Bearer t0")]);
}

#[tokio::test]
async fn credentials_go_in_the_form_where_the_configuration_says_so() {
    let provider = Provider::start(willing).await;
    let client = Client::new(Config {
        authorize: AuthorizeBy::Form,
        ..provider.config()
    })
    .expect("a good configuration");
    client.create_session(&new_session()).await.expect("made");
    let asked = &provider.seen(AUTHORIZE)[0];
    assert_eq!(asked.header("authorization"), None);
    assert_eq!(
        asked.body,
        "grant_type=client_credentials&Username=the-client&Password=canary-client-secret"
    );
}

#[tokio::test]
async fn the_client_id_goes_beside_the_token_only_where_it_is_documented() {
    let provider = Provider::start(willing).await;
    let client = provider.client();
    client.create_session(&new_session()).await.expect("made");
    client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    client.cancel(&session()).await.expect("called off");
    let create = &provider.seen(CREATE)[0];
    assert_eq!(create.header("x-client-id"), Some("the-client"));
    assert_eq!(create.header("x-api-key"), None);
    assert_eq!(provider.seen(STATUS)[0].header("x-client-id"), None);
    assert_eq!(provider.seen(CANCEL)[0].header("x-client-id"), None);
}

#[tokio::test]
async fn single_use_tokens_start_one_session_each_and_reads_share_one() {
    let provider = Provider::start(willing).await;
    let client = Client::new(Config {
        token_use: TokenUse::Single,
        ..provider.config()
    })
    .expect("a good configuration");
    client.create_session(&new_session()).await.expect("made");
    client.create_session(&new_session()).await.expect("made");
    client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    let creates = provider.seen(CREATE);
    assert_eq!(bearers(&creates), [Some("Bearer t0"), Some("Bearer t1")]);
    assert_eq!(bearers(&provider.seen(STATUS)), [Some("Bearer t1"); 2]);
    assert_eq!(provider.seen(AUTHORIZE).len(), 2);
}

#[tokio::test]
async fn many_calls_at_once_ask_for_one_token() {
    let provider = Provider::start(willing).await;
    let client = provider.client();
    let id = session();
    let reads = join_all((0..50).map(|_| client.read(Method::GuaranteedEft, &id))).await;
    assert!(reads.iter().all(Result::is_ok));
    assert_eq!(provider.seen(AUTHORIZE).len(), 1);
    assert_eq!(provider.seen(STATUS).len(), 50);
}

#[tokio::test]
async fn many_refused_calls_at_once_ask_for_one_new_token() {
    let provider = Provider::start(only_with(&["t1"])).await;
    let client = provider.client();
    let id = session();
    let reads = join_all((0..25).map(|_| client.read(Method::GuaranteedEft, &id))).await;
    assert!(reads.iter().all(Result::is_ok));
    assert_eq!(provider.seen(AUTHORIZE).len(), 2);
}

#[tokio::test]
async fn a_token_whose_life_is_not_told_is_used_once() {
    let provider = Provider::start(|seen: &Seen, before| match seen.path.as_str() {
        AUTHORIZE => Reply::json(200, &format!(r#"{{"access_token":"t{before}"}}"#)),
        _ => willing(seen, before),
    })
    .await;
    let client = provider.client();
    client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    let reads = provider.seen(STATUS);
    assert_eq!(bearers(&reads), [Some("Bearer t0"), Some("Bearer t1")]);
}

#[tokio::test]
async fn after_a_401_each_call_is_made_once_more_with_a_new_token() {
    let provider = Provider::start(only_with(&["t1"])).await;
    provider
        .client()
        .create_session(&new_session())
        .await
        .expect("made");
    let tokens = [Some("Bearer t0"), Some("Bearer t1")];
    assert_eq!(bearers(&provider.seen(CREATE)), tokens);

    let provider = Provider::start(only_with(&["t1"])).await;
    provider
        .client()
        .cancel(&session())
        .await
        .expect("called off");
    assert_eq!(bearers(&provider.seen(CANCEL)), tokens);
}

#[tokio::test]
async fn after_a_second_401_the_call_is_given_up() {
    for token_use in [TokenUse::Reuse, TokenUse::Single] {
        let provider = Provider::start(only_with(&[])).await;
        let client = Client::new(Config {
            token_use,
            ..provider.config()
        })
        .expect("good");
        let refused = client.create_session(&new_session()).await;
        assert!(matches!(refused, Err(Error::Unauthorized)), "{refused:?}");
        assert_eq!(provider.seen(CREATE).len(), 2);
        assert_eq!(provider.seen(AUTHORIZE).len(), 2);
    }
}

#[tokio::test]
async fn refused_credentials_stop_the_call_before_anything_is_created() {
    for status in [400, 401] {
        let provider = Provider::start(move |seen: &Seen, before| match seen.path.as_str() {
            AUTHORIZE => Reply::json(status, r#"{"error":"invalid_client"}"#),
            _ => willing(seen, before),
        })
        .await;
        let client = provider.client();
        let refused = client.create_session(&new_session()).await;
        assert!(matches!(refused, Err(Error::Unauthorized)), "{refused:?}");
        assert!(matches!(client.check().await, Err(Error::Unauthorized)));
        assert_eq!(provider.seen(CREATE).len(), 0);
    }
}

#[tokio::test]
async fn a_token_that_no_header_can_carry_is_nonsense() {
    for token in ["", "a\\nb"] {
        let provider = Provider::start(move |_: &Seen, _| Reply::token(token, 599)).await;
        let refused = provider.client().check().await;
        assert!(matches!(refused, Err(Error::Nonsense(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn an_api_key_goes_with_every_call_and_no_token_is_asked_for() {
    let provider = Provider::start(willing).await;
    let client = Client::new(Config {
        auth: Auth::ApiKey,
        ..provider.config()
    })
    .expect("good");
    client.create_session(&new_session()).await.expect("made");
    client
        .read(Method::ETransfer, &session())
        .await
        .expect("read");
    client.cancel(&session()).await.expect("called off");
    for path in [CREATE, DETAILS, CANCEL] {
        let seen = &provider.seen(path)[0];
        assert_eq!(seen.header("x-api-key"), Some("canary-api-key"), "{path}");
        assert_eq!(seen.header("x-client-id"), Some("the-client"), "{path}");
        assert_eq!(seen.header("authorization"), None, "{path}");
    }
    assert_eq!(provider.seen(AUTHORIZE).len(), 0);
}

#[tokio::test]
async fn a_refused_api_key_is_given_up_at_once() {
    let provider = Provider::start(|_: &Seen, _| Reply::json(401, "")).await;
    let client = Client::new(Config {
        auth: Auth::ApiKey,
        ..provider.config()
    })
    .expect("good");
    let refused = client.create_session(&new_session()).await;
    assert!(matches!(refused, Err(Error::Unauthorized)), "{refused:?}");
    assert_eq!(provider.seen(CREATE).len(), 1);
}

#[tokio::test]
async fn a_check_tells_good_credentials_from_bad_ones() {
    let provider = Provider::start(willing).await;
    provider.client().check().await.expect("good");
    assert_eq!(provider.seen(AUTHORIZE).len(), 1);

    for (status, is_good) in [
        (404, true),
        (400, true),
        (401, false),
        (403, false),
        (500, false),
    ] {
        let provider = Provider::start(move |_: &Seen, _| Reply::json(status, "")).await;
        let client = Client::new(Config {
            auth: Auth::ApiKey,
            ..provider.config()
        })
        .expect("good");
        assert_eq!(client.check().await.is_ok(), is_good, "{status}");
    }
}
