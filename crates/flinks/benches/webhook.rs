//! How fast a webhook is verified and decoded: all that stands between the wire and the disk.
//!
//! `cargo xtask bench webhook`. The aim is 300,000 bodies of 1 kB a second on one core.

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flinks::webhook::{SessionStatusChanged, sign, verify};
use secrecy::SecretString;

/// A notification of 1,024 bytes: the documented fields, and others to the brim.
fn body() -> Vec<u8> {
    let fields = r#"{"event":"SessionSetupStatusChanged","when":"2026-10-01T12:00:00Z","sessionId":"aadd08f2-83ce-456d-84ed-c68cfed4ee7b","referenceId":"ORDER-1001","amount":500.00,"status":"Completed","statusDetails":"EFT0301","message":""#;
    let end = r#""}"#;
    let filler = "x".repeat(1024 - fields.len() - end.len());
    format!("{fields}{filler}{end}").into_bytes()
}

fn webhook(criterion: &mut Criterion) {
    let secret = SecretString::from("a secret that the provider and the merchant share");
    let body = body();
    let signature = sign(&secret, &body);
    let mut group = criterion.benchmark_group("webhook of 1 kB");
    group
        .throughput(Throughput::Elements(1))
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3));
    group.bench_function("verify", |bench| {
        bench.iter(|| verify(black_box(&secret), black_box(&body), black_box(&signature)));
    });
    group.bench_function("decode", |bench| {
        bench.iter(|| SessionStatusChanged::decode(black_box(&body)));
    });
    group.bench_function("verify and decode", |bench| {
        bench.iter(|| {
            verify(black_box(&secret), black_box(&body), black_box(&signature))
                .ok()
                .and_then(|()| SessionStatusChanged::decode(&body).ok())
        });
    });
    group.finish();
}

criterion_group!(benches, webhook);
criterion_main!(benches);
