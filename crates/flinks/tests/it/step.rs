//! The frames' steps, and what they claim.

use std::collections::BTreeSet;

use flinks::step::Step;
use payment::Claim;

fn named(name: &str) -> Step {
    Step::from_name(&name.parse().expect("a step name"))
}

#[test]
fn every_documented_step_is_found_by_its_own_name() {
    let names: BTreeSet<String> = Step::ALL
        .iter()
        .map(|step| step.name().to_owned())
        .collect();
    assert_eq!(names.len(), Step::ALL.len());
    for step in Step::ALL {
        assert_eq!(named(step.name()), step);
    }
}

#[test]
fn a_step_that_is_not_documented_is_kept_and_claims_nothing() {
    let step = named("COMPONENT_FROM_NEXT_YEAR");
    assert_eq!(step.name(), "COMPONENT_FROM_NEXT_YEAR");
    assert_eq!(step.claim(), Claim::Underway);
    assert_eq!(step.stage(), None);
}

#[test]
fn only_success_and_a_link_claim_that_the_flow_went_well() {
    let claims = |claim: Claim| -> BTreeSet<String> {
        Step::ALL
            .iter()
            .filter(|step| step.claim() == claim)
            .map(|step| step.name().to_owned())
            .collect()
    };
    assert_eq!(
        claims(Claim::Done),
        ["SUCCESS", "REDIRECT"].map(str::to_owned).into()
    );
    assert_eq!(
        claims(Claim::Over),
        [
            "GUARANTEE_FAILED",
            "CLOSE",
            "COMPONENT_PAD_WARNING_SCREEN_EXIT",
            "COMPONENT_OTHER_FUNDING_OPTIONS_SELECTED",
            "COMPONENT_NBO_RETURN_TO_CLIENT_SELECTED",
            "COMPONENT_DENY_CONSENT",
            "COMPONENT_DENY_TERMS",
            "COMPONENT_CLOSE_SESSION",
        ]
        .map(str::to_owned)
        .into()
    );
}
