use http::HeaderValue;
use proptest::prelude::*;

use super::*;

const PROXY: &str = "10.0.0.7";

/// Trusts `10.0.0.0/8` and `fd00::/8`, in the header of that name.
fn proxies(header: &str) -> TrustedProxies {
    let networks = ["10.0.0.0/8", "fd00::/8"];
    let networks = networks.map(|network| network.parse().expect("a network"));
    let header = header.parse().expect("a header of proxies");
    TrustedProxies::new(networks.to_vec(), header)
}

fn came(peer: &str, header: &str, lines: &[(&'static str, &[u8])]) -> ClientAddress {
    let mut extensions = Extensions::new();
    let peer: IpAddr = peer.parse().expect("an address");
    extensions.insert(ConnectInfo(SocketAddr::from((peer, 443))));
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        let value = HeaderValue::from_bytes(value).expect("a header's value");
        headers.append(*name, value);
    }
    ClientAddress::of(&extensions, &headers, &proxies(header))
}

fn told(text: &str) -> ClientAddress {
    ClientAddress::Told(text.parse().expect("an address"))
}

fn peer(text: &str) -> ClientAddress {
    ClientAddress::Peer(text.parse().expect("an address"))
}

fn by_x_forwarded_for(lines: &[&str]) -> ClientAddress {
    let lines: Vec<_> = lines
        .iter()
        .map(|line| ("x-forwarded-for", line.as_bytes()))
        .collect();
    came(PROXY, "x-forwarded-for", &lines)
}

fn by_forwarded(lines: &[&str]) -> ClientAddress {
    let lines: Vec<_> = lines
        .iter()
        .map(|line| ("forwarded", line.as_bytes()))
        .collect();
    came(PROXY, "forwarded", &lines)
}

#[test]
fn nobody_is_believed_who_is_not_trusted() {
    let forged: [(&str, &[u8]); 4] = [
        ("x-forwarded-for", b"198.51.100.9"),
        ("forwarded", b"for=198.51.100.9"),
        ("x-real-ip", b"198.51.100.9"),
        ("true-client-ip", b"198.51.100.9"),
    ];
    for header in ["x-forwarded-for", "forwarded"] {
        for address in ["192.0.2.1", "11.0.0.7", "127.0.0.1", "2001:db8::7"] {
            assert_eq!(came(address, header, &forged), peer(address));
        }
    }
}

#[test]
fn what_a_trusted_proxy_does_not_write_is_not_read() {
    let forwarded: (&str, &[u8]) = ("forwarded", b"for=198.51.100.9");
    let listed: (&str, &[u8]) = ("x-forwarded-for", b"192.0.2.1");
    assert_eq!(
        came(PROXY, "x-forwarded-for", &[forwarded, listed]),
        told("192.0.2.1")
    );
    assert_eq!(came(PROXY, "x-forwarded-for", &[forwarded]), peer(PROXY));
    assert_eq!(came(PROXY, "forwarded", &[listed]), peer(PROXY));
}

#[test]
fn the_rightmost_who_is_not_a_proxy_of_ours_is_the_client() {
    for (lines, client) in [
        (&["192.0.2.1"][..], "192.0.2.1"),
        (&["198.51.100.9, 192.0.2.1"], "192.0.2.1"),
        (&["198.51.100.9, 192.0.2.1, 10.1.1.1"], "192.0.2.1"),
        (
            &["198.51.100.9", "192.0.2.1", "10.1.1.1,10.2.2.2"],
            "192.0.2.1",
        ),
        (&["rubbish, 192.0.2.1, fd00::8"], "192.0.2.1"),
        (&["192.0.2.1:50123"], "192.0.2.1"),
        (&["2001:db8::1"], "2001:db8::1"),
        (&["[2001:db8::1]:443"], "2001:db8::1"),
        (&["[2001:db8::1]"], "2001:db8::1"),
        (&["::ffff:192.0.2.1, ::ffff:10.0.0.1"], "192.0.2.1"),
        // Somebody behind our own proxies.
        (&["10.9.9.9, 10.1.1.1"], "10.9.9.9"),
    ] {
        assert_eq!(by_x_forwarded_for(lines), told(client), "{lines:?}");
    }
    assert_eq!(
        came(
            "::ffff:10.0.0.7",
            "x-forwarded-for",
            &[("x-forwarded-for", b"192.0.2.1")]
        ),
        told("192.0.2.1")
    );
}

#[test]
fn nothing_left_of_what_cannot_be_read_is_believed() {
    for lines in [
        &["192.0.2.1, rubbish"][..],
        &["192.0.2.1,"],
        &["192.0.2.1", ""],
        &["192.0.2.1, unknown"],
        &["192.0.2.1, 256.0.0.1"],
        &["192.0.2.1, 10.1.1"],
        &["192.0.2.1, 0x7f.1"],
        &["192.0.2.1, [10.1.1.1]"],
        &["192.0.2.1, fe80::1%eth0"],
        &[""],
    ] {
        assert_eq!(by_x_forwarded_for(lines), peer(PROXY), "{lines:?}");
    }
    let broken = came(
        PROXY,
        "x-forwarded-for",
        &[("x-forwarded-for", b"192.0.2.1, \xff")],
    );
    assert_eq!(broken, peer(PROXY));
    assert_eq!(
        by_x_forwarded_for(&["192.0.2.1, rubbish, 10.1.1.1"]),
        peer("10.1.1.1"),
        "the proxy that had it from nobody knows where"
    );
}

#[test]
fn the_standard_header_is_read_by_its_own_rules() {
    for (lines, client) in [
        (&["for=192.0.2.1"][..], "192.0.2.1"),
        (&["For=\"192.0.2.1\";proto=https;by=10.0.0.7"], "192.0.2.1"),
        (
            &["proto=https; for=192.0.2.1 ; host=a.example"],
            "192.0.2.1",
        ),
        (&["for=\"[2001:db8::1]:4711\""], "2001:db8::1"),
        (
            &["for=198.51.100.9, for=192.0.2.1;by=_x, for=10.1.1.1"],
            "192.0.2.1",
        ),
        (&["for=198.51.100.9", "for=\"192.0.2.1:8080\""], "192.0.2.1"),
        (
            &["for=192.0.2.1;host=\"a, for=198.51.100.9;b=c\""],
            "192.0.2.1",
        ),
        (
            &["for=192.0.2.1;host=\"a\\\", for=198.51.100.9\""],
            "192.0.2.1",
        ),
        (&["for=192.0.2.1;host=\"a\\\\\""], "192.0.2.1"),
        // A quote that somebody left open swallows nothing that was added after it.
        (&["for=\"198.51.100.9, for=192.0.2.1"], "192.0.2.1"),
        (&["host=\"x\\, for=192.0.2.1;host=\"b\""], "192.0.2.1"),
    ] {
        assert_eq!(by_forwarded(lines), told(client), "{lines:?}");
    }
}

#[test]
fn what_the_standard_header_does_not_say_is_not_guessed() {
    for lines in [
        &["for=192.0.2.1, for=unknown"][..],
        &["for=192.0.2.1, for=_hidden"],
        &["for=192.0.2.1, proto=https"],
        &["for=192.0.2.1, for=192.0.2.2;for=192.0.2.3"],
        &["for=192.0.2.1, "],
        &["for=192.0.2.1, 192.0.2.2"],
        &["for=192.0.2.1, for=\"192.0.2.2"],
        &["for=192.0.2.1, for=\"192.0.2.2\"x"],
        &["for=192.0.2.1, for="],
        &["for=192.0.2.1, for=2001:db8::1 x"],
    ] {
        assert_eq!(by_forwarded(lines), peer(PROXY), "{lines:?}");
    }
}

#[test]
fn a_request_without_a_connection_comes_from_nowhere() {
    let nowhere = ClientAddress::of(
        &Extensions::new(),
        &HeaderMap::new(),
        &proxies("x-forwarded-for"),
    );
    assert_eq!(nowhere, ClientAddress::Unknown);
    assert_eq!(nowhere.address(), None);
}

proptest! {
    /// Whatever somebody writes, the proxy adds who they are, and that is who they are.
    #[test]
    fn nobody_can_write_themselves_another_address(
        forged in "[ -~]{0,80}",
        lines in 0..3_usize,
    ) {
        for (header, added) in [
            ("x-forwarded-for", "192.0.2.1"),
            ("forwarded", "for=192.0.2.1;proto=https"),
        ] {
            let joined = format!("{forged}, {added}");
            let mut all: Vec<(&'static str, &[u8])> = vec![(header, forged.as_bytes()); lines];
            all.push((header, joined.as_bytes()));
            prop_assert_eq!(came(PROXY, header, &all), told("192.0.2.1"));
        }
    }

    /// Nor does a host that a proxy quotes say anything about an address.
    #[test]
    fn no_host_is_taken_for_an_address(host in "[ -~]{0,80}") {
        let quoted = host.replace('\\', "\\\\").replace('"', "\\\"");
        let line = format!("for=192.0.2.1;host=\"{quoted}\"");
        prop_assert_eq!(by_forwarded(&[&line]), told("192.0.2.1"));
    }
}
