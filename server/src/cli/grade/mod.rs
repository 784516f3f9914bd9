//! `guichet grade`: is a merchant's endpoint ready for live money?

mod courier;
mod envelope;
mod fault;
mod judge;
mod order;
mod report;
mod subject;
mod trial;
mod verdict;

use std::{path::PathBuf, time::Duration};

use clap::Args as ClapArgs;
use store::EndpointSecret;
use url::Url;

pub(super) use self::fault::{Fault, all};
use self::{
    courier::{Courier, Reply},
    envelope::Writer,
    judge::Seen,
    order::{Change, Watch},
    report::Report,
    subject::Subject,
    trial::Trial,
};
use super::Failure;
use crate::{
    clock::Clock,
    notify::{Policy, target},
};

/// Try an endpoint of yours with good and bad notifications, and say what it does wrong
///
/// Sends some twenty: valid, doubled, out of order, late, forged, replayed, slow. They tell of a
/// paid checkout of test mode that is made up, or of one of yours. Nothing is asked of a Guichet
/// server. Ends with exit code 1 when something must be mended, and 2 when nobody listens there.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The endpoint, on the internet or on this machine
    #[arg(value_name = "URL")]
    endpoint: String,
    /// The endpoint's secret, as Guichet showed it
    #[arg(
        long,
        value_name = "whsec_…",
        env = "GUICHET_GRADE_SECRET",
        hide_env_values = true
    )]
    secret: Option<Secret>,
    /// A paid checkout of test mode to tell of, as GET /v1/checkouts/{id} answers it
    #[arg(long, value_name = "FILE")]
    checkout: Option<PathBuf>,
    /// Where the shop shows an order as JSON, with {reference} in it: once it is done it must
    /// never change
    #[arg(long, value_name = "URL")]
    order_url: Option<String>,
    /// How many seconds it may take to answer
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    timeout: u64,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

/// A secret as it was typed. It never prints itself.
#[derive(Clone)]
struct Secret(String);

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// What was asked for, once it makes sense.
struct Asked {
    endpoint: Url,
    secret: EndpointSecret,
    subject: Subject,
    order: Option<Url>,
    timeout: Duration,
}

pub(super) async fn run(args: Args) -> Result<(), Failure> {
    let clock = Clock::system();
    let asked = asked(&args, &clock)?;
    let endpoint = shown(&asked.endpoint);
    let mut watch = match asked.order {
        Some(url) => Some(Watch::new(url, asked.timeout).await?),
        None => None,
    };
    let courier = Courier::new(asked.endpoint, asked.timeout)?;
    let writer = Writer::new(asked.subject, asked.secret);
    let mut all = Vec::with_capacity(Trial::ALL.len());
    for trial in Trial::ALL {
        let (reply, took) = courier.deliver(writer.write(trial, clock.now())).await;
        if all.is_empty() && reply == Reply::Unreachable {
            return Err(Failure::NobodyListens { endpoint });
        }
        all.push(Seen {
            trial,
            reply,
            order: look(watch.as_mut(), trial).await,
            took,
        });
    }
    let report = Report::new(endpoint, writer.subject().origin, &all);
    report.print(args.json)?;
    if report.is_passed() {
        Ok(())
    } else {
        Err(Failure::Ungraded)
    }
}

/// What became of the order. The first good notification is what it waits for, and a shop may
/// do the work after it has answered; so it may after the last one.
async fn look(watch: Option<&mut Watch>, trial: Trial) -> Change {
    let Some(watch) = watch else {
        return Change::NotWatched;
    };
    if trial == Trial::Valid {
        let change = watch.change_in_time().await;
        watch.settle().await;
        return change;
    }
    if matches!(trial, Trial::Repeated | Trial::Replayed) {
        return watch.change_in_time().await;
    }
    watch.change().await
}

/// Reads everything, and tells of all that is wrong at once.
fn asked(args: &Args, clock: &Clock) -> Result<Asked, Failure> {
    let now = clock.now();
    let endpoint = target(&args.endpoint, Policy::Anywhere).map_err(|_| Fault::Endpoint);
    let secret = match &args.secret {
        Some(Secret(text)) => envelope::secret(text),
        None => Err(Fault::NoSecret),
    };
    let timeout = match args.timeout {
        1..=600 => Ok(Duration::from_secs(args.timeout)),
        _ => Err(Fault::Timeout),
    };
    let subject = match &args.checkout {
        Some(path) => Subject::read(path, now)?,
        None => Ok(Subject::made_up(now)),
    };
    let order = args.order_url.as_ref().map(|template| {
        let reference = match &subject {
            Ok(subject) => subject.reference().ok_or(Fault::NoReference)?,
            Err(_) => "",
        };
        order::address(template, reference)
    });
    match (endpoint, secret, timeout, subject, order.transpose()) {
        (Ok(endpoint), Ok(secret), Ok(timeout), Ok(subject), Ok(order)) => Ok(Asked {
            endpoint,
            secret,
            subject,
            order,
            timeout,
        }),
        (endpoint, secret, timeout, subject, order) => {
            let faults = [
                endpoint.err(),
                secret.err(),
                timeout.err(),
                subject.err(),
                order.err(),
            ];
            Err(Failure::Ungradable(faults.into_iter().flatten().collect()))
        }
    }
}

/// An address without what may be nobody's business.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}
