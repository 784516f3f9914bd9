use payment::{CheckoutId, Method, Money, Reference, Status};
use store::{Cases, Day};
use url::form_urlencoded;

/// What a list of payments is narrowed by, as an address says it.
///
/// What was typed is kept beside what it means, so that a form with a fault in it can be shown
/// again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    typed: Vec<(Narrowing, String)>,
    /// Only those of this status.
    pub status: Option<Status>,
    /// Only those that were paid, or last tried to be, by this method.
    pub method: Option<Method>,
    /// Only those made on this day or later.
    pub from: Option<Day>,
    /// Only those made on this day or earlier.
    pub to: Option<Day>,
    /// Only those that ask for this much or more.
    pub least: Option<Money>,
    /// Only those that ask for this much or less.
    pub most: Option<Money>,
    /// Only those whose order's name begins like this.
    pub reference: Option<Reference>,
    /// Whether somebody has to look at them.
    pub cases: Cases,
    /// The last of the page before.
    pub after: Option<CheckoutId>,
    faults: Vec<FilterFault>,
}

/// A field by which lists are narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrowing {
    /// The status.
    Status,
    /// The method.
    Method,
    /// The first day.
    From,
    /// The last day.
    To,
    /// The least amount.
    Least,
    /// The greatest amount.
    Most,
    /// How the order's name begins.
    Reference,
    /// Whether somebody has to look at it.
    Cases,
    /// Where the page begins.
    After,
}

impl Narrowing {
    const ALL: [Self; 9] = [
        Self::Status,
        Self::Method,
        Self::From,
        Self::To,
        Self::Least,
        Self::Most,
        Self::Reference,
        Self::Cases,
        Self::After,
    ];

    /// Its name in addresses and forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Method => "method",
            Self::From => "from",
            Self::To => "to",
            Self::Least => "least",
            Self::Most => "most",
            Self::Reference => "reference",
            Self::Cases => "cases",
            Self::After => "after",
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterFault {
    /// It says nothing that is known.
    Unknown(Narrowing),
    /// It is no day.
    NoDay(Narrowing),
    /// It is no amount.
    NoAmount(Narrowing),
    /// The days, or the amounts, stand the wrong way around.
    Backwards(Narrowing),
}

impl FilterFault {
    /// Of which field.
    #[must_use]
    pub const fn field(self) -> Narrowing {
        match self {
            Self::Unknown(field)
            | Self::NoDay(field)
            | Self::NoAmount(field)
            | Self::Backwards(field) => field,
        }
    }
}

impl Filter {
    /// Reads the query of an address. What is not understood narrows nothing, and is a fault;
    /// what has another name is somebody else's.
    #[must_use]
    pub fn read(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let field = Narrowing::ALL.into_iter().find(|it| it.as_str() == name);
            let value = value.trim();
            if let Some(field) = field.filter(|_| !value.is_empty())
                && !filter.typed.iter().any(|(typed, _)| *typed == field)
            {
                filter.take(field, value);
                filter.typed.push((field, value.to_owned()));
            }
        }
        if filter
            .from
            .zip(filter.to)
            .is_some_and(|(from, to)| from > to)
        {
            filter.faults.push(FilterFault::Backwards(Narrowing::To));
        }
        let amounts = filter.least.zip(filter.most);
        if amounts.is_some_and(|(least, most)| least > most) {
            filter.faults.push(FilterFault::Backwards(Narrowing::Most));
        }
        filter
    }

    fn take(&mut self, field: Narrowing, value: &str) {
        let is_good = match field {
            Narrowing::Status => {
                self.status = Status::ALL.into_iter().find(|it| it.as_str() == value);
                self.status.is_some()
            }
            Narrowing::Method => {
                self.method = value.parse().ok();
                self.method.is_some()
            }
            Narrowing::From => {
                self.from = value.parse().ok();
                self.from.is_some()
            }
            Narrowing::To => {
                self.to = value.parse().ok();
                self.to.is_some()
            }
            Narrowing::Least => {
                self.least = amount(value);
                self.least.is_some()
            }
            Narrowing::Most => {
                self.most = amount(value);
                self.most.is_some()
            }
            Narrowing::Reference => {
                self.reference = value.parse().ok();
                self.reference.is_some()
            }
            Narrowing::Cases => {
                let asked = value == "some";
                if asked {
                    self.cases = Cases::Some;
                }
                asked
            }
            Narrowing::After => {
                self.after = value.parse().ok();
                self.after.is_some()
            }
        };
        if !is_good {
            self.faults.push(match field {
                Narrowing::From | Narrowing::To => FilterFault::NoDay(field),
                Narrowing::Least | Narrowing::Most => FilterFault::NoAmount(field),
                Narrowing::Status
                | Narrowing::Method
                | Narrowing::Reference
                | Narrowing::Cases
                | Narrowing::After => FilterFault::Unknown(field),
            });
        }
    }

    /// Everything that is wrong with it.
    #[must_use]
    pub fn faults(&self) -> &[FilterFault] {
        &self.faults
    }

    /// What was typed into a field.
    #[must_use]
    pub fn typed(&self, field: Narrowing) -> &str {
        let typed = self.typed.iter().find(|(typed, _)| *typed == field);
        typed.map_or("", |(_, value)| value.as_str())
    }

    /// Whether it lets through less than everything.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.typed
            .iter()
            .any(|(field, _)| *field != Narrowing::After)
    }

    /// The same from the beginning of the list on.
    #[must_use]
    pub fn first_page(&self) -> Self {
        let mut first = self.clone();
        first.after = None;
        first.typed.retain(|(field, _)| *field != Narrowing::After);
        first
    }

    /// The same behind that checkout.
    #[must_use]
    pub fn page_after(&self, last: &CheckoutId) -> Self {
        let mut next = self.first_page();
        next.after = Some(last.clone());
        next.typed
            .push((Narrowing::After, last.as_str().to_owned()));
        next
    }

    /// The query of its address, without a question mark; empty where it asks for everything.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (field, value) in &self.typed {
            query.append_pair(field.as_str(), value);
        }
        query.finish()
    }

    /// An address with it.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let query = self.query();
        let joint = if query.is_empty() { "" } else { "?" };
        format!("{path}{joint}{query}")
    }
}

/// An amount as people write it in either language: `250`, `250.5`, `1 250,50 $`.
fn amount(text: &str) -> Option<Money> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '$' | ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    let (whole, cents) = match plain.rsplit_once(['.', ',']) {
        Some((whole, cents)) if cents.len() <= 2 => (whole, cents),
        // A separator of thousands.
        Some(_) | None => (plain.as_str(), ""),
    };
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if whole.contains(',') && (first.len() > 3 || !groups.all(|group| group.len() == 3)) {
        return None;
    }
    let whole: String = whole.chars().filter(|c| *c != ',').collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || !is_number(&whole) || !is_number(cents) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    Money::from_cents(whole * 100 + cents).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_says_what_a_list_is_narrowed_by() {
        let filter = Filter::read(
            "status=paid&method=e_transfer&from=2026-11-01&to=2026-11-20&least=10&most=1+250%2C50&cases=some",
        );
        assert_eq!(filter.faults(), []);
        assert_eq!(filter.status, Some(Status::Paid));
        assert_eq!(filter.method, Some(Method::ETransfer));
        assert_eq!(filter.from, "2026-11-01".parse().ok());
        assert_eq!(filter.least, Money::from_cents(1_000).ok());
        assert_eq!(filter.most, Money::from_cents(125_050).ok());
        assert_eq!(filter.cases, Cases::Some);
        assert_eq!(Filter::read(&filter.query()), filter);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once_and_narrows_nothing() {
        let filter = Filter::read("status=done&from=yesterday&least=lots&cases=1&after=chk_x");
        assert_eq!(
            filter.faults(),
            [
                FilterFault::Unknown(Narrowing::Status),
                FilterFault::NoDay(Narrowing::From),
                FilterFault::NoAmount(Narrowing::Least),
                FilterFault::Unknown(Narrowing::Cases),
                FilterFault::Unknown(Narrowing::After),
            ]
        );
        assert_eq!(filter.typed(Narrowing::From), "yesterday");
        assert_eq!(filter.status, None);
        let backwards = Filter::read("from=2026-11-02&to=2026-11-01&least=2&most=1");
        assert_eq!(
            backwards.faults(),
            [
                FilterFault::Backwards(Narrowing::To),
                FilterFault::Backwards(Narrowing::Most)
            ]
        );
    }

    #[test]
    fn an_amount_is_read_as_people_of_both_languages_write_it() {
        for (text, cents) in [
            ("250", Some(25_000)),
            ("$1,250.50", Some(125_050)),
            ("1\u{a0}250,5\u{a0}$", Some(125_050)),
            ("1,250", Some(125_000)),
            ("1,250,000.5", Some(125_000_050)),
            ("1,2,3", None),
            ("12,34.50", None),
            ("1234,567", None),
            ("0.05", Some(5)),
            ("-5", None),
            ("1e3", None),
            ("", None),
            ("12345678901", None),
        ] {
            assert_eq!(amount(text).map(Money::cents), cents, "{text:?}");
        }
    }

    #[test]
    fn another_page_keeps_what_the_list_is_narrowed_by() {
        let last = CheckoutId::from_bytes([7; 16]);
        let first = Filter::read("status=open");
        let next = first.page_after(&last);
        assert_eq!(next.after, Some(last));
        assert_eq!(next.status, first.status);
        assert_eq!(next.first_page(), first);
        assert_eq!(Filter::default().address("/payments"), "/payments");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_kept_and_breaks_nothing(query in ".*") {
            let filter = Filter::read(&query);
            prop_assert_eq!(Filter::read(&filter.query()), filter);
        }
    }
}
