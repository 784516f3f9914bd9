//! Payments as lines of a file that spreadsheets open.
//!
//! The separator is a comma and the decimal mark a point in both languages, as programs want
//! them; the names of the columns and of what stands in them are those of the language.

use payment::{Locale, Money};
use store::CheckoutRow;

use crate::words::{payments, status};

/// The line with the names of the columns.
#[must_use]
pub fn csv_head(locale: Locale) -> String {
    line(payments::of(locale).csv.map(str::to_owned))
}

/// The line of a payment. Times are UTC.
#[must_use]
pub fn csv_row(row: &CheckoutRow, locale: Locale) -> String {
    let CheckoutRow {
        id,
        merchant: _,
        mode: _,
        token: _,
        version: _,
        status,
        reference,
        amount,
        created_at,
        expires_at: _,
        method,
        paid,
        cases,
    } = row;
    let words = status::of(locale);
    let money = |amount: Option<Money>| amount.map(decimal).unwrap_or_default();
    let cents = |amount: Option<Money>| {
        let cents = amount.map(|amount| amount.cents().to_string());
        cents.unwrap_or_default()
    };
    let paid_amount = paid.map(|(amount, _)| amount);
    line([
        id.as_str().to_owned(),
        moment(created_at.as_micros()),
        (words.status)(*status).to_owned(),
        reference
            .as_ref()
            .map(|reference| harmless(reference.as_str()))
            .unwrap_or_default(),
        money(*amount),
        cents(*amount),
        method
            .map(|method| (words.method)(method).to_owned())
            .unwrap_or_default(),
        money(paid_amount),
        cents(paid_amount),
        paid.map(|(_, at)| moment(at.as_micros()))
            .unwrap_or_default(),
        cases.to_string(),
    ])
}

/// `250.00`
fn decimal(amount: Money) -> String {
    format!("{}.{:02}", amount.cents() / 100, amount.cents() % 100)
}

fn moment(micros: i64) -> String {
    let instant = jiff::Timestamp::from_microsecond(micros).unwrap_or(jiff::Timestamp::MAX);
    instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A spreadsheet takes what begins like a formula for one, and would carry it out. A quote
/// before it makes it a text; spreadsheets do not show the quote.
fn harmless(text: &str) -> String {
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
    let is_formula = begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%'])
        || text.starts_with(['\t', '\r', '\n']);
    if is_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Fields on one line, as RFC 4180 has it.
fn line<const N: usize>(fields: [String; N]) -> String {
    let fields = fields.map(|field| {
        if field.contains([',', '"', '\n', '\r', ';']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field
        }
    });
    let mut line = fields.join(",");
    line.push_str("\r\n");
    line
}

#[cfg(test)]
mod tests {
    use payment::{CheckoutId, MerchantId, Method, Mode, PageToken, Status, Timestamp};
    use store::Version;

    use super::*;

    fn row(reference: &str) -> CheckoutRow {
        let at = |second: i64| Timestamp::from_micros(1_795_189_200_000_000 + second * 1_000_000);
        CheckoutRow {
            id: CheckoutId::from_bytes([9; 16]),
            merchant: MerchantId::from_bytes([8; 16]),
            mode: Mode::Test,
            token: PageToken::from_bytes([7; 16]),
            version: Version::NONE,
            status: Status::Paid,
            reference: reference.parse().ok(),
            amount: Money::from_cents(123_456).ok(),
            created_at: at(0),
            expires_at: at(3_600),
            method: Some(Method::ETransfer),
            paid: Money::from_cents(5).ok().map(|paid| (paid, at(95))),
            cases: 1,
        }
    }

    #[test]
    fn a_payment_is_a_line_with_plain_decimals_and_cents() {
        let id = row("").id;
        assert_eq!(
            csv_row(&row("ORDER-1"), Locale::EnCa),
            format!(
                "{id},2026-11-20T15:40:00Z,Paid,ORDER-1,1234.56,123456,Interac e-Transfer,0.05,5,2026-11-20T15:41:35Z,1\r\n"
            )
        );
        assert!(csv_row(&row("x"), Locale::FrCa).contains(",Payée,x,1234.56,"));
    }

    #[test]
    fn both_heads_name_every_column() {
        for locale in Locale::ALL {
            let columns = |line: &str| line.trim_end().split(',').count();
            let (head, line) = (csv_head(locale), csv_row(&row("x"), locale));
            assert_eq!(columns(&head), columns(&line), "{head}");
        }
    }

    #[test]
    fn nothing_that_a_merchant_or_a_customer_wrote_is_carried_out_as_a_formula() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            " =1+1",
            "=HYPERLINK(\"https://evil.example\")",
            "＝1+1",
            "\"=1\"",
            "|calc",
        ] {
            let line = csv_row(&row(formula), Locale::EnCa);
            let field = line.split(',').nth(3).expect("a fourth field");
            assert!(
                field.starts_with('\'') || field.starts_with("\"'"),
                "{field}"
            );
        }
        assert!(csv_row(&row("A-1"), Locale::EnCa).contains(",A-1,"));
    }

    #[test]
    fn separators_and_quotes_stay_within_their_field() {
        let line = csv_row(&row("a,b \"c\"; d"), Locale::EnCa);
        assert!(line.contains(",\"a,b \"\"c\"\"; d\","), "{line}");
    }
}
