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
