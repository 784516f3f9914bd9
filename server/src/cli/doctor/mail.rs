use store::LetterOutcome;

use super::{check::FAULTY, report::Report};
use crate::{
    config::{Examined, Mail},
    mail::{Handed, Mailer},
};

/// Whether the mail server lets us in: its greeting, its encryption and the password. Nothing is
/// sent.
pub(super) async fn server(examined: &Examined, offline: bool, report: &mut Report) {
    const CHECK: &str = "mail";
    let (Some(mail), Some(server)) = (&examined.mail, &examined.server) else {
        return report.skipped(CHECK, FAULTY);
    };
    let config = match mail {
        Mail::Off => return report.skipped(CHECK, "not configured: customers are not written to"),
        Mail::On(_) if offline => return report.skipped(CHECK, "not asked (--offline)"),
        Mail::On(config) => config,
    };
    let Handed { outcome, code } = Mailer::new(config, &server.public_url).check().await;
    let code = code.map_or_else(String::new, |code| format!(" ({code})"));
    match outcome {
        LetterOutcome::Sent => report.ok(CHECK, "the mail server lets us in"),
        LetterOutcome::Deferred => report.warn(
            CHECK,
            format_args!("the mail server is there and takes nothing right now{code}"),
        ),
        LetterOutcome::NotAdmitted | LetterOutcome::Refused => report.fail(
            CHECK,
            format_args!(
                "the mail server does not let us in{code}: look at mail.tls, its certificate, mail.username and mail.password"
            ),
        ),
        LetterOutcome::TimedOut => report.fail(CHECK, "the mail server did not answer in mail.timeout"),
        LetterOutcome::Unreachable | LetterOutcome::Unwritten | LetterOutcome::Overtaken => report.fail(
            CHECK,
            "the mail server cannot be reached: look at mail.host, mail.port and mail.tls",
        ),
    }
}
