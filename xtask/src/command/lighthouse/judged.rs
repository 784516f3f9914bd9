//! What Lighthouse said once.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::failure::Failure;

/// One page, judged once.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judged {
    /// Of a hundred: performance, accessibility, best practices, SEO.
    pub(super) scores: [u32; 4],
    /// Milliseconds: first paint, largest paint, time blocked.
    pub(super) times: [f64; 3],
    /// How much moved while it loaded.
    pub(super) shift: f64,
    /// What it found fault with, of what counts.
    pub(super) faults: Vec<String>,
}

/// The categories, in the order of `scores`.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

const TIMES: [&str; 3] = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
];

#[derive(Deserialize)]
struct Report {
    categories: BTreeMap<String, Category>,
    audits: BTreeMap<String, Audit>,
}

#[derive(Deserialize)]
struct Category {
    score: Option<f64>,
    #[serde(rename = "auditRefs")]
    audits: Vec<Reference>,
}

#[derive(Deserialize)]
struct Reference {
    id: String,
    weight: f64,
}

#[derive(Deserialize)]
struct Audit {
    score: Option<f64>,
    #[serde(rename = "numericValue")]
    value: Option<f64>,
}

impl Judged {
    /// Reads Lighthouse's report.
    pub(super) fn read(json: &str) -> Result<Judged, Failure> {
        let nonsense = |detail: String| Failure::Nonsense {
            command: "lighthouse".to_owned(),
            detail,
        };
        let report: Report =
            serde_json::from_str(json).map_err(|error| nonsense(error.to_string()))?;
        let score = |name: &str| {
            let score = report.categories.get(name).and_then(|it| it.score);
            score.ok_or_else(|| nonsense(format!("no score for {name}")))
        };
        let value = |name: &str| {
            let value = report.audits.get(name).and_then(|it| it.value);
            value.ok_or_else(|| nonsense(format!("no value for {name}")))
        };
        let [performance, accessibility, practices, seo] = CATEGORIES;
        let [first, largest, blocked] = TIMES;
        let counted = CATEGORIES[1..]
            .iter()
            .filter_map(|name| report.categories.get(*name))
            .flat_map(|category| &category.audits);
        let faults = counted
            .filter(|reference| reference.weight > 0.0)
            .filter(|reference| {
                let audit = report.audits.get(&reference.id);
                audit
                    .and_then(|audit| audit.score)
                    .is_some_and(|score| score < 1.0)
            })
            .map(|reference| reference.id.clone())
            .collect();
        Ok(Judged {
            scores: [
                of_hundred(score(performance)?),
                of_hundred(score(accessibility)?),
                of_hundred(score(practices)?),
                of_hundred(score(seo)?),
            ],
            times: [value(first)?, value(largest)?, value(blocked)?],
            shift: value("cumulative-layout-shift")?,
            faults,
        })
    }
}

/// The one in the middle by its performance, then by its largest paint.
pub(super) fn middle(mut all: Vec<Judged>) -> Option<Judged> {
    all.sort_by(|a, b| {
        let by_score = b.scores[0].cmp(&a.scores[0]);
        by_score.then(a.times[1].total_cmp(&b.times[1]))
    });
    let at = all.len() / 2;
    all.into_iter().nth(at)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_arithmetic,
    reason = "a score is between 0 and 1"
)]
fn of_hundred(score: f64) -> u32 {
    (score * 100.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{
      "categories": {
        "performance": { "score": 0.994, "auditRefs": [{ "id": "slow", "weight": 10 }] },
        "accessibility": { "score": 1, "auditRefs": [] },
        "best-practices": { "score": 1, "auditRefs": [{ "id": "advice", "weight": 0 }] },
        "seo": { "score": 0.86, "auditRefs": [{ "id": "meta-description", "weight": 1 }] }
      },
      "audits": {
        "first-contentful-paint": { "score": 1, "numericValue": 1047.7 },
        "largest-contentful-paint": { "score": 1, "numericValue": 1065.2 },
        "total-blocking-time": { "score": 1, "numericValue": 0 },
        "cumulative-layout-shift": { "score": 1, "numericValue": 0 },
        "slow": { "score": 0.5 }, "advice": { "score": 0 }, "meta-description": { "score": 0 }
      }
    }"#;

    #[test]
    fn a_report_is_read_with_the_faults_that_count() {
        let judged = Judged::read(REPORT).expect("a report");
        assert_eq!(judged.scores, [99, 100, 100, 86]);
        assert_eq!(judged.faults, ["meta-description"]);
    }

    #[test]
    fn the_one_in_the_middle_counts() {
        let judged = Judged::read(REPORT).expect("a report");
        let of = |performance| Judged {
            scores: [performance, 100, 100, 100],
            ..judged.clone()
        };
        let middle = middle(vec![of(90), of(99), of(97)]).expect("three");
        assert_eq!(middle.scores[0], 97);
        assert_eq!(super::middle(Vec::new()), None);
    }
}
