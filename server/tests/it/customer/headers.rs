use crate::{house::House, payer::Payer};

#[tokio::test]
async fn a_page_allows_nothing_but_what_it_names() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let page = payer.page().await;
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{policy}"
    );
    let frames: Vec<_> = policy
        .split(';')
        .filter(|part| part.contains("frame-src"))
        .collect();
    assert_eq!(frames, [format!(" frame-src {}", house.twin_url())]);
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(page.header(name), value);
    }
    assert!(!page.text.contains(" style="), "no inline style");
}

#[tokio::test]
async fn a_page_frames_the_providers_configured_origins_and_no_others() {
    let keys = "customer_id = \"c-1\"\nconnect_api_key = \"key\"\n\
                connect_url = \"http://127.0.0.1:10\"\n\
                connect_frame_url = \"http://127.0.0.1:11/v2/\"\n";
    let house = House::open_with(keys);
    let payer = Payer::new(&house).await;
    let page = payer.page().await;
    let policy = page.header("content-security-policy");
    let frames: Vec<_> = policy
        .split("; ")
        .filter(|part| part.starts_with("frame-src"))
        .collect();
    assert_eq!(
        frames,
        ["frame-src http://127.0.0.1:9 http://127.0.0.1:11 'self'"],
        "Connect's frame begins at an address of ours; where its API is, is nobody's frame"
    );
    for tight in [
        "form-action 'self'",
        "base-uri 'none'",
        "connect-src 'self'",
    ] {
        assert!(policy.contains(tight), "{tight}: {policy}");
    }
}
