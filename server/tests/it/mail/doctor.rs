use std::{fs, sync::Arc};

use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use super::office::Office;
use crate::program::{guichet, stdout};

struct Found {
    code: Option<i32>,
    told: String,
}

/// What `doctor` finds about a mail server whose certificate is for `localhost`, where it is told
/// to trust that certificate or not.
async fn examined(trusts: bool, password: &str) -> (Found, Office) {
    examined_by(Sealed::Asked, trusts, password).await
}

/// When a mail server begins to encrypt.
#[derive(Clone, Copy)]
enum Sealed {
    /// When it is asked to.
    Asked,
    /// Before the first word.
    Always,
}

async fn examined_by(sealed: Sealed, trusts: bool, password: &str) -> (Found, Office) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let tls = TlsAcceptor::from(Arc::new(config));
    let (office, key) = match sealed {
        Sealed::Asked => (Office::sealed(tls, "right-horse").await, "starttls"),
        Sealed::Always => (Office::wrapped(tls, "right-horse").await, "implicit"),
    };
    let folder = tempfile::tempdir().unwrap();
    let certificate = folder.path().join("mail.pem");
    fs::write(&certificate, made.cert.pem()).unwrap();
    let file = folder.path().join("guichet.toml");
    let toml = format!(
        "[store]\nurl = \"sqlite://{}\"\n[mail]\nhost = \"localhost\"\nport = {}\n\
         from = \"receipts@pay.example\"\nusername = \"guichet\"\npassword = \"{password}\"\n\
         tls = \"{key}\"\n",
        folder.path().join("guichet.db").display(),
        office.port,
    );
    fs::write(&file, toml).unwrap();
    let mut command = guichet(&["doctor", "--config", file.to_str().unwrap()]);
    if trusts {
        command.env("SSL_CERT_FILE", &certificate);
    }
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = output.await.unwrap();
    let found = Found {
        code: output.status.code(),
        told: stdout(&output),
    };
    (found, office)
}

#[tokio::test]
async fn a_mail_server_that_lets_us_in_is_found_fit_and_sent_nothing() {
    let (found, office) = examined(true, "right-horse").await;
    assert!(found.told.contains("ok    mail "), "{}", found.told);
    assert_eq!(found.code, Some(0), "{}", found.told);
    assert!(office.said().iter().all(|line| !line.starts_with("MAIL")));
}

#[tokio::test]
async fn a_mail_server_that_encrypts_from_the_first_byte_is_found_fit() {
    let (found, office) = examined_by(Sealed::Always, true, "right-horse").await;
    assert!(found.told.contains("ok    mail "), "{}", found.told);
    let said = office.said();
    assert!(said.iter().any(|line| line.starts_with("AUTH")), "{said:?}");
    assert!(!said.iter().any(|line| line == "STARTTLS"), "{said:?}");
    let (found, office) = examined_by(Sealed::Always, false, "right-horse").await;
    assert!(found.told.contains("FAIL  mail "), "{}", found.told);
    assert_eq!(office.said(), [""; 0]);
}

#[tokio::test]
async fn a_wrong_password_is_told_and_not_shown() {
    let (found, _) = examined(true, "wrong-horse").await;
    assert!(found.told.contains("FAIL  mail "), "{}", found.told);
    assert!(found.told.contains("(535)"), "{}", found.told);
    assert!(!found.told.contains("horse"), "{}", found.told);
    assert_eq!(found.code, Some(1));
}

#[tokio::test]
async fn a_certificate_that_nobody_trusts_is_given_no_password() {
    let (found, office) = examined(false, "right-horse").await;
    assert!(found.told.contains("FAIL  mail "), "{}", found.told);
    assert!(office.said().iter().all(|line| !line.starts_with("AUTH")));
}
