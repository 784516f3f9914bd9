use std::collections::BTreeSet;

use reqwest::StatusCode;
use serde_json::json;

use crate::desk::Desk;

#[tokio::test]
async fn every_named_fault_can_be_put_in_force_and_cleared() {
    let desk = Desk::open().await;
    let faults = twin::faults();
    for fault in &faults {
        desk.put_in_force(json!({ "name": fault.name, "times": 1 }))
            .await;
        let in_force = desk.list("/_twin/faults").await;
        assert_eq!(in_force.len(), 1);
        assert_eq!(in_force[0]["name"], fault.name);
        assert_eq!(in_force[0]["struck"], 0);
        let (_, left) = desk
            .control("/_twin/faults", json!({ "clear": true }))
            .await;
        assert_eq!(left, json!([]));
    }
}

#[test]
fn names_and_descriptions_are_all_different() {
    let faults = twin::faults();
    let names: BTreeSet<&str> = faults.iter().map(|fault| fault.name).collect();
    let descriptions: BTreeSet<&str> = faults.iter().map(|fault| fault.description).collect();
    assert_eq!(names.len(), faults.len());
    assert_eq!(descriptions.len(), faults.len());
    for fault in faults {
        assert!(fault.description.ends_with('.'), "{}", fault.name);
    }
}

#[test]
fn every_named_fault_stands_in_the_readme() {
    let readme = include_str!("../../../README.md");
    for fault in twin::faults() {
        let row = format!("| `{}` | {} |", fault.name, fault.description);
        assert!(readme.contains(&row), "{row}");
    }
}

#[tokio::test]
async fn a_name_that_nobody_has_is_answered_with_those_there_are() {
    let desk = Desk::open().await;
    let (status, problem) = desk
        .control("/_twin/faults", json!({ "name": "webhook_lsot" }))
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let detail = problem["detail"].as_str().expect("a detail");
    for fault in twin::faults() {
        assert!(detail.contains(fault.name), "{detail}");
    }
}

#[tokio::test]
async fn a_manner_that_makes_no_sense_is_refused_by_its_name() {
    let desk = Desk::open().await;
    for (fault, member) in [
        (
            json!({ "name": "slow", "endpoint": "everything" }),
            "endpoint",
        ),
        (json!({ "name": "slow", "times": -1 }), "times"),
        (
            json!({ "name": "webhook_late", "seconds": "soon" }),
            "seconds",
        ),
        (json!({ "seed": 1, "rate": 101 }), "rate"),
        (json!({ "content_type": "a\nb/c" }), "content_type"),
        (json!({ "name": "slow", "slow_ms": 5 }), "exactly one"),
    ] {
        let (status, problem) = desk.control("/_twin/faults", fault).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let detail = problem["detail"].as_str().expect("a detail");
        assert!(detail.contains(member), "{detail}");
    }
    assert!(desk.list("/_twin/faults").await.is_empty());
}
