//! Reads the query of a list, and keeps a list of everything that is wrong with it.

use std::collections::BTreeMap;

use payment::Timestamp;
use url::form_urlencoded;

use super::fields::{Faults, Pointer, Wrong};
use crate::problem::{Fault, FaultCode, Problem};

const DEFAULT_LIMIT: usize = 20;
const MAX_LIMIT: usize = 100;

const NO_CURSOR: Wrong = Wrong::new(FaultCode::Invalid, "must be a next_cursor of this list");

/// The parameters of a query, each of which is taken out as it is read.
#[derive(Debug)]
pub(crate) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// Those that are known here, each at most once. A parameter without a value is left out.
    pub(crate) fn read(query: &str, known: &[&str], faults: &mut Faults) -> Self {
        let mut given = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let at = Pointer::default().field(&name);
            let wrong = if !known.contains(&&*name) {
                Wrong::new(
                    FaultCode::UnknownField,
                    "is not a parameter of this address",
                )
            } else if given
                .insert(name.into_owned(), value.into_owned())
                .is_some()
            {
                Wrong::new(FaultCode::Duplicate, "is given twice")
            } else {
                continue;
            };
            faults.add(&at, wrong);
        }
        Self(given)
    }

    /// A parameter, read by its own rule.
    pub(crate) fn take<T, W: Into<Wrong>>(
        &mut self,
        name: &str,
        faults: &mut Faults,
        parse: impl FnOnce(&str) -> Result<T, W>,
    ) -> Option<T> {
        let text = self.0.remove(name).filter(|text| !text.is_empty())?;
        parse(&text)
            .map_err(|wrong| faults.add(&Pointer::default().field(name), wrong.into()))
            .ok()
    }

    /// How many to list at most.
    pub(crate) fn limit(&mut self, faults: &mut Faults) -> usize {
        let limit = self.take("limit", faults, |text| {
            text.parse()
                .ok()
                .filter(|limit| (1..=MAX_LIMIT).contains(limit))
                .ok_or(Wrong::new(
                    FaultCode::Invalid,
                    "must be a whole number from 1 to 100",
                ))
        });
        limit.unwrap_or(DEFAULT_LIMIT)
    }

    /// Where the page before ended.
    pub(crate) fn cursor<I: std::str::FromStr>(&mut self, faults: &mut Faults) -> Option<I> {
        self.take("cursor", faults, |text| text.parse().map_err(|_| NO_CURSOR))
    }
}

/// A moment, written as in answers.
pub(crate) fn moment(text: &str) -> Result<Timestamp, Wrong> {
    let moment: jiff::Timestamp = text.parse().map_err(|_| {
        Wrong::new(
            FaultCode::Invalid,
            "must be a moment such as 2026-11-20T15:04:05Z",
        )
    })?;
    Ok(Timestamp::from_micros(moment.as_microsecond()))
}

/// A cursor that names nothing in the list.
pub(crate) fn bad_cursor() -> Problem {
    let mut faults = Faults::default();
    faults.add(&Pointer::default().field("cursor"), NO_CURSOR);
    let faults: Result<(), Vec<Fault>> = faults.none_or(None);
    Problem::Invalid(faults.err().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_without_a_value_are_left_out() {
        let mut faults = Faults::default();
        let known = ["limit", "cursor"];
        let mut parameters = Parameters::read("limit=&cursor=", &known, &mut faults);
        assert_eq!(parameters.limit(&mut faults), DEFAULT_LIMIT);
        assert_eq!(parameters.cursor::<String>(&mut faults), None);
        assert!(faults.none_or(Some(())).is_ok());
    }

    #[test]
    fn every_fault_of_a_query_is_named() {
        let mut faults = Faults::default();
        let query = "limit=101&cursor=x&page=2&limit=5";
        let mut parameters = Parameters::read(query, &["limit", "cursor"], &mut faults);
        parameters.limit(&mut faults);
        parameters.cursor::<u32>(&mut faults);
        let faults = faults.none_or(Some(())).expect_err("faulty");
        let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/page", "/limit", "/cursor"]);
    }
}
