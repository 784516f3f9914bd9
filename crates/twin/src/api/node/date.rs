use jiff::civil::Date;

use super::Node;
use crate::problem::Faults;

impl Node<'_> {
    /// A date, or a time of which only the date counts.
    pub(in crate::api) fn day(&self, faults: &mut Faults) -> Option<Date> {
        let text = self.string(faults)?;
        let date = text.get(..10).filter(|_| {
            text.len() == 10 || text.as_bytes().get(10).is_some_and(|byte| *byte == b'T')
        });
        let date = date.and_then(|date| date.parse().ok());
        self.check(date.is_some(), "must be a date, YYYY-MM-DD", faults);
        date
    }

    pub(in crate::api) fn date(&self, faults: &mut Faults) -> Option<String> {
        self.shaped("must be a date, YYYY-MM-DD", faults, |text| {
            text.len() == 10 && text.parse::<Date>().is_ok()
        })
    }
}
