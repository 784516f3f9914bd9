//! Reports.

use jiff::civil::Date;

use super::{
    Client,
    call::{Call, Family, Purpose},
    error::{Error, Nonsense},
    wire::{self, Repeat},
};
use crate::report::{self, Link, LinkAnswer, ListAnswer, Listed, ReportId, ReportKind};

/// `[RPT-api]`
const READ: Call = Call::new(Family::Reports, Purpose::Read, &[200]);

impl Client {
    /// The reports of a kind on the days from `from` to `to`, both included. Assumption:
    /// days are written `YYYY-MM-DD`.
    pub async fn reports(
        &self,
        kind: ReportKind,
        from: Date,
        to: Date,
    ) -> Result<Vec<Listed>, Error> {
        let mut url = self.account.url(&report::PATH);
        url.query_pairs_mut()
            .append_pair("filteringTypes", kind.as_str())
            .append_pair("startDate", &from.to_string())
            .append_pair("endDate", &to.to_string());
        let answered = self
            .account
            .call(READ, |http| http.get(url.clone()))
            .await?
            .success()?;
        let answer: ListAnswer = answered.json()?;
        Ok(answer.into())
    }

    /// Where a report's file is, for a short while.
    ///
    /// # Errors
    /// [`Error::Nonsense`] too where the link is neither encrypted nor at the provider's own
    /// address.
    pub async fn report_link(&self, id: &ReportId) -> Result<Link, Error> {
        let path = [report::PATH.as_slice(), &[id.as_str()]].concat();
        let url = self.account.url(&path);
        let answered = self
            .account
            .call(READ, |http| http.get(url.clone()))
            .await?
            .success()?;
        let answer: LinkAnswer = answered.json()?;
        let link = answer.link(&self.account.config.base_url);
        Ok(link.ok_or(Nonsense::Shape)?)
    }

    /// The file of a report, to be read with [`report::read`]. The link is fetched anew each
    /// time, as it is good for a short while, and asked for the file without credentials:
    /// it may lead elsewhere.
    pub async fn report(&self, id: &ReportId) -> Result<Vec<u8>, Error> {
        let link = self.report_link(id).await?;
        let request = self.account.http.get(link.url().clone());
        let answered = self
            .account
            .in_time(wire::send_up_to(report::MAX_FILE, request, Repeat::Safe))
            .await?;
        Ok(answered.success()?.into_body())
    }
}
