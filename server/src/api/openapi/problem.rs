use super::Schema;
use crate::problem::FaultCode;

/// Problem details, and a fault of them.
pub(super) fn schemas() -> Vec<(&'static str, Schema)> {
    let fault = Schema::object([
        (
            "pointer",
            Schema::text()
                .about("RFC 6901, into the body; for a query, a slash and the parameter."),
        ),
        (
            "code",
            Schema::one_of(FaultCode::ALL.map(FaultCode::as_str)),
        ),
        ("message", Schema::text().about("For people; not stable.")),
    ]);
    let problem = Schema::object([
        ("type", Schema::text()),
        ("title", Schema::text()),
        ("status", Schema::integer(400..=599)),
        (
            "code",
            Schema::text().about("What programs tell problems apart by; stable."),
        ),
        ("detail?", Schema::text().about("For people; not stable.")),
        (
            "errors?",
            Schema::list(&Schema::named("Fault")).about("Every fault of the request, at once."),
        ),
        ("request_id", Schema::text()),
    ]);
    vec![
        ("Fault", fault),
        (
            "Problem",
            problem.about("What went wrong: RFC 9457 problem details."),
        ),
    ]
}
