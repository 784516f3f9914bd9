use std::{fs, path::Path};

use payment::{
    AttemptId, CheckoutId, Customer, Delivery, Email, End, Event, Evidence, Failure as NoMoney,
    FailureCode, Locale, MerchantId, Metadata, Method, Mode, Money, Name, Order, PageToken, Payer,
    Recorded, Timestamp, replay,
};
use serde_json::{Value, json, value::RawValue};
use url::Url;

use super::fault::Fault;
use crate::{api, cli::Failure, config::PublicUrl, random};

/// As many entries of metadata as a checkout can have, and as many characters in their names
/// and texts.
const ENTRIES: usize = 50;
const NAME: usize = 40;
const TEXT: usize = 500;

/// The paid checkout that the notifications tell of.
pub(super) struct Subject {
    /// As the API shows it.
    paid: Box<RawValue>,
    /// The same, taken apart.
    parts: Value,
    /// Before it was paid.
    failed: Value,
    pub(super) origin: Origin,
}

/// Where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Nobody made it, and no claim of it will do.
    MadeUp,
    /// The merchant read it from the API.
    Given,
}

impl Subject {
    /// A checkout of test mode that nobody made.
    pub(super) fn made_up(now: Timestamp) -> Self {
        let id = CheckoutId::from_bytes(random::ordered());
        let token = PageToken::from_bytes(random::secret());
        let [paid, failed] = [Ending::Paid, Ending::Unpaid]
            .map(|ending| shown(&history(now, &id, ending), &id, &token));
        let parts = parse(&paid);
        Self {
            paid: RawValue::from_string(paid).expect("what was written as JSON is JSON"),
            failed: parse(&failed),
            parts,
            origin: Origin::MadeUp,
        }
    }

    /// One that the merchant read with `GET /v1/checkouts/{id}`.
    /// What the file holds may be another fault than that it cannot be read.
    pub(super) fn read(path: &Path, now: Timestamp) -> Result<Result<Self, Fault>, Failure> {
        let text = fs::read_to_string(path).map_err(|source| Failure::File {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self::given(&text, now))
    }

    fn given(text: &str, now: Timestamp) -> Result<Self, Fault> {
        let paid: Box<RawValue> =
            serde_json::from_str(text.trim()).map_err(|_| Fault::NotACheckout)?;
        let parts = parse(paid.get());
        if parts["object"] != "checkout" || !parts["id"].is_string() {
            return Err(Fault::NotACheckout);
        }
        if parts["mode"] != "test" || parts["status"] != "paid" {
            return Err(Fault::NotAPaidTest);
        }
        let mut failed = parts.clone();
        let before = Self::made_up(now).failed;
        for name in ["status", "payment", "claim", "last_failure"] {
            failed[name] = before[name].clone();
        }
        Ok(Self {
            paid,
            parts,
            failed,
            origin: Origin::Given,
        })
    }

    /// The merchant's own name for the order.
    pub(super) fn reference(&self) -> Option<&str> {
        self.parts["reference"].as_str()
    }

    /// As the API shows it.
    pub(super) fn paid(&self) -> &RawValue {
        &self.paid
    }

    /// As it was before it was paid.
    pub(super) const fn unpaid(&self) -> &Value {
        &self.failed
    }

    /// The same, written otherwise.
    pub(super) const fn parts(&self) -> &Value {
        &self.parts
    }

    /// One cent more than was paid.
    pub(super) fn altered(&self) -> Value {
        let mut altered = self.parts.clone();
        for amount in ["/amount", "/payment/amount"] {
            if let Some(cents) = altered.pointer_mut(amount) {
                *cents = json!(cents.as_i64().unwrap_or_default().saturating_add(1));
            }
        }
        altered
    }

    /// The same with all the metadata that a checkout can hold, in characters that take room.
    pub(super) fn large(&self) -> Value {
        let mut large = self.parts.clone();
        if let Some(metadata) = large["metadata"].as_object_mut() {
            let (name, text) = ("🍁".repeat(NAME - 2), "🍁".repeat(TEXT));
            for number in metadata.len()..ENTRIES {
                metadata.insert(format!("{name}{number:02}"), json!(text));
            }
        }
        large
    }
}

#[derive(Clone, Copy)]
enum Ending {
    Unpaid,
    Paid,
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("it was read as JSON before")
}

fn shown(log: &[Recorded], id: &CheckoutId, token: &PageToken) -> String {
    let nobody = MerchantId::from_bytes([0; 16]);
    let checkout = replay(id.clone(), nobody, log).expect("it begins with a creation");
    // A name that can never be reached.
    let origin: Url = "https://guichet.invalid".parse().expect("an address");
    let origin = PublicUrl::from_url(&origin).expect("there is no path behind it");
    serde_json::to_string(&api::checkout_object(&checkout, token, &origin))
        .expect("texts, numbers and lists of them can always be written")
}

/// One try that was declined, and one that paid.
fn history(now: Timestamp, id: &CheckoutId, ending: Ending) -> Vec<Recorded> {
    let ago = |minutes: u64| now.minus(std::time::Duration::from_secs(minutes * 60));
    let at = |minutes, evidence, event| Recorded {
        at: ago(minutes),
        evidence,
        event,
    };
    let amount = Money::from_cents(25_000).expect("it is not negative");
    let customer = payer();
    let [first, second] = [1, 2].map(|n| AttemptId::from_bytes([n; 16]));
    let order = Order {
        mode: Mode::Test,
        amount: Some(amount),
        reference: format!("GRADE-{}", &id.as_str()[id.as_str().len() - 8..])
            .parse()
            .ok(),
        delivery: Delivery::Page,
        methods: vec![Method::GuaranteedEft, Method::ETransfer],
        customer: Customer {
            first_name: Some(customer.first_name.clone()),
            last_name: Some(customer.last_name.clone()),
            email: Some(customer.email.clone()),
            ..Customer::default()
        },
        payee_account: None,
        locale: Some(Locale::FrCa),
        theme: payment::Theme::Auto,
        success_url: None,
        cancel_url: None,
        payment_link: None,
        metadata: Metadata::from([("made_up_by".to_owned(), "guichet grade".to_owned())]),
    };
    let started = |attempt: &AttemptId, method| Event::AttemptStarted {
        attempt: attempt.clone(),
        method,
        amount,
        payer: customer.clone(),
        locale: Locale::FrCa,
        delivery: Delivery::Page,
    };
    let ended = |attempt: &AttemptId, end| Event::AttemptEnded {
        attempt: attempt.clone(),
        end,
    };
    let mut log = vec![
        at(
            4,
            Evidence::Merchant,
            Event::CheckoutCreated {
                order: Box::new(order),
                expires_at: now.plus(std::time::Duration::from_secs(60 * 60)),
            },
        ),
        at(3, Evidence::Browser, started(&first, Method::ETransfer)),
        at(
            2,
            Evidence::StatusRead,
            ended(
                &first,
                End::Failed(NoMoney {
                    code: FailureCode::Declined,
                    detail: None,
                }),
            ),
        ),
    ];
    match ending {
        Ending::Unpaid => {}
        Ending::Paid => log.extend([
            at(
                1,
                Evidence::Browser,
                started(&second, Method::GuaranteedEft),
            ),
            at(
                0,
                Evidence::StatusRead,
                ended(
                    &second,
                    End::Paid {
                        amount,
                        guaranteed: true,
                    },
                ),
            ),
            at(
                0,
                Evidence::StatusRead,
                Event::CheckoutPaid { attempt: second },
            ),
        ]),
    }
    log
}

/// A name with an accent: whoever writes the body anew may write that otherwise.
fn payer() -> Payer {
    let name = |text: &str| text.parse::<Name>().expect("it is a name");
    Payer {
        first_name: name("Élise"),
        middle_name: None,
        last_name: name("Made-Up"),
        email: "elise@example.com"
            .parse::<Email>()
            .expect("it is an address"),
        phone: None,
        date_of_birth: None,
        occupation: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_micros(1_795_189_200_000_000)
    }

    #[test]
    fn what_is_made_up_is_a_paid_checkout_of_test_mode_that_says_so() {
        let subject = Subject::made_up(now());
        let parts = subject.parts();
        assert_eq!(parts["object"], "checkout");
        assert_eq!(
            (&parts["mode"], &parts["status"]),
            (&json!("test"), &json!("paid"))
        );
        assert_eq!(parts["payment"]["amount"], 25_000);
        assert_eq!(parts["attempts"].as_array().map(Vec::len), Some(2));
        assert_eq!(parts["metadata"]["made_up_by"], "guichet grade");
        assert!(
            parts["url"]
                .as_str()
                .is_some_and(|url| url.contains(".invalid/"))
        );
        assert_eq!(subject.unpaid()["status"], "open");
        assert_eq!(subject.unpaid()["last_failure"]["code"], "declined");
        assert_eq!(subject.unpaid()["reference"], parts["reference"]);
    }

    #[test]
    fn a_given_checkout_is_sent_byte_for_byte_and_only_when_it_is_a_paid_test() {
        let good = r#"{ "object": "checkout","id":"chk_1","mode":"test","status":"paid" }"#;
        let subject = Subject::given(&format!("{good}\n"), now()).expect("it is one");
        assert_eq!(subject.paid().get(), good);
        assert_eq!(subject.unpaid()["status"], "open");
        for (text, fault) in [
            ("", Fault::NotACheckout),
            ("[]", Fault::NotACheckout),
            (r#"{"object":"claim"}"#, Fault::NotACheckout),
            (&good.replace("test", "live"), Fault::NotAPaidTest),
            (&good.replace("paid", "open"), Fault::NotAPaidTest),
        ] {
            assert_eq!(Subject::given(text, now()).err(), Some(fault), "{text}");
        }
    }

    #[test]
    fn the_large_one_is_as_large_as_an_order_can_make_it() {
        let large = Subject::made_up(now()).large();
        assert_eq!(
            large["metadata"].as_object().map(serde_json::Map::len),
            Some(ENTRIES)
        );
        assert!(large.to_string().len() > 105_000);
    }
}
